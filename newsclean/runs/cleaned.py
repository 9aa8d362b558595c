"""Articles that may have been cleaned before: rows of ours are taken as they are, all else is cleaned now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from newsclean.article import Article, Failure
from newsclean.config import Config
from newsclean.errors import InputError, LedgerError, RecordError
from newsclean.formats.documents import Document, Layout, read_documents
from newsclean.formats.records import article_from_row
from newsclean.pipeline import Pipeline
from newsclean.runs.files import open_input
from newsclean.runs.plan import Job
from newsclean.runs.totals import Totals


def read_inputs(jobs: Iterable[Job], layout: Layout) -> Iterator[Document | InputError]:
    """Read the documents of all inputs, in order, with an error in the place of what cannot be read."""
    for job in jobs:
        try:
            with open_input(job.source) as stream:
                yield from read_documents(stream, job.name, layout)
        except InputError as error:
            yield error


@dataclass(slots=True)
class CleanedReader:
    """Reads articles; ``complain`` is told each failure in words. The pipeline is built when there is need of it."""

    config: Config
    layout: Layout
    complain: Callable[[str], None] = print
    totals: Totals = field(default_factory=Totals)
    _pipeline: Pipeline | None = None

    def read(self, jobs: Iterable[Job]) -> Iterator[tuple[Document, Article]]:
        """Give each document with its article; one that fails comes with an empty article."""
        for found in read_inputs(jobs, self.layout):
            result = found if isinstance(found, InputError) else self._article(found)
            if isinstance(result, Article):
                self.totals.written += 1
                assert isinstance(found, Document)
                yield found, result
                continue
            self.totals.failed += 1
            self.complain(str(result))
            if isinstance(found, Document):
                yield found, Article(found.id, "")

    def _article(self, document: Document) -> Article | InputError:
        if "edits" in document.fields and "passages" in document.fields:
            try:
                return article_from_row({**document.fields, "id": document.id, "text": document.raw})
            except LedgerError as error:
                return LedgerError(f"{document.id}: {error}")
        self._pipeline = self._pipeline or Pipeline(self.config)
        result = self._pipeline.run(document)
        if isinstance(result, Failure):
            return RecordError(result.id, 0, f"step {result.step}: {result.error}")
        return result
