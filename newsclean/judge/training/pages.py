"""Labelled pages: JSONL goes in, pages with the rule hits of their lines come out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from newsclean.article import Article, LanguageGuess, Passage
from newsclean.config import Config
from newsclean.edits import Span, apply_within
from newsclean.errors import RecordError
from newsclean.steps.agencies import FindAgencies
from newsclean.steps.boilerplate import StripBoilerplate
from newsclean.steps.removal import find_removals


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """A page for training: ``drop`` and ``weights`` (0 where a label is doubtful) are as long as ``lines``.

    ``hits`` are rule categories; ``group`` is the publisher, whose pages must not be in training and test at once.
    """

    id: str
    group: str
    language: str
    lines: tuple[str, ...]
    hits: tuple[str, ...]
    drop: tuple[int, ...]
    weights: tuple[float, ...]

    def part(self, places: Sequence[int], weight: float = 1.0) -> LabelledPage:
        """Give the page that has only the lines at ``places``, each counting ``weight`` times."""
        return LabelledPage(
            self.id,
            self.group,
            self.language,
            tuple(self.lines[place] for place in places),
            tuple(self.hits[place] for place in places),
            tuple(self.drop[place] for place in places),
            tuple(self.weights[place] * weight for place in places),
        )


def read_pages(path: Path) -> Iterator[LabelledPage]:
    """Read pages, one JSON object a line: ``id``, ``lang``, ``lines``, ``keep`` (1 or 0 for each line).

    ``amb`` (1 for each line whose label is doubtful) and ``group`` (or ``publisher``; else each page is its own) may
    be left out. The lines are those that the judge sees in ``newsclean clean``: the rules and the agencies have had
    their turn.

    Raises ``RecordError`` for a row that is none.
    """
    steps = FindAgencies(Config()), StripBoilerplate(Config(judge="off"))
    for number, row in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            page = json.loads(row)
            lines, keep = page["lines"], page["keep"]
            doubtful = page.get("amb") or [0] * len(lines)
            group = str(page.get("group") or page.get("publisher") or page["id"])
            article = _as_article(page["id"], page["lang"], lines)
        except (ValueError, KeyError, TypeError) as problem:
            raise RecordError(str(path), number, f"no labelled page: {problem}") from problem
        if not len(lines) == len(keep) == len(doubtful):
            raise RecordError(str(path), number, "lines, keep and amb differ in length")
        for step in steps:
            article = step(article)
        left = tuple(apply_within(article.source, passage.span, article.edits) for passage in article.passages)
        gone = find_removals(article)
        hits = tuple(gone[place].rule.partition(".")[0] if place in gone else "" for place in range(len(lines)))
        drop, weights = tuple(1 - int(bool(k)) for k in keep), tuple(0.0 if a else 1.0 for a in doubtful)
        yield LabelledPage(page["id"], group, page["lang"], left, hits, drop, weights)


def _as_article(name: str, language: str, lines: Iterable[str]) -> Article:
    """Make an article whose passages are the lines."""
    guess = LanguageGuess(language)
    passages = []
    start = 0
    for line in lines:
        passages.append(Passage(Span(start, start + len(line)), language=guess))
        start += len(line) + 1
    return Article(name, "\n".join(lines), tuple(passages), guess)
