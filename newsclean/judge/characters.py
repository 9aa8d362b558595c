"""Characters as kinds: a text goes in, one small number for each code point comes out.

Kinds are facts of Unicode and of punctuation, so that a line looks alike in every language and script.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy import float32, uint8
    from numpy.typing import NDArray

UPPER, LOWER, CASELESS, WIDE, MARK, DIGIT, SPACE, STOP, COMMA, COLON, QUOTE, DASH, BRACKET, BULLET, SIGN, OTHER = range(
    16
)
KINDS = 16

STOPS = ".!?…。！？．।॥؟۔።፧။៕។‼⁇⁈⁉։܀꓿︒｡"
COMMAS = ",;،؛、，；·፣၊՝､"
COLONS = ":：﹕︰"
QUOTES = "\"'“”„‟«»‘’‚‛‹›「」『』〝〞〟＂＇`´"
DASHES = "-‐‑‒–—―−－"
BRACKETS = "()[]{}（）［］｛｝【】〔〕〈〉《》〖〗"
BULLETS = "|/\\•‣◦▪▫■□●○◆◇►▶▸▼▲→←↑↓⇒➜➤➔»«›‹>＞<*★☆✓✔｜／♦※~"
SIGNS = "@#&+=_©®™%§^$€£¥₹°№"
WIDE_RANGES = (
    (0x1100, 0x1160), (0x2E80, 0xA000), (0xA960, 0xA980), (0xAC00, 0xD7B0), (0xF900, 0xFB00), (0xFF66, 0xFFDD),
    (0x20000, 0x20001),
)  # fmt: skip
SHAPES = (
    (BULLETS, BULLET),
    (SIGNS, SIGN),
    (STOPS, STOP),
    (COMMAS, COMMA),
    (COLONS, COLON),
    (QUOTES, QUOTE),
    (DASHES, DASH),
    (BRACKETS, BRACKET),
)
CATEGORIES = {
    "Lu": UPPER, "Lt": UPPER, "Ll": LOWER, "Lm": CASELESS, "Lo": CASELESS, "Mn": MARK, "Mc": MARK, "Me": MARK,
    "Nd": DIGIT, "Nl": DIGIT, "No": DIGIT, "Zs": SPACE, "Zl": SPACE, "Zp": SPACE, "Cc": SPACE, "Pi": QUOTE, "Pf": QUOTE,
    "Pd": DASH, "Ps": BRACKET, "Pe": BRACKET, "So": SIGN, "Sc": SIGN, "Sk": SIGN, "Sm": SIGN, "Pc": SIGN,
}  # fmt: skip
LAST = 0x20000
UNKNOWN = 255


EVENTS = (
    "begins", "capitals", "lowers", "numbers", "glue", "stop_glue", "into_bullet", "out_of_bullet", "into_clock",
    "out_of_clock",
)  # fmt: skip
"""What a character may be to the one before it; counted for each line beside the kinds."""


def find_events(before: int, own: int) -> tuple[bool, ...]:
    """Tell which of ``EVENTS`` a character of one kind is behind one of another.

    >>> [name for name, there in zip(EVENTS, find_events(SPACE, UPPER)) if there]
    ['begins', 'capitals']
    """
    begins = own <= DIGIT < before
    clock = (STOP, COLON)
    return (
        begins, begins and own == UPPER, begins and own == LOWER, own == DIGIT != before,
        before == LOWER and own == UPPER, before == STOP and own == UPPER,
        before <= MARK and own == BULLET, before == BULLET and own <= MARK,
        before == DIGIT and own in clock, before in clock and own == DIGIT,
    )  # fmt: skip


class KindTable:
    """A table of kinds that fills itself as code points are met: pure facts of Unicode, nothing of any text.

    ``pairs`` has a row for each kind before and kind: which of the kinds and of ``EVENTS`` it counts as.

    >>> [int(kind) for kind in KindTable().kinds("Aa.あ1")] == [UPPER, LOWER, STOP, WIDE, DIGIT]
    True
    """

    def __init__(self) -> None:
        self._table: NDArray[uint8] = np.full(LAST + 1, UNKNOWN, dtype=np.uint8)
        events = [find_events(before, own) for before in range(KINDS) for own in range(KINDS)]
        kinds = np.tile(np.eye(KINDS, dtype=np.float32), (KINDS, 1))
        self.pairs: NDArray[float32] = np.concatenate([kinds, np.array(events, dtype=np.float32)], axis=1)

    def kinds(self, text: str) -> NDArray[uint8]:
        """Give the kind of each code point of ``text``."""
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        kinds: NDArray[uint8] = self._table.take(codes, mode="clip")
        if kinds.size and kinds.max() == UNKNOWN:
            for code in np.unique(np.minimum(codes[kinds == UNKNOWN], LAST)).tolist():
                self._table[code] = kind_of(code)
            kinds = self._table.take(codes, mode="clip")
        return kinds


def kind_of(code: int) -> int:
    """Give the kind of one code point.

    >>> kind_of(ord("ß")) == LOWER, kind_of(ord("한")) == WIDE, kind_of(0x1F600) == SIGN
    (True, True, True)
    """
    character = chr(code)
    for shapes, kind in SHAPES:
        if character in shapes:
            return kind
    kind = CATEGORIES.get(unicodedata.category(character), OTHER)
    if kind == CASELESS and any(first <= code < end for first, end in WIDE_RANGES):
        return WIDE
    return kind
