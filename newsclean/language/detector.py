"""The default detector: a text goes in, its language with a score comes out, the same in every thread and process."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from newsclean.article import LanguageGuess
from newsclean.language.profiles import load_tables
from newsclean.language.prose import is_babble, take_prose
from newsclean.language.scorer import ScriptScorer, sharpness
from newsclean.language.scripts import ScriptCounter, ScriptShare, read_points
from newsclean.language.tables import read_languages, read_scripts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST_SCORE = 1e-4
"""Score, 0 to 1, below which a language is left out of a ranking."""


class Detector(Protocol):
    """What every backend can do: find and rank the languages of a text."""

    def detect(self, text: str) -> LanguageGuess:
        """Give the language of ``text``, ``und`` where nothing tells it."""
        ...

    def rank(self, text: str) -> tuple[LanguageGuess, ...]:
        """Give the languages that ``text`` can be in, the likeliest first, their scores summing to at most 1."""
        ...


@dataclass(frozen=True, slots=True)
class Weighed:
    """Languages with the logarithm of the probability of each, and how many letters of prose told it.

    ``certainty`` is how sure the script is, 0 to 1: scores are multiplied by it.
    """

    codes: tuple[str, ...]
    logarithms: NDArray[np.float64]
    letters: int
    certainty: float

    def best(self) -> LanguageGuess:
        """Give the likeliest language."""
        place = int(self.logarithms.argmax())
        return self._guess(place)

    def ranked(self) -> tuple[LanguageGuess, ...]:
        """Give all languages worth naming, the likeliest first."""
        likely = (self.logarithms > math.log(LEAST_SCORE / 2)).nonzero()[0]  # half: scores are rounded afterwards
        order = likely[(-self.logarithms[likely]).argsort(kind="stable")]
        guesses = (self._guess(int(place)) for place in order)
        return tuple(guess for guess in guesses if guess.score >= LEAST_SCORE)

    def _guess(self, place: int) -> LanguageGuess:
        """Make the guess for one language."""
        score = math.exp(self.logarithms[place]) * self.certainty
        return LanguageGuess(self.codes[place], round(score, 4), self.letters)


class WeighingDetector(ABC):
    """A detector that weighs all languages of a prose; from that it names the best, or ranks those worth naming."""

    @abstractmethod
    def weigh(self, prose: str) -> Weighed | None:
        """Weigh the languages of ``prose``; nothing where it is no language."""

    def detect(self, text: str) -> LanguageGuess:
        """Give the language of ``text``, ``und`` where nothing tells it."""
        weighed = self.weigh(take_prose(text))
        return weighed.best() if weighed else LanguageGuess()

    def rank(self, text: str) -> tuple[LanguageGuess, ...]:
        """Give the languages that ``text`` can be in, the likeliest first, their scores summing to at most 1."""
        weighed = self.weigh(take_prose(text))
        return weighed.ranked() if weighed else ()


class ProfileDetector(WeighingDetector):
    """Compares all n-grams of a text with the profiles of langdetect, after the script has narrowed the choice.

    ``allowed`` are the codes to choose among, all if empty.

    >>> detector = ProfileDetector()
    >>> detector.detect("Δήλωση του υπουργού").code, detector.detect("268763574 IMG_1.jpg").code
    ('el', 'und')
    >>> detector.detect("xkqz wvbrt plmqz hjkw").code
    'und'
    >>> [guess.code for guess in ProfileDetector(["da", "sv"]).rank("Han kommer ikke i morgen")]
    ['da', 'sv']
    """

    def __init__(self, allowed: Collection[str] = ()) -> None:
        scripts = read_scripts()
        self._counter = ScriptCounter(scripts)
        self._allowed = frozenset(allowed)
        languages = {language.code: language for language in read_languages()}
        self._scorers = {
            name: ScriptScorer(table, [languages[code] for code in table.codes], self._allowed)
            for name, table in load_tables().items()
        }

    def weigh(self, prose: str) -> Weighed | None:
        """Weigh the languages of the main script of ``prose``; nothing where it is no language."""
        points = read_points(prose)
        main = self._counter.find_main(points)
        if main is None or is_babble(prose, main):
            return None
        scorer = self._scorers.get(main.script.name)
        if scorer is None:
            return self._weigh_alone(main)
        weights = scorer.weigh(prose, points)
        if weights is None or len(weights) == 1:
            return None if weights is None else self._weigh_alone(main)
        scaled = weights * sharpness(main.letters)
        return Weighed(scorer.codes, normalize(scaled), main.letters, _certainty(main))

    def _weigh_alone(self, main: ScriptShare) -> Weighed | None:
        """Give the one language of a script, if it may be chosen."""
        import numpy as np

        code = main.script.alone
        if self._allowed and code not in self._allowed:
            return None
        return Weighed((code,), np.zeros(1), main.letters, _certainty(main) * main.letters / (main.letters + 1))


def _certainty(main: ScriptShare) -> float:
    """Give how sure the script is, 0 to 1: fully, where two thirds of the letters are in it."""
    return min(1.0, 1.5 * main.share)


def normalize(logarithms: NDArray[np.floating]) -> NDArray[np.float64]:
    """Make the probabilities sum to 1.

    >>> import numpy as np
    >>> np.exp(normalize(np.array([0.0, 0.0]))).tolist()
    [0.5, 0.5]
    """
    import numpy as np

    shifted: NDArray[np.float64] = logarithms.astype(np.float64) - logarithms.max()
    return shifted - math.log(np.exp(shifted).sum())
