"""Whole passages taken out: which ones go in, the edits that leave no double blank line come out.

A removed passage takes the white space before it with it; those before the first kept one take what follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from newsclean.article import Article
from newsclean.edits import Edit, cut, merge


class Removal(NamedTuple):
    """Why a passage goes: the id of the rule and one sentence for the reader of the ledger."""

    rule: str
    reason: str

    @property
    def category(self) -> str:
        """Give the first part of the rule id."""
        return self.rule.partition(".")[0]

    @property
    def language(self) -> str:
        """Give the second part of the rule id, nothing where it has but one.

        >>> Removal("read-also.el.deite", "why").language, Removal("demo", "why").language
        ('el', '')
        """
        return (*self.rule.split(".", 2), "")[1]


def find_removals(article: Article) -> dict[int, Removal]:
    """Give the passages that are removed already, by their place in ``article.passages``."""
    return {index: Removal(edit.rule, edit.reason) for index, edit in _whole_cuts(article)}


def find_removed(article: Article) -> frozenset[int]:
    """Give the places of these passages alone."""
    return frozenset(index for index, _ in _whole_cuts(article))


def _whole_cuts(article: Article) -> list[tuple[int, Edit]]:
    """Pair each passage that is out with the edit that took it."""
    found: list[tuple[int, Edit]] = []
    cuts = [edit for edit in article.edits if not edit.after]
    spans = [span for span, _, _ in article.passages] if cuts else []
    index = 0
    for edit in cuts:
        start, end = edit.span
        while index < len(spans) and spans[index][0] < start:
            index += 1
        while index < len(spans) and spans[index][1] <= end:
            found.append((index, edit))
            index += 1
    return found


def remove_passages(article: Article, removals: Mapping[int, Removal]) -> Article:
    """Take passages out of the article, together with those that are out already.

    >>> from newsclean.article import Passage
    >>> from newsclean.edits import Span
    >>> places = (Passage(Span(0, 4)), Passage(Span(6, 10)), Passage(Span(12, 18)))
    >>> article = Article("a", "One.\\n\\nTwo.\\n\\nThree.", places)
    >>> remove_passages(article, {1: Removal("demo", "why")}).text
    'One.\\n\\nThree.'
    >>> remove_passages(remove_passages(article, {1: Removal("demo", "why")}), {0: Removal("demo", "why")}).text
    'Three.'
    """
    whole = _whole_cuts(article)
    taken = {index: Removal(edit.rule, edit.reason) for index, edit in whole}
    return _rebuild(article, whole, {**removals, **taken}) if removals or taken else article


def rebuild_removals(article: Article, removals: Mapping[int, Removal]) -> Article:
    """Make ``removals`` the passages that are out, no more and no less; other edits stay."""
    return _rebuild(article, _whole_cuts(article), removals)


def _rebuild(article: Article, whole: Iterable[tuple[int, Edit]], removals: Mapping[int, Removal]) -> Article:
    """Put the cuts that ``removals`` ask for in the place of the ``whole`` passages that were cut."""
    old = {edit.span for _, edit in whole}
    others = [edit for edit in article.edits if edit.span not in old]
    return replace(article, edits=merge(others, _cuts(article, removals)))


def _cuts(article: Article, removals: Mapping[int, Removal]) -> list[Edit]:
    """Make one edit for each removed passage, with the white space that goes with it."""
    spans = [span for span, _, _ in article.passages]
    first_kept = next((i for i in range(len(spans)) if i not in removals), len(spans))
    cuts = []
    for index in sorted(removals):
        start = spans[index - 1].end if index > first_kept else spans[index].start
        last_leading = index < first_kept and index + 1 < len(spans)
        end = spans[index + 1].start if last_leading else spans[index].end
        cuts.append(cut(article.source, (start, end), *removals[index]))
    return cuts
