"""Masks: what must not change leaves the sentence before the model sees it and returns after.

A sentence goes in with the spans known from outside (agency marks, glossary terms); out comes the sentence with
placeholders, and what stands for each. Everything else worth masking is found by shape.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from newsclean.mt.languages import Language

Kind = Literal["url", "email", "tag", "hashtag", "number", "symbol", "code", "agency", "term"]

PLACEHOLDER = "XQ{}"
"""A rare word that SentencePiece models spell out and copy; the number counts from 1 in each sentence."""

_PLACED = re.compile(r"( ?)XQ ?(\d{1,4})(?!\d)( ?)")
_UNITS = (
    r"%|‰|°C|°F|°|km/h|km²|km2|km|cm²|cm|mm|m²|m2|m³|kg|mg|kWh|MWh|GWh|TWh|kW|MW|GW|kB|MB|GB|TB|Mbps|Gbps|MHz|GHz|Hz"
    r"|€|\$|£|¥|₽|₺"
)
_NUMBER = r"\d{1,12}(?:[.,]\d{1,12}){0,6}"
# Bounded repeats and left anchors keep each pattern linear in the text.
_SHAPES: tuple[tuple[Kind, str], ...] = (
    ("url", r"(?<![\w@])(?:https?://|www\.)[^\s<>\"«»“”]{2,2000}"),
    ("email", r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"),
    ("tag", r">>[\w-]{1,20}<<|</?[A-Za-z][^<>\n]{0,200}>|&(?:[a-z]{2,8}|#\d{1,6});"),
    ("hashtag", r"(?<![\w&/#@])[#@][^\W\d]\w{1,100}"),
    ("number", rf"[€$£¥] ?{_NUMBER}(?![\w.,]*\d)|(?<![\w.,]){_NUMBER}[ \u00a0\u202f]?(?:{_UNITS})(?!\w)"),
    ("code", r"(?<!\w)XQ ?\d{1,4}(?!\w)"),
    (
        "symbol",
        "(?:[\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff\U0001f000-\U0001faff\u00bc-\u00be\u2150-\u215f"
        "\u00a9\u00ae\u2122\ufe0f\u200d\U000e0020-\U000e007f\ud800-\udfff\x00-\x08\x0e-\x1b]){1,40}",
    ),
)
_FOUND = re.compile("|".join(f"(?P<{kind}>{shape})" for kind, shape in _SHAPES))
_TRAILING = ".,;:!?…)]}'·"


class Known(NamedTuple):
    """A stretch of the sentence, in its code points, that becomes ``after`` in the translation."""

    start: int
    end: int
    kind: Kind
    after: str


@dataclass(frozen=True, slots=True)
class Masked:
    """A sentence with placeholders: number ``i`` (from 1) stands for ``befores[i-1]`` and becomes ``afters[i-1]``.

    ``glued`` holds the numbers, negative for the left side, beside which a space was put in to part them from a word.
    """

    text: str
    befores: tuple[str, ...] = ()
    afters: tuple[str, ...] = ()
    glued: frozenset[int] = frozenset()

    @property
    def only_masks(self) -> bool:
        """Tell whether no letter is left for the model to translate."""
        return not any(character.isalpha() for character in _PLACED.sub("", self.text))


def mask(text: str, source: Language, target: Language, known: Iterable[Known] = ()) -> Masked:
    """Put placeholders where ``text`` must not change; ``known`` spans come before those found by shape.

    >>> from newsclean.mt.languages import Languages
    >>> table = Languages.read()
    >>> masked = mask("Δείτε το https://a.gr/b: 3,5 km", table.get("el"), table.get("en"))
    >>> masked.text, masked.afters
    ('Δείτε το XQ1: XQ2', ('https://a.gr/b', '3.5 km'))
    """
    spans = _disjoint([*known, *_find(text, source, target)])
    glued = _find_glued(text, spans)
    pieces: list[str] = []
    place = 0
    for number, span in enumerate(spans, 1):
        left, right = (" " if side in glued else "" for side in (-number, number))
        pieces += (text[place : span.start], left, PLACEHOLDER.format(number), right)
        place = span.end
    pieces.append(text[place:])
    befores = tuple(text[span.start : span.end] for span in spans)
    return Masked("".join(pieces), befores, tuple(span.after for span in spans), frozenset(glued))


def _find_glued(text: str, spans: list[Known]) -> set[int]:
    """Find the masks that touch a word or another mask: numbers from 1, negative for the left side."""
    glued: set[int] = set()
    place = 0
    for number, span in enumerate(spans, 1):
        follows = spans[number].start if number < len(spans) else len(text)
        if follows == span.end < len(text) or text[span.end : span.end + 1].isalnum():
            glued.add(number)
        if span.start > place and text[span.start - 1].isalnum():
            glued.add(-number)
        place = span.end
    return glued


def _find(text: str, source: Language, target: Language) -> list[Known]:
    """Find by shape what must not change."""
    found = []
    for match in _FOUND.finditer(text):
        kind: Kind = match.lastgroup  # type: ignore[assignment]  # the groups are named by the kinds
        surface = match[0].rstrip(_TRAILING) if kind == "url" else match[0]
        after = set_number(surface, source, target) if kind == "number" else surface
        found.append(Known(match.start(), match.start() + len(surface), kind, after))
    return found


def _disjoint(spans: list[Known]) -> list[Known]:
    """Keep the first of spans that overlap; of two that begin together, the one listed first."""
    kept: list[Known] = []
    for span in sorted(spans, key=lambda s: s.start):
        if span.end > span.start and (not kept or span.start >= kept[-1].end):
            kept.append(span)
    return kept


def set_number(surface: str, source: Language, target: Language) -> str:
    """Write a number with the decimal mark and the grouping mark of the target.

    >>> from newsclean.mt.languages import Languages
    >>> table = Languages.read()
    >>> set_number("1.250,5 €", table.get("el"), table.get("en"))
    '1,250.5 €'
    """
    if source.decimal == target.decimal:
        return surface
    return surface.translate(str.maketrans(".,", ",."))


def unmask(text: str, masked: Masked) -> tuple[str, bool]:
    """Put back what the placeholders stand for, and tell whether each came back exactly once.

    >>> unmask("See XQ1: XQ 2", Masked("", ("u", "3,5 km"), ("u", "3.5 km")))
    ('See u: 3.5 km', True)
    >>> unmask("See XQ7", Masked("", ("u",), ("u",)))
    ('See XQ7', False)
    """
    seen: list[int] = []

    def put(match: re.Match[str]) -> str:
        number = int(match[2])
        seen.append(number)
        if not 0 < number <= len(masked.afters):
            return match[0]
        left = "" if -number in masked.glued else match[1]
        return left + masked.afters[number - 1] + ("" if number in masked.glued else match[3])

    return _PLACED.sub(put, text), sorted(seen) == list(range(1, len(masked.afters) + 1))


def count_placeholders(text: str) -> int:
    """Count the placeholders in ``text``.

    >>> count_placeholders("See XQ1 and XQ2.")
    2
    """
    return len(_PLACED.findall(text))
