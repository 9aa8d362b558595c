"""Checks: a sentence and its translation go in, the names of what looks wrong come out; nothing is repaired here."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import Literal

from newsclean.mt.languages import Language
from newsclean.rules.fold import fold

Flag = Literal["empty", "copy", "numbers", "length", "repetition", "language"]

_NUMBER = re.compile(r"\d+(?:[.,'’\u00a0\u202f ]\d{3}(?!\d))*(?:[.,]\d+)?")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SEPARATORS = re.compile(r"\D")
_RATIO = 2.6  # of weighed letters, either way; OPUS pairs of news stay below 2 but for a few fragments
_SLACK = 12  # weighed letters that a short sentence may differ by besides
_DENSE = 2.5  # letters of an alphabet that one Chinese, Japanese or Korean sign is worth
_FEW_WORDS = 4  # below this a copy may be a name and a repeated word may be style
_FEW_LETTERS = 8  # below this a text may be a name in any script
_NEW_FIGURES = 3  # figures of a number that cannot come from a word
_SCRIPT_SHARE = 0.5  # of letters that must be in the script of the target
_DENSE_SCRIPTS = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL")


def find_flaws(source: str, output: str, target: Language) -> tuple[Flag, ...]:
    """Name what looks wrong with ``output`` as the translation of ``source`` into ``target``.

    >>> from newsclean.mt.languages import Languages
    >>> english = Languages.read().get("en")
    >>> find_flaws("Σκοτώθηκαν 12 άνθρωποι.", "12 people were killed.", english)
    ()
    >>> find_flaws("Σκοτώθηκαν 12 άνθρωποι.", "13 people were killed.", english)
    ('numbers',)
    >>> find_flaws("Η κυβέρνηση παραιτήθηκε.", "The the the the the government.", english)
    ('repetition',)
    """
    if not output.strip():
        return ("empty",) if source.strip() else ()
    found: list[Flag] = []
    if is_copy(source, output):
        found.append("copy")
    if not keeps_numbers(source, output):
        found.append("numbers")
    if not fits_length(source, output):
        found.append("length")
    if repeats(output) > max(1, repeats(source)):
        found.append("repetition")
    if not is_in_script(output, target):
        found.append("language")
    return tuple(found)


def is_copy(source: str, output: str) -> bool:
    """Tell whether a sentence of several words came back as it was."""
    words = _WORD.findall(source)
    return len(words) >= _FEW_WORDS and fold(source).split() == fold(output).split()


def keeps_numbers(source: str, output: str) -> bool:
    """Tell whether each number of the source is in the output, and no other of three figures or more.

    Small numbers may be new: "two" is often written 2, and a day 24 hours.

    >>> keeps_numbers("1.250,5 ευρώ σε δύο ημέρες", "1,250.5 euros in 2 days")
    True
    """
    before, after = _numbers(source), _numbers(output)
    new = [number for number in (after - before).elements() if len(number) >= _NEW_FIGURES]
    return not (before - after) and not new


def _numbers(text: str) -> Counter[str]:
    """Count the numbers of a text by their figures alone, in Western ones."""
    figures = (_SEPARATORS.sub("", match[0]) for match in _NUMBER.finditer(text))
    return Counter("".join(str(unicodedata.decimal(figure)) for figure in number) for number in figures)


def fits_length(source: str, output: str) -> bool:
    """Tell whether the output is about as long as the source, in letters weighed by script."""
    before, after = weigh(source), weigh(output)
    return after <= before * _RATIO + _SLACK and before <= after * _RATIO + _SLACK


def weigh(text: str) -> float:
    """Weigh a text in letters of an alphabet.

    >>> weigh("two"), weigh("二つ")
    (3.0, 5.0)
    """
    total = 0.0
    for character in text:
        if character.isalnum():
            total += (
                _DENSE if character >= "\u1100" and unicodedata.name(character, "").startswith(_DENSE_SCRIPTS) else 1
            )
    return total


def repeats(text: str) -> int:
    """Give how often, at most, a run of one to six words follows upon itself; a lone word counts from three on.

    >>> repeats("he said he said he said it"), repeats("very very well"), repeats("one two")
    (3, 1, 1)
    """
    words = [fold(word) for word in _WORD.findall(text)]
    most = 1
    for size in range(1, 7):
        run = 0
        for place in range(size, len(words)):
            run = run + 1 if words[place] == words[place - size] else 0
            times = run // size + 1
            if times > most and (size > 1 or times > 2):
                most = times
    return most


def is_in_script(text: str, language: Language) -> bool:
    """Tell whether most letters are in the script of the language; a text of a few letters always is.

    >>> from newsclean.mt.languages import Languages
    >>> is_in_script("Η Αθήνα σήμερα το πρωί", Languages.read().get("en"))
    False
    """
    letters = sum(character.isalpha() for character in text)
    return letters < _FEW_LETTERS or share_in_script(text, language) >= _SCRIPT_SHARE


def share_in_script(text: str, language: Language, *others: str) -> float:
    """Give the share (0 to 1) of letters in the script of the language or in ``others``, as Unicode begins their names.

    >>> from newsclean.mt.languages import Languages
    >>> greek = Languages.read().get("el")
    >>> share_in_script("Αθήνα 2024", greek), share_in_script("Nato", greek), share_in_script("Nato", greek, "LATIN")
    (1.0, 0.0, 1.0)
    """
    letters = [character for character in text if character.isalpha()]
    names = (*_names(language), *others)
    fitting = sum(unicodedata.name(letter, "").startswith(names) for letter in letters)
    return fitting / len(letters) if letters else 0.0


def _names(language: Language) -> tuple[str, ...]:
    """Give how Unicode's names of a language's letters begin."""
    several = {"Han": ("CJK",), "Kana": ("CJK", "HIRAGANA", "KATAKANA"), "Hangul": ("HANGUL", "CJK")}
    return several.get(language.script, (language.script.upper(),))
