"""Attribute files after Dolma's data format: spans with a type beside an untouched corpus, one line a document.

Spans count code points of the text as it was read, and each carries a score of 0 to 1.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import Any

from newsclean.article import Article
from newsclean.edits import Edit
from newsclean.formats.documents import Document

PREFIX = "newsclean"


def attribute_row(document: Document, article: Article) -> dict[str, Any]:
    """Give the attributes of one document.

    >>> attribute_row(Document("a", "Rain."), Article("a", "Rain."))["attributes"]["newsclean__language__und"]
    [[0, 5, 0.0]]
    """
    places = _Places(article.repairs)
    spans: dict[str, list[list[float]]] = {
        f"{PREFIX}__language__{article.language.code}": [[0, len(document.raw), round(article.language.score, 4)]]
    }
    for edit in article.edits:
        kind = "removed" if edit.is_removal else "changed"
        name = f"{PREFIX}__{kind}__{edit.rule.partition('.')[0]}"
        spans.setdefault(name, []).append([*places.find(edit.span), 1.0])
    for found in article.credits:
        name = f"{PREFIX}__agency__{found.agency}"
        spans.setdefault(name, []).append([*places.find(found.span), round(found.score, 4)])
    return {"id": document.id, "attributes": spans}


class _Places:
    """Finds the place in the text as it was read for a place in the repaired text."""

    def __init__(self, repairs: Iterable[Edit]) -> None:
        self._repaired = [0]
        self._raw = [0]
        shift = 0
        for repair in repairs:
            shift += len(repair.before) - len(repair.after)
            self._raw.append(repair.span.end)
            self._repaired.append(repair.span.end - shift)

    def find(self, span: tuple[int, int]) -> tuple[int, int]:
        """Give a span of the text as it was read."""
        start, end = (self._place(place) for place in span)
        return start, max(start, end)

    def _place(self, place: int) -> int:
        at = bisect_right(self._repaired, place) - 1
        return self._raw[at] + place - self._repaired[at]
