"""Datelines: the head of a passage with place, date and agency goes in; the same head in another language comes out.

A head is never given to the model: fragments in capitals are where models invent most.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files

from newsclean.rules.fold import fold

_HEAD = re.compile(r"(?P<head>[^\n\"«“!?;…]{3,90}?)(?P<dash>\s{0,3}(?:[–—]|\s-{1,2}\s|\.-|:(?=\s))\s{0,3})(?=\S)")
_PART = re.compile(r"\s*[,/(]\s*|\)\s*|(?<!\w)\s*-\s+")
_DATE = re.compile(
    r"(\d{1,2})(?:\.|[^\W\d_]{1,2})?\s+(?:[^\W\d_]{2}\s+)?([^\W\d_]{3,12})\.?|([^\W\d_]{3,12})\.?\s+(\d{1,2})"
)


@dataclass(frozen=True, slots=True)
class Head:
    """A dateline in the target language: ``text`` with its dash and what follows it, ``end`` where it ended, and
    ``kept``, the places that no table knew and that stay as written."""

    text: str
    end: int
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Datelines:
    """The tables of places and months, as pairs of languages need them."""

    places: dict[str, dict[str, str]]
    months: dict[tuple[str, str], int]
    names: dict[tuple[str, int], str]
    dates: dict[str, str]

    @classmethod
    def read(cls) -> Datelines:
        """Read the table of the package."""
        table = tomllib.loads(files("newsclean.mt").joinpath("data/datelines.toml").read_text(encoding="utf-8"))
        places: dict[str, dict[str, str]] = {}
        for row in table["places"].values():
            for name in row.values():
                places.setdefault(fold(name), row)
        months = {
            (code, fold(name)): number
            for number, row in enumerate(table["month"])
            for code, names in row.items()
            for name in names
        }
        names = {(code, number): names[0] for number, row in enumerate(table["month"]) for code, names in row.items()}
        return cls(places, months, names, table["dates"])

    def set_head(self, text: str, source: str, target: str, marks: frozenset[str]) -> Head | None:
        """Give the dateline at the start of ``text`` in the target language; ``marks`` are agencies named there.

        >>> Datelines.read().set_head("ΑΘΗΝΑ, 24 Νοεμβρίου (ΑΠΕ-ΜΠΕ) – Η κυβέρνηση", "el", "en", frozenset({"ΑΠΕ-ΜΠΕ"}))
        Head(text='ATHENS, November 24 (ΑΠΕ-ΜΠΕ) – ', end=32, kept=())
        >>> Datelines.read().set_head("Η Αθήνα – μια πόλη", "el", "en", frozenset()) is None
        True
        """
        match = _HEAD.match(text)
        if not match:
            return None
        pieces: list[str] = []
        kept: list[str] = []
        sure = False
        place = 0
        head = match["head"]
        for edge in [*_PART.finditer(head), None]:
            part = head[place : edge.start() if edge else len(head)]
            after, known = self._set_part(part, source, target, marks)
            if after is None:
                return None
            sure = sure or known
            if not known and any(character.isalpha() for character in part):
                kept.append(part)
            pieces += (after, edge[0] if edge else "")
            place = edge.end() if edge else len(head)
        return Head("".join(pieces) + match["dash"], match.end(), tuple(kept)) if sure else None

    def _set_part(self, part: str, source: str, target: str, marks: frozenset[str]) -> tuple[str | None, bool]:
        """Set one part of a head, and tell whether a table knew it; None where it is no part of a dateline."""
        bare = part.strip()
        row = self.places.get(fold(bare))
        if not bare or bare in marks or bare.isdigit():
            return part, bare in marks
        if row:
            name = row.get(target, bare)
            return part.replace(bare, name.upper() if bare.isupper() else name), True
        dated = self._set_date(bare, source, target)
        if dated:
            return dated, True
        return (part, False) if bare.isupper() and len(bare) > 2 else (None, False)

    def _set_date(self, text: str, source: str, target: str) -> str:
        """Set a day and a month; '' where the text is none."""
        match = _DATE.fullmatch(text)
        if not match:
            return ""
        month = self.months.get((source, fold(match[2] or match[3])))
        name = self.names.get((target, month)) if month is not None else None
        return self.dates.get(target, "{day} {month}").format(day=match[1] or match[4], month=name) if name else ""
