"""newsclean: scraped news in, clean text out, with a record of every change and its reason.

>>> import newsclean
>>> newsclean.clean("Rain fell on Athens on Monday.\\n\\nRead also: Snow on Parnitha")
'Rain fell on Athens on Monday.'

Everything is loaded on first use: importing this module loads nothing but itself.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsclean.api import clean, clean_article, detect, explain
    from newsclean.article import AgencyCredit, Article, Failure, LanguageGuess, Passage, Translation
    from newsclean.config import Config
    from newsclean.edits import Edit, Span, apply, restore
    from newsclean.errors import NewscleanError
    from newsclean.pipeline import Pipeline, clean_records

__version__ = "0.1.0"

_PLACES = {
    "newsclean.api": ("clean", "clean_article", "detect", "explain"),
    "newsclean.article": ("AgencyCredit", "Article", "Failure", "LanguageGuess", "Passage", "Translation"),
    "newsclean.config": ("Config",),
    "newsclean.edits": ("Edit", "Span", "apply", "restore"),
    "newsclean.errors": ("NewscleanError",),
    "newsclean.pipeline": ("Pipeline", "clean_records"),
}

__all__ = [
    "AgencyCredit",
    "Article",
    "Config",
    "Edit",
    "Failure",
    "LanguageGuess",
    "NewscleanError",
    "Passage",
    "Pipeline",
    "Span",
    "Translation",
    "apply",
    "clean",
    "clean_article",
    "clean_records",
    "detect",
    "explain",
    "restore",
]


def __getattr__(name: str) -> Any:
    for module, names in _PLACES.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module 'newsclean' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
