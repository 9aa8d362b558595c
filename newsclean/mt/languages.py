"""What translation must know of a language: a code goes in, its row of ``data/languages.toml`` comes out."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from newsclean.rules.fold import fold


@dataclass(frozen=True, slots=True)
class Language:
    """A language as translation sees it; abbreviations are folded and end with their dot."""

    code: str
    script: str
    decimal: str
    question: str
    quotes: tuple[str, str]
    titles: frozenset[str]
    abbreviations: frozenset[str]
    ordinal_dot: bool = False
    spaces: bool = True


def primary(code: str) -> str:
    """Give the language of a BCP 47 code without region or script.

    >>> primary("pt-BR"), primary("EL")
    ('pt', 'el')
    """
    return code.replace("_", "-").split("-", 1)[0].lower()


@dataclass(frozen=True, slots=True)
class Languages:
    """All rows of the table, read once by whoever needs them."""

    rows: dict[str, dict[str, Any]]

    @classmethod
    def read(cls) -> Languages:
        """Read the table of the package.

        >>> Languages.read().get("el").question
        ';'
        """
        data = files("newsclean.mt").joinpath("data/languages.toml").read_text(encoding="utf-8")
        return cls(tomllib.loads(data))

    def get(self, code: str) -> Language:
        """Give the language of ``code``, with what holds for all where its row is silent.

        >>> Languages.read().get("tlh").decimal
        '.'
        """
        common = self.rows["any"]
        own = self.rows.get(primary(code), {})
        row = {**common, **own}
        return Language(
            code=primary(code),
            script=row["script"],
            decimal=row["decimal"],
            question=row.get("question", ""),
            quotes=(row["quotes"][0], row["quotes"][1]),
            titles=_folded(common["titles"], own.get("titles", [])),
            abbreviations=_folded(common["abbreviations"], own.get("abbreviations", [])),
            ordinal_dot=row.get("ordinal-dot", False),
            spaces=row.get("spaces", True),
        )


def _folded(*lists: list[str]) -> frozenset[str]:
    """Fold all words of the lists."""
    return frozenset(fold(word) for words in lists for word in words)
