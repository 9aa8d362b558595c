"""The blocks of a page: a parsed tree goes in, its runs of text with what the markup says of each come out.

A run is the text between two block boundaries. What names it (a tag, a word of a class or id) is a row of a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from newsclean.rules.tables import read_tables

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "button", "caption", "center", "dd", "details", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "html", "li", "main", "nav", "ol", "option", "p", "pre", "section", "select", "summary", "table", "tbody",
    "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
_SILENT = frozenset((
    "script", "style", "noscript", "template", "head", "svg", "math", "iframe", "object", "textarea", "title",
))  # fmt: skip
_LONGEST_NAME = 400
"""Characters of class and id that are looked at: utility classes can run to thousands and name nothing."""
TEASERS = frozenset(("teaser", "teasers"))
"""Words that name links to other articles below a story, and above it, to some systems of editors, its lead."""
_STORY, _EMBEDS = "story", "share"
"""The table of words that name what a story quotes, and what sites call the boxes in which they embed it."""
_BOXED = 3
"""Runs in a box with an image: label, caption and credit; a box with more holds a story."""
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_NOT_LETTER = re.compile(r"[\W_]+")


class Mark(NamedTuple):
    """An element that says what it holds: the ``kind`` (a category of residue), by which ``word``, and its place.

    ``element`` counts elements from the top of the page, so that two runs can be told to share one.
    """

    kind: str
    word: str
    element: int


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text: its characters, how many of them are ``linked``, the ``tag`` of its block, the marks around it.

    The innermost mark is the first. ``home`` names the block's parent by tag and class, ``region`` the outermost
    article around it (0: none); ``pictured`` tells that nothing but an image stands before it in its box.
    """

    text: str
    linked: int
    tag: str
    home: str
    region: int
    marks: tuple[Mark, ...] = ()
    pictured: bool = False

    @property
    def link_share(self) -> float:
        """Give the share of the characters that are links, 0 to 1."""
        return min(1.0, self.linked / len(self.text)) if self.text else 0.0


@dataclass(frozen=True, slots=True)
class MarkupWords:
    """What tags, roles and the words of class names and ids say, each with the kind of residue that it names."""

    tags: Mapping[str, str]
    words: Mapping[str, str]

    def name(self, tag: str, names: str) -> tuple[str, str] | None:
        """Give the kind that an element claims to be and the word that says so.

        >>> MarkupWords({"figcaption": "caption"}, {"read-more": "read-also"}).name("div", "story__readMore big")
        ('read-also', 'read-more')
        """
        if tag in self.tags:
            return self.tags[tag], tag
        parts = [part for part in _NOT_WORD.split(_CAMEL.sub("-", names[:_LONGEST_NAME]).lower()) if part]
        for size in (3, 2, 1):
            for start in range(len(parts) - size + 1):
                word = "-".join(parts[start : start + size])
                if word in self.words:
                    return self.words[word], word
        return None


def load_markup_words(directories: Sequence[str] = ()) -> MarkupWords:
    """Read the table ``markup``: the package's own, then that of each directory.

    >>> load_markup_words().tags["figcaption"]
    'caption'
    """
    tags: dict[str, str] = {}
    words: dict[str, str] = {}
    for table in read_tables("markup", directories):
        for kind, row in table.rows.items():
            tags |= dict.fromkeys(row.get("tags", ()), kind)
            words |= dict.fromkeys(row.get("words", ()), kind)
    return MarkupWords(tags, words)


def line_letters(text: str) -> str:
    """Reduce a line to its letters and digits, by which a line of the article is found again in the page.

    >>> line_letters("- Read more: Storm!")
    'readmorestorm'
    """
    return _NOT_LETTER.sub("", text).casefold()


def read_runs(tree: HtmlElement, words: MarkupWords) -> list[Run]:
    """Give the runs of text of a page in their order.

    >>> from lxml.html import fromstring
    >>> page = fromstring("<div><p>Rain <a href=x>fell</a>.</p><figure><figcaption>Rain</figcaption></figure></div>")
    >>> [(run.text, run.linked, run.tag, [m.kind for m in run.marks]) for run in read_runs(page, load_markup_words())]
    [('Rain fell.', 4, 'p', []), ('Rain', 0, 'figcaption', ['caption'])]
    """
    walk = _Walk(words)
    runs = list(walk.walk(tree))
    for place, run in enumerate(runs):
        if run.pictured and not walk.keeps_picture(place):
            runs[place] = replace(run, pictured=False)
    return runs


@dataclass(slots=True)
class _Frame:
    """An element on the way down: its ``first`` run, and, once it is closed, how many ``runs`` it holds."""

    tag: str
    name: str
    region: int
    marks: tuple[Mark, ...]
    linked: bool
    first: int = 0
    runs: int = 0


@dataclass(slots=True)
class _Walk:
    """One pass over a page: the open elements, and the run that is being gathered."""

    words: MarkupWords
    frames: list[_Frame] = field(default_factory=lambda: [_Frame("", "", 0, (), False)])
    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    count: int = 0
    box: _Frame | None = None
    given: int = 0
    boxes: dict[int, _Frame] = field(default_factory=dict)
    named: dict[tuple[str, str], tuple[str, str] | None] = field(default_factory=dict)

    def walk(self, tree: HtmlElement) -> Iterator[Run]:
        """Go down and up again; block boundaries end a run."""
        from lxml.etree import iterwalk

        silent = 0
        for event, element in iterwalk(tree, events=("start", "end", "comment", "pi")):
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                silent += tag in _SILENT
                yield from self._flush() if tag in _BLOCKS else ()
                self._enter(element, tag)
                self._see(tag, silent)
                self._add(element.text, silent)
            elif event == "end":
                yield from self._flush() if tag in _BLOCKS else ()
                silent -= tag in _SILENT
                frame = self.frames.pop()
                frame.runs = self.given - frame.first
            if event != "start":
                self._add(element.tail, silent)

    def _enter(self, element: HtmlElement, tag: str) -> None:
        """Remember an element that opens, with what it inherits."""
        self.count += 1
        above = self.frames[-1]
        names = f"{element.get('class', '')} {element.get('id', '')}"
        if (tag, names) not in self.named:
            self.named[tag, names] = self.words.name(tag, names) if tag not in ("html", "body") else None
        found = self.named[tag, names]
        marks = above.marks
        if found and found[0] == _STORY:
            marks = tuple(mark for mark in marks if mark.kind != _EMBEDS)
        elif found:
            marks = (Mark(*found, self.count), *marks)[:6]
        region = self.count if tag == "article" and not above.region else above.region
        name = f"{tag}.{element.get('class') or self.count}"
        self.frames.append(_Frame(tag, name, region, marks, above.linked or tag == "a", self.given))

    def _see(self, tag: str, silent: int) -> None:
        """Remember the box round the block of an image: what stands next in it may be its caption."""
        if tag == "img" and not silent:
            blocks = [frame for frame in reversed(self.frames) if frame.tag in _BLOCKS]
            self.box = blocks[1] if len(blocks) > 1 else None

    def keeps_picture(self, place: int) -> bool:
        """Tell whether the run at ``place`` shares a box with an image and hardly anything else."""
        box = self.boxes.get(place)
        return box is not None and box.runs <= _BOXED

    def _add(self, text: str | None, silent: int) -> None:
        """Add the text that follows a tag to the run."""
        if text and not silent:
            self.pieces.append(text)
            if self.frames[-1].linked:
                self.linked += len(" ".join(text.split()))

    def _flush(self) -> Iterator[Run]:
        """End the run."""
        text = " ".join("".join(self.pieces).split())
        if text:
            place = next((i for i in range(len(self.frames) - 1, 0, -1) if self.frames[i].tag in _BLOCKS), 0)
            block, home = self.frames[place], self.frames[max(0, place - 1)]
            pictured = self.box is not None and any(frame is self.box for frame in self.frames)
            if self.box and pictured:
                self.boxes[self.given] = self.box
            yield Run(text, self.linked, block.tag, home.name, block.region, self.frames[-1].marks, pictured)
            self.box = None
            self.given += 1
        self.pieces.clear()
        self.linked = 0
