"""Languages and agencies as columns or JSON rows: a cleaned article goes in, a row for it or each passage comes out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from newsclean.article import Article

Row = dict[str, Any]
_FIRST_WORDS = 60


def article_rows(article: Article) -> Iterator[Row]:
    """Give one row: id, language, confidence (0 to 1), agencies credited, and the language it was translated from."""
    yield {
        "id": article.id,
        "language": article.language.code,
        "confidence": round(article.language.score, 3),
        "agencies": list(dict.fromkeys(credit.agency for credit in article.credits)),
        "translatedFrom": article.meta.get("translated_from", {}).get("code", ""),
    }


def passage_rows(article: Article) -> Iterator[Row]:
    """Give a row for each passage: id, span (code points), language, confidence and the first words."""
    for passage in article.passages:
        yield {
            "id": article.id,
            "start": passage.span.start,
            "end": passage.span.end,
            "language": passage.language.code,
            "confidence": round(passage.language.score, 3),
            "text": passage.span.text(article.source)[:_FIRST_WORDS],
        }


def as_columns(row: Row) -> str:
    """Join the values of a row with tabs; lists are joined with commas.

    >>> as_columns({"id": "a", "agencies": ["afp", "ap"]})
    'a\\tafp,ap'
    """
    cells = [",".join(value) if isinstance(value, list) else str(value) for value in row.values()]
    return "\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in cells)


def as_json(row: Row) -> str:
    """Give a row as one line of JSON."""
    return json.dumps(row, ensure_ascii=False)


UNITS: Mapping[str, Callable[[Article], Iterator[Row]]] = {"articles": article_rows, "passages": passage_rows}
VIEWS: Mapping[str, Callable[[Row], str]] = {"tsv": as_columns, "jsonl": as_json}
