"""A passage as the rules see it: folded once, with the languages in which its weak phrases are heard."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from newsclean.rules.fold import fold


class FoldedLine(NamedTuple):
    """The text of a passage, the same text folded, and the codes of its languages without script or region."""

    text: str
    folded: str
    languages: frozenset[str] = frozenset()


def fold_line(text: str, codes: Iterable[str] = ()) -> FoldedLine:
    """Fold a passage for the rules; ``codes`` are the BCP 47 codes of the passage and its article.

    >>> fold_line("Διαβάστε", ["el-GR"]).folded, fold_line("Διαβάστε", ["el-GR"]).languages
    ('διαβαστε', frozenset({'el'}))
    """
    return FoldedLine(text, fold(text), primary_languages(codes))


def primary_languages(codes: Iterable[str]) -> frozenset[str]:
    """Give the languages of BCP 47 codes, without script or region.

    >>> primary_languages(["pt-BR", "pt"])
    frozenset({'pt'})
    """
    return frozenset(code.partition("-")[0] for code in codes)
