"""The two tables of languages and scripts: TOML rows go in, frozen values come out.

Everything that names a language stands in ``languages.toml``, everything that names a script in ``scripts.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files

from newsclean.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Language:
    """A language: BCP 47 ``code``, the profile that describes it, and its commonest ``words``.

    ``letters`` rewrites a profile of another script into this one; ``charset`` is a legacy encoding that holds
    the characters it is written with; ``weight`` is added to its evidence (natural logarithm);
    ``label`` is what py3langid calls it, where that is not the code's first part. A language that is ``everywhere``
    labels the pages of others too.
    """

    code: str
    name: str
    script: str
    profile: str = ""
    also: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    letters: Mapping[str, str] = field(default_factory=dict)
    charset: str = ""
    weight: float = 0.0
    label: str = ""
    everywhere: bool = False


@dataclass(frozen=True, slots=True)
class Script:
    """A script: its code points, what one character is worth in letters, and its language where it has but one.

    ``joins`` names the script that it is written together with; ``tested`` scripts decide alone, but only for
    letters that fit the profile.
    """

    name: str
    ranges: tuple[tuple[int, int], ...]
    weight: float = 1
    alone: str = ""
    joins: str = ""
    tested: bool = False


def read_source(name: str) -> bytes:
    """Give the bytes of a built-in table, for reading or for hashing.

    >>> b"[[script]]" in read_source("scripts.toml")
    True
    """
    return (files("newsclean.rules") / "data" / name).read_bytes()


def read_languages() -> tuple[Language, ...]:
    """Give all languages that have a row, in the order of the table.

    >>> [language.name for language in read_languages() if language.code == "el"]
    ['Greek']
    """
    rows = tomllib.loads(read_source("languages.toml").decode())["language"]
    return tuple(_read_language(row) for row in rows)


def _read_language(row: Mapping[str, str]) -> Language:
    """Make a language of one row."""
    values = {name: value for name, value in row.items() if name not in ("also", "words")}
    return Language(also=tuple(row.get("also", ())), words=tuple(row.get("words", "").split()), **values)  # type: ignore[arg-type]  # a TOML row


def read_scripts() -> tuple[Script, ...]:
    """Give all scripts, in the order of the table.

    >>> [script.alone for script in read_scripts() if script.name == "Greek"]
    ['el']
    """
    rows = tomllib.loads(read_source("scripts.toml").decode())["script"]
    return tuple(Script(**{**row, "ranges": _read_ranges(row["ranges"])}) for row in rows)


def _read_ranges(text: str) -> tuple[tuple[int, int], ...]:
    """Read pairs of hexadecimal code points.

    >>> _read_ranges("0041-005A 0061-007A")
    ((65, 90), (97, 122))
    """
    pairs = (pair.split("-") for pair in text.split())
    return tuple((int(first, 16), int(last, 16)) for first, last in pairs)


def read_codes(wanted: Iterable[str]) -> tuple[str, ...]:
    """Give the codes of the table that ``wanted`` (any usual spelling) stands for, in the table's order.

    >>> read_codes(["nb", "el", "zh-CN"])
    ('el', 'no', 'zh-Hans')
    >>> read_codes(["tlh"])
    Traceback (most recent call last):
    newsclean.errors.ConfigError: languages: 'tlh' is not known; docs/language.md lists the codes there are

    Raises ``ConfigError`` for a code that no language and no script answers to.
    """
    wanted = tuple(wanted)
    known = known_codes() if wanted else {}
    found = set()
    for code in wanted:
        if code.lower() not in known:
            raise ConfigError(f"languages: {code!r} is not known; docs/language.md lists the codes there are")
        found.add(known[code.lower()])
    return tuple(code for code in dict.fromkeys(known.values()) if code in found)


def known_codes() -> dict[str, str]:
    """Map every spelling that is understood, in lower case, to the code that is given out.

    >>> known_codes()["nob"], known_codes()["ka"]
    ('no', 'ka')
    """
    return spell_codes(read_languages(), read_scripts())


def spell_codes(languages: Sequence[Language], scripts: Sequence[Script]) -> dict[str, str]:
    """Map the spellings of these languages, and of those that have a script to themselves, to their codes.

    >>> spell_codes([Language("no", "Norwegian", "Latin", profile="nb")], [Script("Greek", (), alone="el")])
    {'el': 'el', 'no': 'no', 'nb': 'no'}
    """
    spellings: dict[str, str] = {}
    for language in languages:
        spellings.update({name.lower(): language.code for name in (language.code, language.profile, *language.also)})
    spellings.update({language.code.lower(): language.code for language in languages})
    return {**{script.alone: script.alone for script in scripts if script.alone}, **spellings}
