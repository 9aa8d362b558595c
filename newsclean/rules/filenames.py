"""File names of images: a line of an article goes in, the name it is made of (and the picture's tags) comes out.

The shapes are rows of ``data/filenames.toml``; here is the small language they are written in, and one finder.
A line counts only when it is nothing but names, with keyword tags after them for shapes that nothing else has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any

from newsclean.edits import Span
from newsclean.rules.fold import fold
from newsclean.rules.shapes import (
    LEAD,
    PIECES,
    Need,
    check_shapes,
    compile_once,
    find_need,
    join_rows,
    needed_by,
    write_choice,
    write_endings,
    write_row,
)
from newsclean.rules.tables import read_tables

Patterns = tuple[re.Pattern[str], ...]

LONGEST_LINE = 1000  # code points: a longer line is prose, and the cap keeps the cost of hostile lines flat
LONGEST_TAGS = 240  # code points of all tags together
LONGEST_TAG, MOST_TAG_WORDS = 40, 4  # code points, words
FEWEST_LOWER_TAGS = 3  # fewer lower-case tags could be the rest of a sentence

_WORD = re.compile(r"[^\W\d_]+")
_HEAD = re.compile(rf"{LEAD}(?:\d[\d.,:]*\s+)?([^\W\d_]+)\s")
_DIGIT = re.compile(r"\d")
_GAP = re.compile(r"[\s,;|)\]]+")
_MEETS: Mapping[Need, tuple[Need, ...]] = {"digit": ("digit", "joint", ""), "joint": ("joint", ""), "": ("",)}
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
    """The shapes, compiled when a line first needs them: ``free`` ones need no extension, ``bound`` ones do.

    Of the free ones it is told which are worth trying on a line with a digit (all), with a joint alone, with neither.
    ``heads`` are the words that they begin with.
    """

    free: Mapping[Need, str]
    bound: str
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
        need = find_need(line)
        is_bound = need != "" and self.extension.search(line) is not None
        if not is_bound and not self._begins_like_one(line):
            return None
        patterns = (compile_once(self.free["digit"]), compile_once(self.bound)) if is_bound else (self._free(need),)
        first = _first(patterns, line, 0)
        if first is None:
            return None
        whole = next((found for pattern in patterns if (found := pattern.fullmatch(line))), None)
        return self._finish(line, patterns, whole or first)

    def _free(self, met: Need) -> re.Pattern[str]:
        return compile_once(self.free[met])

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
        for table in tables[1:]:
            check_shapes({**table.rows, "words": words}, table.file)
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
        pieces = PIECES | {name: write_choice(words) for name, words in table.get("words", {}).items()}
        extension = r"(?:{0})(?:[. ](?:{0}))?(?![^\W_])".format(write_choice(table.get("extensions", ())) or "(?!)")
        after = (extension, write_endings(table.get("endings", ())))
        written = [write_row(row, at, pieces, after, file) for at, row in enumerate(rows)]
        free = [(needed_by(row["shape"]), text) for row, text in zip(rows, written, strict=True) if "ends" not in row]
        return cls(
            free={met: join_rows(text for need, text in free if need in needs) for met, needs in _MEETS.items()},
            bound=join_rows([text for row, text in zip(rows, written, strict=True) if "ends" in row]),
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


def _heads(shapes: Iterable[str]) -> Iterable[str]:
    """Give the folded words that a shape may begin with, and some more: too many only cost time."""
    for shape in shapes:
        yield from (fold(word) for word in _WORD.findall(re.sub("<[^>]*>", " ", shape)))


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
