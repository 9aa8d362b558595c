"""The line judge: the lines of one article go in, a verdict on each comes out, the same each time.

Lines that go are taken away and the rest is judged again until nothing more goes: what is left is judged the same
when it comes back.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from newsclean.judge.characters import KindTable
from newsclean.judge.explain import NamedColumns, explain, rank_groups
from newsclean.judge.features import FEATURE_NAMES, STAYS, Page, read_page, take_rows
from newsclean.judge.kinds import Kind, name_kinds
from newsclean.judge.model import Ballot, Model, load_model
from newsclean.judge.shape import SHAPE_NAMES
from newsclean.judge.structure import (
    find_announced,
    find_announcements,
    find_captions,
    find_entries,
    find_interrupted,
    find_repeats,
    find_resumed,
    find_subheads,
)

if TYPE_CHECKING:
    from numpy import bool_, float32, float64, int64
    from numpy.typing import NDArray

WorkingPoint = Literal["safe", "balanced", "thorough"]
FEWEST_PARAGRAPHS = 2
"""Paragraphs: with less running text than this there is nothing that short lines could be residue of."""
FEWEST_HITS = 3
"""Lines that rules take: so many show that a text was scraped from a page, and then one paragraph is enough."""
MOST_ROUNDS = 40
"""Rounds: real pages settle within a few; one that does not is left whole, so that time stays linear."""

TITLE_REACH = 12
"""Lines above the first paragraph among which the headline is looked for."""
SUREST_RESIDUE = 0.96
SHORTEST_TITLE = 12
"""Characters."""
FEW_PARAGRAPHS = 6
"""Paragraphs: no more than these are few, and each weighs more, as does each sentence beside them."""
SHORTEST_SENTENCE = 25
"""Characters, with a sentence end: shorter lines may be labels."""
FEW_DOUBT, INTERRUPTED_DOUBT = 0.5, 0.9
"""How far from the cut to certainty, 0 to 1, the lines of few paragraphs go only, and those of a text that is
interrupted often."""
CAPTION_CUT = 1 / 3
"""Part of the cut from which a line goes that stands like a caption above its credit."""
REPEATED = "says what the line above says"
_RELATIVE = FEATURE_NAMES.index("relative")
_BETWEEN = FEATURE_NAMES.index("paragraphs_between_hits")
_SHORTEST_SENTENCE = math.log1p(SHORTEST_SENTENCE)
_SHORTEST_TITLE = math.log1p(SHORTEST_TITLE)
_LENGTH, _ENDS = SHAPE_NAMES.index("length"), SHAPE_NAMES.index("ends")


class Verdict(NamedTuple):
    """What becomes of a line: whether it goes, what it looks like, how sure the judge is, and why.

    ``probability`` (0 to 1) is that of being residue. For a line that stays ``kind`` is "text" and the
    reasons are empty.
    """

    drop: bool
    kind: Kind
    probability: float
    reasons: tuple[str, str, str] = ("", "", "")


_TAKEN, _LEFT = Verdict(True, "text", 1.0), Verdict(False, "text", 0.0)
"""The verdicts on lines before anything was judged: what rules take is out, the rest stays."""


class LineJudge:
    """Judge the lines of articles by shape, place and neighbours, at a working point.

    "safe" takes only what is certain, "balanced" serves most texts, "thorough" takes more and harms more.

    >>> judge = LineJudge("balanced")
    >>> [verdict.drop for verdict in judge.judge(["One line alone stays"], [""])]
    [False]

    ``model`` is one of a user's own (``newsclean.judge.model.load_model``), else the built-in one.
    """

    def __init__(self, working_point: WorkingPoint, model: Model | None = None) -> None:
        model = model or load_model()
        self._voters = model.voters
        self._point = model.points[working_point]
        self._table = KindTable()

    def judge(self, lines: Sequence[str], hits: Sequence[str]) -> list[Verdict]:
        """Give a verdict for each of ``lines``, the passages of one article in order.

        ``hits`` has the category of the rule that takes the line out anyway, ``STAYS`` where something certain says
        that it is text, or nothing. Lines that rules take are context in the first round and gone in the later ones.
        """
        settled = [_LEFT if hit in ("", STAYS) else _TAKEN for hit in hits]
        verdicts = settled.copy()
        if not lines:
            return verdicts
        left = np.arange(len(lines))
        page = read_page(lines, hits, self._table)
        for _ in range(MOST_ROUNDS):
            if not _has_ground(page):
                return verdicts
            judged = self._judge_round(page)
            places = left.tolist()
            for place, verdict in zip(judged.goes.tolist(), self._explain(judged), strict=True):
                verdicts[places[place]] = verdict
            stays = page.own
            stays[judged.goes] = False
            if stays.all():
                for place, probability in zip(places, judged.probabilities.tolist(), strict=True):
                    verdicts[place] = Verdict(False, "text", round(probability, 4))
                return verdicts
            kept = stays.nonzero()[0]
            left, page = left[kept], page.keep(kept)
        return settled

    def _judge_round(self, page: Page) -> _Round:
        """Judge the lines that are left once; those that rules take are context."""
        rows = page.features()
        probabilities = np.ones(len(rows))
        own = page.own.nonzero()[0]
        ballot = self._voters.score(take_rows(rows, own))
        probabilities[own] = ballot.probabilities
        goes = self._choose(page, rows, probabilities)
        repeats = find_repeats(page.words.copies[0], page.shapes, page.left(goes)) & page.free
        probabilities[repeats] = 1.0
        places = (goes | repeats).nonzero()[0]
        return _Round(rows, probabilities, places, repeats, ballot.take(own.searchsorted(places)))

    def _choose(self, page: Page, rows: NDArray[float32], probabilities: NDArray[float64]) -> NDArray[bool_]:
        """Mark the lines that go: what looks like residue, unless the build of the text explains it."""
        goes: NDArray[bool_] = page.free & (probabilities >= self._find_cuts(page, rows))
        return _spare_explained(page, probabilities, goes) if goes.any() else goes

    def _find_cuts(self, page: Page, rows: NDArray[float32]) -> NDArray[float32]:
        """Give the probability from which each line goes."""
        cuts = self._point.at(page.shapes)
        paragraphs = page.prose & page.own
        if np.count_nonzero(paragraphs) <= FEW_PARAGRAPHS:
            sentences = (page.shapes[:, _ENDS] > 0) & (page.shapes[:, _LENGTH] >= _SHORTEST_SENTENCE)
            few = page.own & (page.prose | sentences)
            cuts[few] += (1 - cuts[few]) * FEW_DOUBT
        else:
            interrupted = find_interrupted(rows[0, _BETWEEN], page.prose, page.own)
            cuts[interrupted] += (1 - cuts[interrupted]) * INTERRUPTED_DOUBT
        cuts[find_captions(page.credited, page.shapes, rows[:, _RELATIVE], page.prose)] *= CAPTION_CUT
        return cuts

    def _explain(self, judged: _Round) -> Iterator[Verdict]:
        """Give the verdicts on the lines that go, with their reasons."""
        if not judged.goes.size:
            return
        rows = take_rows(judged.rows, judged.goes)
        columns = NamedColumns(rows)
        told = zip(
            judged.probabilities[judged.goes].tolist(),
            judged.repeats[judged.goes].tolist(),
            name_kinds(columns),
            explain(columns, rank_groups(self._voters.weigh(rows, judged.ballot))),
            strict=True,
        )
        for probability, repeat, kind, reasons in told:
            if repeat:
                yield Verdict(True, "repeat", round(probability, 4), (REPEATED, *reasons[:2]))
            else:
                yield Verdict(True, kind, round(probability, 4), reasons)


class _Round(NamedTuple):
    """What one round found: features and probability of each line, the places of those that go, and the repeats.

    ``ballot`` is on the lines that go.
    """

    rows: NDArray[float32]
    probabilities: NDArray[float64]
    goes: NDArray[int64]
    repeats: NDArray[bool_]
    ballot: Ballot


def _has_ground(page: Page) -> bool:
    """Tell whether there is enough running text to tell residue from it."""
    own = page.own
    paragraphs = np.count_nonzero(page.prose & own)
    hits = len(own) - np.count_nonzero(own)
    return bool(paragraphs >= FEWEST_PARAGRAPHS or (paragraphs and hits >= FEWEST_HITS))


def _spare_explained(page: Page, probabilities: NDArray[float64], goes: NDArray[bool_]) -> NDArray[bool_]:
    """Give the lines that go without those that the build of the text explains."""
    goes &= ~find_entries(page.clocks, page.shapes, page.prose)
    stays = page.left(goes)
    goes &= ~find_announcements(page.shapes, page.prose, stays)
    stays = page.left(goes)
    goes[find_announced(page.shapes, page.prose, page.own, stays)] = False
    goes &= ~find_resumed(page.enclosed, page.shapes, page.prose, stays)
    goes &= ~find_subheads(page.pictured, page.shapes, page.prose, stays)
    stays = page.left(goes)
    if not stays.any():
        return np.zeros_like(goes)
    body = int((stays & page.prose).argmax())
    title = (page.shapes[:body, _LENGTH] >= _SHORTEST_TITLE) & (page.shapes[:body, _ENDS] == 0)
    if not (title & stays[:body]).any():
        goes[find_headline(probabilities[:body], title & goes[:body])] = False
    return goes


def find_headline(probabilities: NDArray[float64], possible: NDArray[bool_]) -> list[int]:
    """Find the line above the first paragraph that looks least like residue: a text is seldom without a headline.

    >>> import numpy as np
    >>> find_headline(np.array([0.99, 0.8, 0.9]), np.array([True, True, True]))
    [1]
    """
    near = np.where(possible, probabilities, 1.0)[-TITLE_REACH:]
    if not near.size or near.min() >= SUREST_RESIDUE:
        return []
    return [len(probabilities) - len(near) + int(near.argmin())]
