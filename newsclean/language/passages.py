"""The languages of passages that stand in a row: rankings go in, one guess for each passage comes out.

A passage is taken to be in the language of its neighbours unless its own words say otherwise (a Viterbi pass). A
language that is not in a passage's ranking counts as one with the lowest score.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from newsclean.article import LanguageGuess
from newsclean.language.rankings import UNIT, Ranking, Rankings, gather_rankings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SWITCH = 3.0
"""What a change of language costs, in natural logarithms: small, so that one foreign passage among many survives."""
STATES = 12
"""Languages followed at a time: those with the most letters in the article."""

_CLEAR = math.exp(2 * SWITCH)  # how many times likelier than all others a language is that no neighbours can change


def settle(rankings: Sequence[Ranking]) -> tuple[LanguageGuess, ...]:
    """Choose one guess for each passage: the likeliest series; ``und`` where a passage has no ranking.

    >>> unsure = [LanguageGuess("da", 0.52, 20), LanguageGuess("no", 0.48, 20)]
    >>> sure, foreign = [LanguageGuess("no", 0.99, 90)], [LanguageGuess("fr", 0.9, 25)]
    >>> [guess.code for guess in settle([sure, unsure, [], foreign, sure])]
    ['no', 'no', 'und', 'fr', 'no']
    """
    return settle_all(gather_rankings(rankings))


def settle_all(rankings: Rankings) -> tuple[LanguageGuess, ...]:
    """Choose one guess for each row: the likeliest series; its score is 0 where the row does not speak for it."""
    import numpy as np

    guesses = [LanguageGuess()] * len(rankings.letters)
    told = np.logical_or.reduce(rankings.scores, axis=1).nonzero()[0]
    if told.size:
        scores, letters = rankings.scores[told], rankings.letters[told]
        states = _find_states(rankings.codes, scores, letters)
        path = _follow_all(scores[:, states].clip(1))
        columns = [states[state] for state in path]
        chosen = (scores[np.arange(len(path)), columns] / UNIT).tolist()
        for index, column, score, count in zip(told.tolist(), columns, chosen, letters.tolist(), strict=True):
            guesses[index] = LanguageGuess(rankings.codes[column], score, count)
    return tuple(guesses)


def _find_states(codes: Sequence[str], scores: NDArray[np.uint16], letters: NDArray[np.intp]) -> list[int]:
    """Give the columns of the languages worth following, by the letters they stand for; in the order of the codes."""
    import numpy as np

    weighted = np.einsum("i,ij->j", letters, scores, dtype=np.int64, casting="unsafe").tolist()
    met = np.logical_or.reduce(scores).nonzero()[0].tolist()
    often = sorted(met, key=lambda column: (-weighted[column], codes[column]))[:STATES]
    return sorted({*scores.argmax(axis=1).tolist(), *often}, key=codes.__getitem__)


def _follow_all(scores: NDArray[np.uint16]) -> list[int]:
    """Find the best series of states; only stretches between clear rows in which the best changes need a search."""
    import numpy as np

    best = scores.argmax(axis=1)
    path: list[int] = best.tolist()
    for first, last in _find_stretches(scores, best):
        path[first : last + 1] = _follow(np.log(scores[first : last + 1] / UNIT).tolist())
    return path


def _find_stretches(scores: NDArray[np.uint16], best: NDArray[np.intp]) -> list[tuple[int, int]]:
    """Give the first and last rows of stretches in which rows disagree that are not clear."""
    import numpy as np

    changes = (best[1:] != best[:-1]).nonzero()[0]
    if not changes.size:
        return []
    highest = np.partition(scores, -2, axis=1)
    clear = highest[:, -1] > _CLEAR * highest[:, -2]
    changes = changes[~(clear[changes] & clear[changes + 1])]
    bounds = np.concatenate(([0], clear.nonzero()[0], [len(best) - 1]))
    places = bounds[1:-1].searchsorted(changes, side="right")
    return sorted(set(zip(bounds[places].tolist(), bounds[places + 1].tolist(), strict=True)))


def _follow(weights: Sequence[Sequence[float]]) -> list[int]:
    """Find the best series of states; a change from any state to any other costs the same."""
    totals = weights[0]
    behind: list[tuple[Sequence[float], float]] = []
    for row in weights[1:]:
        highest = max(totals)
        behind.append((totals, highest))
        least = highest - SWITCH
        totals = [(total if total >= least else least) + weight for total, weight in zip(totals, row, strict=True)]
    path = [totals.index(max(totals))]
    for earlier, highest in reversed(behind):
        stays = earlier[path[-1]] >= highest - SWITCH
        path.append(path[-1] if stays else earlier.index(highest))
    return path[::-1]


def share_languages(guesses: Iterable[LanguageGuess]) -> dict[str, float]:
    """Give the share of each language, 0 to 1, by letters of prose, the largest first; ``und`` is left out.

    >>> share_languages([LanguageGuess("el", 0.9, 300), LanguageGuess("en", 0.8, 100), LanguageGuess()])
    {'el': 0.75, 'en': 0.25}
    """
    letters: dict[str, int] = {}
    for code, _, evidence in guesses:
        if code != "und":
            letters[code] = letters.get(code, 0) + evidence
    whole = sum(letters.values())
    ordered = sorted(letters.items(), key=lambda item: (-item[1], item[0]))
    return {code: round(count / whole, 4) for code, count in ordered if whole}


def sum_up(guesses: Sequence[LanguageGuess]) -> LanguageGuess:
    """Give the language most letters are in; its score is the mean of its passages, weighted by their letters.

    >>> sum_up([LanguageGuess("el", 0.9, 300), LanguageGuess("en", 0.8, 100), LanguageGuess("el", 0.5, 100)])
    LanguageGuess(code='el', score=0.8, evidence=400)
    """
    main = next(iter(share_languages(guesses)), None)
    if main is None:
        return LanguageGuess()
    told = [(score, evidence) for code, score, evidence in guesses if code == main]
    letters = sum(evidence for _, evidence in told)
    weighted = sum(score * evidence for score, evidence in told)
    return LanguageGuess(main, round(weighted / letters, 4), letters)
