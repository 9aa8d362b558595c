"""The language of each passage and of the whole: passages go in, the same passages with their guesses come out."""

from __future__ import annotations

from dataclasses import replace

from newsclean.article import Article, Passage
from newsclean.config import Config
from newsclean.language import make_detector
from newsclean.language.passages import settle_all, share_languages, sum_up


class IdentifyLanguage:
    """Find the language of each passage, of the article, and the shares of its languages (``meta["languages"]``).

    >>> from newsclean.article import Passage
    >>> from newsclean.edits import Span
    >>> text = "Ο υπουργός μίλησε χθες.\\n\\nThe minister spoke yesterday."
    >>> article = Article("a", text, (Passage(Span(0, 23)), Passage(Span(25, 54))))
    >>> found = IdentifyLanguage(Config())(article)
    >>> [passage.language.code for passage in found.passages], sorted(found.meta["languages"])
    (['el', 'en'], ['el', 'en'])

    Raises ``ConfigError`` for an unknown language and ``MissingExtra`` where the backend is not installed.
    """

    name = "language"
    needs = frozenset({"passages"})
    gives = frozenset({"language"})

    def __init__(self, config: Config) -> None:
        self._detector = make_detector(config)

    def __call__(self, article: Article) -> Article:
        """Give the article with the languages filled in."""
        parts = article.passages
        guesses = settle_all(self._detector.rank_all([part.span.text(article.source) for part in parts]))
        passages = map(Passage, [part.span for part in parts], [part.role for part in parts], guesses)
        facts = {**article.meta, "languages": share_languages(guesses)}
        return replace(article, passages=tuple(passages), language=sum_up(guesses), meta=facts)
