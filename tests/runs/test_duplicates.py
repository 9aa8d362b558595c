"""Near-duplicates as a user meets them: updates and copies are found, different stories on one event are not."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.runs.corpus import SETTINGS, read_rows, run

pytest.importorskip("rensa", reason="the extra corpus is not installed")

WORDS = [
    "government", "minister", "report", "budget", "river", "court", "police", "strike", "market", "storm",
    "island", "school", "harbour", "bridge", "vote", "talks", "border", "hospital", "energy", "price",
    "village", "festival", "train", "airport", "museum", "company", "union", "judge", "witness", "plan",
]  # fmt: skip


def story(seed: int) -> str:
    chance = random.Random(seed)
    return " ".join(f"The {' '.join(chance.choices(WORDS, k=9))} said on Monday." for _ in range(12))


def write_wire(path: Path) -> list[dict[str, Any]]:
    rows = [{"id": f"s{n}", "text": story(n), "date": "2021-12-24", "site": f"o{n % 4}.example"} for n in range(40)]
    update = story(3).replace("bridge", "tunnel", 1) + " Three people were hurt, the mayor added."
    rows += [
        {"id": "update", "text": update, "date": "2021-12-23T09:00:00Z", "site": "wire.example"},
        {"id": "signed", "text": story(3) + "\n\n(AFP)", "date": "2021-12-25", "site": "paper.example"},
        {"id": "capitals", "text": story(7).upper(), "site": "loud.example"},
        {"id": "half", "text": story(9)[:300] + story(99)[300:]},
        {"id": "empty-1", "text": "..."},
        {"id": "empty-2", "text": "..."},
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return rows


def duplicates(*arguments: str | Path) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "newsclean", "duplicates", *map(str, arguments), *SETTINGS]
    done = subprocess.run(command, capture_output=True, check=True, timeout=240)
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_copies_are_listed_with_earliest_agencies_and_outlets(tmp_path: Path) -> None:
    write_wire(tmp_path / "wire.jsonl")
    found = duplicates(tmp_path / "wire.jsonl")
    assert [sorted(cluster["ids"]) for cluster in found] == [["s3", "signed", "update"], ["capitals", "s7"]]
    assert found[0]["first"] == "update" and found[0]["agencies"] == ["afp"]
    assert found[0]["outlets"] == ["o3.example", "paper.example", "wire.example"]
    assert found == duplicates(tmp_path / "wire.jsonl")


def test_copies_are_marked_or_dropped(tmp_path: Path) -> None:
    rows = write_wire(tmp_path / "wire.jsonl")
    marked = {row["id"]: row.get("duplicateOf") for row in duplicates(tmp_path / "wire.jsonl", "--then", "mark")}
    assert list(marked) == [row["id"] for row in rows]
    assert {name for name, of in marked.items() if of} == {"s3", "signed", "capitals"}
    assert marked["s3"] == "update" and marked["capitals"] == "s7"
    run("duplicates", tmp_path / "wire.jsonl", "--then", "drop", "-o", tmp_path / "out.jsonl", *SETTINGS)
    assert len(list(read_rows(tmp_path / "out.jsonl"))) == len(rows) - 3


def test_cleaned_rows_are_taken_as_they_are(tmp_path: Path) -> None:
    write_wire(tmp_path / "wire.jsonl")
    run("clean", tmp_path / "wire.jsonl", "-o", tmp_path / "clean.jsonl", *SETTINGS)
    assert [cluster["size"] for cluster in duplicates(tmp_path / "clean.jsonl")] == [3, 2]


def test_a_stream_cannot_be_read_twice() -> None:
    assert "twice" in run("duplicates", "-", "--then", "drop", code=2)


def test_two_hundred_updates_are_two_hundred_outputs(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(200):
        (tmp_path / "in" / f"{number:03}.txt").write_text(f"{story(1)} {number:02} people were hurt, officials said.")
    run("clean", tmp_path / "in", "-o", tmp_path / "out", "-j", "2", *SETTINGS)
    assert len(list((tmp_path / "out").glob("*.txt"))) == 200
