"""Where a text comes from: an article goes in, with the same article comes what speaks for a translation.

``meta["translated_from"]`` is there only where credits, datelines or residue are in another language than the text.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from newsclean.agencies.registry import Registry, read_registry
from newsclean.article import Article, LanguageGuess
from newsclean.config import Config
from newsclean.language.clues import Clue, ClueFinder
from newsclean.language.detector import ProfileDetector
from newsclean.language.passages import share_languages
from newsclean.language.tables import read_languages, read_scripts
from newsclean.rules.tables import read_tables
from newsclean.steps.removal import Removal, find_removals

ENOUGH = 0.6
"""Score, 0 to 1, from which on a translation is probable."""
LEAST_SHARE = 0.6
"""Share of the prose, 0 to 1, that must be in the main language."""
LEAST_LETTERS = 40
"""Letters of prose in the main language that an article must have."""


class FindOrigin:
    """Say which language an article was probably translated from, with the evidence.

    The shares of the languages (``meta["languages"]``) are counted again without the lines that were removed. The
    registry and a detector are made when the first article needs them: few do.

    >>> from newsclean.pipeline import Pipeline
    >>> text = "The bill was passed in Congress on Thursday after a long debate.\\n\\nSource: ΑΠΕ-ΜΠΕ- AFP"
    >>> Pipeline(Config(judge="off"))(Article("a", text)).meta["translated_from"]
    {'code': 'el', 'evidence': [{'span': [74, 81], 'surface': 'ΑΠΕ-ΜΠΕ', 'kind': 'credit'}], 'score': 0.8}

    Raises ``RuleError`` for a table that cannot be used.
    """

    name = "origin"
    needs = frozenset({"language", "agencies", "passages"})
    gives: frozenset[str] = frozenset()

    def __init__(self, config: Config) -> None:
        self._rules = config.rules
        words: dict[str, Any] = {}
        for _, table in read_tables("credits", config.rules):
            for code, classes in table.items():
                words[code] = {**words.get(code, {}), **classes}
        self._clues = ClueFinder(read_scripts(), read_languages(), lambda: self._registry, words)

    @cached_property
    def _registry(self) -> Registry:
        """The agencies: few articles have credits in two scripts."""
        return read_registry(read_tables("agencies", self._rules))

    @cached_property
    def _detector(self) -> ProfileDetector:
        """A detector of all languages: residue may be in some that the settings leave out."""
        return ProfileDetector()

    def _detect(self, line: str) -> LanguageGuess:
        """Give the language of a line."""
        return self._detector.detect(line)

    def __call__(self, article: Article) -> Article:
        """Give the article with what was found in its metadata."""
        gone = find_removals(article)
        kept = [passage.language for index, passage in enumerate(article.passages) if index not in gone]
        shares = share_languages(kept) or dict(article.meta.get("languages", {}))
        article = article.with_meta(languages=shares)
        found = self._find_evidence(article, gone)
        return article.with_meta(translated_from=found) if found else article

    def find_translation_evidence(self, article: Article) -> dict[str, Any] | None:
        """Give the language an article was probably translated from, nothing where little speaks for it.

        The row has ``code`` (BCP 47), ``score`` (0 to 1) and ``evidence``, a list of rows with ``span`` (code points
        of the source), ``surface`` and ``kind`` (credit, label, dateline or residue).
        """
        return self._find_evidence(article, find_removals(article))

    def _find_evidence(self, article: Article, gone: Mapping[int, Removal]) -> dict[str, Any] | None:
        """Give the language an article was probably translated from; ``gone`` are the passages taken out."""
        if not _is_plain(article):
            return None
        clues = self._clues.find(article, gone, self._detect)
        scores = {
            code: _join(clue for clue in clues if clue.code == code) for code in {clue.code for clue in clues} - {"und"}
        }
        code = min(scores, key=lambda each: (-scores[each], each), default="")
        if not code or scores[code] < ENOUGH:
            return None
        evidence = [_describe(clue, article.source) for clue in clues if clue.code == code]
        return {"code": code, "evidence": evidence, "score": scores[code]}


def find_translation_evidence(article: Article, config: Config | None = None) -> dict[str, Any] | None:
    """Give what ``FindOrigin`` finds in an article that went through the steps before it.

    The tables are read for each call: make one ``FindOrigin`` for more than a few articles.

    >>> find_translation_evidence(Article("a", "Nothing is known of this text.")) is None
    True
    """
    return FindOrigin(config or Config()).find_translation_evidence(article)


def _is_plain(article: Article) -> bool:
    """Tell whether the article is mainly in one language, and long enough to say so."""
    shares = article.meta.get("languages", {})
    main = article.language
    return main.code != "und" and main.evidence >= LEAST_LETTERS and shares.get(main.code, 0.0) >= LEAST_SHARE


def _join(clues: Iterable[Clue]) -> float:
    """Join clues of one language: each leaves less doubt; those of one kind and weight below a half count once."""
    weights: dict[tuple[str, float], list[float]] = {}
    for clue in clues:
        group = weights.setdefault((clue.kind, clue.weight), [])
        if clue.weight >= 0.5 or not group:
            group.append(clue.weight)
    doubt = math.prod(1 - weight for group in weights.values() for weight in group)
    return round(1 - doubt, 4)


def _describe(clue: Clue, source: str) -> dict[str, Any]:
    """Make a row of metadata of a clue."""
    return {"span": list(clue.span), "surface": clue.span.text(source), "kind": clue.kind}
