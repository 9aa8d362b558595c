"""Make image file names as scrapers leave them: a seed goes in, lines with their family come out, the same each time.

The templates are rows of ``make_filenames.toml``; damage takes joints, extensions and dots, and adds sizes and tags.
"""

from __future__ import annotations

import argparse
import random
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

_HOLE = re.compile(r"\{([A-Za-z]+?)(\d*)\}")
_PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ALL = _PLAIN + _PLAIN.lower() + "0123456789"


@dataclass(frozen=True, slots=True)
class MadeName:
    """A made line: its family, how it was damaged, the line, and the tags put after the name."""

    family: str
    damage: str
    line: str
    tags: tuple[str, ...] = ()


class NameMaker:
    """A seeded source of names.

    >>> [made.line for made in NameMaker(7).make(2)] == [made.line for made in NameMaker(7).make(2)]
    True
    """

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        text = Path(__file__).with_suffix(".toml").read_text("utf-8")
        self.table: Mapping[str, Any] = tomllib.loads(text)

    def make(self, count: int) -> Iterator[MadeName]:
        """Give ``count`` lines, every family of every group equally often."""
        groups = [(g, f) for g in ("damaged", "joined", "extension", "dotted") for f in self.table[g]]
        for at in range(count):
            group, family = groups[at % len(groups)]
            yield self._line(group, family)

    def _line(self, group: str, family: str) -> MadeName:
        """Make one line: a name, what programs append, damage, and now and then a second name or tags."""
        name = self._name(group, family)
        damage = self.random.choice(_DAMAGE[group])
        line = _damage(name, f".{self.random.choice(self.table['extensions'])}", damage)
        if group == "damaged" and self.random.random() < 0.08:
            line += " " + _damage(self._name(group, family), ".jpg", damage)
        tags: tuple[str, ...] = ()
        if (group, family) in _TAGGED and self.random.random() < 0.25:
            tags = tuple(self.random.sample(self.table["tags"], self.random.randint(1, 4)))
            line += " " + ", ".join(tags)
        return MadeName(f"{group}.{family}", damage, line, tags)

    def _name(self, group: str, family: str) -> str:
        """Fill a template and, one time in four, append a size, a counter or a word."""
        template = self.random.choice(self.table[group][family])
        if self.random.random() < 0.25:
            template += self.random.choice(self.table["appended"])
        return _HOLE.sub(self._fill, template)

    def _fill(self, hole: re.Match[str]) -> str:
        """Fill one placeholder."""
        kind, count = hole[1], int(hole[2] or 0)
        draw = self.random
        numbers: dict[str, Callable[[], str]] = {
            "d": lambda: str(draw.randint(1, 9)) + _some(draw, "0123456789", count - 1) if count else _two(draw, 1, 28),
            "n": lambda: _some(draw, "0123456789", count),
            "x": lambda: "a" + _some(draw, "0123456789abcdef", count - 2) + "1" if count > 4 else "1a2b3"[:count],
            "y": lambda: str(draw.randint(2012, 2025)),
            "m": lambda: _two(draw, 1, 12),
            "H": lambda: _two(draw, 0, 23),
            "h": lambda: str(draw.randint(1, 12)),
            "M": lambda: _two(draw, 0, 59),
            "S": lambda: _two(draw, 0, 59),
            "size": lambda: f"{draw.choice((150, 300, 768, 1024, 1536))}x{draw.randint(150, 1024)}",
            "code": lambda: draw.choice("123456789")
            + _some(draw, _PLAIN + "0123456789", count - 2)
            + draw.choice(_PLAIN),
            "base": lambda: _some(draw, _ALL, count),
            "lower": lambda: draw.choice("123456789") + _some(draw, _PLAIN.lower(), count - 1),
            "tw": lambda: draw.choice("DEFG") + _some(draw, _ALL, 6) + draw.choice("WX") + _some(draw, _ALL, 1)
            + draw.choice("AE") + _some(draw, _ALL, 5),
        }  # fmt: skip
        return numbers[kind]() if kind in numbers else self._words(kind)

    def _words(self, kind: str) -> str:
        """Fill a placeholder that stands for words of one language."""
        words = self.random.sample(self.random.choice(self.table["slugs"]), self.random.randint(2, 5))
        shapes: dict[str, Callable[[], str]] = {
            "slug": lambda: "-".join(words),
            "under": lambda: "_".join(words),
            "spaces": lambda: " ".join(words),
            "words": lambda: " ".join(words[:3]),
            "title": lambda: "".join(word.title() for word in words),
            "CAPS": lambda: "-".join(self.table["slugs"][0][: len(words)]).upper(),
            "pct": lambda: quote("-".join(self.random.sample(self.table["slugs"][self.random.choice((1, 3))], 3))),
            "utf": lambda: quote("-".join(self.table["slugs"][1][:3])).replace("%", "").lower(),
        }
        return shapes[kind]()


_DAMAGE = {
    "damaged": ("none", "none", "bare", "spaced", "spaced", "spaced bare", "spaced bare", "undotted"),
    "joined": ("none", "bare"),
    "extension": ("none", "none", "undotted"),
    "dotted": ("none",),
}
_TAGGED = {("damaged", family) for family in ("camera", "facebook", "messengers", "banks", "programs")}


def _damage(name: str, extension: str, damage: str) -> str:
    """Damage a name: joints to spaces, the extension lost, or its dot turned into a space."""
    if "spaced" in damage:
        name = name.replace("_", " ").strip()
    if "bare" in damage:
        return name
    return name + (extension.replace(".", " ") if damage == "undotted" else extension)


def _some(draw: random.Random, letters: str, count: int) -> str:
    """Draw ``count`` letters."""
    return "".join(draw.choice(letters) for _ in range(max(count, 0)))


def _two(draw: random.Random, least: int, most: int) -> str:
    """Draw a number and write it with two digits."""
    return f"{draw.randint(least, most):02d}"


def main() -> None:
    """Print made lines: family, damage, line, with tabs between them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1000)
    asked = parser.parse_args()
    for made in NameMaker(asked.seed).make(asked.count):
        print(made.family, made.damage, made.line, sep="\t")


if __name__ == "__main__":
    main()
