"""Memory: what was learnt stays, for several processes at once."""

from __future__ import annotations

import json
import multiprocessing
from pathlib import Path

import pytest

from newsclean.errors import ConfigError
from newsclean.mt.memory import Memory


def write(path: Path, name: str) -> None:
    for number in range(40):
        Memory(path).store("engine", {f"sentence {number}": f"said {number}", f"{name} {number}": name})


def test_several_processes_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "memory.sqlite"
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=write, args=(path, name)) for name in "abc"]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    assert Memory(path).count() == 40 + 3 * 40


def test_the_first_translation_stays(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "memory.sqlite")
    memory.store("engine", {"a": "first"})
    memory.store("engine", {"a": "second"})
    assert memory.find("engine", ["a", "b"]) == {"a": "first"}


def test_many_sentences_are_found_at_once(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "memory.sqlite")
    known = {f"sentence {number}": str(number) for number in range(2500)}
    memory.store("engine", known)
    assert memory.find("engine", list(known)) == known


def test_it_can_be_exported_and_cleared(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "memory.sqlite")
    memory.store("engine", {"Ναι.": "Yes."})
    assert [json.loads(line) for line in memory.export()] == [{"engine": "engine", "source": "Ναι.", "output": "Yes."}]
    assert (memory.clear(), memory.count(), list(memory.export())) == (1, 0, [])


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    path.write_bytes(b"this is no database, and long enough to be told from an empty one" * 20)
    with pytest.raises(ConfigError, match="cannot be used as a translation memory"):
        Memory(path).store("engine", {"a": "b"})
