"""The error tree: every failure a user can meet, each with its facts as attributes and its exit code.

    NewscleanError
    ├── SettingsError  (exit 2)   ConfigError · PipelineError · RuleError
    ├── InputError     (exit 4)   DecodeError · RecordError · LedgerError
    └── Unavailable    (exit 5)   MissingExtra · ModelError

An ``InputError`` counts for one input only: where other inputs succeeded the command exits with 3.
"""

from __future__ import annotations


class NewscleanError(Exception):
    """Tell a person what happened, where, and what to do next.

    >>> NewscleanError("it broke").exit_code
    1
    """

    exit_code = 1


class SettingsError(NewscleanError):
    """Wrong use, settings or rule table: nothing was read."""

    exit_code = 2


class ConfigError(SettingsError):
    """A setting has a value that it cannot have."""


class PipelineError(SettingsError):
    """Steps that cannot stand in this order."""


class RuleError(SettingsError):
    """A row of a rule table is wrong.

    >>> str(RuleError("el.toml", "[read-also] row 3", "the text is empty"))
    'el.toml: [read-also] row 3: the text is empty'
    """

    def __init__(self, file: str, row: str, why: str) -> None:
        super().__init__(f"{file}: {row}: {why}")
        self.file = file
        self.row = row
        self.why = why


class InputError(NewscleanError):
    """One input could not be read or written; the others are not touched by it."""

    exit_code = 4


class DecodeError(InputError):
    """Bytes that are no text in the encoding that was named or found.

    ``offset`` counts bytes from the start of the input.

    >>> print(DecodeError("a.txt", "utf-8", 12, "try --encoding windows-1253"))
    a.txt: byte 12 is not valid utf-8: try --encoding windows-1253
    """

    def __init__(self, path: str, encoding: str, offset: int, advice: str) -> None:
        super().__init__(f"{path}: byte {offset} is not valid {encoding}: {advice}")
        self.path = path
        self.encoding = encoding
        self.offset = offset


class RecordError(InputError):
    """A record that is no article; ``line`` counts from 1, 0 where the input has no lines.

    >>> print(RecordError("wire.jsonl", 7, "the field 'text' is missing"))
    wire.jsonl, line 7: the field 'text' is missing
    """

    def __init__(self, path: str, line: int, why: str) -> None:
        super().__init__(f"{path}, line {line}: {why}" if line else f"{path}: {why}")
        self.path = path
        self.line = line
        self.why = why


class LedgerError(InputError):
    """A text and a ledger that do not belong together."""


class Unavailable(NewscleanError):
    """An optional part is not installed or not fetched."""

    exit_code = 5


class MissingExtra(Unavailable):
    """A package of an optional extra is not installed.

    >>> print(MissingExtra("translate", "torch"))
    this needs torch: install it with  pip install 'newsclean[translate]'
    """

    def __init__(self, extra: str, package: str) -> None:
        super().__init__(f"this needs {package}: install it with  pip install 'newsclean[{extra}]'")
        self.extra = extra
        self.package = package


class ModelError(Unavailable):
    """A translation model is missing or cannot be used."""

    def __init__(self, model: str, why: str) -> None:
        super().__init__(f"model {model}: {why}")
        self.model = model
