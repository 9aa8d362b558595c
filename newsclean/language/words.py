"""The small words of the languages as evidence: texts go in, a weight for each language comes out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from typing import TYPE_CHECKING

from newsclean.language.tables import Language

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WORD_WEIGHT = 8.0
"""Natural logarithm of how much likelier a listed word makes the languages that list it."""
_MARKS = ".,;:!?\"'()[]«»“”„‘’‚…–—-।،؟؛*·•|"
_START = "#"  # never stands in prose


class WordTable:
    """Knows which languages of a script list a word.

    >>> from newsclean.language.tables import read_languages
    >>> pair = [language for language in read_languages() if language.code in ("da", "no")]
    >>> WordTable(pair).weigh_all(["Ikke etter, men efter"]).tolist()
    [[24.0, 24.0]]
    """

    def __init__(self, languages: Sequence[Language]) -> None:
        import numpy as np

        words = dict.fromkeys(word for language in languages for word in language.words)
        self._places = {word: place for place, word in enumerate((_START, *words), 1)}  # none is 0
        self._weights = np.zeros((len(self._places) + 1, len(languages)), np.float32)
        for column, language in enumerate(languages):
            self._weights[[self._places[word] for word in language.words], column] = WORD_WEIGHT

    def weigh(self, prose: str) -> NDArray[np.float32] | float:
        """Give the weight of each language's words in one prose; 0 where none is listed."""
        import numpy as np

        met = self._find(prose)
        if not met:
            return 0.0
        weights: NDArray[np.float32] = np.add.reduce(self._weights.take(met, axis=0), axis=0)
        return weights

    def weigh_all(self, proses: Sequence[str]) -> NDArray[np.float32] | float:
        """Give the weight of each language's words, a row for each prose (at least one); 0 where none are listed."""
        import numpy as np

        if len(self._places) == 1:
            return 0.0
        met = np.array(self._find(f" {_START} ".join(("", *proses))))
        weights: NDArray[np.float32] = np.add.reduceat(self._weights.take(met, axis=0), (met == 1).nonzero()[0], axis=0)
        return weights

    def _find(self, text: str) -> list[int]:
        """Give the places of the words that are listed, in the order of the text."""
        words = map(str.strip, text.lower().split(), repeat(_MARKS))
        return list(filter(None, map(self._places.get, words)))
