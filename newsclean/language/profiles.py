"""From the profiles of the installed langdetect to tables of weights: one for each script that needs one.

An n-gram (1 to 3 letters, lower case) weighs ``log(1 + p / FLOOR)`` in a language where its share is ``p``, and
nothing where the profile does not have it. The weights of a letter, of the pair and of the triple that end at it are
summed beforehand, so that a text costs one look-up for each of its letters.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from newsclean.cache import make_key
from newsclean.language.cache import load_or_build
from newsclean.language.scripts import BASIC
from newsclean.language.tables import Language, Script, read_source

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Arrays = dict[str, np.ndarray]

FLOOR = 3e-5
"""Share of an n-gram, 0 to 1, below which a profile tells nothing."""
OUTSIDE = -4.0
"""What a character outside a language's charset weighs: it is rarely a slip."""
_OTHER = 1  # a letter of the script that no profile has
_VERSION = b"3"


@dataclass(frozen=True, slots=True)
class ScriptTable:
    """What the languages of one script think of each letter after the two before it.

    ``typical`` is the mean weight of a letter of text like its profile, for each language; ``capitals`` says which
    code points are capitals.

    ``letters`` maps code points to small numbers (0: no letter of the script), ``rows`` three such numbers (base
    ``size``; with ``size`` 0, one number alone) to a row of ``weights``, which has a column for each of ``codes``.
    """

    codes: tuple[str, ...]
    size: int
    letters: NDArray[np.intp]
    rows: NDArray[np.integer]
    weights: NDArray[np.float32]
    typical: NDArray[np.float32]
    capitals: NDArray[np.bool_]


def load_tables(languages: Sequence[Language], scripts: Sequence[Script]) -> dict[str, ScriptTable]:
    """Give the tables of all scripts that need one, by the script's name."""
    profiles = _find_profiles({language.profile for language in languages if language.profile})
    sources = [_VERSION, read_source("languages.toml"), read_source("scripts.toml"), *profiles.values()]
    shared = _share_scripts(languages, scripts)
    arrays = load_or_build("profiles", make_key(sources), lambda: _build_all(shared, profiles))
    return {script.name: _read_table(script.name, members, arrays) for script, members in shared.items()}


def _share_scripts(languages: Sequence[Language], scripts: Sequence[Script]) -> dict[Script, tuple[Language, ...]]:
    """Pair each script that needs a table with its languages."""
    members = {script: tuple(x for x in languages if x.script == script.name and x.profile) for script in scripts}
    return {script: found for script, found in members.items() if not script.alone or script.tested}


def _find_profiles(names: set[str]) -> dict[str, bytes]:
    """Read the profiles of langdetect, by their name, without importing it."""
    found = importlib.util.find_spec("langdetect")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("langdetect is missing: install it with  pip install langdetect", name="langdetect")
    folder = Path(found.origin).parent / "profiles"
    return {name: (folder / name).read_bytes() for name in sorted(names)}


def _read_table(name: str, members: Sequence[Language], arrays: Arrays) -> ScriptTable:
    """Take one script's table out of the stored arrays."""
    import numpy as np

    codes = tuple(language.code for language in members)
    letters = arrays[f"{name}.letters"].astype(np.intp)
    kept = {field: arrays[f"{name}.{field}"] for field in ("rows", "weights", "typical", "capitals")}
    return ScriptTable(codes, int(arrays[f"{name}.size"]), letters, **kept)


def _build_all(shared: dict[Script, tuple[Language, ...]], profiles: dict[str, bytes]) -> Arrays:
    """Build the arrays of all scripts."""
    from langdetect.utils.ngram import NGram

    arrays: Arrays = {}
    for script, members in shared.items():
        shares = [
            _read_shares(language, json.loads(profiles[language.profile]), NGram.normalize) for language in members
        ]
        plain = {code: _plain(chr(code), NGram.normalize) for code in _within(script)}
        arrays[f"{script.name}.capitals"] = _find_capitals(plain)
        build = _build_single if any(language.charset for language in members) else _build_triples
        arrays.update({f"{script.name}.{name}": array for name, array in build(members, shares, plain).items()})
    return arrays


def _plain(text: str, normalize: Callable[[str], str]) -> str:
    """Write text as the tables know it: lower case, one shape for letters that the profiles do not tell apart."""
    return "".join(normalize(character) for character in text.lower().replace("\u0307", ""))


def _read_shares(language: Language, profile: dict[str, object], normalize: Callable[[str], str]) -> dict[str, float]:
    """Give the share of each n-gram among those of its length in a profile, cases put together."""
    frequencies: dict[str, int] = profile["freq"]  # type: ignore[assignment]  # the format of the profiles
    totals: list[int] = profile["n_words"]  # type: ignore[assignment]  # the format of the profiles
    shares: dict[str, float] = {}
    for gram, count in frequencies.items():
        plain = _rewrite(_plain(gram, normalize), language)
        if plain.strip() and len(plain) <= 3:
            shares[plain] = shares.get(plain, 0.0) + count / totals[len(plain) - 1]
    return shares


def _rewrite(gram: str, language: Language) -> str:
    """Write an n-gram in the letters of the language, where its profile is in another script."""
    for before, after in language.letters.items():
        gram = gram.replace(before, after)
    return gram


def _within(script: Script) -> Iterator[int]:
    """Give the code points of a script that have a place in the tables."""
    for first, last in script.ranges:
        yield from range(first, min(last + 1, BASIC))


def _find_capitals(codes: Iterable[int]) -> NDArray[np.bool_]:
    """Mark the code points that are capitals."""
    import numpy as np

    capitals = np.zeros(BASIC, np.bool_)
    capitals[[code for code in codes if chr(code).isupper() or chr(code).istitle()]] = True
    return capitals


def _build_single(members: Sequence[Language], shares: Sequence[dict[str, float]], plain: dict[int, str]) -> Arrays:
    """Weigh single characters, where a script has too many of them for triples and legacy charsets tell much."""
    import numpy as np

    letters = np.zeros(BASIC, np.uint16)
    letters[list(plain)] = np.arange(1, len(plain) + 1)
    weights = np.zeros((len(plain) + 1, len(members)), np.float32)
    for column, (language, grams) in enumerate(zip(members, shares, strict=True)):
        for row, (code, letter) in enumerate(plain.items(), 1):
            outside = 0.0 if _holds(language.charset, chr(code)) else OUTSIDE
            weights[row, column] = np.log1p(grams.get(letter, 0.0) / FLOOR) + outside
    rows, typical = np.arange(len(weights)), np.zeros(len(members), np.float32)
    return {"size": np.array(0), "letters": letters, "rows": rows, "weights": weights, "typical": typical}


def _holds(charset: str, character: str) -> bool:
    """Tell whether a legacy encoding has a character."""
    try:
        return bool(character.encode(charset))
    except UnicodeEncodeError:
        return False


def _build_triples(members: Sequence[Language], shares: Sequence[dict[str, float]], plain: dict[int, str]) -> Arrays:
    """Weigh every triple of letters: its own weight, that of its last two letters and that of its last."""
    import numpy as np

    numbers = _number_letters(shares, plain)
    weigh = {gram: row for row, gram in enumerate(dict.fromkeys(gram for grams in shares for gram in grams), 1)}
    own = np.zeros((len(weigh) + 1, len(members)))
    for column, grams in enumerate(shares):
        own[[weigh[gram] for gram in grams], column] = list(grams.values())
    letters = np.zeros(BASIC, np.uint16)
    letters[list(plain)] = [numbers.get(letter, _OTHER) if letter.strip() else 0 for letter in plain.values()]
    joined = _join_orders(weigh, own, {" ": 0, **numbers})
    return {"size": np.array(len(numbers) + 2), "letters": letters, **joined}


def _number_letters(shares: Sequence[dict[str, float]], plain: dict[int, str]) -> dict[str, int]:
    """Number the letters of the script that a profile has, from 2 on."""
    known = {gram for grams in shares for gram in grams if len(gram) == 1}
    return {letter: number for number, letter in enumerate(sorted(known.intersection(plain.values())), 2)}


def _join_orders(weigh: dict[str, int], own: NDArray[np.float64], numbers: dict[str, int]) -> Arrays:
    """Sum the orders into one row for each n-gram, and say for each triple of numbers which row is its own."""
    import numpy as np

    size = len(numbers) + 1
    kept = [gram for gram in sorted(weigh, key=len) if all(letter in numbers for letter in gram)]
    rows = np.zeros((size, size, size), np.uint16 if len(kept) < 2**16 else np.int32)
    weights, logs = np.zeros((len(kept) + 1, own.shape[1]), np.float32), np.log1p(own / FLOOR)
    for place, gram in enumerate(kept, 1):
        weights[place] = sum(logs[weigh[end]] for end in (gram, gram[1:], gram[2:]) if end in weigh)
        at = tuple(numbers[letter] for letter in gram)
        rows.T[at[::-1]] = place  # the last letters are the fixed ones
    triples = [place for place, gram in enumerate(kept, 1) if len(gram) == 3]
    shares = own[[weigh[kept[place - 1]] for place in triples]]
    typical = (weights[triples] * shares).sum(axis=0) / shares.sum(axis=0)
    return {"rows": rows.reshape(-1), "weights": weights, "typical": typical.astype(np.float32)}
