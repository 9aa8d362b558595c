"""The evidence for the languages of one script: a text goes in, or many do; weights come out, a row for each text."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Protocol

from newsclean.language.layout import Layout, lay_out
from newsclean.language.profiles import ScriptTable
from newsclean.language.scripts import look_up
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


class Scorer(Protocol):
    """Weighs the languages ``codes``, those of one script."""

    codes: tuple[str, ...]

    def weigh(self, prose: str, points: NDArray[np.intp]) -> NDArray[np.float32] | None:
        """Give the weights (natural logarithms) of the languages for one prose, whose code points are ``points``.

        Nothing where the prose is in none of them, or none may be chosen.
        """
        ...

    def weigh_all(self, proses: Sequence[str]) -> NDArray[np.float32]:
        """Give the same for each of many proses (at least one), a row for each; minus infinity stands for nothing."""
        ...


class OneLanguage:
    """Weighs the only language of a script that decides alone: it is nothing, or minus infinity if not ``allowed``.

    >>> OneLanguage("ka", ["ka", "en"]).weigh_all(["ქართული", "ენა"]).tolist()
    [[0.0], [0.0]]
    """

    def __init__(self, code: str, allowed: Collection[str] = ()) -> None:
        self.codes: tuple[str, ...] = (code,)
        self._weight = 0.0 if not allowed or code in allowed else -math.inf

    def weigh(self, prose: str, points: NDArray[np.intp]) -> NDArray[np.float32] | None:
        """Give the weight for one prose."""
        import numpy as np

        return None if self._weight else np.zeros(1, np.float32)

    def weigh_all(self, proses: Sequence[str]) -> NDArray[np.float32]:
        """Give the weight for each prose, a row for each."""
        import numpy as np

        return np.full((len(proses), 1), self._weight, np.float32)


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
        self._enough = _SURELY * FIT * float(table.typical.max())
        self._cells = table.weights.T.reshape(-1)  # a language after the other: most texts ask for one
        worth_less = table.weights * np.float32(CAPITALIZED)
        self._weights = np.concatenate((table.weights, worth_less)) if table.size else table.weights

    def weigh(self, prose: str, points: NDArray[np.intp]) -> NDArray[np.float32] | None:
        """Give the weights for one prose; nothing where even the best language does not fit its letters."""
        import numpy as np

        letters = self._weigh_text(points)
        if letters is None:
            return None
        weights = letters + self._words.weigh(prose) + self._prior
        return weights if np.maximum.reduce(weights) > -math.inf else None

    def weigh_all(self, proses: Sequence[str]) -> NDArray[np.float32]:
        """Give the weights for each prose (at least one), a row for each; minus infinity where none fits."""
        import numpy as np

        page = lay_out(proses)
        weights = np.empty((len(proses), len(self.codes)), np.float32)
        weights[page.order] = self._weigh_page(page)
        weights += self._words.weigh_all(proses)
        weights += self._prior
        return weights

    def _weigh_text(self, points: NDArray[np.intp]) -> NDArray[np.float32] | None:
        """Sum the weights of the letters of one text and of the ends of its words; nothing where no language fits."""
        import numpy as np

        numbers, before, rows = self._look_up(points)
        if not self._table.size:
            return _sum(self._weights, rows)
        weights = np.zeros(1, np.float32)
        if len(self.codes) > 1:
            capitals = look_up(self._table.capitals, points)
            some = 0 < 2 * np.count_nonzero(capitals) <= np.count_nonzero(numbers)
            weights = _sum(self._weights, self._cheapen(rows, before == 0, capitals) if some else rows)
        places = int(np.count_nonzero(numbers + before))
        likely = int(weights.argmax())
        if weights[likely] >= self._enough * places:
            return weights
        told = np.add.reduce(self._cells.take(rows + likely * len(self._table.weights)))
        return weights if told >= self._enough * places or self._fits(rows, places) else None

    def _weigh_page(self, page: Layout) -> NDArray[np.float32]:
        """Sum the same for each text of a page, in its order; minus infinity where no language fits."""
        import numpy as np

        numbers, before, rows = self._look_up(page.points)
        if not self._table.size:
            return self._sum(page, rows)
        weights = np.zeros((len(page.order), len(self.codes)), np.float32)
        if len(self.codes) > 1:
            capitals = self._find_capitals(page, numbers)
            weights = self._sum(page, self._cheapen(rows, before == 0, capitals) if capitals.any() else rows)
        misfits = self._find_misfits(page, rows, weights.argmax(axis=1), page.count(numbers + before != 0))
        weights[misfits] = -np.inf
        return weights

    def _cheapen(
        self, rows: NDArray[np.intp], starts: NDArray[np.bool_], capitals: NDArray[np.bool_]
    ) -> NDArray[np.intp]:
        """Give the rows of lesser weights to words that begin with a capital, from it on."""
        return rows + _spread_capitals(starts, capitals, len(self._table.weights))

    def _look_up(self, points: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
        """Give for each place the number of its letter, that of the letter before, and its row of weights."""
        import numpy as np

        table = self._table
        padded = np.zeros(len(points) + 2, np.intp)
        padded[2:] = numbers = look_up(table.letters, points)
        before = padded[1:-1]
        triples = padded[:-2] * table.size
        triples += before
        triples *= table.size
        triples += numbers
        return numbers, before, table.rows.take(triples).astype(np.intp)

    def _find_misfits(
        self, page: Layout, rows: NDArray[np.intp], likely: NDArray[np.intp], places: NDArray[np.intp]
    ) -> list[int]:
        """Give the texts (in the order of the page) with ``places`` that not even the best language fits.

        For nearly all the weight of a ``likely`` language is enough to tell; only for the others all are summed.
        """
        import numpy as np

        cells = rows + page.spread(likely * len(self._table.weights))
        told = np.add.reduceat(self._cells.take(cells), page.starts)
        doubtful = (told < self._enough * places).nonzero()[0].tolist()
        return [text for text in doubtful if not self._fits(page.find(text, rows), int(places[text]))]

    def _fits(self, rows: NDArray[np.intp], places: int) -> bool:
        """Tell whether the best language fits the rows of one text."""
        weights = _sum(self._table.weights, rows)
        best = int(weights.argmax())
        return bool(weights[best] >= FIT * self._table.typical[best] * places)

    def _find_capitals(self, page: Layout, numbers: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Mark the capitals, but none of a text that is mostly in capitals."""
        capitals = look_up(self._table.capitals, page.points)
        shouted = 2 * page.count(capitals) > page.count(numbers != 0)
        if shouted.any():
            capitals &= page.spread(~shouted)
        return capitals

    def _sum(self, page: Layout, rows: NDArray[np.intp]) -> NDArray[np.float32]:
        """Sum the rows of each text, from its first letter to its last."""
        import numpy as np

        return np.concatenate([_sum(self._weights, group) for group in page.cut(rows)])


def _sum(weights: NDArray[np.float32], rows: NDArray[np.intp]) -> NDArray[np.float32]:
    """Sum the weights of rows, from the first to the last."""
    import numpy as np

    summed: NDArray[np.float32] = np.add.reduce(weights.take(rows, axis=0), axis=0)
    return summed


def _spread_capitals(starts: NDArray[np.bool_], capitals: NDArray[np.bool_], value: int) -> NDArray[np.intp]:
    """Give ``value`` to each place from a capital that starts a word up to the end of the word; the first one starts.

    >>> import numpy as np
    >>> starts, capitals = np.array([True, False, False, True, False]), np.array([True, False, False, False, False])
    >>> _spread_capitals(starts, capitals, 7)
    array([7, 7, 7, 0, 0])
    """
    import numpy as np

    words = capitals.take(starts.nonzero()[0]) * np.intp(value)
    values: NDArray[np.intp] = words.take(np.add.accumulate(starts, dtype=np.intp) - 1)
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
