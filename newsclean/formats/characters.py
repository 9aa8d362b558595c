"""The repair of characters: a text as it was read goes in, the text that was meant and the edits that made it come out.

Each kind of damage is a rule of its own, ``characters.any.<kind>``, that ``Config.keep`` can spare.
"""

from __future__ import annotations

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
    """A kind of damage: its rule id, and the finder that yields the edits of a text in order."""

    rule: str
    find: Callable[[str, str], Iterator[Edit]]


KINDS_OF_WORDS = (
    Kind("characters.any.mojibake", mojibake.find_mojibake),
    Kind("characters.any.composition", shapes.find_decomposed),
    Kind("characters.any.look-alike", words.find_look_alikes),
)
"""What several characters show together."""

KINDS_OF_CHARACTERS = (
    Kind("characters.any.entity", marks.find_entities),
    Kind("characters.any.stray-byte", marks.find_stray_bytes),
    Kind("characters.any.control", marks.find_controls),
    Kind("characters.any.line-end", marks.find_line_ends),
    Kind("characters.any.soft-hyphen", marks.find_soft_hyphens),
    Kind("characters.any.zero-width", marks.find_zero_widths),
    Kind("characters.any.direction", marks.find_directions),
    Kind("characters.any.space", marks.find_spaces),
    Kind("characters.any.ligature", shapes.find_ligatures),
    Kind("characters.any.presentation-form", shapes.find_presentation_forms),
)
"""What single characters show, so that one look tells whether any of them need be tried."""

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
    kinds = (
        *(KINDS_OF_WORDS if _may_show_words(text) else ()),
        *(KINDS_OF_CHARACTERS if marks.shows_damage(text) else ()),
    )
    for kind in (*kinds, *asked):
        spared = config.spares(kind.rule) and kind.rule != "characters.any.stray-byte"  # it could not be written
        found = [] if spared else list(kind.find(text, kind.rule))
        if found:
            edits = compose(raw, edits, found)
            text = apply(text, found)
    return text, edits


def _may_show_words(text: str) -> bool:
    """Tell quickly whether words of a text may have to be repaired: most have plain letters, soundly read."""
    return not text.isascii() and (not shapes.is_western(text) or mojibake.is_suspect_western(text))
