"""The file of recurring lines: what a first pass counted is written, and what a person left of it is read.

A line is compared whole, without regard to case, accents, the shape of quotes and dashes, and the width of spaces.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from newsclean.errors import RuleError
from newsclean.rules.fold import fold

EVERY_SITE = "all"
"""The name under which lines stand that belong to no site, and under which every line is looked for without one."""
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_SPACES = re.compile(r"\s+")
_HEAD = """\
# Lines that recur in the articles of one site, and the number of articles that have them.
# Take a line out of this file to keep it in the text; add one of your own with any number.
"""


class Recurring(NamedTuple):
    """A line that recurs: its text, its ``site`` and in how many ``articles`` it was met."""

    text: str
    site: str
    articles: int

    @property
    def rule(self) -> str:
        """Give the id of the rule that takes it.

        >>> Recurring("Follow us", "example.org", 12).rule
        'site-lines.any.example-org'
        """
        return f"site-lines.any.{_NOT_SLUG.sub('-', self.site.lower()).strip('-') or EVERY_SITE}"

    @property
    def reason(self) -> str:
        """Say why it goes."""
        of = "" if self.site == EVERY_SITE else f" of {self.site}"
        return f"the same line stands in {self.articles} articles{of}"


def recurrence_key(text: str) -> str:
    """Reduce a line to what it is compared by; empty where it has no letter or digit.

    >>> recurrence_key("  ΔΕΊΤΕ  «όλες» τις ειδήσεις ") == recurrence_key('Δείτε "όλες" τις ειδήσεις')
    True
    """
    key = _SPACES.sub(" ", fold(text)).strip()
    return key if any(character.isalnum() for character in key) else ""


class SiteLines:
    """Lines that recur, looked up by site.

    >>> lines = SiteLines([Recurring("All the news of the day", "example.org", 40)])
    >>> lines.find("ALL THE NEWS of the day", "example.org").articles
    40
    >>> lines.find("All the news of the day", "example.com") is None, lines.find("All the news of the day", "") is None
    (True, False)
    """

    def __init__(self, rows: Iterable[Recurring]) -> None:
        self._by_site: dict[str, dict[str, Recurring]] = {EVERY_SITE: {}}
        self._anywhere: dict[str, Recurring] = {}
        for row in rows:
            key = recurrence_key(row.text)
            self._by_site.setdefault(row.site, {})[key] = row
            self._anywhere.setdefault(key, row)

    def find(self, text: str, site: str) -> Recurring | None:
        """Find the row that explains a passage of an article of ``site``; any site's, where it is not known (empty)."""
        key = recurrence_key(text)
        if not key:
            return None
        if not site:
            return self._anywhere.get(key)
        return self._by_site.get(site, {}).get(key) or self._by_site[EVERY_SITE].get(key)


def format_site_lines(rows: Iterable[Recurring]) -> str:
    """Write rows as TOML, by site, the most frequent first.

    >>> format_site_lines([Recurring("Follow us", "example.org", 12)]).splitlines()[-4:]
    ['["example.org"]', 'lines = [', '  { articles = 12, text = "Follow us" },', ']']
    """
    parts = [_HEAD]
    by_site: dict[str, list[Recurring]] = {}
    for row in sorted(rows, key=lambda row: (row.site, -row.articles, row.text)):
        by_site.setdefault(row.site, []).append(row)
    for site, lines in by_site.items():
        items = [f"  {{ articles = {row.articles}, text = {_quote(row.text)} }},\n" for row in lines]
        parts.append(f"\n[{_quote(site)}]\nlines = [\n{''.join(items)}]\n")
    return "".join(parts)


def _quote(text: str) -> str:
    """Write a text as a TOML string; JSON's escapes are TOML's, but for the delete character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def read_site_lines(path: str) -> SiteLines:
    """Read such a file.

    Raises ``RuleError`` naming file, site and row.
    """
    try:
        tables = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RuleError(path, "the file", str(error)) from error
    return SiteLines(row for site, table in tables.items() for row in _rows(path, site, table))


def _rows(path: str, site: str, table: Any) -> list[Recurring]:
    """Check the rows of one site."""
    lines = table.get("lines") if isinstance(table, Mapping) else None
    if not isinstance(lines, list):
        raise RuleError(path, f"[{site}]", 'a site has lines = [ { text = "…", articles = 12 }, … ]')
    return [_row(path, site, number, row) for number, row in enumerate(lines, 1)]


def _row(path: str, site: str, number: int, row: Any) -> Recurring:
    """Check one row."""
    known = isinstance(row, Mapping) and row.keys() <= {"text", "articles"}
    if not known or not isinstance(row.get("text"), str) or not recurrence_key(row["text"]):
        raise RuleError(path, f"[{site}] row {number}", "a row has a text with letters and, if you like, articles")
    articles = row.get("articles", 0)
    if not isinstance(articles, int) or isinstance(articles, bool):
        raise RuleError(path, f"[{site}] row {number}", "articles must be a number")
    return Recurring(row["text"], site, articles)
