"""Why the judge spoke: a row of features and what weighed go in, three reasons in plain words come out."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from newsclean.judge.features import FEATURE_NAMES

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

Row = Mapping[str, float]
"""The features of a line by name."""
_AT = {name: place for place, name in enumerate(FEATURE_NAMES)}


class NamedRow(Mapping[str, float]):
    """The features of a line, looked up by name.

    >>> NamedRow([0.0] * len(FEATURE_NAMES))["length"]
    0.0
    """

    def __init__(self, values: Sequence[float]) -> None:
        self._values = values

    def __getitem__(self, name: str) -> float:
        return self._values[_AT[name]]

    def __iter__(self) -> Iterator[str]:
        return iter(_AT)

    def __len__(self) -> int:
        return len(_AT)


_PREFIXES = (
    ("rule", r"hit|(since|until)_hit|share_hits"),
    ("neighbours above", r".*-[123]$"),
    ("neighbours below", r".*\+[123]$"),
    ("surroundings", r".*_(around|above|below|far_above|far_below)$"),
    ("distance", r"(since|until)_|run$|lone"),
    ("place", r"prose_(before|after)|paragraphs_|index|from_|place$|in_body"),
    ("page", r"lines$|share_|prose_total|usual_length"),
    ("copies", r"cop|prefix|short_prefix|like_|alike"),
    ("shared words", r"overlap|common"),
    ("length", r"length$|words$|word_length|lower_words|sentence_words|relative|longest_"),
    ("capitals", r"capital|upper"),
    ("numbers", r"digits|numbers|times"),
    ("colon", r"colon"),
    ("glue", r"glue|stop_glue"),
    ("tail", r"tail"),
    ("end", r"ends"),
    ("start", r"starts_"),
    ("quotes", r"quotes"),
    ("sentences", r"inner_stops|comma"),
    ("marks", r"brackets|bullets|signs|dashes|slashes"),
    ("script", r"wide"),
)
GROUPS = tuple(name for name, _ in _PREFIXES)


def group_of(feature: str) -> str:
    """Give the group of features that a feature belongs to.

    >>> group_of("ends"), group_of("length-1"), group_of("since_prose")
    ('end', 'neighbours above', 'distance')
    """
    if feature in ("longest_above", "longest_below"):
        return "length"
    return next(name for name, shape in _PREFIXES if re.match(shape, feature))


def rank_groups(weights: NDArray[float64]) -> list[list[int]]:
    """Give for each row the three places in ``GROUPS`` that weigh most, the first of equals first.

    >>> import numpy as np
    >>> rank_groups(np.array([[0.0, 2.0, 1.0, 2.0]]))
    [[1, 3, 2]]
    """
    import numpy as np

    ranked: list[list[int]] = np.argsort(-weights, axis=1, kind="stable")[:, :3].tolist()
    return ranked


def explain(row: Row, groups: Sequence[int]) -> tuple[str, str, str]:
    """Give the three things that spoke most for residue; ``groups`` are their places in ``GROUPS``.

    >>> row = {"ends": 0.0, "length": 2.0, "since_prose": 9.0, "until_prose": 30.0}
    >>> explain(row, [GROUPS.index(group) for group in ("end", "length", "distance")])
    ('no sentence end', 'short line', 'far from running text')
    """
    first, second, third = (_say(GROUPS[place], row) for place in groups)
    return first, second, third


def _say(group: str, row: Row) -> str:
    """Put a group of features into words, as they are in this line."""
    speak = _WORDS.get(group)
    return speak(row) if speak else group


def _length(row: Row) -> str:
    length = math.expm1(row["length"])
    return "short line" if length < 50 else "line of middling length" if length < 140 else "long line"


def _end(row: Row) -> str:
    if row["ends"]:
        return "ends like a sentence"
    return "ends with a colon" if row.get("ends_colon") else "no sentence end"


def _between(row: Row) -> str:
    since, until = row["since_prose"], row["until_prose"]
    if since <= 1 and until <= 1:
        return "between two paragraphs"
    if min(since, until) <= 1:
        return "beside a paragraph"
    return "far from running text" if min(since, until) > 4 else "a few lines from running text"


def _place(row: Row) -> str:
    if row["in_body"]:
        return "inside the body of the text"
    return "above the body of the text" if row["from_body_start"] < 0 else "below the body of the text"


def _above(row: Row) -> str:
    return f"{_describe(row, '-1')} above it"


def _below(row: Row) -> str:
    return f"{_describe(row, '+1')} below it"


def _describe(row: Row, place: str) -> str:
    if row[f"length{place}"] < 0:
        return "nothing"
    if row[f"hit{place}"] > 0:
        return "residue"
    return "a paragraph" if row[f"prose{place}"] > 0 else "a line that is no sentence"


def _numbers(row: Row) -> str:
    return "holds numbers" if row["numbers"] else "holds no numbers"


def _rule(row: Row) -> str:
    if row["since_hit"] <= 1 or row["until_hit"] <= 1:
        return "beside a line that a rule explains"
    return "no rule near by" if min(row["since_hit"], row["until_hit"]) > 4 else "near a line that a rule explains"


def _capitals(row: Row) -> str:
    return "most words capitalised" if row["capitalised"] > 0.6 else "few words capitalised"


def _copies(row: Row) -> str:
    return "stands here more than once" if row["prefix_copies"] > 1 else "stands here once"


def _shared(row: Row) -> str:
    return "shares words with the text" if row["overlap"] > 0.3 else "shares few words with the text"


def _surroundings(row: Row) -> str:
    return "among paragraphs" if row["prose_around"] > 0.5 else "among short lines"


_WORDS: dict[str, Callable[[Row], str]] = {
    "length": _length,
    "end": _end,
    "distance": _between,
    "place": _place,
    "neighbours above": _above,
    "neighbours below": _below,
    "numbers": _numbers,
    "rule": _rule,
    "capitals": _capitals,
    "copies": _copies,
    "shared words": _shared,
    "surroundings": _surroundings,
    "page": lambda row: "a page of short lines" if row["share_prose"] < 0.4 else "a page of paragraphs",
    "colon": lambda row: "a label with a colon" if row["colons"] else "no colon",
    "glue": lambda row: "words run together" if row["glue"] + row["stop_glue"] else "words set apart",
    "tail": lambda row: "a short tail behind the last sentence" if row["inner_stops"] else "no tail behind a sentence",
    "start": lambda row: "begins with a mark or number" if _starts_odd(row) else "begins with a word",
    "quotes": lambda row: "holds quotation marks" if row["quotes"] else "no quotation marks",
    "sentences": lambda row: "several sentences" if row["inner_stops"] else "no sentence end inside",
    "marks": lambda row: "separators or symbols" if _has_marks(row) else "no separators or symbols",
    "script": lambda row: "kind of script",
}


def _starts_odd(row: Row) -> bool:
    return any(row[f"starts_{what}"] for what in ("digit", "dash", "quote"))


def _has_marks(row: Row) -> bool:
    return any(row[what] for what in ("brackets", "bullets", "signs", "dashes", "slashes"))
