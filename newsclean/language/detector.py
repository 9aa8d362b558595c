"""The default detector: texts go in, their languages with scores come out, the same in every thread and process."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from newsclean.article import LanguageGuess
from newsclean.language.profiles import load_tables
from newsclean.language.prose import is_babble, take_prose
from newsclean.language.rankings import UNIT, Rankings, join_rankings
from newsclean.language.scorer import ScriptScorer, sharpness
from newsclean.language.scripts import MainScripts, ScriptCounter
from newsclean.language.tables import Script, read_languages, read_scripts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

AT_ONCE = 128
"""Passages that are weighed together, so that memory stays small."""


class Detector(Protocol):
    """What every backend can do: find and rank the languages of a text."""

    def detect(self, text: str) -> LanguageGuess:
        """Give the language of ``text``, ``und`` where nothing tells it."""
        ...

    def rank(self, text: str) -> tuple[LanguageGuess, ...]:
        """Give the languages that ``text`` can be in, the likeliest first, their scores summing to at most 1."""
        ...

    def rank_all(self, texts: Sequence[str]) -> Rankings:
        """Rank the languages of each text as ``rank`` does."""
        ...


@dataclass(frozen=True, slots=True)
class Weighed:
    """The logarithms of the probabilities of the languages ``codes``, a row for each prose.

    ``letters`` of prose told them (0: no language); ``certainty`` is how sure the script is, 0 to 1: scores are
    multiplied by it.
    """

    codes: Sequence[str]
    logarithms: NDArray[np.float64]
    letters: NDArray[np.intp]
    certainty: NDArray[np.float64]

    def rank(self) -> Rankings:
        """Give the scores of all languages worth naming."""
        import numpy as np

        scores = np.rint(np.exp(self.logarithms) * (self.certainty * UNIT)[:, None]).astype(np.uint16)
        return Rankings(self.codes, scores, self.letters)


class WeighingDetector(ABC):
    """A detector that weighs all languages of a prose; from that it names the best, or ranks those worth naming."""

    @abstractmethod
    def weigh_all(self, proses: Sequence[str]) -> Weighed:
        """Weigh the languages of each prose (at least one)."""

    def detect(self, text: str) -> LanguageGuess:
        """Give the language of ``text``, ``und`` where nothing tells it."""
        weighed = self.weigh_all([take_prose(text)])
        return weighed.rank().pick(0, int(weighed.logarithms[0].argmax())) if weighed.letters[0] else LanguageGuess()

    def rank(self, text: str) -> tuple[LanguageGuess, ...]:
        """Give the languages that ``text`` can be in, the likeliest first, their scores summing to at most 1."""
        weighed = self.weigh_all([take_prose(text)])
        ranking = weighed.rank()
        order = (-weighed.logarithms[0]).argsort(kind="stable")
        return tuple(ranking.pick(0, column) for column in order if ranking.scores[0, column])

    def rank_all(self, texts: Sequence[str]) -> Rankings:
        """Rank the languages of each text as ``rank`` does."""
        return join_rankings(
            self.weigh_all([take_prose(text) for text in texts[start : start + AT_ONCE]]).rank()
            for start in range(0, len(texts), AT_ONCE)
        )


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
        import numpy as np

        scripts = read_scripts()
        self._counter = ScriptCounter(scripts)
        self._allowed = frozenset(allowed)
        rows = read_languages()
        languages = {language.code: language for language in rows}
        self._scorers = {
            name: ScriptScorer(table, [languages[code] for code in table.codes], self._allowed)
            for name, table in load_tables(rows, scripts).items()
        }
        told = [self._scorers[each.name].codes if each.name in self._scorers else (each.alone,) for each in scripts]
        self._codes = tuple(dict.fromkeys(code for codes in told for code in codes))
        self._columns = [np.array([self._codes.index(code) for code in codes]) for codes in told]
        self._alone = np.array([False, *(len(codes) == 1 for codes in told)])

    def weigh_all(self, proses: Sequence[str]) -> Weighed:
        """Weigh the languages of the main script of each prose (at least one)."""
        import numpy as np

        mains = self._counter.find_mains(proses)
        logarithms = np.full((len(proses), len(self._codes)), -np.inf)
        for place, rows in self._share_out(proses, mains).items():
            weighed = self._weigh_script(
                self._counter.scripts[place], [proses[row] for row in rows], mains.letters[rows]
            )
            logarithms[np.array(rows)[:, None], self._columns[place]] = weighed
        letters = np.where(logarithms.max(axis=1) > -np.inf, mains.letters, 0)
        return Weighed(self._codes, logarithms, letters, self._find_certainty(mains))

    def _share_out(self, proses: Sequence[str], mains: MainScripts) -> dict[int, list[int]]:
        """Give the rows of each script, by its place; those of no language are left out."""
        rows: dict[int, list[int]] = {}
        for row, (place, letters) in enumerate(zip(mains.places.tolist(), mains.letters.tolist(), strict=True)):
            if place and not is_babble(proses[row], self._counter.scripts[place - 1], letters):
                rows.setdefault(place - 1, []).append(row)
        return rows

    def _weigh_script(self, script: Script, proses: Sequence[str], letters: NDArray[np.intp]) -> NDArray[np.float64]:
        """Give the logarithms of the languages of one script; minus infinity where a prose is no language."""
        import numpy as np

        scorer = self._scorers.get(script.name)
        if scorer is None:
            allowed = not self._allowed or script.alone in self._allowed
            return np.full((len(proses), 1), 0.0 if allowed else -np.inf)
        return normalize(scorer.weigh_all(proses) * sharpness(letters)[:, None])

    def _find_certainty(self, mains: MainScripts) -> NDArray[np.float64]:
        """Give how sure the scripts are, 0 to 1: fully, where two thirds of the letters are in it.

        Where a script has but one language, few letters leave a doubt.
        """
        import numpy as np

        doubt = np.where(self._alone.take(mains.places), mains.letters / (mains.letters + 1), 1.0)
        certainty: NDArray[np.float64] = np.minimum(1.0, 1.5 * mains.shares) * doubt
        return certainty


def normalize(logarithms: NDArray[np.floating]) -> NDArray[np.float64]:
    """Make the probabilities of each row sum to 1; a row of nothing but minus infinity stays as it is.

    >>> import numpy as np
    >>> np.exp(normalize(np.array([[0.0, 0.0]]))).tolist()
    [[0.5, 0.5]]
    """
    import numpy as np

    highest = logarithms.max(axis=1, keepdims=True)
    shifted = logarithms.astype(np.float64) - np.where(highest > -np.inf, highest, 0.0)
    summed = np.exp(shifted).sum(axis=1, keepdims=True)
    normal: NDArray[np.float64] = shifted - np.log(np.maximum(summed, 1.0))
    return normal
