"""Words with letters of two scripts that print alike: a letter that strayed in from another alphabet goes home.

The pairs are rows of ``look-alikes.toml``; a word is decided only by letters that one script alone has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations

from newsclean.edits import Edit, Span
from newsclean.formats.shapes import is_western
from newsclean.rules.tables import read_tables

_LETTERS_AFTER = re.compile(r"[^\W\d_]{0,60}")
_LETTERS_BEFORE = re.compile(r"[^\W\d_]{0,60}$")
_LINE = re.compile(r"[^\n]+")
_REASON = "a letter of another alphabet that prints alike stood in the word"


@dataclass(frozen=True, slots=True)
class _Alphabets:
    """The letters of each script, the twins it has for letters of others, and where two scripts meet."""

    letters: Mapping[str, re.Pattern[str]]
    twins: Mapping[str, Mapping[str, str]]
    border: re.Pattern[str]


@lru_cache(maxsize=1)
def _alphabets() -> _Alphabets:
    """Read the table once a process: facts of printing, nothing of any article."""
    rows = next(read_tables("look-alikes")).rows
    classes = {script: "".join(f"{a}-{z}" for a, z in rows["ranges"][script]) for script in rows["scripts"]}
    twins: dict[str, dict[str, str]] = {script: {} for script in classes}
    for row in rows["rows"]:
        for letter, (script, twin) in ((one, two) for one in row for two in zip(classes, row, strict=True)):
            if letter and twin and letter != twin:
                twins[script][letter] = twin
    border = "|".join(f"[{one}][{two}]" for one, two in permutations(classes.values(), 2))
    return _Alphabets({s: re.compile(f"[{c}]") for s, c in classes.items()}, twins, re.compile(border))


def find_look_alikes(text: str, rule: str) -> Iterator[Edit]:
    """Find words of one script with letters of another that print alike.

    >>> [e.after == "ΑΠΕ" for e in find_look_alikes("ΑΠE", "r")]
    [True]
    """
    for line in _LINE.finditer(text):
        if not is_western(line[0]):
            yield from _mend(line, rule)


def _mend(line: re.Match[str], rule: str) -> Iterator[Edit]:
    """Yield the edits of one line."""
    alphabets = _alphabets()
    text = line.string
    place = line.start()
    if sum(letters.search(line[0]) is not None for letters in alphabets.letters.values()) < 2:
        return
    while found := alphabets.border.search(text, place, line.end()):
        start, place = _word_around(text, found.start(), place)
        word = text[start:place]
        home = _home(word, alphabets)
        if home != word:
            yield Edit(Span(start, place), word, home, rule, _REASON)


def _word_around(text: str, inside: int, left: int) -> tuple[int, int]:
    """Give the word that ``inside`` lies in, not reaching before ``left``."""
    before = _LETTERS_BEFORE.search(text[max(left, inside - 60) : inside])
    after = _LETTERS_AFTER.match(text, inside)
    start = inside - len(before[0]) if before else inside
    return start, max(after.end() if after else 0, inside + 2)


def _home(word: str, alphabets: _Alphabets) -> str:
    """Write the word in the one script that it can only belong to, or leave it."""
    candidates = [new for script in alphabets.letters if (new := _written_in(word, script, alphabets))]
    short = len(word) < 3 and not word.islower()  # two letters may be a formula: ΔT
    return candidates[0] if len(candidates) == 1 and not short and not _acronym_with_ending(word) else word


def _written_in(word: str, script: str, alphabets: _Alphabets) -> str:
    """Write the word in ``script``, or give nothing where that cannot be or nothing speaks for it."""
    own, twins = alphabets.letters[script], alphabets.twins[script]
    letters = [letter if own.match(letter) else twins.get(letter, "") for letter in word]
    if not all(letters):
        return ""
    strange = [other for other, found in alphabets.letters.items() if other != script and found.search(word)]
    proof = any(own.match(c) and not any(c in alphabets.twins[other] for other in strange) for c in word)
    return "".join(letters) if proof else ""


def _acronym_with_ending(word: str) -> bool:
    """Tell whether capitals are followed by small letters only, as an acronym by its case ending."""
    capitals = len(word) - len(word.lstrip("".join(c for c in word if c.isupper())))
    return 2 <= capitals < len(word) and word[capitals:].islower()
