"""Why the judge spoke: features of lines and what weighed go in, three reasons for each in plain words come out.

The words stand in a table; beside them the questions that choose one. The first question that a line meets counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

import numpy as np

from newsclean.judge.features import FEATURE_NAMES

if TYPE_CHECKING:
    from numpy import bool_, float32, float64
    from numpy.typing import NDArray

    Columns = Mapping[str, NDArray[float64]]
    Questions = tuple[NDArray[bool_], ...]
    Ask = Callable[[Columns], Questions]

_AT = {name: place for place, name in enumerate(FEATURE_NAMES)}


class NamedColumns(Mapping[str, "NDArray[float64]"]):
    """The features of lines, a row of ``FEATURE_NAMES`` for each, looked up as columns by name.

    >>> import numpy as np
    >>> NamedColumns(np.zeros((2, len(FEATURE_NAMES)), dtype=np.float32))["length"].tolist()
    [0.0, 0.0]
    """

    def __init__(self, rows: NDArray[float32]) -> None:
        self._columns: NDArray[float64] = rows.T.astype("float64", order="C")

    def __getitem__(self, name: str) -> NDArray[float64]:
        column: NDArray[float64] = self._columns[_AT[name]]
        return column

    def __iter__(self) -> Iterator[str]:
        return iter(_AT)

    def __len__(self) -> int:
        return len(_AT)


def find_first(questions: Questions, lines: int) -> list[int]:
    """Give for each of so many lines the place of the first question that it meets, their number where it meets none.

    >>> import numpy as np
    >>> short, ended = np.array([True, False, False]), np.array([True, True, False])
    >>> find_first((short, ended), 3)
    [0, 1, 2]
    """
    first = np.full(lines, len(questions))
    for place in reversed(range(len(questions))):
        first[questions[place]] = place
    places: list[int] = first.tolist()
    return places


_PREFIXES = (
    ("rule", r"hit|(since|until)_hit|share_hits"),
    ("neighbours above", r".*-[123]$"),
    ("neighbours below", r".*\+[123]$"),
    ("surroundings", r".*_(around|above|below|far_above|far_below)$|alone|paragraphs_between"),
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
    ranked: list[list[int]] = np.argsort(-weights, axis=1, kind="stable")[:, :3].tolist()
    return ranked


def explain(columns: Columns, ranked: Sequence[Sequence[int]]) -> list[tuple[str, str, str]]:
    """Give for each line the three things that spoke most for residue; ``ranked`` are their places in ``GROUPS``.

    >>> import numpy as np
    >>> row = {"ends": 0.0, "ends_colon": 0.0, "length": 2.0, "since_prose": 9.0, "until_prose": 30.0}
    >>> columns = {name: np.array([value]) for name, value in row.items()}
    >>> explain(columns, [[GROUPS.index(group) for group in ("end", "length", "distance")]])
    [('no sentence end', 'short line', 'far from running text')]
    """
    said: dict[int, list[str]] = {}
    for place in {place for places in ranked for place in places}:
        ask, words = _SAYINGS[GROUPS[place]]
        said[place] = [words[first] for first in find_first(ask(columns), len(ranked))]
    return [(said[a][line], said[b][line], said[c][line]) for line, (a, b, c) in enumerate(ranked)]


def _ask_length(columns: Columns) -> Questions:
    length = np.expm1(columns["length"])
    return length < 50, length < 140


def _ask_end(columns: Columns) -> Questions:
    return columns["ends"] != 0, columns["ends_colon"] != 0


def _ask_distance(columns: Columns) -> Questions:
    since, until = columns["since_prose"], columns["until_prose"]
    nearest = np.minimum(since, until)
    return np.maximum(since, until) <= 1, nearest <= 1, nearest > 4


def _ask_place(columns: Columns) -> Questions:
    return columns["in_body"] != 0, columns["from_body_start"] < 0


def _ask_rule(columns: Columns) -> Questions:
    nearest = np.minimum(columns["since_hit"], columns["until_hit"])
    return nearest <= 1, nearest > 4


def _ask_page(columns: Columns) -> Questions:
    return (columns["share_prose"] < 0.4,)


def _ask_nothing(columns: Columns) -> Questions:
    return ()


def _neighbour(place: str) -> Ask:
    """Ask what the line at ``place`` is: none, residue, a paragraph."""
    return lambda columns: (columns[f"length{place}"] < 0, columns[f"hit{place}"] > 0, columns[f"prose{place}"] > 0)


def _above(limit: float, *names: str) -> Ask:
    """Ask whether any of the features ``names`` is above ``limit``."""
    return lambda columns: (reduce(or_, (columns[name] > limit for name in names)),)


_SAYINGS: Mapping[str, tuple[Ask, tuple[str, ...]]] = {
    "length": (_ask_length, ("short line", "line of middling length", "long line")),
    "end": (_ask_end, ("ends like a sentence", "ends with a colon", "no sentence end")),
    "distance": (
        _ask_distance,
        ("between two paragraphs", "beside a paragraph", "far from running text", "a few lines from running text"),
    ),
    "place": (
        _ask_place,
        ("inside the body of the text", "above the body of the text", "below the body of the text"),
    ),
    "neighbours above": (
        _neighbour("-1"),
        ("nothing above it", "residue above it", "a paragraph above it", "a line that is no sentence above it"),
    ),
    "neighbours below": (
        _neighbour("+1"),
        ("nothing below it", "residue below it", "a paragraph below it", "a line that is no sentence below it"),
    ),
    "rule": (
        _ask_rule,
        ("beside a line that a rule explains", "no rule near by", "near a line that a rule explains"),
    ),
    "surroundings": (_above(0.5, "prose_around"), ("among paragraphs", "among short lines")),
    "page": (_ask_page, ("a page of short lines", "a page of paragraphs")),
    "copies": (_above(1, "prefix_copies"), ("stands here more than once", "stands here once")),
    "shared words": (_above(0.3, "overlap"), ("shares words with the text", "shares few words with the text")),
    "capitals": (_above(0.6, "capitalised"), ("most words capitalised", "few words capitalised")),
    "numbers": (_above(0, "numbers"), ("holds numbers", "holds no numbers")),
    "colon": (_above(0, "colons"), ("a label with a colon", "no colon")),
    "glue": (_above(0, "glue", "stop_glue"), ("words run together", "words set apart")),
    "tail": (_above(0, "inner_stops"), ("a short tail behind the last sentence", "no tail behind a sentence")),
    "start": (
        _above(0, "starts_digit", "starts_dash", "starts_quote"),
        ("begins with a mark or number", "begins with a word"),
    ),
    "quotes": (_above(0, "quotes"), ("holds quotation marks", "no quotation marks")),
    "sentences": (_above(0, "inner_stops"), ("several sentences", "no sentence end inside")),
    "marks": (
        _above(0, "brackets", "bullets", "signs", "dashes", "slashes"),
        ("separators or symbols", "no separators or symbols"),
    ),
    "script": (_ask_nothing, ("kind of script",)),
}
