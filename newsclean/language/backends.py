"""The backends by name: a configuration goes in, a detector comes out.

``profiles`` is the default, ``fused`` asks py3langid too where the default is unsure, ``langdetect`` is that package
as it is, with a fixed seed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from newsclean.article import LanguageGuess
from newsclean.config import Config
from newsclean.errors import MissingExtra
from newsclean.language.detector import Detector, ProfileDetector, WeighingDetector
from newsclean.language.rankings import Rankings, gather_rankings
from newsclean.language.scorer import sharpness
from newsclean.language.tables import known_codes, read_codes, read_languages
from newsclean.language.weighed import Weighed, WeighedTogether, normalize

if TYPE_CHECKING:
    import numpy as np
    from langdetect.detector import Detector as PlainDetector
    from numpy.typing import NDArray

SURE = 0.995
"""Score, 0 to 1, from which on the default is believed without asking."""
SECOND_VOICE = 1.5
"""What a unit of py3langid's evidence is worth in units of ours."""
REPEATED = 0.8
"""What both together are multiplied by, as they have partly read the same letters; fitted like ``sharpness``."""
LONGEST_PLAIN = 10_000
"""Code points that langdetect itself looks at."""

_SURE = math.log(SURE)


def build_detector(config: Config) -> Detector:
    """Make the detector that ``config.detector`` names, among ``config.languages`` (all, if empty).

    >>> build_detector(Config(languages=("el", "en"))).detect("The minister said").code
    'en'

    Raises ``ConfigError`` for an unknown language and ``MissingExtra`` where the backend is not installed.
    """
    backends: dict[str, Callable[[Collection[str]], Detector]]
    backends = {"profiles": ProfileDetector, "fused": FusedDetector, "langdetect": PlainLangdetect}
    return backends[config.detector](read_codes(config.languages))


class FusedDetector(WeighingDetector):
    """The default detector, with py3langid as a second voice where it is unsure.

    ``allowed`` are the codes to choose among, all if empty. Raises ``MissingExtra`` where py3langid is not installed.
    """

    def __init__(self, allowed: Collection[str] = ()) -> None:
        try:
            from py3langid.langid import MODEL_FILE, LanguageIdentifier
        except ImportError as error:
            raise MissingExtra("langid", "py3langid") from error
        self._profiles = ProfileDetector(allowed)
        self._identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
        self._labels = {
            language.code: (language.label or language.code.split("-")[0], *language.also)
            for language in read_languages()
        }

    def weigh(self, prose: str) -> Weighed | None:
        """Weigh the languages of one prose; nothing where it is in no language."""
        weighed = self._profiles.weigh(prose)
        if weighed is None or weighed.logarithms.max() >= _SURE:
            return weighed
        return weighed._replace(logarithms=self._hear(prose, weighed))

    def weigh_all(self, proses: Sequence[str]) -> WeighedTogether:
        """Weigh the languages of each prose (at least one)."""
        weighed = self._profiles.weigh_all(proses)
        told = weighed.logarithms.copy()
        unsure = (weighed.letters > 0) & (told.max(axis=1) < _SURE)
        for row in unsure.nonzero()[0].tolist():
            told[row] = self._hear(proses[row], weighed.pick(row))
        return weighed._replace(logarithms=told)

    def _hear(self, prose: str, weighed: Weighed) -> NDArray[np.float64]:
        """Give the logarithms of both voices together; minus infinity stays as it is."""
        import numpy as np

        both = weighed.logarithms.copy()
        columns = (both > -np.inf).nonzero()[0]
        asked = self._ask(prose, [weighed.codes[column] for column in columns.tolist()])
        worth = SECOND_VOICE * sharpness(np.array([weighed.letters]))
        both[columns] = normalize(REPEATED * (both[columns] + worth * asked))
        return both

    def _ask(self, prose: str, codes: Sequence[str]) -> NDArray[np.float64]:
        """Give what py3langid has for each of the codes; it does not tell scripts of one language apart."""
        import numpy as np

        told = dict(self._identifier.rank(prose.lower()))
        floor = min(told.values())
        return np.array([max(told.get(label, floor) for label in self._labels[code]) for code in codes], np.float64)


class PlainLangdetect:
    """The langdetect package as it is, with a seed, so that a text always gets the same answer.

    Each object loads a factory of its own: nothing is shared between threads, and no setting of others' matters.
    ``allowed`` are the codes to choose among, all if empty.

    >>> PlainLangdetect(["el", "en"]).detect("The minister said that the talks had failed").code
    'en'
    """

    def __init__(self, allowed: Collection[str] = ()) -> None:
        from langdetect import PROFILES_DIRECTORY, DetectorFactory

        self._codes = known_codes()
        self._factory = DetectorFactory()
        self._factory.seed = 0
        self._factory.load_profile(PROFILES_DIRECTORY)
        names = self._factory.get_lang_list()
        self._prior = {name: 1.0 for name in names if not allowed or self._codes[name] in allowed}

    def detect(self, text: str) -> LanguageGuess:
        """Give the language of ``text``, ``und`` where langdetect finds nothing to go by."""
        return next(iter(self.rank(text)), LanguageGuess())

    def rank(self, text: str) -> tuple[LanguageGuess, ...]:
        """Give the languages that langdetect gives a score above 0.1, the likeliest first."""
        from langdetect import LangDetectException

        head = text[:LONGEST_PLAIN]
        letters = sum(map(str.isalpha, head))
        try:
            found = self._prepare(head).get_probabilities()
        except LangDetectException:
            return ()
        return tuple(LanguageGuess(self._codes[each.lang], round(each.prob, 4), letters) for each in found)

    def rank_all(self, texts: Sequence[str]) -> Rankings:
        """Rank the languages of each text as ``rank`` does."""
        return gather_rankings([self.rank(text) for text in texts])

    def _prepare(self, text: str) -> PlainDetector:
        """Make a detector of the package for one text."""
        detector = self._factory.create()
        detector.set_prior_map(self._prior)
        detector.append(text)
        return detector
