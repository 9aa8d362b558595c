"""Damage that single characters show: entities, controls, invisible characters, spaces, and three matters of taste.

Each finder takes a text and the id of its rule, and yields edits in order, their spans in code points.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from os.path import commonprefix

from newsclean.edits import Edit, Span

_SIGN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u034f\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000"
    r"\ud800-\udfff\ufb00-\ufb06\ufb50-\ufdc7\ufe70-\ufeff]"
)
AMPERSAND = re.compile("&")
_ENTITY = re.compile(r"&(?:amp;){0,8}(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
STRAY = re.compile("[\ud800-\udfff]")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f](?:(?<=\x1b)\[[0-9;]{0,16}[A-Za-z])?")
LINE_END = re.compile(r"[\r\x0b\x0c\u2028\u2029](?:(?<!\r)|(?!\n))")
SOFT_HYPHEN = re.compile("\u00ad+")
ZERO_WIDTH = re.compile("[\u200b-\u200d\u2060-\u2064\ufeff\u180e\u034f]+")
DIRECTION = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u206f]+")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_DASH = re.compile(r"(?<=[^\W\d_]) (?:--|-) (?=[^\W\d_])")
_ELLIPSIS = re.compile(r"(?<!\.)\.\.\.(?!\.)")
_DOUBLE_SPACE = re.compile(r"(?<=\S) {2,}(?=\S)")


def _class_of(*ranges: tuple[int, int]) -> re.Pattern[str]:
    """Make the pattern of one character of some ranges."""
    return re.compile("".join(("[", *(f"{chr(first)}-{chr(last)}" for first, last in ranges), "]")))


_JOINING = _class_of(
    (0x0590, 0x109F), (0x1700, 0x18AF), (0x1A20, 0x1BFF), (0x2190, 0x2BFF), (0xFE0F, 0xFE0F), (0xA800, 0xA9FF),
    (0xFB1D, 0xFDFF), (0xFE70, 0xFEFC), (0x10A00, 0x11FFF), (0x1E900, 0x1E95F), (0x1F000, 0x1FAFF), (0xE0020, 0xE007F),
)  # fmt: skip
"""Ranges whose letters or pictures are joined, or whose words are divided, by invisible characters that are meant."""

_IDEOGRAPHIC = _class_of(
    (0x2E80, 0x9FFF),
    (0xAC00, 0xD7AF),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF),
    (0x20000, 0x323AF),
)
_TIGHT_BEFORE = frozenset(";:!?»›%‰€$£¥°")
"""Signs that a narrow or unbreakable space may stand before, by good typography."""

_TIGHT_AFTER = frozenset("«‹№§$£€¥")
"""Signs that a narrow or unbreakable space may follow."""


def find_signs(text: str) -> str:
    r"""Give, each once, the characters that alone, whatever stands beside them, may have to be repaired.

    >>> find_signs('He said "yes".\n'), find_signs("a &amp; b"), find_signs("naïve"), find_signs("a\u00a0b\u00a0c")
    ('', '&', '', '\xa0')
    """
    signs = {found[0] for found in _SIGN.finditer(text)}
    if _ENTITY.search(text):
        signs.add("&")
    return "".join(sorted(signs))


def replace_each(
    text: str, rule: str, reason: str, pattern: re.Pattern[str], after: Callable[[re.Match[str]], str]
) -> Iterator[Edit]:
    """Yield an edit for each match that ``after`` gives another text for.

    >>> [e.after for e in replace_each("a-b", "demo.any.dash", "why", re.compile("-"), lambda found: "+")]
    ['+']
    """
    for found in pattern.finditer(text):
        new = after(found)
        if new != found[0]:
            yield Edit(Span(*found.span()), found[0], new, rule, reason)


def differing(before: str, after: str) -> tuple[int, int, str] | None:
    """Give start and end of the stretch of ``before`` that differs, and what stands there in ``after``.

    >>> differing("coté", "côté"), differing("a", "a")
    ((1, 2, 'ô'), None)
    """
    if before == after:
        return None
    same = len(commonprefix((before, after)))
    alike = len(commonprefix((before[same:][::-1], after[same:][::-1])))
    return same, len(before) - alike, after[same : len(after) - alike]


def find_entities(text: str, rule: str) -> Iterator[Edit]:
    """Find HTML entities, however often their ampersand was escaped.

    >>> [e.after for e in find_entities("&quot;a&quot; &amp;amp;lt; &nosuch;", "r")]
    ['"', '"', '<']
    """
    if "&" in text:
        yield from replace_each(text, rule, "an HTML entity stood for the character", _ENTITY, _unescape)


def _unescape(found: re.Match[str]) -> str:
    """Give the character that an entity means, or the entity where it means none."""
    plain = html.unescape("&" + found[0].rpartition("&")[2].rpartition("amp;")[2])
    if found[0].endswith("&amp;"[1:]):
        plain = "&"
    return found[0] if len(plain) > 2 or "\ufffd" in plain else plain


def find_stray_bytes(text: str, rule: str) -> Iterator[Edit]:
    """Find bytes inside UTF-8 that are none: those of Windows characters become them, the others go.

    >>> [e.after for e in find_stray_bytes(b"It\\x92s \\x81".decode("utf-8", "surrogateescape"), "r")]
    ['’', '']
    """
    yield from replace_each(text, rule, "a byte inside UTF-8 was none", STRAY, _byte_character)


def _byte_character(found: re.Match[str]) -> str:
    """Give the character that an escaped byte has in Windows-1252, if any; half a character of UTF-16 has none."""
    code = ord(found[0]) - 0xDC00
    return bytes((code,)).decode("cp1252", "ignore") if 0x80 <= code <= 0xFF else ""


def find_controls(text: str, rule: str) -> Iterator[Edit]:
    """Find control characters: those that are Windows characters read as Latin-1 become them, the others go.

    >>> [e.after for e in find_controls("It\\x92s \\x1b[31mred\\x00", "r")]
    ['’', '', '']
    """
    reason = "a control character is no part of a text"
    yield from replace_each(text, rule, reason, CONTROL, _windows_character)


def _windows_character(found: re.Match[str]) -> str:
    """Give the character that the code has in Windows-1252, if any."""
    if len(found[0]) == 1 and "\x80" <= found[0] <= "\x9f":
        return found[0].encode("latin-1").decode("cp1252", "ignore")
    return ""


def find_line_ends(text: str, rule: str) -> Iterator[Edit]:
    r"""Find line ends that no system of today writes; those of Windows are the writer's own and stay.

    >>> len(list(find_line_ends("a\r\nb\u2028c\rd\n", "r")))
    2
    """
    yield from replace_each(text, rule, "lines end with a line feed", LINE_END, lambda found: "\n")


def find_soft_hyphens(text: str, rule: str) -> Iterator[Edit]:
    r"""Find hints for hyphenation.

    >>> [e.before for e in find_soft_hyphens("Wachs\u00adtum", "r")]
    ['\xad']
    """
    reason = "a soft hyphen is a hint for line breaking, no part of the word"
    yield from replace_each(text, rule, reason, SOFT_HYPHEN, lambda found: "")


def find_zero_widths(text: str, rule: str) -> Iterator[Edit]:
    r"""Find characters without width, except between letters or pictures that they join or divide.

    >>> len(list(find_zero_widths("a\u200bb می\u200cشود", "r")))
    1
    """
    reason = "a character without width hides inside the text"
    yield from replace_each(text, rule, reason, ZERO_WIDTH, _meant_if_joining)


def _meant_if_joining(found: re.Match[str]) -> str:
    """Keep one invisible character between letters that need it."""
    before, after = _neighbours(found)
    first = found[0][0]
    if first not in "\u200b\u200c\u200d" or not before or not _JOINING.match(before):
        return ""
    shapes_last_letter = first != "\u200b"
    return first if shapes_last_letter or (after and _JOINING.match(after)) else ""


def _neighbours(found: re.Match[str]) -> tuple[str, str]:
    """Give the characters before and after a match, empty at the ends of the text."""
    return found.string[max(0, found.start() - 1) : found.start()], found.string[found.end() : found.end() + 1]


def find_directions(text: str, rule: str) -> Iterator[Edit]:
    r"""Find marks of writing direction in a text that runs one way only.

    >>> len(list(find_directions("a\u200e b", "r"))), len(list(find_directions("\u200fא a", "r")))
    (1, 0)
    """
    if DIRECTION.search(text) and not _RIGHT_TO_LEFT.search(text):
        reason = "a mark of writing direction does nothing where all text runs one way"
        yield from replace_each(text, rule, reason, DIRECTION, lambda found: "")


def find_spaces(text: str, rule: str) -> Iterator[Edit]:
    r"""Find spaces of odd widths where typography does not ask for them.

    >>> [e.span.start for e in find_spaces("a\u00a0b «\u202fc\u202f» 10\u00a0000", "r")]
    [1]
    """
    yield from replace_each(text, rule, "a space of odd width stood for a plain one", SPACE, _plain_space)


def _plain_space(found: re.Match[str]) -> str:
    """Give the plain space, or the match where it is meant."""
    before, after = _neighbours(found)
    if (before.isdigit() and after.isdigit()) or after in _TIGHT_BEFORE or before in _TIGHT_AFTER:
        inside = before.strip() and after.strip() and len(found[0]) == 1
        return found[0] if inside and found[0] != "\u3000" else " "
    wide = found[0][0] == "\u3000" and any(_IDEOGRAPHIC.match(near) for near in (before, after))
    return found[0] if wide else " "


def find_dashes(text: str, rule: str) -> Iterator[Edit]:
    """Find hyphens that stand for dashes between words.

    >>> [e.after for e in find_dashes("well - perhaps -- not", "r")]
    [' – ', ' – ']
    """
    yield from replace_each(text, rule, "a hyphen stood for a dash", _DASH, lambda found: " – ")


def find_ellipses(text: str, rule: str) -> Iterator[Edit]:
    """Find three dots that stand for an ellipsis.

    >>> [e.after for e in find_ellipses("well... no....", "r")]
    ['…']
    """
    yield from replace_each(text, rule, "three dots stood for an ellipsis", _ELLIPSIS, lambda found: "…")


def find_double_spaces(text: str, rule: str) -> Iterator[Edit]:
    """Find runs of spaces inside a line.

    >>> [e.span for e in find_double_spaces("a  b", "r")]
    [Span(start=1, end=3)]
    """
    yield from replace_each(text, rule, "one space divides words", _DOUBLE_SPACE, lambda found: " ")
