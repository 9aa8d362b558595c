"""A step for datatrove's pipelines: documents go in, cleaned documents with ids, metadata and our record come out.

Statistics merge as those of any step; what failed or was filtered goes to an exclusion writer.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from importlib import import_module
from typing import Any

from newsclean.article import Article
from newsclean.config import Config
from newsclean.formats.documents import Document, Layout
from newsclean.formats.extras import load_extra
from newsclean.formats.records import document_row
from newsclean.pipeline import Pipeline
from newsclean.runs.cleaning import Cleaner, Outcome
from newsclean.runs.filters import Filters

try:
    _Step: Any = import_module("datatrove.pipeline.base").PipelineStep
except ModuleNotFoundError:
    _Step = object  # the constructor says what is missing


class NewsClean(_Step):  # type: ignore[misc]  # the package brings no types
    """Cleans documents, and leaves those out that fail or that ``filters`` do not keep.

    ``exclusion_writer`` is a writer of datatrove's for what is left out; the reason stands in the
    metadata as ``filter_reason``. The steps are built where the documents are, once a task.

    Raises ``MissingExtra`` where datatrove is not installed.
    """

    name = "newsclean"
    type = "FORMAT"

    def __init__(
        self, config: Config | None = None, filters: Filters | None = None, exclusion_writer: Any = None
    ) -> None:
        load_extra("datatrove", "datatrove.pipeline.base")
        super().__init__()
        self.config = config or Config()
        self.filters = filters or Filters()
        self.exclusion_writer = exclusion_writer

    def run(self, data: Any, rank: int = 0, world_size: int = 1) -> Iterator[Any]:
        """Clean the documents of one rank, in order."""
        del world_size
        cleaner = Cleaner(Pipeline(self.config), Layout(), self.filters)
        with self.exclusion_writer or nullcontext() as writer:
            for document in data:
                with self.track_time():
                    raw = Document(document.id, document.text, fields=document.metadata)
                    outcome = cleaner.clean(raw, document.id)
                self.stat_update("total")
                reason = "failed" if outcome.failure else outcome.excluded
                if not reason:
                    yield self._forward(document, outcome)
                    continue
                self.stat_update("dropped", f"dropped_{reason}")
                if writer is not None:
                    document.metadata["filter_reason"] = outcome.failure or reason
                    writer.write(document, rank)

    def _forward(self, document: Any, outcome: Outcome) -> Any:
        """Give a document its cleaned text and its record, and count what was done."""
        assert outcome.document is not None and outcome.article is not None
        row = document_row(outcome.document, outcome.article, Layout())
        document.text = row.pop("text")
        document.id = row.pop("id")
        document.metadata = row
        self.stat_update("forwarded", *self._labels(outcome.article))
        self.update_doc_stats(document)
        return document

    def _labels(self, article: Article) -> list[str]:
        """Name what is counted of an article: its language, its agencies, each category of residue removed."""
        agencies = sorted({found.agency for found in article.credits})
        removed = [edit.rule.partition(".")[0] for edit in article.edits]
        return [
            f"language_{article.language.code}",
            *(f"agency_{name}" for name in agencies),
            *(f"removed_{category}" for category in removed),
        ]
