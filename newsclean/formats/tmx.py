"""TMX 1.4: articles with translations go in, a translation memory that other tools read comes out, piece by piece."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from xml.sax.saxutils import escape, quoteattr

from newsclean.article import Article, Translation
from newsclean.mt.plan import clean_passage

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ANY = "*all*"  # what TMX writes where units differ in their source language
_UNKNOWN = "und"


def write_tmx(articles: Iterable[Article], source: str = _ANY) -> Iterator[str]:
    """Give a TMX 1.4 file of all translated passages; ``source`` is the language of all of them, if they share one.

    Characters that XML cannot hold become U+FFFD.

    >>> from newsclean.article import LanguageGuess, Passage
    >>> from newsclean.edits import Span
    >>> passage = Passage(Span(0, 4), language=LanguageGuess("el"))
    >>> article = Article("a", "Ναι.", (passage,), translations=(Translation(Span(0, 4), "en", "Yes.", "demo"),))
    >>> print("".join(write_tmx([article], "el")).splitlines()[5].strip())
    <tuv xml:lang="el"><seg>Ναι.</seg></tuv>
    """
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
    yield (
        f'<header creationtool="newsclean" creationtoolversion={_quote(_version())} segtype="paragraph"'
        f' o-tmf="newsclean" adminlang="en" srclang={_quote(source)} datatype="plaintext"/>\n<body>\n'
    )
    for article in articles:
        for number, translation in enumerate(article.translations, 1):
            yield _unit(article, number, translation)
    yield "</body>\n</tmx>\n"


def _unit(article: Article, number: int, translation: Translation) -> str:
    """Write one unit: the passage as cleaned, and its translation."""
    passage = next((p for p in article.passages if p.span == translation.passage), None)
    if passage is None:
        text, language = translation.passage.text(article.source), _UNKNOWN
    else:
        text, language = clean_passage(article, passage), passage.language.code
    if language == _UNKNOWN:
        language = article.language.code
    return (
        f"<tu tuid={_quote(f'{article.id}.{number}')}>{_properties(translation)}\n"
        f"<tuv xml:lang={_quote(language)}><seg>{_clean(text)}</seg></tuv>\n"
        f"<tuv xml:lang={_quote(translation.target)}><seg>{_clean(translation.text)}</seg></tuv>\n</tu>\n"
    )


def _properties(translation: Translation) -> str:
    """Write what is known of a translation: the model, and each doubt."""
    rows = [("x-model", translation.model), *(("x-flag", flag) for flag in translation.flags)]
    return "".join(f"<prop type={_quote(kind)}>{_clean(value)}</prop>" for kind, value in rows)


def _clean(text: str) -> str:
    """Write text as XML."""
    return escape(_FORBIDDEN.sub("\ufffd", text))


def _quote(text: str) -> str:
    """Write an attribute's value as XML."""
    return quoteattr(_FORBIDDEN.sub("\ufffd", text))


def _version() -> str:
    """Give the version of this package, or 0 where it is run without being installed."""
    try:
        return version("newsclean")
    except PackageNotFoundError:
        return "0"
