"""From TOML rows to phrases: each row is checked here, and what is wrong is said with file, row and reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsclean.errors import RuleError
from newsclean.rules.fold import fold
from newsclean.rules.phrases import SHAPES, THEN, Phrase
from newsclean.rules.tables import Table, read_tables

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_KEYS = {"id", "text", "seen", "then", "heads", "weak"}


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of residue: its ``title`` in the documentation, the ``reason`` in the ledger, what it ``spare``s.

    ``tail`` is ``credit`` where its labels, behind a sentence, make the passage a caption, ``aside`` is ``caption``
    where its words in brackets do. ``signs`` are characters that make a passage of the category by themselves.
    """

    id: str
    title: str
    reason: str
    spare: str = ""
    tail: str = ""
    aside: str = ""
    signs: str = ""


@dataclass(frozen=True, slots=True)
class PhraseRow:
    """A phrase with what the documentation shows of its row: the words as written and where they were seen."""

    phrase: Phrase
    words: str
    seen: str
    file: str


def load_categories(directories: Sequence[str] = ()) -> dict[str, Category]:
    """Read the categories; a user's own directory may add some.

    >>> load_categories()["read-also"].title
    'Read-also and related links'
    """
    found = {}
    for table in read_tables("categories", directories):
        for name, row in table.rows.items():
            try:
                found[name] = Category(name, **row)
            except TypeError:
                raise RuleError(
                    table.file, f"[{name}]", "a category has title, reason and, at most, spare, tail, aside and signs"
                ) from None
    return found


def load_phrases(directories: Sequence[str] = ()) -> list[PhraseRow]:
    """Read and check the phrase tables of the package and of ``directories``.

    >>> rows = load_phrases()
    >>> "read-also.el.diavaste-episis" in {row.phrase.rule for row in rows}
    True

    Raises ``RuleError`` naming file and row.
    """
    categories = load_categories(directories)
    rows: dict[str, PhraseRow] = {}
    for table in read_tables("phrases", directories):
        for row in _rows(table, categories):
            if row.phrase.rule in rows:
                raise RuleError(table.file, row.phrase.rule, f"this id stands in {rows[row.phrase.rule].file} already")
            rows[row.phrase.rule] = row
    return list(rows.values())


def load_date_words(directories: Sequence[str] = ()) -> dict[str, frozenset[str]]:
    """Read the words that a date line is made of, by language: months, weekdays, "at", "o'clock".

    >>> "novembre" in load_date_words()["fr"]
    True
    """
    found: dict[str, frozenset[str]] = {}
    for table in read_tables("phrases", directories):
        words = table.rows.get("dates", {}).get("words", [])
        language = Path(table.file).stem
        found[language] = found.get(language, frozenset()) | {fold(word) for word in words}
    return found


def _rows(table: Table, categories: dict[str, Category]) -> Iterator[PhraseRow]:
    """Go through one file, category by category and shape by shape."""
    language = Path(table.file).stem
    for category, shapes in table.rows.items():
        if category not in categories:
            raise RuleError(table.file, f"[{category}]", f"no category of this name: {', '.join(categories)}")
        for shape, rows in shapes.items():
            if shape == "words":
                continue
            if shape not in SHAPES:
                raise RuleError(table.file, f"[{category}] {shape}", f"no such shape: {', '.join(sorted(SHAPES))}")
            for row in rows:
                yield _check(row, f"{category}.{language}", shape, table.file)


def _check(row: dict[str, Any], prefix: str, shape: str, file: str) -> PhraseRow:
    """Make a phrase of one row, or say what is wrong with it."""
    where = f"{prefix} {shape} {row.get('id', row)}"
    text = fold(row.get("text", "")).strip()
    wrong = [
        (not _SLUG.fullmatch(row.get("id", "")), "the id must be small ASCII letters, digits and hyphens"),
        (not re.search(r"[\w©]", text), "the text has no letter"),
        (bool(row.keys() - _KEYS), f"unknown key {', '.join(sorted(row.keys() - _KEYS))}"),
        (row.get("then", "mark") not in THEN, f"then must be one of {', '.join(sorted(THEN))}"),
        (row.get("heads", "titles") != "titles", 'heads must be "titles"'),
        (shape == "line-end" and "#" in text, "# cannot stand in a line-end phrase"),
    ]
    for is_wrong, why in wrong:
        if is_wrong:
            raise RuleError(file, where, why)
    language = prefix.rpartition(".")[2]
    phrase = Phrase(
        rule=f"{prefix}.{row['id']}",
        shape=shape,
        text=text,
        then=row.get("then", "mark"),
        language=language,
        weak=row.get("weak", False),
        heads_titles="heads" in row,
    )
    return PhraseRow(phrase, row["text"], row.get("seen", ""), file)
