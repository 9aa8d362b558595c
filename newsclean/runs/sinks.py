"""What is recorded beside the cleaned articles: ledger, attributes, excluded rows, statistics, failures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol, get_args

from newsclean.formats.documents import Layout
from newsclean.formats.ledger import ledger_line
from newsclean.formats.records import document_row
from newsclean.formats.writing import encode_row
from newsclean.runs.attributes import attribute_row
from newsclean.runs.cleaning import Outcome
from newsclean.runs.statistics import Statistics
from newsclean.runs.totals import Totals

Beside = Literal["ledger", "attributes", "excluded", "failures", "statistics"]
BESIDE: tuple[Beside, ...] = get_args(Beside)


class Writable(Protocol):
    """Whatever bytes can be written to."""

    def write(self, data: bytes, /) -> object:
        """Take some bytes."""


@dataclass(slots=True)
class Sinks:
    """Streams of bytes by name, each there only if it is wanted; ``statistics`` and ``totals`` are counted here."""

    streams: Mapping[Beside, Writable] = field(default_factory=dict)
    layout: Layout = field(default_factory=Layout)
    statistics: Statistics | None = None
    totals: Totals = field(default_factory=Totals)

    def record(self, outcome: Outcome) -> None:
        """Count one outcome and write down what is wanted of it."""
        document, article = outcome.document, outcome.article
        if outcome.failure:
            self._fail(outcome.failure)
            return
        assert document is not None and article is not None
        if self.statistics:
            self.statistics.add(document, article, outcome.excluded)
        if "attributes" in self.streams:
            self._write("attributes", encode_row(attribute_row(document, article)))
        if outcome.excluded:
            self.totals.excluded += 1
            if "excluded" in self.streams:
                row = {**document_row(document, article, self.layout), "excluded": outcome.excluded}
                self._write("excluded", encode_row(row))
            return
        self.totals.written += 1
        if "ledger" in self.streams:
            self._write("ledger", ledger_line(article).encode("utf-8", "surrogatepass"))

    def _fail(self, failure: str) -> None:
        self.totals.failed += 1
        if self.statistics:
            self.statistics.failed += 1
        if "failures" in self.streams:
            self._write("failures", encode_row(failure))

    def _write(self, name: Beside, data: bytes) -> None:
        self.streams[name].write(data)
