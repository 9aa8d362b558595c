"""What kind of residue a line is: its features and neighbours go in, a word for the reader of the ledger comes out.

The kind is for people; whether a line goes is the model's affair alone.
"""

from __future__ import annotations

import math
from typing import Literal

from newsclean.judge.explain import Row

Kind = Literal["text", "caption", "teaser", "link", "menu", "byline", "date", "label", "notice", "repeat"]


def name_kind(row: Row) -> Kind:
    """Give the kind of residue that a dropped line looks like.

    >>> row = dict.fromkeys(("numbers", "digits", "lower_words", "capitalised", "words", "ends", "inner_stops"), 0.0)
    >>> row |= {"length": 2.4, "in_body": 0.0, "from_body_start": -3.0, "tail_marks": 0.0, "run": 9.0}
    >>> name_kind(row)
    'menu'
    >>> name_kind(row | {"digits": 0.6, "numbers": 3.0, "words": 1.4})
    'date'
    """
    length = math.expm1(row["length"])
    words = math.expm1(row["words"])
    if row["numbers"] and row["digits"] > 0.2 and length < 60:
        return "date"
    if 2 <= words <= 5 and row["capitalised"] > 0.75 and not row["numbers"] and _near_start(row):
        return "byline"
    if row["ends"] or row["inner_stops"]:
        return _name_sentence(row)
    if length >= 60 and row["in_body"] and row["tail_marks"]:
        return "caption"
    if length >= 30:
        return "link"
    return "label" if row["run"] <= 3 else "menu"


def _name_sentence(row: Row) -> Kind:
    """Name residue that has a sentence in it."""
    if row["in_body"]:
        return "caption"
    return "teaser" if row["from_body_start"] < 0 or row["tail_marks"] == 0 else "notice"


def _near_start(row: Row) -> bool:
    return -6 <= row["from_body_start"] <= 3
