"""Inputs one after another: each is read, cleaned and written whole; every document is counted as written or failed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Literal

from newsclean.article import Article
from newsclean.errors import InputError
from newsclean.formats.documents import Document, Layout, Opened, open_documents
from newsclean.formats.kinds import WRITTEN, Kind, kind_of_name
from newsclean.formats.writing import Existing, Origin, Row, encode_row, make_row, open_output, write_rows
from newsclean.pipeline import Pipeline
from newsclean.runs.cleaning import Cleaner, Outcome
from newsclean.runs.filters import Filters
from newsclean.runs.plan import STREAM, Job, attributes_path
from newsclean.runs.sinks import Beside, Sinks, Writable
from newsclean.runs.statistics import Statistics
from newsclean.runs.totals import Totals as Totals

Target = Literal["same", "text", "jsonl", "csv", "tsv", "parquet"]


@dataclass(frozen=True, slots=True)
class Output:
    """How results are written: the ``target`` format, what to do with an ``existing`` file, what goes where beside it.

    ``ledger``, ``excluded`` and ``statistics`` are files, ``attributes`` a directory; nothing is written for an
    empty path.
    """

    target: Target = "same"
    existing: Existing = "refuse"
    ledger: str = ""
    attributes: str = ""
    excluded: str = ""
    statistics: str = ""

    @property
    def beside(self) -> tuple[str, ...]:
        """Give the paths of what is written beside the results."""
        return tuple(filter(None, (self.ledger, self.attributes, self.excluded, self.statistics)))

    def kind(self, held: Kind, job: Job) -> Kind:
        """Tell what the output of a job holds whose input holds ``held``.

        >>> Output().kind("jsonl", Job("a.jsonl", "a.parquet", "a.jsonl"))
        'parquet'

        Raises ``InputError`` where many articles would become one text.
        """
        if self.target == "same":
            named = kind_of_name(job.target)
            return named if named in ("jsonl", "csv", "tsv", "parquet") else WRITTEN.get(held, held)
        if self.target == "text" and held not in ("text", "html"):
            raise InputError(f"{job.source}: rows cannot be told apart in one text: leave out --to text")
        return self.target


@dataclass(frozen=True, slots=True)
class Run:
    """A run over jobs: ``complain`` is told each failure in words, ``advance`` the bytes of each input that is done."""

    pipeline: Pipeline
    layout: Layout = field(default_factory=Layout)
    output: Output = field(default_factory=Output)
    complain: Callable[[str], None] = print
    advance: Callable[[int], None] = lambda _: None
    filters: Filters = field(default_factory=Filters)

    def clean(self, jobs: list[Job]) -> Totals:
        """Clean every input into its output; one that fails does not stop the others.

        Raises ``InputError`` where a ledger or the like cannot be written: then no input was touched.
        """
        statistics = Statistics() if self.output.statistics else None
        with self._open_beside() as streams:
            sinks = Sinks(streams, self.layout, statistics)
            for job in jobs:
                self._clean_input(job, sinks)
                self.advance(size_of(job.source))
        if statistics:
            with open_output(self.output.statistics, self.output.existing) as stream:
                stream.write(encode_row(statistics.to_json()))
        return sinks.totals

    def read(self, job: Job, totals: Totals) -> Iterator[tuple[Document, Article]]:
        """Clean the documents of one input for a look at them; ``totals`` counts them as written."""
        sinks = Sinks(totals=totals)
        try:
            with open_input(job.source) as stream:
                for outcome in self._outcomes(open_documents(stream, job.name, self.layout), job, sinks):
                    assert outcome.document is not None and outcome.article is not None
                    yield outcome.document, outcome.article
        except InputError as error:
            totals.failed += 1
            self.complain(str(error))

    def _outcomes(self, opened: Opened, job: Job, sinks: Sinks) -> Iterator[Outcome]:
        """Clean the documents of one input; failures are counted and told, what is to be written comes out."""
        for outcome in Cleaner(self.pipeline, self.layout, self.filters).clean_all(opened.documents, job.name):
            sinks.record(outcome)
            if outcome.failure:
                self.complain(outcome.failure)
            elif not outcome.excluded:
                yield outcome

    def _clean_input(self, job: Job, sinks: Sinks) -> None:
        """Clean one input into its output: the output is there when it is whole, or not at all."""
        totals = sinks.totals
        before = totals.written
        try:
            with ExitStack() as stack:
                if self.output.attributes:
                    path = attributes_path(self.output.attributes, job)
                    stream = stack.enter_context(open_output(path, self.output.existing))
                    sinks = Sinks({**sinks.streams, "attributes": stream}, self.layout, sinks.statistics, totals)
                self._write_articles(job, sinks)
        except InputError as error:
            lost = max(1, totals.written - before)
            totals.written, totals.failed = before, totals.failed + lost
            self.complain(str(error))

    def _write_articles(self, job: Job, sinks: Sinks) -> None:
        """Write the articles of one input; nothing is opened for writing before the first of them is there."""
        with open_input(job.source) as source:
            opened = open_documents(source, job.name, self.layout)
            kind = self.output.kind(opened.kind, job)
            rows = (make_output_row(outcome, kind, self.layout) for outcome in self._outcomes(opened, job, sinks))
            first = next(rows, None)
            if first is None:
                return
            with open_output(job.target, self.output.existing) as stream:
                write_rows(stream, kind, chain([first], rows), Origin(job.source, opened.kind), self.layout)

    @contextmanager
    def _open_beside(self) -> Iterator[dict[Beside, Writable]]:
        """Open what the whole run writes beside its outputs."""
        paths: dict[Beside, str] = {"ledger": self.output.ledger, "excluded": self.output.excluded}
        with ExitStack() as stack:
            yield {
                name: stack.enter_context(open_output(path, self.output.existing))
                for name, path in paths.items()
                if path
            }


def make_output_row(outcome: Outcome, kind: Kind, layout: Layout) -> Row:
    """Give the row of an outcome that is written: of a text, no more than the text."""
    assert outcome.document is not None and outcome.article is not None
    if kind == "text":
        return Row(outcome.document.line, {layout.text_field: shown_text(outcome.article)})
    return make_row(outcome.document, outcome.article, layout)


def shown_text(article: Article) -> str:
    """Give the text that a reader asked for: the cleaned one, with translations in the place of their passages."""
    if not article.translations:
        return article.text
    from newsclean.mt.present import translated_text

    return translated_text(article, article.translations[0].target)


@contextmanager
def open_input(source: str) -> Iterator[BinaryIO]:
    """Open an input for bytes; ``-`` is standard input.

    Raises ``InputError`` naming the path and what is wrong with it.
    """
    if source == STREAM:
        yield sys.stdin.buffer
        return
    try:
        stream = Path(source).open("rb")  # noqa: SIM115 -- closed below; the error to catch is that of opening alone
    except OSError as error:
        raise InputError(f"{source}: cannot be read: {error.strerror}") from error
    with stream:
        yield stream


def size_of(source: str) -> int:
    """Give the size of an input in bytes, 0 where it has none to know."""
    try:
        return Path(source).stat().st_size if source != STREAM else 0
    except OSError:
        return 0
