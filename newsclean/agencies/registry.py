"""The registry of news agencies: rows of tables go in, agencies and the marks they are known by come out.

A mark is a name or an abbreviation as it is written in some script. Its grade says how much a text must show
before the letters count: ``plain`` nothing, ``doubtful`` a credit's shape or a word of attribution, ``weak`` a
source word, a wire bracket or the word "agency" beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from newsclean.errors import RuleError

Grade = Literal["plain", "doubtful", "weak", "other"]
KINDS = frozenset(
    (
        "general", "global", "regional", "financial", "sport", "religious",
        "syndicate", "government", "press-release", "photo", "historic", "generic",
    )
)  # fmt: skip
_TEXTS = ("id", "name", "country", "kind", "wikidata", "until", "successor")
_LISTS = ("languages", "marks", "doubtful", "weak", "senses", "doubtful-in", "plain-in", "seats", "predecessors")
_GRADES: tuple[tuple[str, Grade], ...] = (("marks", "plain"), ("doubtful", "doubtful"), ("weak", "weak"))


@dataclass(frozen=True, slots=True)
class Agency:
    """A news agency: what it is, not how it is written.

    ``country`` is an ISO 3166 code (INT for none), ``languages`` BCP 47 codes, the main one first, ``until`` the
    year it ended, ``wikidata`` a QID or empty. ``doubtful_in`` and ``plain_in`` name languages in
    which its plain marks need evidence, or its doubtful ones none; ``seats`` are cities that tell it from an agency of
    the same letters.
    """

    id: str
    name: str
    country: str = ""
    kind: str = "general"
    languages: tuple[str, ...] = ()
    wikidata: str = ""
    until: str = ""
    successor: str = ""
    predecessors: tuple[str, ...] = ()
    doubtful_in: tuple[str, ...] = ()
    plain_in: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()

    @property
    def is_photo(self) -> bool:
        """Tell whether it sells pictures, so that its name credits no text."""
        return self.kind == "photo"


@dataclass(frozen=True, slots=True)
class Mark:
    """One way to write one agency; grade ``other`` marks a longer phrase in which its letters mean something else."""

    agency: str
    text: str
    grade: Grade


@dataclass(frozen=True, slots=True)
class Registry:
    """All agencies by id, in the order of the tables, and all their marks."""

    agencies: Mapping[str, Agency]
    marks: tuple[Mark, ...]


def read_registry(tables: Iterable[tuple[str, Mapping[str, Any]]]) -> Registry:
    """Make a registry of tables; a later row (a user's) with the id of an earlier one adds to it.

    >>> row = {"id": "demo", "name": "Demo Press", "marks": ["DEMO"]}
    >>> registry = read_registry([("demo.toml", {"agency": [row]})])
    >>> registry.agencies["demo"].name, [mark.text for mark in registry.marks]
    ('Demo Press', ['DEMO', 'Demo Press'])

    Raises ``RuleError`` for a row that is no agency.
    """
    agencies: dict[str, Agency] = {}
    marks: dict[tuple[str, str], Mark] = {}
    for file, table in tables:
        rows = table.get("agency", [])
        if not isinstance(rows, list):
            raise RuleError(file, "agency", "must be an array of tables: [[agency]]")
        for number, row in enumerate(rows, 1):
            agency = _read_agency(file, number, row, agencies)
            agencies[agency.id] = agency
            for mark in _read_marks(row, agency):
                marks[agency.id, mark.text] = mark
    _check_links(agencies)
    return Registry(agencies, tuple(marks.values()))


def _read_agency(file: str, number: int, row: Mapping[str, Any], known: Mapping[str, Agency]) -> Agency:
    """Make the agency of one row, joined to an earlier one of the same id."""
    _check_row(file, number, row)
    old = known.get(row["id"])
    return Agency(
        id=row["id"],
        name=row.get("name", old.name if old else ""),
        country=row.get("country", old.country if old else ""),
        kind=row.get("kind", old.kind if old else "general"),
        languages=tuple(row.get("languages", old.languages if old else ())),
        wikidata=row.get("wikidata", old.wikidata if old else ""),
        until=row.get("until", old.until if old else ""),
        successor=row.get("successor", old.successor if old else ""),
        predecessors=tuple(row.get("predecessors", old.predecessors if old else ())),
        doubtful_in=tuple(row.get("doubtful-in", old.doubtful_in if old else ())),
        seats=tuple(row.get("seats", old.seats if old else ())),
        plain_in=tuple(row.get("plain-in", old.plain_in if old else ())),
    )


def _check_row(file: str, number: int, row: Mapping[str, Any]) -> None:
    """Raise ``RuleError`` where a row has a field too many, too few, or of the wrong type."""
    place = f"[[agency]] row {number}"
    if not isinstance(row, Mapping) or not row.get("id"):
        raise RuleError(file, place, "an agency needs an id")
    place += f" ({row['id']})"
    for field, value in row.items():
        if field in _TEXTS and not (isinstance(value, str) and value.strip()):
            raise RuleError(file, place, f"{field} must be a text that is not empty")
        if field in _LISTS and not _is_list_of_texts(value):
            raise RuleError(file, place, f"{field} must be a list of texts that are not empty")
        if field not in _TEXTS + _LISTS:
            raise RuleError(file, place, f"{field!r} is no field of an agency")
    if not any(row.get(field) for field in ("marks", "doubtful", "weak", "name")):
        raise RuleError(file, place, "an agency needs a name or a mark")
    if row.get("kind", "general") not in KINDS:
        raise RuleError(file, place, f"kind must be one of {', '.join(sorted(KINDS))}")


def _is_list_of_texts(value: Any) -> bool:
    """Tell whether a value is a list of texts, none of them empty."""
    return isinstance(value, list) and all(isinstance(text, str) and text.strip() for text in value)


def _read_marks(row: Mapping[str, Any], agency: Agency) -> list[Mark]:
    """Give the marks of one row; an official name of several words is a mark of its own."""
    marks = [Mark(agency.id, text, grade) for field, grade in _GRADES for text in row.get(field, ())]
    marks += [Mark(agency.id, text, "other") for text in row.get("senses", ())]
    if " " in agency.name and all(mark.text != agency.name for mark in marks):
        marks.append(Mark(agency.id, agency.name, "plain"))
    return marks


def _check_links(agencies: Mapping[str, Agency]) -> None:
    """Raise ``RuleError`` where a predecessor or successor is no agency of the registry."""
    for agency in agencies.values():
        for other in (agency.successor, *agency.predecessors):
            if other and other not in agencies:
                raise RuleError("agencies", agency.id, f"{other!r} is no agency of the registry")
