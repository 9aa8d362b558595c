"""Changes in words: a cleaned article goes in, each of its edits comes out with its line, its rule and its reason."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from newsclean.article import Article
from newsclean.edits import Edit
from newsclean.formats.records import edit_rows

Colours = Literal["plain", "colour"]
_LONGEST = 300
_RED, _GREEN, _DIM, _RESET = "\x1b[31m", "\x1b[32m", "\x1b[2m", "\x1b[0m"


class Change(NamedTuple):
    """An edit with the ``line`` and ``column`` (both from 1) of what it touches first."""

    line: int
    column: int
    edit: Edit


def find_changes(article: Article) -> list[Change]:
    """Give the changes of an article in order: those of its characters first, then those of its text.

    >>> from newsclean.edits import cut
    >>> article = Article("a", "One.\\n\\nTwo.").with_edits([cut("One.\\n\\nTwo.", (4, 10), "demo.en.row", "why")])
    >>> [(change.line, change.column) for change in find_changes(article)]
    [(3, 1)]
    """
    raw = _undo_repairs(article)
    return [*_place(raw, article.repairs), *_place(article.source, article.edits)]


def _undo_repairs(article: Article) -> str:
    from newsclean.edits import restore

    return restore(article.source, article.repairs)


def _place(text: str, edits: tuple[Edit, ...]) -> Iterator[Change]:
    """Find line and column of each edit, the white space before what it takes aside."""
    starts = [0, *(i + 1 for i, character in enumerate(text) if character == "\n")]
    for edit in edits:
        lead = len(edit.before) - len(edit.before.lstrip()) if edit.before.strip() else 0
        at = edit.span.start + lead
        line = bisect_right(starts, at)
        yield Change(line, at - starts[line - 1] + 1, edit)


def change_row(article: Article, change: Change) -> dict[str, Any]:
    """Give a change as a JSON row."""
    return {"id": article.id, "line": change.line, "column": change.column, **edit_rows([change.edit])[0]}


def describe(article: Article, colours: Colours = "plain") -> str:
    """Tell in words what was changed in an article and what was found.

    >>> from newsclean.edits import cut
    >>> edit = cut("One.\\n\\nTwo.", (4, 10), "demo.en.row", "a demonstration")
    >>> article = Article("a", "One.\\n\\nTwo.").with_edits([edit])
    >>> print(describe(article))
    a: 1 change, language und, no agency credited
    <BLANKLINE>
      line 3, column 1  demo.en.row
        why: a demonstration
        - Two.
    """
    changes = find_changes(article)
    credited = list(dict.fromkeys(credit.agency for credit in article.credits))
    count = f"{len(changes)} change{'' if len(changes) == 1 else 's'}"
    agencies = f"credited to {', '.join(credited)}" if credited else "no agency credited"
    head = f"{article.id or 'the text'}: {count}, language {article.language.code}, {agencies}"
    return "\n".join([head, *(_tell(change, colours) for change in changes), *_tell_origin(article)])


def _tell(change: Change, colours: Colours) -> str:
    """Tell one change."""
    red, green, dim, reset = (_RED, _GREEN, _DIM, _RESET) if colours == "colour" else ("", "", "", "")
    edit = change.edit
    lines = [
        "",
        f"  line {change.line}, column {change.column}  {edit.rule}",
        f"    {dim}why: {edit.reason}{reset}",
        f"    {red}- {_show(edit.before)}{reset}",
    ]
    return "\n".join(lines if edit.is_removal else [*lines, f"    {green}+ {_show(edit.after)}{reset}"])


def _show(text: str) -> str:
    """Show text on one line, shortened, with what cannot be seen written out."""
    text = text.strip("\r\n") if text.strip() else text
    shown = "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in text.replace("\n", "⏎"))
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}… ({len(shown)} characters)"


def _tell_origin(article: Article) -> Iterator[str]:
    """Tell from which language the article was probably translated."""
    origin = article.meta.get("translated_from")
    if origin:
        surfaces = ", ".join(item["surface"] for item in origin["evidence"])
        yield f"\n  probably translated from {origin['code']}: {surfaces}"
