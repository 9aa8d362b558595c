"""Quotation marks: an article goes in, the same article with its marks repaired and in one style comes out.

Only passages that stay in the text are touched; what no evidence decides is listed in the metadata.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from newsclean.article import Article
from newsclean.config import Config
from newsclean.edits import Edit, Span, apply
from newsclean.quotes.marks import CORNERS, DOUBLES, choose_pattern
from newsclean.quotes.pairs import Lone
from newsclean.quotes.passage import Outcome, leave, mend
from newsclean.quotes.reading import Passage
from newsclean.quotes.styles import Style, Styles
from newsclean.steps.removal import find_removed

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
        pieces = list(self._pieces_of(article))
        found = list(zip(pieces, self._settled(pieces), strict=True))
        edits = [_moved(edit, piece.start) for piece, outcome in found for edit in outcome.edits]
        undecided = [_described(lone, piece.start) for piece, outcome in found for lone in outcome.undecided]
        mended = article.with_edits(edits)
        return mended.with_meta(quotes_undecided=undecided) if undecided else mended

    def _settled(self, pieces: Sequence[_Piece]) -> list[Outcome]:
        """Mend all pieces, and leave alone those that would change again in the company of the others."""
        frozen: set[int] = set()
        for _ in range(_ROUNDS):
            outcomes = self._mend_all(pieces, frozen)
            if not any(found.left_open or found.undecided for found in outcomes):
                return outcomes  # no speech reaches from one piece into another
            changed = [p._replace(text=apply(p.text, found.edits)) for p, found in zip(pieces, outcomes, strict=True)]
            restless = {n for n, found in enumerate(self._mend_all(changed, set())) if found.edits}
            if not restless:
                return outcomes
            frozen |= restless if not restless <= frozen else set(range(len(pieces)))
        return self._mend_all(pieces, set(range(len(pieces))))

    def _mend_all(self, pieces: Sequence[_Piece], frozen: set[int]) -> list[Outcome]:
        """Mend the pieces one after the other, each knowing what the one before left open."""
        outcomes: list[Outcome] = []
        running = 0
        for number, piece in enumerate(pieces):
            opens = piece.joined and pieces[number + 1].text[:4].lstrip()[:1] in _FIRST
            passage = Passage(piece.text, piece.style, running, int(opens))
            found = leave(passage) if number in frozen else mend(passage, self._quotes)
            running = found.left_open
            outcomes.append(found)
        return outcomes

    def _pieces_of(self, article: Article) -> Iterator[_Piece]:
        """Give the passages that stay and have marks, very long ones in pieces."""
        removed, source = find_removed(article), article.source
        kept = [part for n, part in enumerate(article.passages) if n not in removed]
        mark = choose_pattern(source)
        marked = [mark.search(source, *part.span) is not None for part in kept]
        for part, has_marks, next_has_marks in zip(kept, marked, (*marked, False)[1:], strict=True):
            if has_marks:
                style = self._styles.find(part.language.code, article.language.code)
                for start, end in _pieces(source, part.span):
                    yield _Piece(start, source[start:end], style, end == part.span.end and next_has_marks)


class _Piece(NamedTuple):
    """A passage, or a piece of an endless one; ``joined`` where the next piece is the passage right after it."""

    start: int
    text: str
    style: Style
    joined: bool


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

_ROUNDS = 3
"""How often pieces are mended anew with the restless ones left alone."""

_FIRST = frozenset(DOUBLES + CORNERS)


def _moved(edit: Edit, start: int) -> Edit:
    """Count the span of an edit from the start of the article."""
    span = Span(edit.span.start + start, edit.span.end + start)
    return Edit(span, edit.before, edit.after, edit.rule, edit.reason)


def _described(lone: Lone, start: int) -> dict[str, Any]:
    """Describe a lone mark for the ledger."""
    return {"span": [lone.mark.start + start, lone.mark.end + start], "kind": _KINDS[lone.way]}
