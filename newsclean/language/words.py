"""The small words of the languages as evidence: words of a text go in, a weight for each language comes out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsclean.language.tables import Language

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WORD_WEIGHT = 8.0
"""Natural logarithm of how much likelier a listed word makes the languages that list it."""
_MARKS = ".,;:!?\"'()[]«»“”„‘’‚…–—-।،؟؛*·•|"


class WordTable:
    """Knows which languages of a script list a word.

    >>> from newsclean.language.tables import read_languages
    >>> pair = [language for language in read_languages() if language.code in ("da", "no")]
    >>> [float(weight) for weight in WordTable(pair).weigh("Ikke etter, men efter")]
    [24.0, 24.0]
    """

    def __init__(self, languages: Sequence[Language]) -> None:
        import numpy as np

        words = dict.fromkeys(word for language in languages for word in language.words)
        self._places = {word: place for place, word in enumerate(words)}
        self._weights = np.zeros((len(words), len(languages)), np.float32)
        for column, language in enumerate(languages):
            self._weights[[self._places[word] for word in language.words], column] = WORD_WEIGHT

    def weigh(self, text: str) -> NDArray[np.float32] | float:
        """Give the weight of each language's words in ``text``; 0 where no word is listed."""
        places = self._places
        met = [places[word] for raw in text.lower().split() if (word := raw.strip(_MARKS)) in places]
        weights: NDArray[np.float32] = self._weights.take(met, axis=0).sum(axis=0)
        return weights if met else 0.0
