"""Glossary: a file of terms goes in; the stretches of a sentence that must become something certain come out."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from newsclean.errors import ConfigError
from newsclean.mt.masks import Known
from newsclean.rules.fold import fold

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Glossary:
    """Terms by their folded first word, the longest first; each with what it becomes ('' where it stays as written)."""

    terms: dict[str, tuple[tuple[str, str], ...]]

    @classmethod
    def make(cls, pairs: Iterable[tuple[str, str]]) -> Glossary:
        """Make a glossary of pairs of a term and its translation, '' for one that is not translated.

        >>> Glossary.make([("Μέγαρο Μαξίμου", "Maximos Mansion")]).find("στο μέγαρο μαξίμου χθες")
        [Known(start=4, end=18, kind='term', after='Maximos Mansion')]
        """
        terms: dict[str, list[tuple[str, str]]] = {}
        for term, after in pairs:
            folded = fold(term)
            first = _WORD.search(folded)
            if first and (folded, after) not in terms.setdefault(first[0], []):
                terms[first[0]].append((folded[first.start() :], after))
        return cls({word: tuple(sorted(rows, key=lambda row: -len(row[0]))) for word, rows in terms.items()})

    @classmethod
    def read(cls, path: Path) -> Glossary:
        """Read a glossary: a term, a tab, its translation; with nothing after the term it is not translated.

        Raises ``ConfigError`` where the file cannot be read or a line has more than two columns.
        """
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(f"glossary: {path} cannot be read: {error}") from error
        rows = []
        for number, row in enumerate(csv.reader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE), 1):
            if not row or not row[0].strip() or row[0].startswith("#"):
                continue
            if len(row) > 2:
                raise ConfigError(f"glossary: {path}, line {number}: {len(row)} columns; there can be two")
            rows.append((row[0].strip(), row[1].strip() if len(row) > 1 else ""))
        return cls.make(rows)

    def kept(self) -> Glossary:
        """Give the glossary that keeps what this one puts in as it is, for a second model behind the first."""
        return Glossary.make((after, "") for rows in self.terms.values() for _, after in rows if after)

    def find(self, text: str) -> list[Known]:
        """Give the terms in ``text``, from left to right, none within another."""
        folded = fold(text)
        found: list[Known] = []
        free = 0
        for word in _WORD.finditer(folded):
            if word.start() < free:
                continue
            for term, after in self.terms.get(word[0], ()):
                end = word.start() + len(term)
                if folded.startswith(term, word.start()) and not folded[end : end + 1].isalnum():
                    found.append(Known(word.start(), end, "term", after or text[word.start() : end]))
                    free = end
                    break
        return found
