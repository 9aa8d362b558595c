"""Settings of translation: one frozen value beside ``Config``, that a caller makes and every worker can be sent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import get_args

from newsclean.errors import ConfigError
from newsclean.mt.engines import EngineName

_PASSAGES = re.compile(r"foreign|all|suspect|\d+(?:-\d+)?(?:,\d+(?:-\d+)?)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class TranslationSettings:
    """What is translated, into what, and how.

    ``into`` and ``source`` are BCP 47 codes (an empty ``source``: each passage's own language); ``passages`` is
    ``foreign``, ``all``, ``suspect`` or numbers from 1 like ``3,5-7``; ``model`` an id or a folder, empty for the
    table's; ``glossary`` a TSV file; ``original`` a file with the article in its first language; ``memory`` the
    translation memory (empty: the user's own, ``none``: no memory); ``beams`` 1 is greedy; ``threads`` of a process.

    >>> TranslationSettings("en", passages="3,5-7").picks()
    frozenset({3, 5, 6, 7})

    Raises ``ConfigError`` for a value that cannot be.
    """

    into: str
    passages: str = "foreign"
    source: str = ""
    model: str = ""
    engine: EngineName = "auto"
    glossary: str = ""
    original: str = ""
    memory: str = ""
    beams: int = 4
    threads: int = 1

    def __post_init__(self) -> None:
        for name in ("into", "source"):
            code = getattr(self, name)
            if not _LANGUAGE.fullmatch(code) and (code or name == "into"):
                raise ConfigError(f"{name}: {code!r} is no language code; write one like en, el or pt-BR")
        if not _PASSAGES.fullmatch(self.passages):
            raise ConfigError(f"passages: {self.passages!r} is none of foreign, all, suspect or numbers like 3,5-7")
        if self.engine not in get_args(EngineName):
            raise ConfigError(f"engine: {self.engine!r} is none of {', '.join(get_args(EngineName))}")
        if self.beams < 1 or self.threads < 1:
            raise ConfigError("beams and threads are numbers from 1 on")

    def picks(self) -> frozenset[int]:
        """Give the numbers of the passages picked by number, from 1; none where a word says which.

        Raises ``ConfigError`` where a range runs backwards or is absurdly long.
        """
        if not self.passages[0].isdigit():
            return frozenset()
        picked: set[int] = set()
        for part in self.passages.split(","):
            first, _, last = part.partition("-")
            numbers = range(int(first), int(last or first) + 1)
            if not 0 < len(numbers) <= 100_000:
                raise ConfigError(f"passages: {part} is no range of passages")
            picked.update(numbers)
        return frozenset(picked)
