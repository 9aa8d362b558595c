"""Facts that only the tables know, written down for the output: an article with its agencies goes in, plain values come out.

Names of the agencies found, place and date of the dateline, people named in bylines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from newsclean.agencies.datelines import read_after, read_dateline
from newsclean.agencies.registry import Registry
from newsclean.agencies.words import Words
from newsclean.article import AgencyCredit, Article
from newsclean.edits import Span
from newsclean.rules.fold import fold

_BYLINE = 110  # code points
_NAME = re.compile(
    r"[^\W\d_a-z][\w'’.-]*(?:\s+(?:[^\W\d_a-z][\w'’.-]*|(?:de|van|von|der|da|di|le|la|bin|al|el)(?=\s))){1,4}"
)


def collect_facts(article: Article, registry: Registry, words: Words) -> dict[str, Any]:
    """Give the metadata of the credits of an article: ``agencies``, and ``dateline`` and ``by`` where there are any.

    ``agencies`` maps ids to name, kind and, where verified, Wikidata id. A ``contentCreated`` of a dateline without a
    year is partial: ``--11-24``.
    """
    facts: dict[str, Any] = {}
    if article.agencies:
        facts["agencies"] = {found.agency: _describe(registry, found.agency) for found in article.agencies}
    dateline = _find_dateline(article, words)
    if dateline:
        facts["dateline"] = dateline
    people = list(dict.fromkeys(_find_people(article, words)))
    if people:
        facts["by"] = people
    return facts


def _describe(registry: Registry, name: str) -> dict[str, str]:
    """Give what the output says of an agency."""
    agency = registry.agencies[name]
    facts = {"name": agency.name, "kind": agency.kind}
    return {**facts, "wikidata": agency.wikidata} if agency.wikidata else facts


def _find_dateline(article: Article, words: Words) -> dict[str, str]:
    """Give text, place and date of the first dateline of the article."""
    for credit in article.agencies:
        if credit.role not in ("dateline", "lead_prefix"):
            continue
        passage = _passage_of(article, credit)
        before = article.source[passage.start : credit.span.start]
        found = read_dateline(before, words)
        if found:
            return _write(before, found.located, found.created)
        after = read_after(article.source[credit.span.end : passage.end], words)
        if after:
            return _write(after.text, after.located, after.created)
    return {}


def _write(text: str, located: str, created: str) -> dict[str, str]:
    """Give the fields of a dateline that are not empty."""
    fields = {"text": text.strip(" \t\n([{【（/-–—,:"), "located": located, "contentCreated": created}
    return {name: value for name, value in fields.items() if value}


def _passage_of(article: Article, credit: AgencyCredit) -> Span:
    """Give the span of the passage that holds a credit, the whole source where there is none."""
    for passage in article.passages:
        if passage.span.overlaps(credit.span):
            return passage.span
    return Span(0, len(article.source))


def _find_people(article: Article, words: Words) -> Iterable[str]:
    """Give the people named in bylines: passages that open with a "by" and go on with names, agencies taken out."""
    for passage in article.passages:
        start, end = passage.span
        if end - start > _BYLINE:
            continue
        text = article.source[start:end]
        phrase = words.starting(fold(text[:24]).lstrip(" |•-–(*"), {"by"})
        byline = [found for found in article.agencies if found.role == "byline" and passage.span.contains(found.span)]
        if not phrase and not byline:
            continue
        rest = _without_agencies(text, start, article, words)
        names = [found.group() for found in _NAME.finditer(rest[len(phrase.text) if phrase else 0 :])]
        if byline or (names and len(" ".join(names)) >= 0.7 * len(rest.strip()) - (len(phrase.text) if phrase else 0)):
            yield from names


def _without_agencies(text: str, start: int, article: Article, words: Words) -> str:
    """Give a byline with bars in place of its agencies and of the words that join them."""
    for found in article.agencies:
        if start <= found.span.start < start + len(text):
            left, right = found.span.start - start, found.span.end - start
            text = text[:left] + "|" * (right - left) + text[right:]
    return re.sub(r"\w+", lambda word: "|" * len(word[0]) if words.has(fold(word[0]), "and") else word[0], text)
