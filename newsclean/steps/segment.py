"""Text to passages: the source goes in, the spans of its paragraphs, headlines and stray lines come out.

A passage is a line, as scrapers write one block a line; where a paragraph was wrapped at a column, its lines are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from newsclean.article import Article, Passage
from newsclean.config import Config
from newsclean.edits import Span
from newsclean.rules.words import ends_sentence

_LINE = re.compile(r"\S(?:[^\r\n\x0b\x0c\x85\u2028\u2029]*\S)?")
_BLANK = re.compile(r"\r?\n[^\S\n]*\r?\n")
_WRAP_COLUMNS = (50, 100)
"""Code points: wire copy wraps between 60 and 80; a longer line is a paragraph, a shorter one a headline."""


class Segment:
    """Find the passages of an article.

    >>> article = Segment(Config())(Article("a", "Title\\n\\nOne line.\\nAnother.\\n"))
    >>> [p.span.text(article.source) for p in article.passages]
    ['Title', 'One line.', 'Another.']
    """

    name = "segment"
    needs: frozenset[str] = frozenset()
    gives = frozenset({"passages"})

    def __init__(self, config: Config) -> None:
        del config  # no setting changes where a paragraph ends

    def __call__(self, article: Article) -> Article:
        """Give the article with its passages, all of role ``body``: the later steps know better."""
        return replace(article, passages=tuple(map(Passage, find_passages(article.source))))


def find_passages(source: str) -> Iterator[Span]:
    """Give the spans of the passages of ``source``, without the white space around them.

    >>> list(find_passages("  One. \\n\\n\\nTwo."))
    [Span(start=2, end=6), Span(start=10, end=14)]
    """
    block: list[Span] = []
    for line in _find_lines(source):
        if block and line.start - block[-1].end > 1 and _BLANK.search(source, block[-1].end, line.start):
            yield from _join_wrapped(source, block)
            block = []
        block.append(line)
    yield from _join_wrapped(source, block)


def _find_lines(source: str) -> Iterator[Span]:
    """Give the lines that are not blank, trimmed."""
    for found in _LINE.finditer(source):
        yield Span(*found.span())


def _join_wrapped(source: str, lines: list[Span]) -> list[Span]:
    """Make one passage of a block whose lines were broken at a column, else leave its lines apart."""
    lengths = [line.end - line.start for line in lines[:-1]]
    low, high = _WRAP_COLUMNS
    if len(lines) < 3 or not low <= max(lengths) <= high or min(lengths) < 0.75 * max(lengths):
        return lines
    if lines[-1].end - lines[-1].start > max(lengths) + 5:
        return lines
    broken = sum(not ends_sentence(line.text(source)) for line in lines[:-1])
    return [Span(lines[0].start, lines[-1].end)] if broken >= 0.6 * len(lengths) else lines
