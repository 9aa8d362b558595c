"""The rules as a list: every table goes in, one row for each rule comes out, for people and for the documentation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsclean.rules.load import load_categories, load_phrases
from newsclean.rules.tables import read_tables


class Listed(NamedTuple):
    """A rule as it is listed: its id, the shape it matches, its words or example, and where they were seen."""

    id: str
    shape: str
    words: str
    seen: str = ""

    @property
    def category(self) -> str:
        """Give the first part of the id."""
        return self.id.split(".")[0]

    @property
    def language(self) -> str:
        """Give the second part of the id."""
        return self.id.split(".")[1]


def list_rows(directories: Sequence[str] = ()) -> Iterator[Listed]:
    """Go through every phrase rule, by category and then in the order of the files.

    >>> any(row.id == "read-also.el.diavaste-episis" for row in list_rows())
    True

    Raises ``RuleError`` naming file and row.
    """
    order = list(load_categories(directories))
    rows = [Listed(row.phrase.rule, row.phrase.shape, row.words, row.seen) for row in load_phrases(directories)]
    yield from sorted(rows, key=lambda row: order.index(row.category))


def list_agencies(directories: Sequence[str] = ()) -> Iterator[tuple[str, ...]]:
    """Go through every agency: id, name, country, languages and the marks it is known by.

    >>> next(row for row in list_agencies() if row[0] == "amna")[1]
    'Athens-Macedonian News Agency'

    Raises ``RuleError`` naming file and row.
    """
    from newsclean.agencies.registry import read_registry

    registry = read_registry(read_tables("agencies", directories))
    marks: dict[str, list[str]] = {}
    for mark in registry.marks:
        if mark.grade != "other":
            marks.setdefault(mark.agency, []).append(mark.text)
    for agency in registry.agencies.values():
        languages = ",".join(agency.languages)
        yield agency.id, agency.name, agency.country, languages, ", ".join(marks.get(agency.id, ()))


def check_tables(directories: Sequence[str]) -> int:
    """Check every table of a user's own directories; give how many phrase rows there are in them.

    Raises ``RuleError`` for the first row that is wrong.
    """
    from newsclean.rules.lines import load_line_rules

    load_line_rules(directories)
    list(list_agencies(directories))
    return len(load_phrases(directories)) - len(load_phrases())
