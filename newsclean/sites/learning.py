"""Learning from a corpus: documents with their articles go in, the lines that recur in a site come out.

Nothing is kept between runs: what was learnt is a file, which cleaning is given by name.
"""

from __future__ import annotations

from collections.abc import Iterable

from newsclean.article import Article
from newsclean.formats.documents import Document
from newsclean.formats.page_facts import host_of
from newsclean.sites.counting import Limits, LineCounter
from newsclean.sites.lines import EVERY_SITE

_FIELDS = ("site", "url", "link", "source_url")
"""Fields of a row that say from which site it comes, the surest first; an address counts by its host."""


def site_of(document: Document) -> str:
    """Give the site that a document says it comes from; empty where it does not say.

    >>> site_of(Document("a", "Rain.", fields={"url": "https://www.example.org/rain"}))
    'example.org'
    >>> site_of(Document("a", "Rain.", fields={"site": "The Daily Example"}))
    'The Daily Example'
    """
    for name in _FIELDS:
        value = document.fields.get(name)
        if isinstance(value, str) and value.strip():
            named = value.strip() if name == "site" and "//" not in value else ""
            return host_of(value) or named.removeprefix("www.")
    return str(document.bytes_facts.get("site", ""))


def count_lines(pairs: Iterable[tuple[Document, Article]], site: str = "", limits: Limits | None = None) -> LineCounter:
    """Count the lines of articles whose passages are known; ``site`` is that of all of them, if it is given.

    >>> from newsclean.config import Config
    >>> from newsclean.steps.segment import Segment
    >>> texts = [f"Rain fell on day {n}.\\n\\nAll the news in one place" for n in range(5)]
    >>> pairs = [(Document("a", text), Segment(Config())(Article("a", text))) for text in texts]
    >>> [(row.text, row.site, row.articles) for row in count_lines(pairs).recurring()]
    [('All the news in one place', 'all', 5)]
    """
    counter = LineCounter(limits)
    for document, article in pairs:
        lines = [passage.span.text(article.source) for passage in article.passages]
        counter.add(lines, site or site_of(document) or EVERY_SITE)
    return counter
