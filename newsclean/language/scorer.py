"""The evidence for the languages of one script: a text goes in, the weight of each language comes out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from newsclean.language.profiles import ScriptTable
from newsclean.language.tables import Language
from newsclean.language.words import WordTable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FIT = 0.71
"""Part of the typical weight of a letter, 0 to 1, that a text must reach to be in a language at all."""
CAPITALIZED = 0.4
"""What a letter of a capitalized word is worth, 0 to 1: it is often a name, and names are at home everywhere."""


class ScriptScorer:
    """Weighs the languages of one script, in the order of ``codes``; those not ``allowed`` weigh minus infinity."""

    def __init__(self, table: ScriptTable, languages: Sequence[Language], allowed: Collection[str] = ()) -> None:
        import numpy as np

        self.codes = table.codes
        self._table = table
        self._words = WordTable(languages)
        self._prior = np.array([language.weight for language in languages], np.float32)
        if allowed:
            self._prior[[language.code not in allowed for language in languages]] = -np.inf

    def weigh(self, prose: str, points: NDArray[np.intp]) -> NDArray[np.float32] | None:
        """Give the weights (natural logarithms) of ``prose``, whose code points are ``points``.

        Nothing where even the best language does not fit the letters, or where none of the script may be chosen.
        """
        weights = self._weigh_letters(points)
        if weights is None:
            return None
        summed = weights + self._words.weigh(prose) + self._prior
        return summed if summed.max() > float("-inf") else None

    def _weigh_letters(self, points: NDArray[np.intp]) -> NDArray[np.float32] | None:
        """Sum the weights of all letters, each after the two before it, and of the ends of words."""
        import numpy as np

        table = self._table
        numbers = table.letters.take(points)
        if not table.size:
            return _sum(table.weights.take(numbers, axis=0))
        padded = np.zeros(len(numbers) + 2, np.intp)
        padded[2:] = numbers
        pairs = padded[:-1] * table.size + padded[1:]
        rows = table.weights.take(table.rows.take(pairs[:-1] * table.size + numbers), axis=0)
        weights = _sum(rows)
        best = int(weights.argmax())
        if weights[best] < FIT * table.typical[best] * np.count_nonzero(pairs):
            return None
        capitals = table.capitals.take(points)
        if 0 < 2 * np.count_nonzero(capitals) <= np.count_nonzero(numbers):
            return _sum(rows * _find_worth(padded[1:-1] == 0, capitals)[:, None])
        return weights


def _find_worth(starts: NDArray[np.bool_], capitals: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Give what each place is worth: less from a capital that starts a word up to the end of the word.

    >>> import numpy as np
    >>> _find_worth(np.array([True, False, False, True, False]), np.array([True, False, False, False, False])).round(1)
    array([0.4, 0.4, 0.4, 1. , 1. ], dtype=float32)
    """
    import numpy as np

    marks = starts * np.arange(2, 2 * len(starts) + 2, 2) + (starts & capitals)
    in_capitalized = np.maximum.accumulate(marks) & 1
    return np.array((1, CAPITALIZED), np.float32).take(in_capitalized)


def _sum(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Sum the rows of all letters."""
    weights: NDArray[np.float32] = rows.sum(axis=0)
    return weights


def sharpness(letters: int) -> float:
    """Give what weights are multiplied by to be logarithms of probabilities: neighbouring n-grams tell the same twice.

    Fitted by the likelihood of the right answers, on texts of one word to five sentences.

    >>> round(sharpness(100), 3)
    0.189
    """
    return float(0.3 * letters**-0.1)
