"""The repair of characters: a text as it was read goes in, the text that was meant and the edits that made it come out.

Each kind of damage is a rule of its own, ``characters.any.<kind>``, that ``Config.keep`` can spare.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from newsclean.config import Config
from newsclean.edits import Edit, apply
from newsclean.formats import marks, mojibake, shapes, words
from newsclean.formats.layers import compose

_ROUNDS = 6
"""How often the kinds are tried: three suffice for entities inside mojibake inside entities."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of damage: its rule id, the finder that yields the edits of a text in order, and what a sign of it is.

    A text without a character that ``sign`` matches has no such damage; without ``sign`` any text may have it.
    """

    rule: str
    find: Callable[[str, str], Iterator[Edit]]
    sign: re.Pattern[str] | None = None


KINDS_OF_WORDS = (
    Kind("characters.any.mojibake", mojibake.find_mojibake),
    Kind("characters.any.composition", shapes.find_decomposed),
    Kind("characters.any.look-alike", words.find_look_alikes),
)
"""What several characters show together."""

KINDS_OF_CHARACTERS = (
    Kind("characters.any.entity", marks.find_entities, marks.AMPERSAND),
    Kind("characters.any.stray-byte", marks.find_stray_bytes, marks.STRAY),
    Kind("characters.any.control", marks.find_controls, marks.CONTROL),
    Kind("characters.any.line-end", marks.find_line_ends, marks.LINE_END),
    Kind("characters.any.soft-hyphen", marks.find_soft_hyphens, marks.SOFT_HYPHEN),
    Kind("characters.any.zero-width", marks.find_zero_widths, marks.ZERO_WIDTH),
    Kind("characters.any.direction", marks.find_directions, marks.DIRECTION),
    Kind("characters.any.space", marks.find_spaces, marks.SPACE),
    Kind("characters.any.ligature", shapes.find_ligatures, shapes.LIGATURE),
    Kind("characters.any.presentation-form", shapes.find_presentation_forms, shapes.PRESENTATION_FORM),
)
"""What single characters show, so that one look tells which of them need be tried."""

OPTIONAL = (
    Kind("characters.any.dash", marks.find_dashes),
    Kind("characters.any.ellipsis", marks.find_ellipses),
    Kind("characters.any.double-space", marks.find_double_spaces),
)
"""Matters of taste, repaired only where they are asked for."""


def repair_characters(raw: str, config: Config, optional: Collection[str] = ()) -> tuple[str, tuple[Edit, ...]]:
    """Repair ``raw``: give the source of the article and the edits that made it, with spans in ``raw``.

    ``optional`` names rules of ``OPTIONAL`` to follow too. Repairing the result again changes nothing.

    >>> source, edits = repair_characters("The &quot;EspaÃ±a&quot; of to\\u00adday", Config())
    >>> source
    'The "España" of today'
    >>> [edit.rule.rsplit(".", 1)[1] for edit in edits]
    ['entity', 'mojibake', 'entity', 'soft-hyphen']
    """
    if "characters" in config.skip:
        return raw, ()
    asked = [kind for kind in OPTIONAL if kind.rule in optional]
    source = raw
    edits: tuple[Edit, ...] = ()
    for _ in range(_ROUNDS):
        text, edits = _repair_once(raw, (source, edits), config, asked)
        if text == source:
            return source, edits
        source = text
    return raw, ()  # text that never comes to rest is made to provoke, and is left alone


def _repair_once(
    raw: str, done: tuple[str, tuple[Edit, ...]], config: Config, asked: Sequence[Kind]
) -> tuple[str, tuple[Edit, ...]]:
    """Try every kind once, on top of what is done."""
    text, edits = done
    signs = marks.find_signs(text)
    kinds = (*(KINDS_OF_WORDS if _may_show_words(text) else ()), *(KINDS_OF_CHARACTERS if signs else ()))
    for kind in (*kinds, *asked):
        if (kind.sign and not kind.sign.search(signs)) or _is_spared(kind, config):
            continue
        found = list(kind.find(text, kind.rule))
        if found:
            edits = compose(raw, edits, found)
            text = apply(text, found)
            signs = marks.find_signs(text)
    return text, edits


def _is_spared(kind: Kind, config: Config) -> bool:
    """Tell whether damage is to stay: never a stray byte, which could not be written."""
    return config.spares(kind.rule) and kind.rule != "characters.any.stray-byte"


def _may_show_words(text: str) -> bool:
    """Tell quickly whether words of a text may have to be repaired: most have plain letters, soundly read."""
    return not text.isascii() and (not shapes.is_western(text) or mojibake.is_suspect_western(text))
