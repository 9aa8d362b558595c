"""What a run did, in numbers that always add up."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Totals:
    """Documents written, failed and excluded by filters. Always ``read == written + failed + excluded``.

    >>> totals = Totals(written=2, failed=1)
    >>> totals.read, totals.exit_code
    (3, 3)
    """

    written: int = 0
    failed: int = 0
    excluded: int = 0

    @property
    def read(self) -> int:
        """Give the number of documents and unreadable inputs that were met."""
        return self.written + self.failed + self.excluded

    @property
    def exit_code(self) -> int:
        """Give 0 when all is well, 3 when some failed, 4 when nothing could be processed."""
        if not self.failed:
            return 0
        return 3 if self.written or self.excluded else 4

    def add(self, other: Totals) -> None:
        """Add the numbers of another run, or of a part of this one."""
        self.written += other.written
        self.failed += other.failed
        self.excluded += other.excluded

    def __str__(self) -> str:
        excluded = f", {self.excluded} excluded" if self.excluded else ""
        return f"{self.read} read, {self.written} written, {self.failed} failed{excluded}"
