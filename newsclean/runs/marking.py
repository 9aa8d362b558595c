"""What is done about near-duplicates: clusters are listed, or the rows are written again, marked or without copies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from newsclean.errors import ConfigError
from newsclean.formats.documents import Document, Layout
from newsclean.runs.cleaned import read_inputs
from newsclean.runs.duplicates import Cluster
from newsclean.runs.plan import STREAM, Job

Then = Literal["list", "mark", "drop"]
MARK = "duplicateOf"
"""The field of a copy that holds the id of the earliest article of its cluster."""


def check_inputs(jobs: Iterable[Job], then: Then) -> None:
    """Raise ``ConfigError`` where a stream would have to be read twice."""
    if then != "list" and any(job.source == STREAM for job in jobs):
        raise ConfigError(f"--then {then} reads its input twice: name files")


def mark_rows(clusters: Iterable[Cluster], jobs: Iterable[Job], layout: Layout, then: Then) -> Iterator[dict[str, Any]]:
    """Give the rows to write: of clusters, or of the inputs read again."""
    if then == "list":
        yield from (cluster.to_json() for cluster in clusters)
        return
    copies: dict[int, str] = {}
    for cluster in clusters:
        first = cluster.ids[cluster.members.index(cluster.first)]
        copies.update((number, first) for number in cluster.members if number != cluster.first)
    documents = (found for found in read_inputs(jobs, layout) if isinstance(found, Document))
    for number, document in enumerate(documents):
        mark = {MARK: copies[number]} if number in copies else {}
        if not mark or then == "mark":
            yield {layout.id_field: document.id, layout.text_field: document.raw, **document.fields, **mark}
