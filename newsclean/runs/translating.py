"""Translating inputs for a reader: articles go in, the target text, both sides, a table, TMX or rows come out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from newsclean.article import Article
from newsclean.config import Config
from newsclean.errors import ConfigError, InputError
from newsclean.formats.documents import Layout
from newsclean.formats.records import article_to_row
from newsclean.formats.tmx import write_tmx
from newsclean.formats.writing import open_output
from newsclean.mt.present import is_doubtful, side_by_side, table_rows, translated_text
from newsclean.mt.quality import score_article
from newsclean.pipeline import Pipeline
from newsclean.runs.files import Run
from newsclean.runs.plan import find_jobs
from newsclean.runs.totals import Totals

Form = Callable[[Iterable[Article], str], Iterator[str]]


def _as_target(articles: Iterable[Article], into: str) -> Iterator[str]:
    for number, article in enumerate(articles):
        text = translated_text(article, into)
        yield ("\n" if number else "") + (text if text.endswith("\n") else text + "\n")


def _as_sides(articles: Iterable[Article], into: str) -> Iterator[str]:
    for number, article in enumerate(articles):
        yield ("\n" if number else "") + side_by_side(article, into) + "\n"


def _as_table(articles: Iterable[Article], into: str) -> Iterator[str]:
    for article in articles:
        yield from (row + "\n" for row in table_rows(article, into))


def _as_memory(articles: Iterable[Article], into: str) -> Iterator[str]:
    del into  # each unit of a TMX file names its languages
    return write_tmx(articles)


def _as_rows(articles: Iterable[Article], into: str) -> Iterator[str]:
    del into  # each translation of a row names its language
    for article in articles:
        yield json.dumps(article_to_row(article), ensure_ascii=False) + "\n"


FORMS: Mapping[str, Form] = {
    "target": _as_target,
    "side-by-side": _as_sides,
    "tsv": _as_table,
    "tmx": _as_memory,
    "jsonl": _as_rows,
}
"""The ways to show a translation; a text of several articles has a blank line between them."""


def translate_files(
    paths: Sequence[str], layout: Layout, config: Config, shown: Mapping[str, Any], complain: Callable[[str], None]
) -> tuple[Totals, list[str]]:
    """Clean and translate inputs, write them in one form, and give the totals and the lines of scores.

    ``shown`` has ``place``, ``form``, ``existing``, ``doubts`` and ``reference`` as the command line names them.

    Raises ``ConfigError`` without a language to translate into, ``Unavailable`` without a model or an engine,
    ``InputError`` where the output or the reference cannot be opened.
    """
    if config.translation is None:
        raise ConfigError("translate needs a language to translate into: add --into CODE")
    into = config.translation.into
    reference = _read_reference(shown["reference"])
    run, totals, scores = Run(Pipeline(config), layout, complain=complain), Totals(), list[str]()

    def articles() -> Iterator[Article]:
        for job in find_jobs(paths):
            for _, article in run.read(job, totals):
                if shown["doubts"] == "fail" and is_doubtful(article):
                    totals.written, totals.failed = totals.written - 1, totals.failed + 1
                    complain(f"{article.id}: a sentence stayed untranslated")
                if reference:
                    scores.extend(str(score) for score in score_article(article, into, reference))
                yield article

    with open_output(shown["place"], shown["existing"]) as stream:
        for piece in FORMS[shown["form"]](articles(), into):
            stream.write(piece.encode("utf-8", "surrogatepass"))
    return totals, scores


def _read_reference(path: str) -> str:
    """Read the text that a result is scored against."""
    try:
        return Path(path).read_text(encoding="utf-8") if path else ""
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: the reference cannot be read: {error}") from error
