"""The ledger: one JSON line for each article, with every change, enough to give the very bytes of the input back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsclean.article import Article
from newsclean.edits import Edit, restore
from newsclean.errors import LedgerError
from newsclean.formats.records import edit_rows, edits_from_rows, sha256


@dataclass(frozen=True, slots=True)
class Entry:
    """What the ledger says of one article: ``id``, hash of its cleaned text, edits, repairs, how it was decoded."""

    id: str
    text_sha256: str
    edits: tuple[Edit, ...]
    repairs: tuple[Edit, ...]
    input: Mapping[str, Any]

    def restore(self, text: str) -> str:
        """Give the raw characters that became ``text``.

        Raises ``LedgerError`` where the text is not the one that was written.
        """
        if sha256(text) != self.text_sha256:
            raise LedgerError(f"{self.id}: the text was changed after it was cleaned, so the edits do not fit it")
        return restore(restore(text, self.edits), self.repairs)

    def restore_bytes(self, text: str) -> bytes:
        """Give the very bytes that became ``text``, in the encoding in which they were read."""
        from newsclean.formats.decode import encode

        return encode(self.restore(text), self.input.get("encoding", "utf-8"), self.input.get("bom", ""))


def ledger_line(article: Article) -> str:
    """Give the line of the ledger for a cleaned article, with its line feed.

    >>> line = ledger_line(Article("a", "Rain."))
    >>> entry_from_row(json.loads(line)).restore("Rain.")
    'Rain.'
    """
    row = {
        "id": article.id,
        "textSha256": sha256(article.text),
        "input": article.meta.get("input", {}),
        "edits": edit_rows(article.edits),
        "repairs": edit_rows(article.repairs),
    }
    return json.dumps(row, ensure_ascii=False) + "\n"


def entry_from_row(row: Any) -> Entry:
    """Make an entry of one parsed line.

    Raises ``LedgerError`` where it is none.
    """
    try:
        edits, repairs = edits_from_rows(row["edits"]), edits_from_rows(row["repairs"])
        return Entry(row["id"], row["textSha256"], edits, repairs, row["input"])
    except (KeyError, TypeError) as error:
        raise LedgerError(f"no line of a ledger: {error!r}") from error


def read_ledger(path: Path) -> Iterator[Entry]:
    """Read a ledger line by line.

    Raises ``LedgerError`` naming path and line.
    """
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield entry_from_row(json.loads(line))
            except (LedgerError, ValueError) as error:
                raise LedgerError(f"{path}, line {number}: {error}") from error
