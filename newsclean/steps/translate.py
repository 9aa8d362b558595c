"""Translate: an article goes in, and comes out with a translation beside each passage that was to have one.

A translation is a layer: the source text and its edits stay as they are. This step alone needs a model.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from newsclean.article import Article, Failure, Translation
from newsclean.config import Config
from newsclean.errors import InputError
from newsclean.language import make_detector
from newsclean.mt.plan import Task, plan
from newsclean.mt.route import Route, Router
from newsclean.mt.settings import TranslationSettings

_FACT = "translation"  # the name of what this step writes into the metadata
_SENTENCES = "sentences"


class Translate:
    """Translates the passages that ``settings.passages`` picks into ``settings.into``.

    ``original`` is the article in its first language, from which passages are translated anew.

    >>> from newsclean.article import LanguageGuess, Passage
    >>> from newsclean.edits import Span
    >>> step = Translate(Config(), TranslationSettings("en", model="demo", memory="none"))
    >>> article = Article("a", "Τι θα αλλάξει από τον Ιανουάριο;", (Passage(Span(0, 32)),), LanguageGuess("el"))
    >>> step(article).translations[0].text
    'What will change from January?'

    Raises ``ConfigError`` for a glossary that cannot be read.
    """

    name = "translate"
    needs = frozenset(("passages", "language"))
    gives = frozenset(("translations",))

    def __init__(self, config: Config, settings: TranslationSettings, original: Article | None = None) -> None:
        self.settings = settings
        self.original = original
        self.router = Router(settings, config.quotes, make_detector(config).detect)
        self.target = self.router.languages.get(settings.into)
        self._routes: dict[str, Route] = {}

    def __call__(self, article: Article) -> Article:
        """Give the article with its translations, those it had into another language kept.

        Raises ``ModelError`` or ``MissingExtra`` where a model or an engine is not on this machine.
        """
        tasks = plan(article, self.settings, self.target, self.original)
        if not tasks:
            return article
        found: list[Translation] = [t for t in article.translations if t.target != self.settings.into]
        counts: Counter[str] = Counter()
        for language in sorted({task.language for task in tasks}):
            found += self._translate([task for task in tasks if task.language == language], language, counts)
        found.sort(key=lambda translation: (translation.passage, translation.target))
        return replace(article, translations=tuple(found)).with_meta(**{_FACT: self._sum_up(found, counts)})

    def pipe(self, articles: Iterable[Article]) -> Iterator[Article]:
        """Translate articles one by one: none shares a batch with another, so that none can change another."""
        return map(self, articles)

    def _translate(self, tasks: Sequence[Task], language: str, counts: Counter[str]) -> list[Translation]:
        """Translate the passages of one language, adding to the counts."""
        if language not in self._routes:
            self._routes[language] = self.router.open(language)
        route = self._routes[language]
        made = []
        for task, one in zip(tasks, route.translate([task.text for task in tasks]), strict=True):
            flags = tuple(dict.fromkeys((*task.flags, *one.flags)))
            made.append(Translation(task.passage, self.settings.into, one.text, route.model, flags))
            counts.update(one.counts)
        return made

    def _sum_up(self, found: Sequence[Translation], counts: Counter[str]) -> dict[str, object]:
        """Give the totals of an article for its metadata."""
        ours = [translation for translation in found if translation.target == self.settings.into]
        return {
            "into": self.settings.into,
            "models": sorted({translation.model for translation in ours}),
            "passages": len(ours),
            _SENTENCES: counts[_SENTENCES],
            "flags": {flag: counts[flag] for flag in sorted(counts) if flag != _SENTENCES and counts[flag]},
        }


def make_translate(config: Config, settings: TranslationSettings) -> Translate:
    """Make the step of a configuration; the file with the article's original is read and cleaned here, once.

    Raises ``InputError`` where that file cannot be read, ``ConfigError`` for a glossary that cannot be.
    """
    return Translate(config, settings, _read_original(settings.original, config) if settings.original else None)


def _read_original(path: str, config: Config) -> Article:
    """Read and clean the article in its first language."""
    from newsclean.formats.decode import decode
    from newsclean.formats.documents import Document
    from newsclean.pipeline import Pipeline

    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise InputError(f"{path}: the original cannot be read: {error.strerror}") from error
    result = Pipeline(replace(config, translation=None)).run(Document(path, decode(data, path).text))
    if isinstance(result, Failure):
        raise InputError(f"{path}: the original cannot be cleaned: step {result.step}: {result.error}")
    return result
