"""The marks of each language: a BCP 47 code goes in, a ``Style`` comes out. The facts are rows of ``quotes.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from newsclean.errors import RuleError
from newsclean.rules.tables import read_tables


@dataclass(frozen=True, slots=True)
class Style:
    """The marks of a language: ``marks`` are outer opening and closing, inner opening and closing.

    ``inside`` is the space set inside the outer marks; ``comma`` says whether a comma stands
    ``inside`` or ``outside`` a closing mark. ``speech`` finds a verb of saying, ``elided`` a word
    that begins with an apostrophe.
    """

    code: str
    marks: str
    inside: str = ""
    comma: str = "outside"
    speech: re.Pattern[str] = re.compile("(?!)")
    elided: re.Pattern[str] = re.compile("(?!)")

    def pair(self, depth: int) -> tuple[str, str]:
        """Give the marks for a speech inside ``depth`` others, with the space that goes with them.

        >>> Style("fr", "«»“”", "_").pair(0), Style("fr", "«»“”", "_").pair(1)
        (('«_', '_»'), ('“', '”'))
        """
        if depth % 2:
            return self.marks[2], self.marks[3]
        return self.marks[0] + self.inside, self.inside + self.marks[1]

    def partner(self, glyph: str) -> str:
        """Give the closing mark for an opening one, as this language has it.

        >>> Style("de", "„“‚‘").partner("„"), Style("pl", "„”«»").partner("„"), Style("de", "„“‚‘").partner("«")
        ('“', '”', '»')
        """
        place = self.marks.find(glyph)
        if place in (0, 2):
            return self.marks[place + 1]
        return _PARTNERS.get(glyph, glyph)

    def opener(self, glyph: str) -> str:
        """Give the opening mark for a closing one, as this language has it.

        >>> Style("de", "„“‚‘").opener("“"), Style("en", "“”‘’").opener("”"), Style("en", "“”‘’").opener("»")
        ('„', '“', '«')
        """
        place = self.marks.find(glyph)
        if place in (1, 3):
            return self.marks[place - 1]
        return _OPENERS.get(glyph, glyph)


_PARTNERS = {
    "“": "”", "„": "“", "«": "»", "»": "«", "‘": "’", "‚": "‘", "‹": "›", "``": "''", "<<": ">>", ",,": "''",
    "「": "」", "〝": "〞", "‘‘": "’’",
}  # fmt: skip
_OPENERS = {"”": "“", "»": "«", "«": "»", "“": "„", "’": "‘", "›": "‹", "''": "``", ">>": "<<", "」": "「", "’’": "‘‘"}
CURLY = Style("curly", "“”‘’")
"""The marks of the style that is called curly, whatever the language."""


class Styles:
    """The styles of all languages, read once.

    >>> styles = Styles()
    >>> styles.find("de-CH").marks, styles.find("de").marks, styles.find("el-GR").marks
    ('«»‹›', '„“‚‘', '«»“”')
    >>> styles.find("und", "fr").code, styles.find("und").code
    ('fr', 'en')

    Raises ``RuleError`` for a row that gives other than four marks.
    """

    def __init__(self, directories: Sequence[str] = ()) -> None:
        self._rows: dict[str, dict[str, Any]] = {}
        self._same: dict[str, str] = {}
        self._fallback = ""
        self._speech: dict[str, list[str]] = {}
        self._speech_as: dict[str, str] = {}
        self._elided: list[str] = []
        for table in read_tables("quotes", directories):
            self._add(table.file, table.rows)
        self._elision = _starting(self._elided)
        self._made: dict[tuple[str, ...], Style] = {}

    def _add(self, file: str, rows: Mapping[str, Any]) -> None:
        """Take the rows of one file; later files win."""
        for row in rows.get("locale", ()):
            if len(row.get("marks", "")) != 4:
                raise RuleError(file, f"locale {row.get('code')}", "marks must be four characters")
            self._rows[row["code"]] = row
        self._same.update(rows.get("same", {}))
        self._fallback = rows.get("fallback", self._fallback)
        self._speech.update(rows.get("speech", {}))
        self._speech_as.update(rows.get("speech-as", {}))
        self._elided += rows.get("elision", {}).get("words", [])

    @property
    def codes(self) -> tuple[str, ...]:
        """Give the BCP 47 codes that have a row of their own."""
        return tuple(self._rows)

    def find(self, *codes: str) -> Style:
        """Give the style of the first of the codes that is known, whole or by its language."""
        if codes not in self._made:
            known = next((row for code in (*codes, self._fallback) if (row := self._known(code))), "")
            if not known:
                raise RuleError("quotes.toml", "fallback", "no locale has the code that it names")
            self._made[codes] = self._make(known)
        return self._made[codes]

    def _known(self, code: str) -> str:
        """Give the code of the row that serves ``code``, taking parts off its end."""
        parts = code.replace("_", "-").split("-")
        while parts:
            short = _spelled("-".join(parts))
            short = self._same.get(short, short)
            if short in self._rows:
                return short
            parts.pop()
        return ""

    def _make(self, code: str) -> Style:
        """Make the style of one row."""
        row = self._rows[code]
        tongue = self._speech_as.get(code, code)
        verbs = self._speech.get(tongue) or self._speech.get(tongue.split("-")[0], [])
        return Style(
            code, row["marks"], row.get("inside", ""), row.get("comma", "outside"), _containing(verbs), self._elision
        )


def _spelled(code: str) -> str:
    """Spell a code as BCP 47 asks: language small, script with a capital, region in capitals."""
    language, *rest = code.split("-")
    spelled = (part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part for part in rest)
    return "-".join((language.lower(), *spelled))


def _containing(words: Sequence[str]) -> re.Pattern[str]:
    """Make the pattern of one of the words, whole, in any case."""
    choices = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{choices})(?!\w)", re.IGNORECASE) if words else re.compile("(?!)")


def _starting(words: Sequence[str]) -> re.Pattern[str]:
    """Make the pattern of a word, a decade or an age at a place; one letter alone may have an apostrophe behind it."""
    ordered = sorted(map(re.escape, words), key=len, reverse=True)
    short, long = [word for word in ordered if len(word) == 1], [word for word in ordered if len(word) > 1]
    decade = r"\d\d(?:\w{1,3})?"
    return re.compile(rf"(?:{'|'.join(short)})(?!\w)|(?:{'|'.join((*long, decade))})(?![\w'’])", re.IGNORECASE)
