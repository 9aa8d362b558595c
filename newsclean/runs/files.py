"""Inputs one after another: each is read, cleaned and written whole; every document is counted as written or failed."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Literal

from newsclean.article import Article, Failure
from newsclean.errors import InputError, RecordError
from newsclean.formats.documents import Document, Kind, Layout, kind_of, read_documents
from newsclean.formats.ledger import ledger_line
from newsclean.formats.records import document_row
from newsclean.formats.writing import Existing, open_output
from newsclean.pipeline import Pipeline
from newsclean.runs.plan import STREAM, Job

Target = Literal["same", "text", "jsonl"]


@dataclass(slots=True)
class Totals:
    """What a run did: documents read, written and failed. Always ``read == written + failed``."""

    written: int = 0
    failed: int = 0

    @property
    def read(self) -> int:
        """Give the number of documents and unreadable inputs that were met."""
        return self.written + self.failed

    @property
    def exit_code(self) -> int:
        """Give 0 when all is written, 3 when some failed, 4 when nothing could be processed."""
        if not self.failed:
            return 0
        return 3 if self.written else 4


@dataclass(frozen=True, slots=True)
class Output:
    """How results are written: the ``target`` format, what to do with an ``existing`` file, where the ledger goes."""

    target: Target = "same"
    existing: Existing = "refuse"
    ledger: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A run over jobs: ``complain`` is told each failure in words, ``advance`` the bytes of each input that is done."""

    pipeline: Pipeline
    layout: Layout = field(default_factory=Layout)
    output: Output = field(default_factory=Output)
    complain: Callable[[str], None] = print
    advance: Callable[[int], None] = lambda _: None

    def clean(self, jobs: list[Job]) -> Totals:
        """Clean every input into its output; one that fails does not stop the others.

        Raises ``InputError`` where the ledger cannot be written: then no input was touched.
        """
        totals = Totals()
        with self._open_ledger() as ledger:
            for job in jobs:
                self._clean_input(job, totals, ledger)
        return totals

    def read(self, job: Job, totals: Totals) -> Iterator[tuple[Document, Article]]:
        """Clean the documents of one input for a look at them; ``totals`` counts them as written."""
        try:
            for pair in self.articles(job, totals):
                totals.written += 1
                yield pair
        except InputError as error:
            totals.failed += 1
            self.complain(str(error))

    def articles(self, job: Job, totals: Totals) -> Iterator[tuple[Document, Article]]:
        """Read one input and clean each document in it; failures are counted and told, the rest comes out.

        Raises ``InputError`` where the input cannot be opened.
        """
        with open_input(job.source) as stream:
            for document in read_documents(stream, job.name, self.layout):
                result = document if isinstance(document, InputError) else self._clean_document(document, job.name)
                if isinstance(document, InputError) or isinstance(result, InputError):
                    totals.failed += 1
                    self.complain(str(result))
                elif isinstance(result, Article):
                    yield document, result

    def _clean_document(self, document: Document, name: str) -> Article | InputError:
        """Clean one document, or say why it cannot be."""
        result = self.pipeline.run(document)
        if isinstance(result, Failure):
            return RecordError(name, document.line, f"step {result.step}: {result.error}")
        return result

    def _clean_input(self, job: Job, totals: Totals, ledger: BinaryIO | None) -> None:
        """Clean one input into its output: the output is there when it is whole, or not at all."""
        mark = Totals(totals.written, totals.failed)
        try:
            self._write_articles(job, totals, ledger)
        except InputError as error:
            lost = max(1, totals.written - mark.written)
            totals.written, totals.failed = mark.written, totals.failed + lost
            self.complain(str(error))
        self.advance(size_of(job.source))

    def _write_articles(self, job: Job, totals: Totals, ledger: BinaryIO | None) -> None:
        """Write the articles of one input; nothing is opened for writing before the first of them is there."""
        found = self.articles(job, totals)
        first = next(found, None)
        if first is None:
            return
        kind = self._kind(job)
        with open_output(job.target, self.output.existing) as stream:
            for document, article in _chain(first, found):
                stream.write(_encode(document, article, kind, self.layout))
                if ledger:
                    ledger.write(ledger_line(article).encode("utf-8", "surrogatepass"))
                totals.written += 1

    def _kind(self, job: Job) -> Kind:
        """Tell what the output of a job holds.

        Raises ``InputError`` where many articles would become one text.
        """
        held = kind_of(job.source, self.layout)
        if self.output.target == "same":
            return held
        if self.output.target == "text" and held == "jsonl":
            raise InputError(f"{job.source}: rows cannot be told apart in one text: leave out --to text")
        return self.output.target

    @contextmanager
    def _open_ledger(self) -> Iterator[BinaryIO | None]:
        """Open the ledger, if one is asked for."""
        if not self.output.ledger:
            yield None
            return
        with open_output(self.output.ledger, self.output.existing) as stream:
            yield stream


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


def _chain(
    first: tuple[Document, Article], others: Iterator[tuple[Document, Article]]
) -> Iterator[tuple[Document, Article]]:
    yield first
    yield from others


def _encode(document: Document, article: Article, kind: Kind, layout: Layout) -> bytes:
    """Give the bytes of one article in an output."""
    if kind == "text":
        return article.text.encode("utf-8", "surrogatepass")
    row = document_row(document, article, layout)
    return (json.dumps(row, ensure_ascii=False) + "\n").encode("utf-8", "surrogatepass")
