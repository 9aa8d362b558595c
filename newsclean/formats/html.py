"""HTML to a document: the bytes of a page go in, the text of its article comes out, with hints from its markup.

The article is found by trafilatura, used as a library; its lines are then cleaned like any other text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import BinaryIO, Literal, Protocol

from newsclean.errors import DecodeError, InputError, RecordError, RuleError
from newsclean.formats.alignment import Line
from newsclean.formats.decode import Decoded, decode
from newsclean.formats.documents import Document, Layout
from newsclean.formats.extraction import Tree, extract_lines, find_lead, load_page
from newsclean.formats.hints import find_hints
from newsclean.formats.markup import MarkupWords, load_markup_words, read_runs
from newsclean.formats.page_facts import host_of, read_facts

LARGEST = 20_000_000
"""Characters: a page that is larger is a dump of something else."""
MOST_ELEMENTS = 60_000
"""Elements: more than any page of news has; the time to find an article grows faster than their number."""
_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_HEAD = 4096
"""Bytes in which a page declares its encoding."""
_AS_BROWSERS_DO = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
                   "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "ks_c_5601-1987": "cp949",
                   "euc-kr": "cp949", "shift_jis": "cp932", "tis-620": "cp874"}  # fmt: skip
"""Encodings that pages declare, and what browsers read instead."""


Headline = Literal["field", "text"]


class Pruner(Protocol):
    """Something that takes parts out of a page before its article is looked for: see ``newsclean.sites``."""

    def prune(self, tree: Tree, site: str) -> None:
        """Take out of ``tree`` what a rule for ``site`` (a host, or empty) names."""


class HtmlReader:
    """Reads pages: built once, with tables of one's own and site rules if there are any, and used for any number.

    The ``headline`` of a page is a field of its own (``title``), or stands first in the text as well; its lead, a field
    too, always does.

    >>> page = "<html><head><title>Bridge</title></head><body><article><h1>Bridge opens</h1>" + "".join(
    ...     f"<p>The bridge opened on day {n} after a year of work that cost two million euros.</p>" for n in range(9)
    ... ) + "</article></body></html>"
    >>> document = HtmlReader().read(page.encode(), "bridge.html")
    >>> document.fields["title"], document.raw.split("\\n\\n")[0][:27]
    ('Bridge opens', 'The bridge opened on day 0 ')
    """

    def __init__(self, tables: Sequence[str] = (), pruner: Pruner | None = None, headline: Headline = "field") -> None:
        self._headline = headline
        self._words: MarkupWords = load_markup_words(tables)
        self._pruner = pruner

    def read(self, data: bytes, path: str, encoding: str = "") -> Document:
        """Read one page; ``path`` names it in messages and is its id.

        The document's ``fields`` are what the page says of itself (title, author, date, publisher, language, url,
        site) and its lead, without what it does not say; its ``bytes_facts`` hold the hints of the markup.

        Raises ``MissingExtra`` where trafilatura is not installed, ``DecodeError`` where the bytes are no text, and
        ``RecordError`` where there is no article.
        """
        decoded = decode_page(data, path, encoding)
        tree = load_page(decoded.text)
        if tree is None:
            raise RecordError(path, 0, "this is no HTML page: try --from text")
        if sum(1 for _ in islice(tree.iter(), MOST_ELEMENTS + 1)) > MOST_ELEMENTS:
            raise RecordError(path, 0, f"a page of more than {MOST_ELEMENTS:,} elements is no article")
        facts = read_facts(tree)
        site = facts.site or host_of(path)
        self._prune(tree, site, path)
        runs = read_runs(tree, self._words)
        title = facts.title or next((run.text for run in runs if run.tag == "h1"), "")
        facts = replace(facts, title=title)
        lines = extract_lines(tree, runs, facts)
        if not lines:
            raise RecordError(path, 0, "no article was found in this page")
        lead = find_lead(lines, runs, facts)
        lines = [Line(title)] * bool(title and self._headline == "text") + lead + lines
        hints = find_hints(lines, runs, facts.body)
        text = "\n\n".join(line.text for line in lines)
        fields = facts.fields() | ({"lead": "\n".join(line.text for line in lead)} if lead else {})
        input_facts = {**_decoding(decoded), "markup": hints.to_row(), **({"site": site} if site else {})}
        return Document(path, text, fields=fields, bytes_facts=input_facts)

    def _prune(self, tree: Tree, site: str, path: str) -> None:
        """Follow the site rules; a wrong one stops the pages of its site, not the run."""
        try:
            if self._pruner:
                self._pruner.prune(tree, site)
        except RuleError as error:
            raise RecordError(path, 0, f"a site rule is wrong: {error}") from error


def read_html(stream: BinaryIO, path: str, layout: Layout) -> Iterator[Document | InputError]:
    """Read the one page of an open input, or say why it is none.

    Raises ``MissingExtra`` where trafilatura is not installed.
    """
    from newsclean.sites.rules import SiteRules

    pruner = SiteRules(layout.site_rules) if layout.site_rules else None
    reader = HtmlReader(pruner=pruner, headline=layout.headline)
    try:
        yield reader.read(stream.read(LARGEST + 1), path, layout.encoding)
    except InputError as error:
        yield error


def decode_page(data: bytes, path: str, encoding: str = "") -> Decoded:
    """Decode a page: by the encoding that was named, as UTF-8, by what it declares, or by what it looks like.

    >>> page = '<meta charset="iso-8859-1"><p>“Señor”</p>'.encode("cp1252")
    >>> decode_page(page, "a.html").text.endswith("<p>“Señor”</p>")
    True

    Raises ``DecodeError`` and ``RecordError`` as ``decode`` does, and ``RecordError`` for a page that is too large.
    """
    if len(data) > LARGEST:
        raise RecordError(path, 0, f"the page is larger than {LARGEST:,} bytes")
    if not data.strip():
        raise RecordError(path, 0, "the input is empty: there is nothing to clean")
    if encoding or _is_unicode(data):
        return decode(data, path, encoding)
    declared = _DECLARED.search(data[:_HEAD])
    if declared:
        name = declared.group(1).decode("ascii").lower()
        try:
            return decode(data, path, _AS_BROWSERS_DO.get(name, name))
        except DecodeError:
            pass
    return decode(data, path)


def _is_unicode(data: bytes) -> bool:
    """Tell whether the bytes are UTF-8, or say themselves that they are UTF-16 or UTF-32."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _decoding(decoded: Decoded) -> dict[str, object]:
    """Give how the bytes became characters."""
    return {
        "encoding": decoded.encoding,
        "confidence": decoded.confidence,
        "bom": decoded.bom,
        "sha256": decoded.sha256,
    }
