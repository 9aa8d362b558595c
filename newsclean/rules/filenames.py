"""File names of images: a line of an article goes in, the name it is made of (and the picture's tags) comes out.

The shapes are rows of ``data/filenames.toml``; here is the small language they are written in, and one finder.
A line counts only when it is nothing but names, with keyword tags after them for shapes that nothing else has.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any

from newsclean.edits import Span
from newsclean.errors import RuleError
from newsclean.rules.fold import fold
from newsclean.rules.tables import read_tables

Patterns = tuple[re.Pattern[str], ...]

LONGEST_LINE = 1000  # code points: a longer line is prose, and the cap keeps the cost of hostile lines flat
LONGEST_TAGS = 240  # code points of all tags together
LONGEST_TAG, MOST_TAG_WORDS = 40, 4  # code points, words
FEWEST_LOWER_TAGS = 3  # fewer lower-case tags could be the rest of a sentence

_JOINT = r"[ _\-.+\u00a0\u202f]{1,3}"
_TIGHT = r"[_\-.+~,'’]{1,3}"
_PART = r"[ _.\-]?"
_PIECES = {
    "day": r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])",
    "clock": r"(?:[01]\d|2[0-3])[0-5]\d[0-5]\d",
    "date": rf"(?:(?:19|20)\d\d{_PART}[01]?\d{_PART}[0-3]?\d|[0-3]?\d{_PART}[01]?\d{_PART}(?:20)?\d\d)(?!\d)",
    "time": rf"[0-2]?\d[ _.:h\-]?[0-5]\d(?:[ _.:m\-]?[0-5]\d(?:{_PART}\d{{1,4}})?)?",
    "size": r"\d{2,4}x\d{2,4}",
    "code": r"(?=[0-9a-z]{0,11}\d)(?=[0-9a-z]{0,11}[a-z])[0-9a-z]{5,12}",
    "mixed": r"(?-i:[A-H][A-Za-z0-9_\- ]{6}[WX][A-Za-z0-9_\- ][A-F][A-Za-z0-9_\- ]{5})",
    "slug": rf"[^\W_]{{1,80}}(?:{_TIGHT}[^\W_]{{1,80}}){{0,40}}",
    "slug3": rf"[^\W_]{{1,80}}(?:{_TIGHT}[^\W_]{{1,80}}){{2,40}}",
    "lower": r"(?-i:(?=[^\n]{0,200}\d)[^\W_A-Z]{1,40}(?:[ \-][^\W_A-Z]{1,40}){1,14})",
    "title": r"(?-i:[^\W_a-z][^\W_]{0,39}(?:[ \-][^\W_a-z][^\W_]{0,39}){1,9})",
    "lynx": r"(?:e[a-z])?[0-9a-z]{6,9}",
    "uuid": r"[0-9a-f]{8}[ \-][0-9a-f]{4}[ \-][1-8][0-9a-f]{3}[ \-][0-9a-f]{4}[ \-][0-9a-f]{12}",
    "letters": r"(?-i:(?=[a-zß-ÿα-ωά-ώа-я])[^\W_A-Z]{1,40}(?:[ \-][^\W_A-Z]{1,40}){1,7})",
    "words": rf"[^\W_]{{1,40}}(?:{_JOINT}[^\W_]{{1,40}}){{0,12}}",
    "percent": r"[\w.\-]{0,80}(?:%[0-9a-f]{2}){3}(?: ?%[0-9a-f]{2}|[\w.\-+]){0,900}",
    "utf": r"(?:(?:c[ef][ \-]?[89ab][0-9a-f]|d[01][ \-]?[89ab][0-9a-f])[ \-]?){4,120}",
    "hex": r"(?=[0-9a-f]{0,63}\d)(?=[0-9a-f]{0,63}[a-f])[0-9a-f]",
}
_TOKEN = re.compile(
    r"<(?P<piece>[a-z0-9-]+)>|(?P<kind>[#&])(?P<least>\d+)?(?:-(?P<most>\d+))?|\\(?P<plain>.)|(?P<one>.)"
)
_SIGNS = dict(zip("_ ~[](|)", (_JOINT, _JOINT, _JOINT.replace("1,", "0,"), "(?:", ")?", "(?:", "|", ")"), strict=True))
_LEAD = r"[\s•▪●*>→(\[_\-]{0,6}"
_WORD = re.compile(r"[^\W\d_]+")
_HEAD = re.compile(rf"{_LEAD}(?:\d[\d.,:]*\s+)?([^\W\d_]+)\s")
_DIGIT = re.compile(r"\d")
_PATH = r"(?P<path>(?:(?:https?://)?(?:[\w.%~@:,=\-]{1,120}/){1,14})?)"
_GAP = re.compile(r"[\s,;|)\]]+")
_LISTS = ("extensions", "endings", "name")
_TAG_SPLIT = re.compile(r"\s*[,;|•·]\s*|\s+(?=#)")


@dataclass(frozen=True, slots=True)
class FilenameMatch:
    """The names a line is made of: rule id, span of the names, then the tags and their span (code points of the line).

    ``tags_span`` is empty, at the end of the names, where there are none.
    """

    rule: str
    span: Span
    tags: tuple[str, ...] = ()
    tags_span: Span = Span(0, 0)


@dataclass(frozen=True, slots=True)
class FilenameFinder:
    """The compiled shapes: ``free`` ones need no extension, ``bound`` ones do; ``heads`` are words they begin with."""

    free: re.Pattern[str]
    bound: re.Pattern[str]
    extension: re.Pattern[str]
    heads: frozenset[str]
    ids: Mapping[str, str]
    tagged: frozenset[str]
    last_letters: frozenset[str]

    def find(self, line: str) -> FilenameMatch | None:
        """Give the names that ``line`` is made of, or nothing where it says anything else.

        >>> finder = FilenameFinder.load()
        >>> found = finder.find("IMG_1234.jpg")
        >>> found.rule, found.span
        ('filename.any.camera-img', Span(start=0, end=12))
        >>> finder.find("IMG_1234 shows the minister") is None
        True
        """
        if not _may_be_name(line) and not self._ends_like_one(line):
            return None
        patterns = (self.free, self.bound) if self.extension.search(line) else (self.free,)
        if len(patterns) == 1 and not self._begins_like_one(line):
            return None
        whole = next((found for pattern in patterns if (found := pattern.fullmatch(line))), None)
        first = whole or _first(patterns, line, 0)
        return self._finish(line, patterns, first) if first else None

    def _ends_like_one(self, line: str) -> bool:
        """Tell whether a line of letters alone ends with an extension."""
        if line[-1:] not in self.last_letters or len(line) > LONGEST_LINE:
            return False
        return self.extension.search(line, max(len(line) - 6, 0)) is not None

    def _begins_like_one(self, line: str) -> bool:
        """Tell whether a line begins with a known word, or with no plain word (a number may precede)."""
        head = _HEAD.match(line)
        return head is None or fold(head[1]) in self.heads

    def _finish(self, line: str, patterns: Patterns, first: re.Match[str]) -> FilenameMatch | None:
        """Read on after the first name: more names, then tags, then nothing."""
        row, start, end = first.lastgroup or "", first.start("path"), first.end()
        rule = f"filename.any.{self.ids[row]}"
        gap = _GAP.match(line, end)
        while gap is not None and gap.end() < len(line):
            more = _first(patterns, line, gap.end())
            if more is None:
                break
            end = more.end()
            gap = _GAP.match(line, end)
        rest = gap.end() if gap else end
        if rest >= len(line):
            return FilenameMatch(rule, Span(start, end), (), Span(end, end))
        tags = _read_tags(line[rest:]) if row in self.tagged else ()
        return FilenameMatch(rule, Span(start, end), tags, Span(rest, len(line.rstrip()))) if tags else None

    @classmethod
    def load(cls, directories: Sequence[str] = ()) -> FilenameFinder:
        """Compile the table of the package and those of a user's ``directories``.

        >>> len(FilenameFinder.load().ids) > 50
        True

        Raises ``RuleError`` as ``read_tables`` and ``from_table`` do.
        """
        tables = list(read_tables("filenames", directories))
        words = {name: row for table in tables for name, row in table.rows.get("words", {}).items()}
        joined = {key: [row for table in tables for row in table.rows.get(key, [])] for key in _LISTS}
        return cls.from_table({**joined, "words": words}, tables[-1].file)

    @classmethod
    def from_table(cls, table: Mapping[str, Any], file: str = "filenames.toml") -> FilenameFinder:
        """Compile a table: ``extensions``, ``endings``, ``[words]`` and the rows ``[[name]]``.

        >>> rows = {"extensions": ["jpg"], "name": [{"id": "demo", "shape": "IMG_#4", "example": "IMG_1234"}]}
        >>> FilenameFinder.from_table(rows).find("img 0001 jpg").rule
        'filename.any.demo'

        Raises ``RuleError`` for a row whose shape cannot be read.
        """
        rows = list(table.get("name", ()))
        pieces = _PIECES | {name: _choice(words) for name, words in table.get("words", {}).items()}
        extension = r"(?:{0})(?:[. ](?:{0}))?(?![^\W_])".format(_choice(table.get("extensions", ())) or "(?!)")
        after = (extension, _endings(table.get("endings", ())))
        written = [_write(row, at, pieces, after, file) for at, row in enumerate(rows)]
        return cls(
            free=_compile([text for row, text in zip(rows, written, strict=True) if "ends" not in row]),
            bound=_compile([text for row, text in zip(rows, written, strict=True) if "ends" in row]),
            heads=frozenset(_heads([*(row["shape"] for row in rows), *chain(*table.get("words", {}).values())])),
            extension=re.compile(rf"[._\- ]{extension}", re.IGNORECASE),
            ids={f"r{at}": row["id"] for at, row in enumerate(rows)},
            tagged=frozenset(f"r{at}" for at, row in enumerate(rows) if row.get("tags")),
            last_letters=frozenset(c for word in table.get("extensions", ()) for c in (word[-1], word[-1].upper())),
        )


def _first(patterns: Patterns, line: str, place: int) -> re.Match[str] | None:
    """Give the first name that begins at ``place``."""
    return next((found for pattern in patterns if (found := pattern.match(line, place))), None)


def find_filename(line: str) -> FilenameMatch | None:
    """Give the image file names that ``line`` is made of, by the table that comes with the package.

    >>> found = find_filename("268763574 4399287110194044 1404577815918193445 n 1 China, BEIJING")
    >>> found.rule, found.tags
    ('filename.any.facebook', ('China', 'BEIJING'))
    >>> find_filename("Police counted 1,024 people in 683 cars") is None
    True
    """
    return _builtin().find(line)


@lru_cache(maxsize=1)
def _builtin() -> FilenameFinder:
    """Give the compiled table of the package: it never changes within a process."""
    return FilenameFinder.load()


def compile_shape(shape: str, pieces: Mapping[str, str]) -> str:
    r"""Turn a shape into a regular expression; ``pieces`` are the expressions that ``<name>`` stands for.

    ``_`` or a space is a joint (underscore, hyphen, dot, space), ``~`` one that may be missing, ``#4-6`` digits,
    ``&32`` hexadecimal digits, ``[…]`` may be missing, ``(a|b)`` is either, ``\_`` is an underscore and nothing else.

    >>> compile_shape("P#7[_#1-2]", {}).startswith(r"P\d{7}(?:")
    True

    Raises ``KeyError`` for a piece that there is not.
    """
    return "".join(_expression(token, pieces) for token in _TOKEN.finditer(shape))


def _expression(token: re.Match[str], pieces: Mapping[str, str]) -> str:
    """Turn one token of a shape into an expression."""
    if token["piece"]:
        return f"(?:{pieces[token['piece']]})"
    if token["kind"]:
        least, most = token["least"], token["most"]
        count = f"{{{least},{most}}}" if most else f"{{{least}}}" if least else "{1,20}"
        return (r"\d" if token["kind"] == "#" else _PIECES["hex"]) + count
    if token["plain"]:
        return re.escape(token["plain"])
    return _SIGNS.get(token["one"]) or _letter(token["one"])


def _letter(letter: str) -> str:
    """Let an accented letter stand for the bare one too, and a joint for an apostrophe."""
    if letter in "'’":
        return "['’ _-]?"
    bare = unicodedata.normalize("NFD", letter)[0]
    if bare == letter or unicodedata.category(letter) == "Lo":
        return re.escape(letter)
    return f"[{letter}{bare}]"


def _heads(shapes: Iterable[str]) -> Iterable[str]:
    """Give the folded words that a shape may begin with, and some more: too many only cost time."""
    for shape in shapes:
        yield from (fold(word) for word in _WORD.findall(re.sub("<[^>]*>", " ", shape)))


def _choice(words: Iterable[str]) -> str:
    """Write a list of words as alternatives, the longest first."""
    return "|".join(compile_shape(word, {}) for word in sorted(words, key=len, reverse=True))


def _endings(words: Iterable[str]) -> str:
    """Write what programs append to a name: counters, sizes, and words such as ``scaled``."""
    appended = rf"{_JOINT}(?:\d{{1,4}}(?!\d)|{_PIECES['size']}|{_choice(words) or '(?!)'})(?![^\W_])"
    return rf"(?:{appended}|[ _\-]?\(\d{{1,3}}\)|~\d|@\dx|{_JOINT}e\d{{10,13}}){{0,6}}"


def _write(row: Mapping[str, str], at: int, pieces: Mapping[str, str], after: tuple[str, str], file: str) -> str:
    """Write one row as a named group that stops where the name does."""
    extension, endings = after
    ends = {"dot": rf"\.{extension}", "extension": rf"[._\- ]{extension}"}
    try:
        shape = compile_shape(row["shape"], pieces)
        end = ends[row["ends"]] if "ends" in row else rf"(?:[._\- ]{{1,2}}{extension})?"
        text = rf"(?P<r{at}>{shape}{endings}{end}(?::(?:large|orig|small))?(?:\?[^\s]{{0,300}})?)"
        re.compile(text)
    except (KeyError, re.error) as why:
        raise RuleError(file, f"[[name]] {row.get('id', at)}", f"the shape cannot be read: {why}") from why
    return text


def _compile(written: Iterable[str]) -> re.Pattern[str]:
    """Join the rows into one expression: the first row that ends at a boundary wins."""
    return re.compile(rf"{_LEAD}{_PATH}(?:{'|'.join(written) or '(?!)'})(?=[\s,;|)\]]|$)", re.IGNORECASE)


def _may_be_name(line: str) -> bool:
    """Refuse prose cheaply: sentences end with a mark, and headlines have neither digit nor dot."""
    if not line or len(line) > LONGEST_LINE:
        return False
    last = line[-1]
    if not (last.isalnum() or last in ")]_~ \t"):
        return False
    return _DIGIT.search(line) is not None or "." in line or " " not in line


def _read_tags(rest: str) -> tuple[str, ...]:
    """Split what follows a name into keyword tags, or give none where it is anything else."""
    if len(rest) > LONGEST_TAGS:
        return ()
    written = [tag for tag in _TAG_SPLIT.split(rest.strip(" ,;|")) if tag.strip("# ")]
    tags = tuple(tag.strip("# ") for tag in written)
    if not all(_is_tag(tag) for tag in tags):
        return ()
    return () if any(tag[0].islower() for tag in written) and len(tags) < FEWEST_LOWER_TAGS else tags


def _is_tag(tag: str) -> bool:
    """Tell whether the words look like a keyword: few, short, and no piece of a sentence."""
    words = tag.split()
    if len(tag) > LONGEST_TAG or len(words) > MOST_TAG_WORDS or not tag[0].isalnum():
        return False
    return not any(mark in tag for mark in '.!?:…"“”') or tag.isupper()
