"""What kind of residue lines are: their features and neighbours go in, words for the reader of the ledger come out.

The kind is for people; whether a line goes is the model's affair alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from newsclean.judge.explain import find_first

if TYPE_CHECKING:
    from newsclean.judge.explain import Columns, Questions

Kind = Literal["text", "caption", "teaser", "link", "menu", "byline", "date", "label", "notice", "repeat"]
_KINDS: tuple[Kind, ...] = ("date", "byline", "caption", "teaser", "notice", "caption", "link", "label", "menu")
"""The kind that each question of ``_ask`` stands for, and that of a line that meets none."""


def name_kinds(columns: Columns) -> list[Kind]:
    """Give the kind of residue that each dropped line looks like.

    >>> import numpy as np
    >>> names = ("lower_words", "capitalised", "ends", "inner_stops", "in_body", "tail_marks")
    >>> columns = {name: np.zeros(2) for name in names} | {"length": np.full(2, 2.4), "run": np.full(2, 9.0)}
    >>> columns |= {"numbers": np.array([0.0, 3.0]), "digits": np.array([0.0, 0.6]), "words": np.array([0.0, 1.4])}
    >>> name_kinds(columns | {"from_body_start": np.full(2, -3.0)})
    ['menu', 'date']
    """
    return [_KINDS[first] for first in find_first(_ask(columns), len(columns["length"]))]


def _ask(columns: Columns) -> Questions:
    """Ask of each line what may settle its kind, the surest first."""
    length, words, start = np.expm1(columns["length"]), np.expm1(columns["words"]), columns["from_body_start"]
    numbers, inside = columns["numbers"] != 0, columns["in_body"] != 0
    sentence = (columns["ends"] != 0) | (columns["inner_stops"] != 0)
    few = (words >= 2) & (words <= 5) & (start >= -6) & (start <= 3)
    return (
        numbers & (columns["digits"] > 0.2) & (length < 60),
        few & (columns["capitalised"] > 0.75) & ~numbers,
        sentence & inside,
        sentence & ((start < 0) | (columns["tail_marks"] == 0)),
        sentence,
        (length >= 60) & inside & (columns["tail_marks"] != 0),
        length >= 30,
        columns["run"] <= 3,
    )
