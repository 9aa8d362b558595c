"""The evidence for the languages of one script: texts go in, a row of weights comes out for each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from newsclean.language.layout import Layout, lay_out
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

_SURELY = 1.001  # more than a sum can be off by its order


class ScriptScorer:
    """Weighs the languages of one script, in the order of ``codes``; those not ``allowed`` weigh minus infinity.

    A language that is the only one of its script weighs nothing, or minus infinity.
    """

    def __init__(self, table: ScriptTable, languages: Sequence[Language], allowed: Collection[str] = ()) -> None:
        import numpy as np

        self.codes = table.codes
        self._table = table
        self._words = WordTable(languages if len(languages) > 1 else ())
        self._prior = np.array([language.weight for language in languages], np.float32)
        if allowed:
            self._prior[[language.code not in allowed for language in languages]] = -np.inf
        self._rows = len(table.weights)
        worth_less = table.weights * np.float32(CAPITALIZED)
        self._weights = np.concatenate((table.weights, worth_less)) if table.size else table.weights

    def weigh_all(self, proses: Sequence[str]) -> NDArray[np.float32]:
        """Give the weights (natural logarithms) of the languages, a row for each prose (at least one).

        All are minus infinity where even the best language does not fit the letters, or none may be chosen.
        """
        import numpy as np

        page = lay_out(proses)
        weights = np.empty((len(proses), len(self.codes)), np.float32)
        weights[page.order] = self._weigh_letters(page)
        weights += self._words.weigh_all(proses)
        weights += self._prior
        return weights

    def _weigh_letters(self, page: Layout) -> NDArray[np.float32]:
        """Sum the weights of all letters, each after the two before it, and of the ends of words."""
        import numpy as np

        table = self._table
        numbers = table.letters.take(page.points)
        if not table.size:
            return self._sum(page, numbers)
        padded = np.zeros(len(numbers) + 2, np.intp)
        padded[2:] = numbers
        pairs = padded[:-1] * table.size + padded[1:]
        rows = table.rows.take(pairs[:-1] * table.size + numbers).astype(np.intp)
        weights = np.zeros((len(page.order), len(self.codes)), np.float32)
        if len(self.codes) > 1:
            starts, capitals = padded[1:-1] == 0, self._find_capitals(page, numbers)
            cheaper = _spread_capitals(starts, capitals, self._rows) if capitals.any() else 0
            weights = self._sum(page, rows + cheaper)
        weights[self._find_misfits(page, rows, weights.argmax(axis=1), page.count(pairs[1:] != 0))] = -np.inf
        return weights

    def _find_misfits(
        self, page: Layout, rows: NDArray[np.intp], likely: NDArray[np.intp], places: NDArray[np.intp]
    ) -> list[int]:
        """Give the texts (in the order of the page) with ``places`` that not even the best language fits.

        For nearly all the weight of a ``likely`` language is enough to tell; only for the others all are summed.
        """
        import numpy as np

        cells = rows * len(self.codes) + page.spread(likely)
        sums = np.add.reduceat(self._table.weights.reshape(-1).take(cells), page.starts)
        doubtful = (sums < _SURELY * FIT * self._table.typical.max() * places).nonzero()[0].tolist()
        return [text for text in doubtful if not self._fits(page.find(text, rows), int(places[text]))]

    def _fits(self, rows: NDArray[np.intp], places: int) -> bool:
        """Tell whether the best language fits the rows of one text."""
        weights = self._table.weights.take(rows, axis=0).sum(axis=0)
        best = int(weights.argmax())
        return bool(weights[best] >= FIT * self._table.typical[best] * places)

    def _find_capitals(self, page: Layout, numbers: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Mark the capitals, but none of a text that is mostly in capitals."""
        capitals = self._table.capitals.take(page.points)
        shouted = 2 * page.count(capitals) > page.count(numbers != 0)
        if shouted.any():
            capitals &= page.spread(~shouted)
        return capitals

    def _sum(self, page: Layout, rows: NDArray[np.intp]) -> NDArray[np.float32]:
        """Sum the rows of each text, from its first letter to its last."""
        import numpy as np

        return np.concatenate([self._weights.take(group, axis=0).sum(axis=0) for group in page.cut(rows)])


def _spread_capitals(starts: NDArray[np.bool_], capitals: NDArray[np.bool_], value: int) -> NDArray[np.intp]:
    """Give ``value`` to each place from a capital that starts a word up to the end of the word; the first one starts.

    >>> import numpy as np
    >>> starts, capitals = np.array([True, False, False, True, False]), np.array([True, False, False, False, False])
    >>> _spread_capitals(starts, capitals, 7)
    array([7, 7, 7, 0, 0])
    """
    import numpy as np

    values: NDArray[np.intp] = (capitals[starts] * np.intp(value)).take(starts.cumsum() - 1)
    return values


def sharpness(letters: NDArray[np.intp]) -> NDArray[np.float32]:
    """Give what weights are multiplied by to be logarithms of probabilities: neighbouring n-grams tell the same twice.

    Fitted by the likelihood of the right answers, on texts of one word to five sentences (``letters`` above 0).

    >>> import numpy as np
    >>> sharpness(np.array([1, 100])).round(3).tolist()
    [0.30000001192092896, 0.1889999955892563]
    """
    import numpy as np

    return (0.3 * letters**-0.1).astype(np.float32)
