"""Filters before analysis: a cleaned article goes in, the reason to leave it out comes out, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from newsclean.article import Article
from newsclean.errors import ConfigError
from newsclean.formats.documents import Document


@dataclass(frozen=True, slots=True)
class Filters:
    """Which cleaned articles are kept; an empty value filters nothing.

    ``languages`` are BCP 47 codes, ``agencies`` ids of the registry (one of them must be credited),
    ``shortest`` and ``longest`` count code points of the cleaned text, ``residue`` is the largest share
    (0 to 1) of the source that may have been removed, ``since`` and ``until`` are ISO dates, both
    included, of the field ``date_field``.

    >>> Filters(since="soon")
    Traceback (most recent call last):
    newsclean.errors.ConfigError: 'soon' is no date: write it as 2021-12-24

    Raises ``ConfigError`` for a date that is none.
    """

    languages: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    shortest: int = 0
    longest: int = 0
    residue: float = 1.0
    since: str = ""
    until: str = ""
    date_field: str = "date"

    def __post_init__(self) -> None:
        for day in (self.since, self.until):
            if day and read_date(day) is None:
                raise ConfigError(f"{day!r} is no date: write it as 2021-12-24")

    def reason(self, document: Document, article: Article) -> str:
        """Say why an article is left out, in one word; the empty word keeps it.

        >>> document = Document("a", "Rain.", fields={"date": "2021-12-24T10:00:00Z"})
        >>> article = Article("a", "Rain.")
        >>> Filters(since="2021-12-24").reason(document, article), Filters(until="2021-12-23").reason(document, article)
        ('', 'date')
        >>> Filters(languages=("el",)).reason(document, article), Filters(shortest=6).reason(document, article)
        ('language', 'length')
        """
        if self.languages and article.language.code not in self.languages:
            return "language"
        if self.agencies and not {found.agency for found in article.credits} & set(self.agencies):
            return "agency"
        length = len(article.text)
        if length < self.shortest or (self.longest and length > self.longest):
            return "length"
        if self.residue < 1 and residue_share(article) > self.residue:
            return "residue"
        return "" if self._in_time(document.fields.get(self.date_field)) else "date"

    def _in_time(self, value: Any) -> bool:
        """Tell whether a date lies between the first and the last day; one that cannot be read does not."""
        if not self.since and not self.until:
            return True
        day = read_date(str(value))
        first, last = read_date(self.since), read_date(self.until)
        return day is not None and (first is None or first <= day) and (last is None or day <= last)


def read_date(text: str) -> date | None:
    """Read the day of an ISO 8601 date or time.

    >>> read_date("2021-12-24T10:00:00Z"), read_date("24 December")
    (datetime.date(2021, 12, 24), None)
    """
    try:
        return datetime.fromisoformat(text.strip()).date()
    except ValueError:
        return None


def residue_share(article: Article) -> float:
    """Give the share of the source that was removed, 0 to 1.

    >>> residue_share(Article("a", ""))
    0.0
    """
    if not article.source:
        return 0.0
    removed = sum(len(edit.before) - len(edit.after) for edit in article.edits)
    return max(0, removed) / len(article.source)
