"""Presenting: an article with translations goes in; the translated text, both side by side, or a table comes out."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.article import Article, Passage
from newsclean.edits import cut
from newsclean.mt.plan import clean_passage, list_kept

_RULE = "translation.any.layer"
DOUBTS = frozenset(("kept-source",))
"""Flags of passages with a sentence that no try could translate."""


def translated_text(article: Article, into: str) -> str:
    """Give the cleaned text with its translated passages in place of their sources.

    >>> from newsclean.article import Translation
    >>> from newsclean.edits import Span
    >>> yes = Translation(Span(0, 4), "en", "Yes.", "demo")
    >>> article = Article("a", "Ναι.\\n\\nNo.", (Passage(Span(0, 4)), Passage(Span(6, 9))), translations=(yes,))
    >>> translated_text(article, "en")
    'Yes.\\n\\nNo.'
    """
    layers = [
        cut(article.source, layer.passage, _RULE, "translated", layer.text)
        for layer in article.translations
        if layer.target == into
    ]
    return article.with_edits(layers).text


def pair_passages(article: Article, into: str) -> Iterator[tuple[Passage, str, str]]:
    """Give each kept passage with its cleaned text and its translation, '' where it has none."""
    layers = {layer.passage: layer.text for layer in article.translations if layer.target == into}
    for passage in list_kept(article):
        yield passage, clean_passage(article, passage), layers.get(passage.span, "")


def side_by_side(article: Article, into: str) -> str:
    """Give each passage with its translation under it; passages without one stand alone.

    >>> from newsclean.article import Translation
    >>> from newsclean.edits import Span
    >>> yes = Translation(Span(0, 4), "en", "Yes.", "demo")
    >>> print(side_by_side(Article("a", "Ναι.", (Passage(Span(0, 4)),), translations=(yes,)), "en"))
    Ναι.
        Yes.
    """
    blocks = []
    for _, text, translation in pair_passages(article, into):
        indented = "\n".join(f"    {line}" for line in translation.splitlines())
        blocks.append(f"{text}\n{indented}" if translation else text)
    return "\n\n".join(blocks)


def table_rows(article: Article, into: str) -> Iterator[str]:
    """Give lines of tab-separated values: article, passage from 1, source, translation, model, flags.

    Tabs and line breaks inside a passage are written ``\\\\t`` and ``\\\\n``.
    """
    layers = {layer.passage: layer for layer in article.translations if layer.target == into}
    for number, passage in enumerate(list_kept(article), 1):
        layer = layers.get(passage.span)
        text, model, flags = (layer.text, layer.model, " ".join(layer.flags)) if layer else ("", "", "")
        fields = (article.id, str(number), clean_passage(article, passage), text, model, flags)
        yield "\t".join(_escape(value) for value in fields)


def _escape(value: str) -> str:
    """Write a value so that it stays in its column and line."""
    for character, written in (("\\", "\\\\"), ("\t", "\\t"), ("\r", "\\r"), ("\n", "\\n")):
        value = value.replace(character, written)
    return value


def is_doubtful(article: Article) -> bool:
    """Tell whether a sentence of the article stayed untranslated: what makes a strict run fail."""
    return any(DOUBTS.intersection(layer.flags) for layer in article.translations)
