"""How likely a text is in the languages of an encoding: a decoded sample goes in, a sum of logarithms comes out.

The letters' frequencies are those of the profiles that come with langdetect; only what is not ASCII is counted,
since bytes below 128 read the same in all encodings that are compared.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import log

_RARE = 1e-7
"""Share of a letter, or of a pair of letters, that a profile does not know."""

_SIGNS = {
    **dict.fromkeys("\u00a0“”„‘’‚«»–—…、。「」，：；？！（）《》،؛؟·", -4.0),
    **dict.fromkeys("°½§¼£¾€²©³®µ¿¡ºª%№‹›•", -6.5),
    **dict.fromkeys("´`¨¸¬¦¤±÷×†‡‰ƒˆ˜¢¥¯", -10.0),
}
"""Logarithms of the shares of signs that are no letters, by how common they are in news."""

_OTHER_SIGN, _CONTROL, _UNKNOWN = -13.0, -18.0, -20.0
_CAPITAL, _CAPITAL_AGAIN, _CAPITAL_INSIDE = -1.5, -0.5, -7.0
_CLOSES_NOTHING, _MIXED = -5.0, -8.0
_SYLLABLE, _KANA, _IDEOGRAPH = -6.5, -4.0, -2.5
"""Logarithms of the share of one Korean syllable, kana or ideograph in the class that the profiles count as one."""

_ASCII_SHARE, _MOST_FOR_ASCII = 0.2, -15.0
"""How much plain letters count, and the most they speak against a language: a foreign line may be the only one."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Shares of letters, and of letters after letters, in one language."""

    letters: Mapping[str, float]
    pairs: Mapping[str, float]

    def weigh(self, before: str, letter: str) -> float:
        """Give the logarithm of the share of a letter after another (0 is certain)."""
        alone = self.letters.get(letter, 0.0)
        return log(0.8 * self.pairs.get(before + letter, 0.0) + 0.2 * alone + _RARE)


@lru_cache(maxsize=64)
def read_profile(language: str) -> Profile:
    """Read the profile of a language once a process: facts of a package, nothing of any text.

    >>> profile = read_profile("el")
    >>> profile.weigh(" ", "τ") > profile.weigh("τ", "τ")
    True
    """
    text = files("langdetect").joinpath("profiles", language).read_text(encoding="utf-8")
    raw = json.loads(text)
    counts: Counter[str] = Counter()
    for gram, count in raw["freq"].items():
        counts[gram.lower()] += count
    total = raw["n_words"][0]
    letters = {gram: count / total for gram, count in counts.items() if len(gram) == 1}
    firsts: Counter[str] = Counter()
    for gram, count in counts.items():
        if len(gram) == 2:
            firsts[gram[0]] += count
    pairs = {gram: count / firsts[gram[0]] for gram, count in counts.items() if len(gram) == 2}
    return Profile(letters, pairs)


def count_pairs(text: str) -> Counter[tuple[str, str]]:
    """Count the pairs of characters of which at least one is not ASCII; all signs but letters are spaces before one.

    >>> sorted(count_pairs("né à"))
    [(' ', 'à'), ('n', 'é'), ('é', ' ')]
    """
    pairs: Counter[tuple[str, str]] = Counter()
    for before, after in zip(" " + text, text, strict=False):
        if after > "\x7f" or before > "\x7f":
            pairs[before, after] += 1
    return pairs


def weigh_pairs(pairs: Mapping[tuple[str, str], int], languages: Mapping[str, float]) -> float:
    """Give the logarithm of how likely the pairs are in the language that suits them best.

    ``languages`` gives the logarithm of how likely each language is by all else.

    >>> greek = count_pairs("Η κυβέρνηση")
    >>> weigh_pairs(greek, {"el": 0.0}) > weigh_pairs(count_pairs("Ç êõâÝñíçóç"), {"fr": 0.0})
    True
    """
    total = 0.0
    rows = []
    for (before, after), count in pairs.items():
        total += count * _weigh_case(before, after)
        if after > "\x7f" and _is_sign(after):
            total += count * _weigh_sign(before, after)
        elif not (_is_sign(before) and _is_sign(after)):
            rows.append((_fold(before), _fold(after), after, count))
    return total + max(_weigh_letters(rows, read_profile(code)) + known for code, known in languages.items())


def _weigh_letters(rows: Sequence[tuple[str, str, str, int]], profile: Profile) -> float:
    """Add up the letters in one language."""
    total = 0.0
    for before, after, letter, count in rows:
        mixed = _MIXED if _are_mixed(before, after) else 0.0
        total += count * (profile.weigh(before, after) + _weigh_class(letter) + mixed)
    return total


def _are_mixed(before: str, after: str) -> bool:
    """Tell whether a Latin letter stands beside one of another script."""
    one, other = sorted((before, after))
    return "a" <= one <= "z" and other >= "\u0370" and other.isalpha() and not "\u1e00" <= other < "\u1f00"


def weigh_ascii(sample: bytes, languages: Sequence[str]) -> dict[str, float]:
    """Give for each language the logarithm of how likely the plain letters of a sample are, relative to the best.

    >>> weighed = weigh_ascii(b"the minister said that the government would", ["en", "it", "ru"])
    >>> weighed["en"], weighed["it"] < -1
    (0.0, True)
    """
    text = sample.decode("ascii", "replace").lower()
    pairs = Counter(pair for pair in zip(" " + text, text, strict=False) if pair[1].isalpha() and pair[1] <= "z")
    rows = [(before if before.isalpha() else " ", letter, count) for (before, letter), count in pairs.items()]
    weighed = {}
    for language in languages:
        profile = read_profile(language)
        weighed[language] = _ASCII_SHARE * sum(count * profile.weigh(one, two) for one, two, count in rows)
    best = max(weighed.values())
    return {language: max(_MOST_FOR_ASCII, weight - best) for language, weight in weighed.items()}


def _is_sign(character: str) -> bool:
    """Tell whether a character is no letter and no mark of one."""
    return not (character.isalpha() or unicodedata.category(character)[0] == "M")


def _weigh_sign(before: str, sign: str) -> float:
    """Weigh a sign that is not ASCII, with the character before it."""
    if sign in _SIGNS:
        return _SIGNS[sign] + (_CLOSES_NOTHING if before == " " and sign in "’”»" else 0.0)
    category = unicodedata.category(sign)
    return {"Cc": _CONTROL, "Cn": _UNKNOWN, "Co": _UNKNOWN}.get(category, _OTHER_SIGN)


def _weigh_case(before: str, after: str) -> float:
    """Weigh a capital by what stands before it: inside a word of small letters there is none."""
    if not after.isupper():
        return 0.0
    if before.islower():
        return _CAPITAL_INSIDE
    return _CAPITAL_AGAIN if before.isupper() else _CAPITAL


def _fold(character: str) -> str:
    """Give a character as the profiles have it: small, signs as a space, ideographs by their class."""
    if _is_sign(character):
        return " "
    if character < "\u3040":
        return character.lower()[:1]
    from langdetect.utils.ngram import NGram

    folded: str = NGram.normalize(character)
    return folded


def _weigh_class(letter: str) -> float:
    """Weigh a letter inside the class that the profiles put it in."""
    if letter < "\u3040":
        return 0.0
    if "\uac00" <= letter <= "\ud7a3":
        return _SYLLABLE
    return _KANA if letter < "\u3100" else _IDEOGRAPH
