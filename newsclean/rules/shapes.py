"""The small language of file name shapes: a shape goes in, the regular expression that it stands for comes out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Literal

from newsclean.errors import RuleError

Need = Literal["digit", "joint", ""]
"""What no name of a shape is without: a digit, a joint between words, or neither."""

_JOINT = r"[ _\-.+\u00a0\u202f]{1,3}"
_TIGHT = r"[_\-.+~,'’]{1,3}"
_PART = r"[ _.\-]?"
PIECES = {
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
_DIGIT = re.compile(r"\d")
_ANY_JOINT = re.compile(_JOINT)
_PLAIN = re.compile(r"\\.")
_INNERMOST = re.compile(r"\[[^\[\]()]*\]|\([^\[\]()]*\)")
_DIGITS = re.compile(r"[#&]|<(?:day|clock|date|time|size|code|uuid)>")
LEAD = r"[\s•▪●*>→(\[_\-]{0,6}"
_PATH = r"(?P<path>(?:(?:https?://)?(?:[\w.%~@:,=\-]{1,120}/){1,14})?)"


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
        return (r"\d" if token["kind"] == "#" else PIECES["hex"]) + count
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


def write_choice(words: Iterable[str]) -> str:
    """Write a list of words as alternatives, the longest first."""
    return "|".join(compile_shape(word, {}) for word in sorted(words, key=len, reverse=True))


def write_endings(words: Iterable[str]) -> str:
    """Write what programs append to a name: counters, sizes, and words such as ``scaled``."""
    appended = rf"{_JOINT}(?:\d{{1,4}}(?!\d)|{PIECES['size']}|{write_choice(words) or '(?!)'})(?![^\W_])"
    return rf"(?:{appended}|[ _\-]?\(\d{{1,3}}\)|~\d|@\dx|{_JOINT}e\d{{10,13}}){{0,6}}"


def write_row(row: Mapping[str, str], at: int, pieces: Mapping[str, str], after: tuple[str, str], file: str) -> str:
    """Write one row as a named group that stops where the name does."""
    extension, endings = after
    ends = {"dot": rf"\.{extension}", "extension": rf"[._\- ]{extension}"}
    try:
        shape = compile_shape(row["shape"], pieces)
        end = ends[row["ends"]] if "ends" in row else rf"(?:[._\- ]{{1,2}}{extension})?"
    except KeyError as why:
        raise RuleError(file, f"[[name]] {row.get('id', at)}", f"the shape cannot be read: {why}") from why
    return rf"(?P<r{at}>{shape}{endings}{end}(?::(?:large|orig|small))?(?:\?[^\s]{{0,300}})?)"


def join_rows(written: Iterable[str]) -> str:
    """Join the rows into one expression: the first row that ends at a boundary wins."""
    return rf"{LEAD}{_PATH}(?:{'|'.join(written) or '(?!)'})(?=[\s,;|)\]]|$)"


def needed_by(shape: str) -> Need:
    """Tell what every name of a shape has; what may be missing does not count, of alternatives what all have.

    >>> [needed_by(shape) for shape in ("IMG_#4", "(<day>|#4)", "photo[_#4]", "(#4|<slug>_x)", "<slug>_unsplash")]
    ['digit', 'digit', '', 'joint', 'joint']
    """
    kept = _PLAIN.sub("", shape)
    while (bare := _INNERMOST.sub(_common_need, kept)) != kept:
        kept = bare
    return "digit" if _DIGITS.search(kept) else "joint" if "_" in kept or " " in kept else ""


def _common_need(group: re.Match[str]) -> str:
    """Give a sign of what all the alternatives in innermost brackets need."""
    needs = {needed_by(part) for part in group[0][1:-1].split("|")} if group[0][0] == "(" else {""}
    return "#" if needs == {"digit"} else "_" if "" not in needs else ""


def find_need(line: str) -> Need:
    """Tell which needs of shapes a line meets: a digit meets them all.

    >>> find_need("IMG 1234"), find_need("e-mail"), find_need("Sport")
    ('digit', 'joint', '')
    """
    return "digit" if _DIGIT.search(line) else "joint" if _ANY_JOINT.search(line) else ""


@lru_cache(maxsize=16)
def compile_once(written: str) -> re.Pattern[str]:
    """Compile an expression once in a process: a quarter of a second that most articles never need."""
    return re.compile(written, re.IGNORECASE)


def check_shapes(table: Mapping[str, Any], file: str) -> None:
    """Compile each row of a user's table by itself, to name the one that is wrong."""
    pieces = PIECES | {name: write_choice(words) for name, words in table.get("words", {}).items()}
    for at, row in enumerate(table.get("name", ())):
        try:
            re.compile(write_row(row, at, pieces, ("", ""), file))
        except re.error as why:
            raise RuleError(file, f"[[name]] {row.get('id', at)}", f"the shape cannot be read: {why}") from why
