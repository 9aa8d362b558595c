"""Facts that only the tables know, for the output: an article with its agencies goes in, plain values come out.

Names of the agencies found, place and date of the dateline, people named in bylines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from newsclean.agencies.datelines import read_after, read_dateline
from newsclean.agencies.registry import Registry
from newsclean.agencies.scene import sort_credits
from newsclean.agencies.words import Words
from newsclean.article import AgencyCredit, Article
from newsclean.edits import Span
from newsclean.rules.fold import fold

_BYLINE = 110  # code points
_NAME = re.compile(r"[^\W\d_a-z][\w'’.-]*(?:\s+(?:[^\W\d_a-z][\w'’.-]*|[a-z]{1,3}(?=\s+[^\W\d_a-z]))){1,4}")
_NAMES_SHARE = 0.7  # of a line that opens with a "by": less is a sentence
_DATELINES_TRIED = 10


def collect_facts(article: Article, registry: Registry, words: Words, openings: Iterable[int]) -> dict[str, Any]:
    """Give the metadata of the credits of an article: ``agencies``, and ``dateline`` and ``by`` where there are any.

    ``openings`` are the places of passages that may open with a "by".
    ``agencies`` maps ids to name, kind and, where verified, Wikidata id. A ``contentCreated`` of a dateline without a
    year is partial: ``--11-24``.
    """
    facts: dict[str, Any] = {}
    if article.agencies:
        facts["agencies"] = {found.agency: _describe(registry, found.agency) for found in article.agencies}
    dateline = _find_dateline(article, words)
    if dateline:
        facts["dateline"] = dateline
    people = list(dict.fromkeys(_find_people(article, words, openings)))
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
    heads = [found for found in article.agencies if found.role in ("dateline", "lead_prefix")]
    for credit in heads[:_DATELINES_TRIED]:
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


def _find_people(article: Article, words: Words, openings: Iterable[int]) -> Iterable[str]:
    """Give the people named in bylines: passages that open with a "by" and go on with names, agencies taken out."""
    by_passage = sort_credits(article)
    for index in sorted({*openings, *by_passage}):
        span = article.passages[index].span
        if span.end - span.start <= _BYLINE:
            yield from _people_of(span.text(article.source), span.start, by_passage.get(index, []), words)


def _people_of(text: str, start: int, credits: list[AgencyCredit], words: Words) -> list[str]:
    """Give the people of one short passage that starts at ``start``."""
    phrase = words.starting(fold(text[:24]).lstrip(" |•-–(*"), {"by"})
    has_byline = any(found.role == "byline" for found in credits)
    if not phrase and not has_byline:
        return []
    rest = _without_agencies(text, start, credits, words)[len(phrase.text) if phrase else 0 :]
    names = [found.group() for found in _NAME.finditer(rest)]
    fills = sum(map(len, names)) >= _NAMES_SHARE * len(rest.strip(" :"))
    return names if has_byline or fills else []


def _without_agencies(text: str, start: int, credits: list[AgencyCredit], words: Words) -> str:
    """Give a byline with bars in place of its agencies and of the words that join them."""
    for found in credits:
        left, right = found.span.start - start, found.span.end - start
        text = text[:left] + "|" * (right - left) + text[right:]
    return re.sub(r"\w+", lambda word: "|" * len(word[0]) if words.has(fold(word[0]), "and") else word[0], text)
