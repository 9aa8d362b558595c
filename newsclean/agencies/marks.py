"""The finder of marks: a text goes in, the places where an agency's letters stand come out.

One index from the first word of each mark: the distinct words of a text are looked up, and only where one is found
are the rest of the mark, the word boundaries and the spelling tried. Case counts: a mark is met as it is written in
the table or in capitals, never as a common word in small letters.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import filterfalse
from typing import NamedTuple

from newsclean.agencies.registry import Mark
from newsclean.agencies.spelling import first_words, may_be_odd, misread, mixes_alphabets, skeleton
from newsclean.rules.fold import fold

_UNSPACED = "\u0900-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uac00-\ud7a3"
_TOKEN = re.compile(rf"[{_UNSPACED}]+|[^\W{_UNSPACED}]+")
_NEXT = re.compile(r"([^\w\n]{0,3}\n?[^\w\n]{0,2})(\w+)")
_LONE = re.compile(r"[A-Z\u0391-\u03a9\u0400-\u042f](?=[. ])(?:[^\w\n]{1,3}[^\W\d_](?!\w)){1,20}")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_CASELESS = re.compile(rf"[{_UNSPACED}]")
_FAR = re.compile(rf"[\u0370-\u04ff\u0600-\u06ff{_UNSPACED}]")
_HOST = re.compile(r"\.[a-z]{2,4}\b|\s?[®™]")
_SMALL_BEFORE = re.compile(r"(?<!\w)([a-z]{2,5})/$")
_SMALL_AFTER = re.compile(r"/([a-z]{2,5})(?!\w)")
_BLANK = bytes(code if code >= 0x80 or chr(code).isalnum() or chr(code) == "_" else 0x20 for code in range(0x100))
"""Bytes of UTF-8 with spaces in the place of ASCII that belongs to no word."""
_JOINTS = frozenset(("", "-", ".", "'", "/", "&", ",", "،"))


class Hit(NamedTuple):
    """Letters of an agency in a text: the span in code points and every mark that they may be."""

    start: int
    end: int
    marks: tuple[Mark, ...]

    @property
    def is_plain(self) -> bool:
        """Tell whether some mark here needs no further evidence."""
        return any(mark.grade == "plain" for mark in self.marks)


class _Key(NamedTuple):
    """A mark ready for comparison: folded words after the first, and shapes of the second, of which one must be met."""

    rest: tuple[str, ...]
    joint: str
    mark: Mark
    needed: frozenset[str]


_Index = dict[str, dict[_Key, None]]


class MarkFinder:
    """Find the marks of a registry; ``clitics`` are folded particles that some scripts join to the front of a name.

    >>> finder = MarkFinder([Mark("afp", "AFP", "plain"), Mark("demo", "Demo Press", "plain")])
    >>> [(hit.start, hit.end, hit.marks[0].agency) for hit in finder.find("Demo Press and AFP, not afp.")]
    [(0, 10, 'demo'), (15, 18, 'afp')]
    """

    def __init__(self, marks: Iterable[Mark], clitics: Iterable[str] = ()) -> None:
        self._clitics = ("", *sorted(clitics, key=len, reverse=True))
        spaced: _Index = defaultdict(dict)
        self._collapsed: dict[str, list[Mark]] = defaultdict(list)
        unspaced: dict[str, list[Mark]] = defaultdict(list)
        marks = tuple(marks)
        written = {(mark.agency, mark.text) for mark in marks}
        for mark in marks:
            if _CASELESS.search(mark.text):
                unspaced[mark.text].append(mark)
                continue
            _index(mark, mark.text, first_words(_TOKEN.findall(mark.text)[0]), spaced, written)
            for wrong in misread(mark.text):
                _index(mark, wrong, {_TOKEN.findall(wrong)[0]}, spaced, written)
            if mark.text.isupper() or mark.text.istitle():
                self._collapsed[_collapse(mark.text)].append(mark)
        self._index = {word: tuple(sorted(keys, key=_longest_first)) for word, keys in spaced.items()}
        self._firsts = frozenset(self._index)
        self._known = self._firsts.union(*(key.needed for keys in self._index.values() for key in keys))
        self._odd = _fold_index(self._index)
        self._unspaced = {text: tuple(found) for text, found in unspaced.items()}

    def find(self, text: str) -> list[Hit]:
        """Give the hits in order, none inside another, without phrases in which the letters mean something else."""
        tokens = _blank_marks(text).split()
        strange = " ".join(set(filterfalse(str.isascii, tokens)))
        odd = set(_TOKEN.findall(strange))
        words = self._known.intersection(tokens) | self._known.intersection(odd)
        is_latin = not _FAR.search(strange)
        is_spaced = is_latin or not _CASELESS.search(strange)
        hits = [
            *self._find_spaced(text, words),
            *([] if is_latin else self._find_odd(text, odd)),
            *self._find_lone(text),
        ]
        hits += [hit for found in hits for hit in self._find_small(text, found)]
        hits += [] if is_spaced else self._find_unspaced(text)
        return [hit for hit in _outermost(hits) if all(mark.grade != "other" for mark in hit.marks)]

    def _find_spaced(self, text: str, words: frozenset[str]) -> Iterator[Hit]:
        """Give the hits of scripts that put spaces between words, of which ``words`` are those of marks."""
        for word in words & self._firsts:
            keys = tuple(key for key in self._index[word] if not (key.needed and key.needed.isdisjoint(words)))
            if keys:
                yield from _at_each(text, word, keys)

    def _find_odd(self, text: str, words: set[str]) -> Iterator[Hit]:
        """Give the hits of words that are no marks as they stand, where a text may have such words at all."""
        candidates = [word for word in filterfalse(str.isascii, words) if word not in self._firsts]
        if may_be_odd(" ".join(candidates)):
            for word in candidates:
                yield from self._find_misspelt(text, word)

    def _find_small(self, text: str, beside: Hit) -> Iterator[Hit]:
        """Give the capitals written small that a slash joins to a small mark: the second agency of ``dpa/afp``."""
        if not text[beside.start : beside.end].islower():
            return
        before = _SMALL_BEFORE.search(text, max(0, beside.start - 8), beside.start)
        after = _SMALL_AFTER.match(text, beside.end)
        for found in (before, after):
            keys = self._index.get(found[1].upper(), ()) if found else ()
            marks = tuple(key.mark for key in keys if not key.rest and key.mark.grade != "weak")
            if found and marks:
                yield Hit(*found.span(1), marks)

    def _find_misspelt(self, text: str, word: str) -> Iterator[Hit]:
        """Give the hits of a word that is no mark as it stands: mixed alphabets, Arabic hamza and joined particles."""
        if _ARABIC.match(word):
            folded = fold(word)
            for clitic in self._clitics:
                keys = self._odd.get(folded[len(clitic) :]) if folded.startswith(clitic) else None
                if keys:
                    yield from _at_each(text, word, keys, len(clitic))
                    return
        elif mixes_alphabets(word):
            keys = self._odd.get(skeleton(fold(word)))
            if keys:
                yield from _at_each(text, word, keys)

    def _find_unspaced(self, text: str) -> Iterator[Hit]:
        """Give the hits of scripts without spaces or with endings joined on."""
        for mark, marks in self._unspaced.items():
            place = text.find(mark)
            while place >= 0:
                yield Hit(place, place + len(mark), marks)
                place = text.find(mark, place + len(mark))

    def _find_lone(self, text: str) -> Iterator[Hit]:
        """Give the hits whose letters stand apart: ``Α Π Ε - Μ Π Ε``, ``A.F.P.``."""
        for found in _LONE.finditer(text):
            if found.start() and text[found.start() - 1].isalnum():
                continue
            letters = _collapse(found.group())
            marks = self._collapsed.get(letters)
            dotted = "." in found.group()
            if marks and (dotted or len(letters) > 2):
                end = found.end() + (dotted and text[found.end() : found.end() + 1] == ".")
                yield Hit(found.start(), end, tuple(_doubt(mark) if len(letters) < 3 else mark for mark in marks))


def _blank_marks(text: str) -> str:
    """Give a text with spaces in the place of ASCII that belongs to no word: bytes are blanked faster than found."""
    return text.encode("utf-8", "surrogatepass").translate(_BLANK).decode("utf-8", "surrogatepass")


def _doubt(mark: Mark) -> Mark:
    """Give a mark that needs evidence: two dotted letters are more often a name's."""
    return Mark(mark.agency, mark.text, "doubtful")


def _index(mark: Mark, text: str, shapes: set[str], spaced: _Index, written: set[tuple[str, str]]) -> None:
    """Put a mark under each shape of its first word, but for shapes that have a row, and a grade, of their own."""
    words = _TOKEN.findall(text)
    joint = "/," if "-" in text else ",".join(set(text) & {"/", ","})
    rest = tuple(skeleton(fold(word)) for word in words[1:])
    needed = frozenset(first_words(words[1])) if rest and _is_latin_capital(words[1]) else frozenset()
    for shape in shapes:
        if not rest and shape != words[0] and (mark.agency, shape) in written:
            continue
        spaced[shape][_Key(rest, joint, mark, needed)] = None


def _is_latin_capital(word: str) -> bool:
    """Tell whether a word is sure to be among the words of a text that holds it: no mixed alphabets to look through."""
    return word.isascii() and word[0].isupper()


def _fold_index(index: Mapping[str, tuple[_Key, ...]]) -> dict[str, tuple[_Key, ...]]:
    """Give the same marks under the skeleton of their first word, for words of odd spelling."""
    folded: dict[str, dict[_Key, None]] = defaultdict(dict)
    for word, keys in index.items():
        if not word.isascii() or len(word) > 1:
            folded[skeleton(fold(word))].update(dict.fromkeys(keys))
    return {word: tuple(sorted(keys, key=_longest_first)) for word, keys in folded.items()}


def _longest_first(key: _Key) -> tuple[int, int]:
    """Order marks so that the longest is tried first."""
    return (-len(key.rest), -len(key.mark.text))


def _collapse(text: str) -> str:
    """Give the letters of a text alone."""
    return "".join(character for character in text if character.isalpha())


def _at_each(text: str, word: str, keys: tuple[_Key, ...], skip: int = 0) -> Iterator[Hit]:
    """Give a hit wherever ``word`` stands as a word and one of the marks goes on; ``skip`` letters are no mark."""
    place = text.find(word)
    while place >= 0:
        end = place + len(word)
        if _is_bounded(text, place, end):
            hit = _longest(text, place + skip, end, keys)
            if hit:
                yield hit
        place = text.find(word, end)


def _is_bounded(text: str, start: int, end: int) -> bool:
    """Tell whether no letter touches the span; scripts without spaces do not count as letters."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (_joins(before) or before in ("@", "#") or _joins(after))


def _joins(character: str) -> bool:
    """Tell whether a neighbour makes a longer word."""
    return (character.isalnum() or character == "_") and not _CASELESS.match(character)


def _longest(text: str, start: int, first_end: int, keys: tuple[_Key, ...]) -> Hit | None:
    """Give the hit of the longest marks that stand here, all of one length."""
    best = first_end
    marks: list[Mark] = []
    for key in keys:
        end = _end_of(text, first_end, key)
        if end > best or (end == best and not marks):
            best, marks = end, [key.mark]
        elif end == best and end >= 0 and key.mark not in marks:
            marks.append(key.mark)
    if not marks or _HOST.match(text, best):
        return None
    return Hit(start, best, tuple(marks))


def _end_of(text: str, place: int, key: _Key) -> int:
    """Give where the mark ends if its other words follow, else -1."""
    for word in key.rest:
        found = _NEXT.match(text, place)
        if not found or skeleton(fold(found[2])) != word:
            return -1
        joint = fold(found[1]).replace("\n", " ").strip()
        if joint not in _JOINTS or (joint in ("/", ",") and joint not in key.joint):
            return -1
        place = found.end()
    return place


def _outermost(hits: list[Hit]) -> list[Hit]:
    """Give the hits in order, without those that overlap an earlier or longer one."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept
