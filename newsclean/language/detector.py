"""The default detector: texts go in, their languages with scores come out, the same in every thread and process."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Protocol

from newsclean.article import LanguageGuess
from newsclean.language.profiles import load_tables
from newsclean.language.prose import LONGEST, is_babble, take_prose
from newsclean.language.rankings import Rankings, join_rankings
from newsclean.language.scorer import OneLanguage, Scorer, ScriptScorer, sharpness
from newsclean.language.scripts import MainScripts, ScriptCounter, read_points
from newsclean.language.tables import Script, read_languages, read_scripts
from newsclean.language.weighed import Weighed, WeighedTogether, normalize

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SURE_SHARE = 1.5
"""What the share of the main script, 0 to 1, is multiplied by to be a certainty, at most 1."""
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


class WeighingDetector(ABC):
    """A detector that weighs all languages of a prose; from that it names the best, or ranks those worth naming."""

    @abstractmethod
    def weigh(self, prose: str) -> Weighed | None:
        """Weigh the languages of one prose; nothing where it is in no language."""

    @abstractmethod
    def weigh_all(self, proses: Sequence[str]) -> WeighedTogether:
        """Weigh the languages of each prose (at least one)."""

    def detect(self, text: str) -> LanguageGuess:
        """Give the language of ``text``, ``und`` where nothing tells it."""
        weighed = self.weigh(take_prose(text))
        return weighed.find_best() if weighed else LanguageGuess()

    def rank(self, text: str) -> tuple[LanguageGuess, ...]:
        """Give the languages that ``text`` can be in, the likeliest first, their scores summing to at most 1."""
        weighed = self.weigh(take_prose(text))
        return weighed.rank() if weighed else ()

    def rank_all(self, texts: Sequence[str]) -> Rankings:
        """Rank the languages of each text as ``rank`` does; those that stand twice are weighed once."""
        proses = [take_prose(text) for text in texts]
        rows = {prose: row for row, prose in enumerate(dict.fromkeys(proses))}
        once = list(rows)
        ranked = join_rankings(
            self.weigh_all(once[start : start + AT_ONCE]).rank() for start in range(0, len(once), AT_ONCE)
        )
        return ranked if len(once) == len(proses) else ranked.take([rows[prose] for prose in proses])


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
        self._scorers = _make_scorers(scripts, frozenset(allowed))
        told = [scorer.codes for scorer in self._scorers]
        self._codes = tuple(dict.fromkeys(code for codes in told for code in codes))
        self._columns = [np.array([self._codes.index(code) for code in codes]) for codes in told]
        self._sharpness = sharpness(np.arange(1, LONGEST + 1))
        self._alone = np.array([False, *(len(codes) == 1 for codes in told)])

    def weigh(self, prose: str) -> Weighed | None:
        """Weigh the languages of the main script of one prose; nothing where it is in no language."""
        points = read_points(prose)
        main = self._counter.find_main(points)
        if main is None or is_babble(prose, main.script, main.letters):
            return None
        scorer = self._scorers[main.place - 1]
        weights = scorer.weigh(prose, points)
        if weights is None:
            return None
        doubt = main.letters / (main.letters + 1) if len(weights) == 1 else 1.0
        certainty = min(1.0, SURE_SHARE * main.share) * doubt
        return Weighed(scorer.codes, normalize(weights * self._sharpness[main.letters - 1]), main.letters, certainty)

    def weigh_all(self, proses: Sequence[str]) -> WeighedTogether:
        """Weigh the languages of the main script of each prose (at least one)."""
        import numpy as np

        mains = self._counter.find_mains(proses)
        logarithms = np.full((len(proses), len(self._codes)), -np.inf)
        letters = np.zeros(len(proses), np.intp)
        for place, told in self._share_out(proses, mains).items():
            weights = self._scorers[place - 1].weigh_all([proses[row] for row in told])
            fits = np.maximum.reduce(weights, axis=1) > -np.inf
            rows = np.array(told)[fits]
            letters[rows] = mains.letters[rows]
            weighed = normalize((weights[fits] * self._sharpness.take(letters[rows, None] - 1)).T)
            logarithms[rows[:, None], self._columns[place - 1]] = weighed.T
        return WeighedTogether(self._codes, logarithms, letters, self._find_certainty(mains))

    def _share_out(self, proses: Sequence[str], mains: MainScripts) -> dict[int, list[int]]:
        """Give the rows of each script, by its place; those of no language are left out."""
        rows: dict[int, list[int]] = {}
        for row, (place, letters) in enumerate(zip(mains.places.tolist(), mains.letters.tolist(), strict=True)):
            if place and not is_babble(proses[row], self._counter.scripts[place - 1], letters):
                rows.setdefault(place, []).append(row)
        return rows

    def _find_certainty(self, mains: MainScripts) -> NDArray[np.float64]:
        """Give how sure the scripts are, 0 to 1: fully, where two thirds of the letters are in it.

        Where a script has but one language, few letters leave a doubt.
        """
        import numpy as np

        doubt = np.where(self._alone.take(mains.places), mains.letters / (mains.letters + 1), 1.0)
        certainty: NDArray[np.float64] = np.minimum(1.0, SURE_SHARE * mains.shares) * doubt
        return certainty


def _make_scorers(scripts: Sequence[Script], allowed: Collection[str]) -> list[Scorer]:
    """Make what weighs the languages of each script; those not ``allowed`` (all, if empty) are never chosen."""
    rows = read_languages()
    languages = {language.code: language for language in rows}
    tables = load_tables(rows, scripts)
    scorers: dict[str, Scorer] = {script.name: OneLanguage(script.alone, allowed) for script in scripts}
    for name, table in tables.items():
        scorers[name] = ScriptScorer(table, [languages[code] for code in table.codes], allowed)
    return list(scorers.values())
