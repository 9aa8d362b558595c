"""What passages can be in, as arrays: a row for each passage, a column for each language.

Guesses are made only of what is given out: an article has far more rankings than languages.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from newsclean.article import LanguageGuess

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

UNIT = 10_000
"""Scores are counted in this part of 1."""

Ranking = Sequence[LanguageGuess]


class Rankings(NamedTuple):
    """Scores (1 is ``UNIT``) of the languages ``codes``, and how many letters of prose told them.

    A language that is not worth naming has 0; so have all of a passage in no language.
    """

    codes: Sequence[str]
    scores: NDArray[np.uint16]
    letters: NDArray[np.intp]

    def take(self, rows: Sequence[int]) -> Rankings:
        """Give these rows in this order, each as often as it is asked for."""
        return Rankings(self.codes, self.scores.take(rows, axis=0), self.letters.take(rows))

    def pick(self, row: int, column: int) -> LanguageGuess:
        """Give the guess for one language of one passage."""
        return LanguageGuess(self.codes[column], int(self.scores[row, column]) / UNIT, int(self.letters[row]))


def gather_rankings(rankings: Sequence[Ranking]) -> Rankings:
    """Make arrays of rankings that are guesses already.

    >>> gathered = gather_rankings([[LanguageGuess("da", 0.52, 20), LanguageGuess("no", 0.48, 20)], []])
    >>> gathered.codes, gathered.scores.tolist(), gathered.letters.tolist()
    (['da', 'no'], [[5200, 4800], [0, 0]], [20, 0])
    """
    import numpy as np

    codes = sorted({guess.code for ranking in rankings for guess in ranking})
    scores = np.zeros((len(rankings), len(codes)), np.uint16)
    letters = np.zeros(len(rankings), np.intp)
    columns = {code: column for column, code in enumerate(codes)}
    for row, ranking in enumerate(rankings):
        for guess in ranking:
            scores[row, columns[guess.code]] = round(guess.score * UNIT)
        letters[row] = ranking[0].evidence if ranking else 0
    return Rankings(codes, scores, letters)


def join_rankings(parts: Iterable[Rankings]) -> Rankings:
    """Put rankings of the same languages one below the other; none at all is a ranking of nothing."""
    import numpy as np

    joined = list(parts)
    if len(joined) < 2:
        return joined[0] if joined else gather_rankings([])
    scores = np.concatenate([part.scores for part in joined])
    return Rankings(joined[0].codes, scores, np.concatenate([part.letters for part in joined]))
