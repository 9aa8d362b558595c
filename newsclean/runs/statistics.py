"""Statistics of a run: outcomes go in one by one, counts that can be added up and written as JSON come out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from newsclean.article import Article
from newsclean.formats.documents import Document
from newsclean.runs.filters import residue_share

SUSPICIOUS = 0.5
"""Share of the source above which a removal is a suspect of damage: a story rarely is the smaller part of its page."""
_COUNTERS = ("languages", "agencies", "categories", "characters", "rules", "flags", "suspects", "excluded")


@dataclass(slots=True)
class Statistics:
    """Counts over articles, with those of each site under ``sites``.

    ``characters`` are code points: of the sources, of the cleaned texts, and removed by category.

    >>> statistics = Statistics()
    >>> statistics.add(Document("a", "Rain.", fields={"url": "https://www.example.org/1"}), Article("a", "Rain."))
    >>> statistics.sites["example.org"].articles
    1
    """

    articles: int = 0
    failed: int = 0
    languages: Counter[str] = field(default_factory=Counter)
    agencies: Counter[str] = field(default_factory=Counter)
    categories: Counter[str] = field(default_factory=Counter)
    characters: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    flags: Counter[str] = field(default_factory=Counter)
    suspects: Counter[str] = field(default_factory=Counter)
    excluded: Counter[str] = field(default_factory=Counter)
    sites: dict[str, Statistics] = field(default_factory=dict)

    def add(self, document: Document, article: Article, excluded: str = "") -> None:
        """Count one cleaned article; ``excluded`` is the reason why a filter left it out, if one did."""
        site = site_of(document.fields)
        self._count(article, excluded)
        if site:
            self.sites.setdefault(site, Statistics())._count(article, excluded)

    def _count(self, article: Article, excluded: str) -> None:
        self.articles += 1
        if excluded:
            self.excluded[excluded] += 1
        self.languages[article.language.code] += 1
        self.agencies.update({found.agency for found in article.credits})
        self.characters["source"] += len(article.source)
        self.characters["text"] += len(article.text)
        for edit in article.edits:
            category = edit.rule.partition(".")[0]
            self.categories[category] += 1
            self.characters[f"removed:{category}"] += len(edit.before) - len(edit.after)
            self.rules[edit.rule] += 1
        for translation in article.translations:
            self.flags.update(translation.flags)
        suspicion = suspect(article)
        if suspicion:
            self.suspects[suspicion] += 1

    def merge(self, other: Statistics) -> None:
        """Add the counts of another part of the run."""
        self.articles += other.articles
        self.failed += other.failed
        for name in _COUNTERS:
            getattr(self, name).update(getattr(other, name))
        for site, counts in other.sites.items():
            self.sites.setdefault(site, Statistics()).merge(counts)

    def to_json(self) -> dict[str, Any]:
        """Give the counts as plain values, the largest first.

        >>> Statistics(articles=1).to_json()["articles"]
        1
        """
        row: dict[str, Any] = {"articles": self.articles, "failed": self.failed}
        for name in _COUNTERS:
            counts: Counter[str] = getattr(self, name)
            row[name] = dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
        if self.sites:
            sites = sorted(self.sites.items(), key=lambda pair: (-pair[1].articles, pair[0]))
            row["sites"] = {site: counts.to_json() for site, counts in sites}
        return row

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Statistics:
        """Give back the counts that ``to_json`` gave.

        >>> Statistics.from_json(Statistics(failed=2).to_json()).failed
        2
        """
        made = cls(row["articles"], row["failed"])
        for name in _COUNTERS:
            getattr(made, name).update(row[name])
        made.sites = {site: cls.from_json(counts) for site, counts in row.get("sites", {}).items()}
        return made


def suspect(article: Article) -> str:
    """Say in one word why cleaning may have done damage, the empty word if nothing points to it.

    >>> suspect(Article("a", "Rain."))
    ''
    """
    if article.source.strip() and not article.text.strip():
        return "emptied"
    return "halved" if residue_share(article) > SUSPICIOUS else ""


def site_of(fields: Mapping[str, Any]) -> str:
    """Tell the site of an article by its field ``site``, else by the host of its ``url``.

    >>> site_of({"url": "https://www.example.org/news/1"}), site_of({})
    ('example.org', '')
    """
    site = fields.get("site")
    if isinstance(site, str) and site:
        return site
    url = fields.get("url")
    try:
        host = urlsplit(url).hostname if isinstance(url, str) else None
    except ValueError:
        host = None
    return (host or "").removeprefix("www.")
