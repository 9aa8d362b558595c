"""Languages: a text goes in, a BCP 47 code with a score comes out; see docs/language.md for figures.

Nothing heavy is loaded before a detector is made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsclean.article import LanguageGuess
from newsclean.config import Config

if TYPE_CHECKING:
    from newsclean.language.detector import Detector


def make_detector(config: Config | None = None) -> Detector:
    """Make the detector that ``config.detector`` names, among ``config.languages`` (all, if empty).

    >>> make_detector(Config(languages=("el", "en"))).detect("Le ministre a dit").code
    'en'

    Raises ``ConfigError`` for an unknown language and ``MissingExtra`` where the backend is not installed.
    """
    from newsclean.language.backends import build_detector

    return build_detector(config or Config())


def detect(text: str, config: Config | None = None) -> LanguageGuess:
    """Give the language of ``text``: code, score (0 to 1) and how many letters of prose were looked at.

    A detector is made for each call: make one with ``make_detector`` for more than a few texts.

    >>> detect("Η κυβέρνηση ανακοίνωσε νέα μέτρα").code
    'el'
    >>> detect("IMG_20200331.jpg").code
    'und'

    Raises what ``make_detector`` raises.
    """
    return make_detector(config).detect(text)
