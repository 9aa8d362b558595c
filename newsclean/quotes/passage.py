"""One passage: its text, style and surroundings go in; the edits of its marks and what stayed undecided come out.

Doing it again changes nothing: a result that would not come to rest is given up for the text as it stood.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from newsclean.config import Quotes
from newsclean.edits import Edit, apply
from newsclean.formats.layers import compose
from newsclean.quotes.marks import flatten, is_plain
from newsclean.quotes.pairs import Lone
from newsclean.quotes.reading import Passage, Reading, read
from newsclean.quotes.repair import SETTLING, TIDYING
from newsclean.quotes.styles import CURLY, Style
from newsclean.quotes.write import write_flat, write_partners, write_plain, write_straight, write_style

_MOST_PROBLEMS = 8
"""Lone marks in a passage beyond which it is a ruin that no evidence can mend."""

_LONGEST = 20_000
"""Code points of a passage beyond which its marks are written but not repaired: no paragraph is so long."""


class Outcome(NamedTuple):
    """The edits of a passage, the lone marks that nothing decides, and how many speeches it leaves open."""

    edits: tuple[Edit, ...]
    undecided: tuple[Lone, ...]
    left_open: int


def mend(passage: Passage, quotes: Quotes) -> Outcome:
    """Repair the marks of a passage and write them in the style that ``quotes`` asks for.

    >>> from newsclean.quotes.styles import Styles
    >>> found = mend(Passage('"It works. "It saves lives," she said.', Styles().find("en")), "keep")
    >>> [(edit.span.start, edit.rule) for edit in found.edits]
    [(11, 'quotes.any.repeated-opening')]
    """
    text, style = passage.text, passage.style
    flat = flatten(text) if quotes == "straight" else text
    if is_plain(flat) and "‘" not in style.marks[:2]:
        written = write_plain(text, _style(passage, quotes), f"quotes.any.{quotes}")
        return Outcome(tuple(write_flat(text, flat) if quotes == "straight" else written), (), passage.running)
    reading = read(passage)
    edits, after = _edits(reading, quotes)
    if edits and _edits(after, quotes)[0]:
        edits, after = _without_repair(reading, quotes)
    return Outcome(edits, reading.problems if not edits else after.problems, _left_open(after))


def leave(passage: Passage) -> Outcome:
    """Leave a passage as it is, and list its lone marks.

    >>> from newsclean.quotes.styles import Styles
    >>> leave(Passage("No “end", Styles().find("en"))).left_open
    1
    """
    reading = read(passage)
    return Outcome((), reading.problems, _left_open(reading))


def _style(passage: Passage, quotes: Quotes) -> Style | None:
    """Give the style whose marks are to be written; None where plain ones stay."""
    return {"curly": CURLY, "locale": passage.style}.get(quotes)


def _left_open(reading: Reading) -> int:
    """Count the speeches that are open at the end."""
    opened = sum(1 for lone in reading.pairing.lone if lone.way == "open")
    closed = len(reading.pairing.lone) - opened
    return max(0, opened + max(0, reading.passage.running - closed))


def _edits(reading: Reading, quotes: Quotes) -> tuple[tuple[Edit, ...], Reading]:
    """Give all edits of a passage, and the reading of the text that they make."""
    if quotes == "straight":
        flat, flat_reading = _written(reading, quotes)
        repairs, after = _repaired(flat_reading)
        return compose(reading.passage.text, flat, repairs, "second"), after
    repairs, mended = _repaired(reading)
    written, after = _written(mended, quotes)
    return compose(reading.passage.text, repairs, written), after


def _without_repair(reading: Reading, quotes: Quotes) -> tuple[tuple[Edit, ...], Reading]:
    """Give the edits of style alone, or none where even those do not come to rest."""
    edits, after = _written(reading, quotes)
    if edits and _edits(after, quotes)[0]:
        return (), reading
    return edits, after


def _written(reading: Reading, quotes: Quotes) -> tuple[tuple[Edit, ...], Reading]:
    """Write the marks in the style that is asked for."""
    text, style = reading.passage.text, reading.passage.style
    if quotes == "straight":
        edits = _sorted(write_straight(text, reading.marks, reading.pairing))
    elif wanted := _style(reading.passage, quotes):
        edits = _sorted(write_style(text, reading.pairing, wanted, f"quotes.any.{quotes}"))
    else:
        edits = _sorted(write_partners(text, reading.pairing, style))
    return edits, _reread(reading, edits)


def _sorted(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Sort edits and drop those that overlap one before them."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda e: e.span):
        if not kept or (edit.span.start >= kept[-1].span.end and edit.span != kept[-1].span):
            kept.append(edit)
    return tuple(kept)


def _reread(reading: Reading, edits: Sequence[Edit]) -> Reading:
    """Read the text that the edits make."""
    return read(reading.passage._replace(text=apply(reading.passage.text, edits))) if edits else reading


def _repaired(reading: Reading) -> tuple[tuple[Edit, ...], Reading]:
    """Settle what is lone and tidy what is paired, for as long as that gets on."""
    edits: tuple[Edit, ...] = ()
    text = reading.passage.text
    if len(text) > _LONGEST:
        return edits, reading
    for _ in range(_MOST_PROBLEMS):
        step, reading = _settle(reading) if reading.problems else _tidy(reading)
        if not step:
            break
        edits = compose(text, edits, step)
    return edits, reading


def _settle(reading: Reading) -> tuple[tuple[Edit, ...], Reading]:
    """Make the one repair that settles most lone marks; nothing where there is none or more than one."""
    tried: dict[str, tuple[tuple[Edit, ...], Reading]] = {}
    if len(reading.problems) <= _MOST_PROBLEMS:
        for find in SETTLING:
            for proposal in find(reading):
                edits = _sorted(proposal)
                after = _reread(reading, edits)
                tried[after.passage.text] = (edits, after)
    fewest = min((len(after.problems) for _, after in tried.values()), default=len(reading.problems))
    best = [made for made in tried.values() if len(made[1].problems) == fewest]
    return best[0] if len(best) == 1 and fewest < len(reading.problems) else ((), reading)


def _tidy(reading: Reading) -> tuple[tuple[Edit, ...], Reading]:
    """Make the repairs of the first kind that finds any."""
    for find in TIDYING:
        edits = _sorted(edit for proposal in find(reading) for edit in proposal)
        if edits:
            after = _reread(reading, edits)
            if not after.problems:
                return edits, after
    return (), reading
