"""What a page says of itself: a parsed tree goes in, headline, author, date, publisher and the like come out.

Read from JSON-LD (schema.org) first, then from ``og:`` and other meta tags, then from the markup itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLE = ("Article", "BlogPosting", "Report")
"""A node is about an article if its type ends so: NewsArticle, LiveBlogPosting, ScholarlyArticle …"""
_DEEPEST = 12
"""Levels: JSON-LD nests three or four; a page that goes on is made to provoke."""
_META = {
    "title": ("og:title", "twitter:title", "dc.title", "parsely-title"),
    "author": ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author"),
    "date": ("article:published_time", "date", "dc.date", "dc.date.issued", "parsely-pub-date", "datepublished"),
    "publisher": ("og:site_name", "publisher", "dc.publisher"),
    "language": ("content-language", "og:locale"),
    "url": ("og:url",),
    "description": ("og:description", "description", "twitter:description"),
}
_LONGEST = 500
"""Characters: a headline or a list of authors that is longer is something else."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page says of its article; empty where it says nothing.

    ``body`` is the article as JSON-LD gives it, ``description`` its summary, which many pages show as the lead.
    """

    title: str = ""
    author: str = ""
    date: str = ""
    publisher: str = ""
    language: str = ""
    url: str = ""
    body: str = ""
    description: str = ""

    @property
    def site(self) -> str:
        """Give the host of the page's own address.

        >>> PageFacts(url="https://www.example.org/news/1").site
        'example.org'
        """
        return host_of(self.url)

    def fields(self) -> dict[str, str]:
        """Give what is known, without the body and its summary."""
        names = ("title", "author", "date", "publisher", "language", "url", "site")
        return {name: value for name in names if (value := getattr(self, name))}


def host_of(address: str) -> str:
    """Give the host of an address, without ``www.``; empty where there is none.

    >>> host_of("https://www.Example.org:8080/a"), host_of("example.org"), host_of("//[broken")
    ('example.org', '', '')
    """
    try:
        host = urlsplit(address.strip()).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def read_facts(tree: HtmlElement) -> PageFacts:
    """Read what a page says of its article.

    >>> from lxml.html import fromstring
    >>> script = '{"@type": "NewsArticle", "headline": "Rain", "author": [{"name": "A. Reporter"}], "inLanguage": "en"}'
    >>> read_facts(fromstring(f'<div><script type="application/ld+json">{script}</script></div>'))
    PageFacts(title='Rain', author='A. Reporter', date='', publisher='', language='en', url='', body='', description='')
    """
    found = _from_meta(tree)
    for node in _articles(tree):
        found |= {name: value for name, value in _from_node(node).items() if value}
    found.setdefault("language", tree.get("lang") or "")
    found.setdefault("url", _canonical(tree))
    return PageFacts(**{name: value for name, value in found.items() if value})


def _from_meta(tree: HtmlElement) -> dict[str, str]:
    """Read the meta tags, the first of each that says something."""
    said: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("http-equiv") or "").lower()
        said.setdefault(name, _line(element.get("content")))
    return {
        name: next(filter(None, map(said.get, keys)), "") for name, keys in _META.items() if any(map(said.get, keys))
    }


def _canonical(tree: HtmlElement) -> str:
    """Give the address that the page declares as its own."""
    links = (link for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical")
    return next((link.get("href") or "" for link in links), "")


def _articles(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Give the JSON-LD nodes that are about an article, the fullest last."""
    nodes = [
        node
        for script in tree.iter("script")
        if (script.get("type") or "").strip().lower() == "application/ld+json" and script.text
        for node in _nodes(_parse(script.text), _DEEPEST)
        if any(kind.endswith(_ARTICLE) for kind in _words(node.get("@type")))
    ]
    yield from sorted(nodes, key=lambda node: len(str(node.get("articleBody", ""))))


def _parse(text: str) -> Any:
    """Parse JSON-LD as pages write it: line breaks inside strings, and nothing at all where it is broken."""
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """Give the objects at the top, in lists and in graphs."""
    if isinstance(value, dict):
        yield value
        inner = [value.get("@graph"), value.get("mainEntity"), value.get("mainEntityOfPage")]
    else:
        inner = value if isinstance(value, list) else []
    if depth:
        for item in inner:
            yield from _nodes(item, depth - 1)


def _from_node(node: dict[str, Any]) -> dict[str, str]:
    """Read one node."""
    return {
        "title": _line(node.get("headline")),
        "author": ", ".join(dict.fromkeys(filter(None, map(_name, _list(node.get("author")))))),
        "date": _line(node.get("datePublished")),
        "publisher": ", ".join(filter(None, map(_name, _list(node.get("publisher"))))),
        "language": _name(node.get("inLanguage")),
        "url": _line(node.get("url")),
        "description": _line(node.get("description")),
        "body": node["articleBody"].strip() if isinstance(node.get("articleBody"), str) else "",
    }


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _words(value: Any) -> list[str]:
    return [word for word in _list(value) if isinstance(word, str)]


def _name(value: Any) -> str:
    """Give the name of a person, an organisation or a language, which may be an object or a word."""
    return _line(value.get("name") or value.get("alternateName") if isinstance(value, dict) else value)


def _line(value: Any) -> str:
    """Give a text on one line, without entities; nothing for anything else."""
    from html import unescape

    text = " ".join(unescape(value).split()) if isinstance(value, str) and len(value) < 10 * _LONGEST else ""
    return text if len(text) <= _LONGEST else ""
