"""The backends by name: a configuration goes in, a detector comes out."""

from __future__ import annotations

from newsclean.config import Config
from newsclean.language.detector import Detector, ProfileDetector
from newsclean.language.tables import read_codes


def build_detector(config: Config) -> Detector:
    """Make the detector that ``config.detector`` names, among ``config.languages`` (all, if empty).

    >>> build_detector(Config(languages=("el", "en"))).detect("The minister said").code
    'en'

    Raises ``ConfigError`` for an unknown language and ``MissingExtra`` where the backend is not installed.
    """
    allowed = read_codes(config.languages)
    return ProfileDetector(allowed)
