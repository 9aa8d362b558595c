"""What a detector weighed, of one prose or of many at once, and the guesses that come out of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from newsclean.article import LanguageGuess
from newsclean.language.rankings import UNIT, Rankings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Weighed(NamedTuple):
    """The logarithms of the probabilities of the languages ``codes`` for one prose, at least one above minus infinity.

    ``letters`` of prose told them; ``certainty`` is how sure the script is, 0 to 1: scores are multiplied by it.
    """

    codes: Sequence[str]
    logarithms: NDArray[np.float64]
    letters: int
    certainty: float

    def find_best(self) -> LanguageGuess:
        """Give the likeliest language.

        >>> import numpy as np
        >>> Weighed(["da", "no"], np.log([0.52, 0.48]), 20, 0.5).find_best()
        LanguageGuess(code='da', score=0.26, evidence=20)
        """
        import numpy as np

        column = int(self.logarithms.argmax())
        return self._guess(column, round(float(np.exp(self.logarithms[column])) * (self.certainty * UNIT)))

    def rank(self) -> tuple[LanguageGuess, ...]:
        """Give all languages worth naming, the likeliest first."""
        import numpy as np

        scores = np.rint(np.exp(self.logarithms) * (self.certainty * UNIT))
        likely = scores.nonzero()[0]
        order = likely[(-self.logarithms[likely]).argsort(kind="stable")]
        return tuple(map(self._guess, order.tolist(), scores[order].tolist()))

    def _guess(self, column: int, score: float) -> LanguageGuess:
        """Make the guess for one language."""
        return LanguageGuess(self.codes[column], score / UNIT, self.letters)


class WeighedTogether(NamedTuple):
    """The same for many proses, a row for each; ``letters`` are 0 where a prose is in no language."""

    codes: Sequence[str]
    logarithms: NDArray[np.float64]
    letters: NDArray[np.intp]
    certainty: NDArray[np.float64]

    def pick(self, row: int) -> Weighed:
        """Give what was weighed of one prose that is in a language."""
        return Weighed(self.codes, self.logarithms[row], int(self.letters[row]), float(self.certainty[row]))

    def rank(self) -> Rankings:
        """Give the scores of all languages worth naming."""
        import numpy as np

        scores = np.rint(np.exp(self.logarithms) * (self.certainty * UNIT)[:, None]).astype(np.uint16)
        return Rankings(self.codes, scores, self.letters)


def normalize(weights: NDArray[np.floating]) -> NDArray[np.float64]:
    """Make logarithms of probabilities that sum to 1 of weights, down each column where there are many.

    At least one weight of a column is above minus infinity.

    >>> import numpy as np
    >>> np.exp(normalize(np.array([3.0, 3.0]))).tolist()
    [0.5, 0.5]
    """
    import numpy as np

    logarithms: NDArray[np.float64] = weights.astype(np.float64)
    logarithms -= np.maximum.reduce(logarithms)
    logarithms -= np.log(np.add.reduce(np.exp(logarithms)))
    return logarithms
