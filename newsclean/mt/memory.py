"""Memory: sentences translated once are not translated again. An SQLite file that several processes may share.

The key is the sentence as the model saw it, with the model, its revision and every option that changes the output.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from newsclean.errors import ConfigError

_WAIT = 60.0  # seconds for another process to finish writing
_TABLE = """
CREATE TABLE IF NOT EXISTS translation (
    key BLOB PRIMARY KEY, engine TEXT NOT NULL, source TEXT NOT NULL, output TEXT NOT NULL
) WITHOUT ROWID
"""
_AT_ONCE = 500  # rows in one question; SQLite allows 999 variables


def cache_folder() -> Path:
    """Give the folder of this user where models, conversions and the memory are kept; it need not exist."""
    chosen = os.environ.get("NEWSCLEAN_CACHE")
    if chosen:
        return Path(chosen)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "newsclean"


@dataclass(frozen=True, slots=True)
class Memory:
    """Translations in an SQLite file at ``path``; each call opens and closes it, so that it may be sent to workers.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     memory = Memory(Path(folder) / "memory.sqlite")
    ...     memory.store("demo", {"Ναι.": "Yes."})
    ...     memory.find("demo", ["Ναι.", "Όχι."]), memory.find("other", ["Ναι."])
    ({'Ναι.': 'Yes.'}, {})
    """

    path: Path

    def find(self, engine: str, sentences: Sequence[str]) -> dict[str, str]:
        """Give what is known of ``sentences`` for an engine's signature."""
        keys = {_key(engine, sentence): sentence for sentence in sentences}
        found: dict[str, str] = {}
        if not self.path.exists():
            return found
        with closing(self._open()) as connection:
            for part in _parts(list(keys)):
                marks = ",".join("?" * len(part))
                rows = connection.execute(f"SELECT key, output FROM translation WHERE key IN ({marks})", part)
                found.update((keys[key], output) for key, output in rows)
        return found

    def store(self, engine: str, translations: Mapping[str, str]) -> None:
        """Keep translations; what is there already stays, so that all processes go on reading the same."""
        rows = [(_key(engine, source), engine, source, output) for source, output in translations.items()]
        with closing(self._open()) as connection, connection:
            connection.executemany("INSERT OR IGNORE INTO translation VALUES (?, ?, ?, ?)", rows)

    def export(self) -> Iterator[str]:
        """Give all rows as lines of JSON, in the order of engine and sentence."""
        if not self.path.exists():
            return
        with closing(self._open()) as connection:
            for row in connection.execute("SELECT engine, source, output FROM translation ORDER BY engine, source"):
                yield json.dumps(dict(zip(("engine", "source", "output"), row, strict=True)), ensure_ascii=False)

    def count(self) -> int:
        """Count the sentences kept."""
        if not self.path.exists():
            return 0
        with closing(self._open()) as connection:
            return int(connection.execute("SELECT count(*) FROM translation").fetchone()[0])

    def clear(self) -> int:
        """Forget everything, and give how many sentences that were."""
        known = self.count()
        if known:
            with closing(self._open()) as connection:
                connection.execute("DELETE FROM translation")
                connection.commit()
                connection.execute("VACUUM")
        return known

    def _open(self) -> sqlite3.Connection:
        """Open the file, making it and its folder where they are missing."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        try:
            connection = sqlite3.connect(self.path, timeout=_WAIT)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
            connection.execute(_TABLE)
        except sqlite3.DatabaseError as error:
            raise ConfigError(f"{self.path} cannot be used as a translation memory: {error}") from error
        return connection


def _key(engine: str, sentence: str) -> bytes:
    """Make the key of a sentence."""
    return hashlib.sha256(f"{engine}\0{sentence}".encode("utf-8", "surrogatepass")).digest()


def _parts(keys: list[bytes]) -> Iterable[list[bytes]]:
    """Cut the keys into lists that one question can hold."""
    return (keys[at : at + _AT_ONCE] for at in range(0, len(keys), _AT_ONCE))
