"""Quotation marks: an article goes in, the same article with its marks repaired and in one style comes out.

Only passages that stay in the text are touched; what no evidence decides is listed in the metadata.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from newsclean.article import Article
from newsclean.config import Config
from newsclean.edits import Edit, Span
from newsclean.quotes.marks import CORNERS, DOUBLES, find_places
from newsclean.quotes.pairs import Lone
from newsclean.quotes.passage import mend
from newsclean.quotes.reading import Passage
from newsclean.quotes.styles import Styles
from newsclean.steps.removal import find_removals

_KINDS = {"open": "opening without closing", "close": "closing without opening"}


class NormaliseQuotes:
    """Repair the quotation marks of an article and write them as ``config.quotes`` says.

    >>> from newsclean.article import Passage as Part
    >>> text = '"It works. "It saves lives," she said.'
    >>> NormaliseQuotes(Config())(Article("a", text, (Part(Span(0, 38)),))).text
    '"It works. It saves lives," she said.'

    Raises ``RuleError`` where a table of marks cannot be read.
    """

    name = "quotes"
    needs = frozenset(("passages", "language"))
    gives = frozenset(("edits",))

    def __init__(self, config: Config) -> None:
        self._quotes = config.quotes
        self._styles = Styles(config.rules)

    def __call__(self, article: Article) -> Article:
        """Give the article with the edits of its marks, and ``quotes_undecided`` in the metadata where some are."""
        edits: list[Edit] = []
        undecided: list[dict[str, Any]] = []
        running = 0
        places = find_places(article.source)
        for start, passage in self._passages(article, places) if places else ():
            outcome = mend(replace(passage, running=running) if running else passage, self._quotes)
            edits += (_moved(edit, start) for edit in outcome.edits)
            undecided += (_described(lone, start) for lone in outcome.undecided)
            running = outcome.left_open
        mended = article.with_edits(edits) if edits else article
        return mended.with_meta(quotes_undecided=undecided) if undecided else mended

    def _passages(self, article: Article, places: list[int]) -> Iterator[tuple[int, Passage]]:
        """Give the passages that stay, each with where it starts and whether the next opens with a mark."""
        removed = find_removals(article)
        source, kept = article.source, [part for n, part in enumerate(article.passages) if n not in removed]
        for part, after in zip(kept, (*kept[1:], None), strict=True):
            first = bisect_left(places, part.span.start)
            if first < len(places) and places[first] < part.span.end:
                style = self._styles.find(part.language.code, article.language.code)
                opens = after is not None and source[after.span.start : after.span.start + 4].lstrip()[:1] in _FIRST
                for start, end in _pieces(source, part.span):
                    follows = int(opens and end == part.span.end)
                    yield start, Passage(source[start:end], style, follows=follows)


def _pieces(source: str, span: Span) -> Iterator[tuple[int, int]]:
    """Cut a passage that no paragraph could be into pieces that end at a space where they can."""
    start = span.start
    while span.end - start > _LONGEST:
        space = source.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        end = space if space > 0 else start + _LONGEST
        yield start, end
        start = end
    yield start, span.end


_LONGEST = 100_000
"""Code points of a passage beyond which it is read in pieces, so that its marks need not all be held at once."""

_FIRST = frozenset(DOUBLES + CORNERS)


def _moved(edit: Edit, start: int) -> Edit:
    """Count the span of an edit from the start of the article."""
    return replace(edit, span=Span(edit.span.start + start, edit.span.end + start))


def _described(lone: Lone, start: int) -> dict[str, Any]:
    """Describe a lone mark for the ledger."""
    return {"span": [lone.mark.start + start, lone.mark.end + start], "kind": _KINDS[lone.way]}
