"""Routes: settings and a language go in, the translators that lead from it to the target come out, engines and all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from newsclean.article import LanguageGuess
from newsclean.mt.engines import Decoding, Engine, Remembering, open_engine
from newsclean.mt.glossary import Glossary
from newsclean.mt.languages import Languages
from newsclean.mt.memory import Memory, cache_folder
from newsclean.mt.models import Model, Models
from newsclean.mt.settings import TranslationSettings
from newsclean.mt.store import locate
from newsclean.mt.surface import quotes_for
from newsclean.mt.translator import Direction, Rendered, Text, Translator

_NO_MEMORY = "none"


@dataclass(frozen=True, slots=True)
class Route:
    """One translator, or two where the way leads through a third language; ``model`` names them all."""

    legs: tuple[Translator, ...]

    @property
    def model(self) -> str:
        """Name the models and engines of the route."""
        return " + ".join(leg.engine.signature for leg in self.legs)

    def translate(self, texts: Sequence[Text]) -> list[Rendered]:
        """Translate the texts of one article."""
        rendered = self.legs[0].translate(texts)
        for leg in self.legs[1:]:
            between = [Text(one.text, text.marks) for one, text in zip(rendered, texts, strict=True)]
            rendered = [_join(one, two) for one, two in zip(rendered, leg.translate(between), strict=True)]
        return rendered


def _join(first: Rendered, second: Rendered) -> Rendered:
    """Give the second translation with the flags of both; a sentence is counted once."""
    counts = first.counts + second.counts
    counts["sentences"] = first.counts["sentences"]
    return Rendered(second.text, tuple(sorted({*first.flags, *second.flags})), counts)


class Router:
    """Opens routes for one set of settings; ``style`` says how quotation marks are written in the translation."""

    def __init__(
        self, settings: TranslationSettings, style: str, detect: Callable[[str], LanguageGuess] | None = None
    ) -> None:
        self.settings = settings
        self.style = style
        self.detect = detect
        self.languages = Languages.read()
        self.models = Models.read()
        self.glossary = Glossary.read(Path(settings.glossary)) if settings.glossary else Glossary({})
        self.memory = open_memory(settings.memory)

    def open(self, source: str) -> Route:
        """Open the route from ``source`` to the target of the settings.

        Raises ``ModelError`` where there is no model for it or it is not on this machine, ``MissingExtra`` where
        nothing is installed that could run it.
        """
        models = self.models.route(source, self.settings.into, self.settings.model)
        return Route(tuple(self._open_leg(model, number) for number, model in enumerate(models)))

    def _open_leg(self, model: Model, number: int) -> Translator:
        """Open one model with what goes round it; behind the first, terms only have to stay as they are."""
        engine: Engine = open_engine(self.settings.engine, locate(model), self.settings.threads)
        if self.memory:
            engine = Remembering(engine, self.memory)
        source, target = self.languages.get(model.source), self.languages.get(model.target)
        direction = Direction(source, target, quotes_for(self.style, target))
        glossary = self.glossary.kept() if number else self.glossary
        return Translator(engine, direction, glossary, Decoding(self.settings.beams), self.detect)


def open_memory(wanted: str) -> Memory | None:
    """Open the memory that settings name: a file, '' for the user's own, ``none`` for no memory.

    >>> open_memory("none") is None
    True
    """
    if wanted == _NO_MEMORY:
        return None
    return Memory(Path(wanted) if wanted else cache_folder() / "memory.sqlite")
