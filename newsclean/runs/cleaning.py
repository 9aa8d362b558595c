"""What becomes of each document of an input: written, failed or excluded; the same for one process and for many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from newsclean.article import Article, Failure
from newsclean.errors import InputError, RecordError
from newsclean.formats.documents import Document, Layout
from newsclean.pipeline import Pipeline
from newsclean.runs.filters import Filters


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document: its ``article``, or the ``failure`` in words; why it was ``excluded``, if it was."""

    document: Document | None = None
    article: Article | None = None
    failure: str = ""
    excluded: str = ""


@dataclass(frozen=True, slots=True)
class Cleaner:
    """Cleans documents as they are read, with the steps of one ``pipeline``, and filters what comes out."""

    pipeline: Pipeline
    layout: Layout = field(default_factory=Layout)
    filters: Filters = field(default_factory=Filters)

    def clean(self, found: Document | InputError, path: str) -> Outcome:
        """Give the outcome of one document, or of what stands in its place; ``path`` is named in messages.

        >>> Cleaner(Pipeline(steps=())).clean(Document("a", "Rain."), "a").article.text
        'Rain.'
        """
        if isinstance(found, InputError):
            return Outcome(failure=str(found))
        result = self.pipeline.run(found)
        if isinstance(result, Failure):
            place = path if found.line or found.id == path else found.id
            return Outcome(found, failure=str(RecordError(place, found.line, f"step {result.step}: {result.error}")))
        return Outcome(found, result, excluded=self.filters.reason(found, result))

    def clean_all(self, documents: Iterator[Document | InputError], path: str) -> Iterator[Outcome]:
        """Give the outcomes of the documents of one input, in order, same count."""
        return (self.clean(document, path) for document in documents)
