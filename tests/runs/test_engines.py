"""The step for datatrove, and every recipe of docs/engines.md whose engine is installed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from newsclean import Config
from newsclean.runs.datatrove import NewsClean
from newsclean.runs.filters import Filters
from tests.runs.corpus import read_rows, run, write_rows

PAGE = (Path(__file__).parent.parent.parent / "docs" / "engines.md").read_text(encoding="utf-8")
RECIPES = dict(re.findall(r"```python (\w+)\n(.*?)```", PAGE, re.DOTALL))


def read_folder(folder: Path, pattern: str) -> list[dict[str, Any]]:
    return [row for path in sorted(folder.glob(pattern)) for row in read_rows(path)]


def execute(name: str, source: Path, target: Path) -> None:
    pytest.importorskip(name, reason=f"{name} is not installed")
    exec(RECIPES[name], {"source": str(source), "target": str(target), "json": json})


def test_datatrove_keeps_ids_and_metadata_in_several_tasks(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(3):
        write_rows(tmp_path / "in" / f"{number}.jsonl", 10 + number)
    execute("datatrove", tmp_path / "in", tmp_path / "out")
    found = read_folder(tmp_path / "out" / "clean", "*.jsonl")
    assert len(found) == 33 and len(list((tmp_path / "out" / "clean").glob("*.jsonl"))) == 3
    run("clean", tmp_path / "in", "-o", tmp_path / "plain")
    texts = {(row["url"], row["text"]) for row in read_folder(tmp_path / "plain", "*.jsonl")}
    assert {(row["metadata"]["url"], row["text"]) for row in found} == texts
    assert all(row["id"].startswith("a") and "edits" in row["metadata"] for row in found)
    counts = json.loads((tmp_path / "out" / "logs" / "stats.json").read_text())[1]["stats"]
    assert counts["forwarded"] == 33 and counts["total"] == 33


def test_datatrove_excludes_with_a_reason(tmp_path: Path) -> None:
    pytest.importorskip("datatrove", reason="datatrove is not installed")
    made: Any = pytest.importorskip("datatrove.data").Document
    step = NewsClean(Config(judge="off"), Filters(shortest=20))
    documents = [made("Rain fell on Athens on Monday.", "a"), made("Rain.", "b")]
    assert [document.id for document in step.run(documents)] == ["a"]
    assert step.stats["dropped_length"].total == 1


@pytest.mark.parametrize("name", sorted(set(RECIPES) - {"datatrove"}))
def test_recipes_keep_order_and_count(tmp_path: Path, name: str) -> None:
    write_rows(tmp_path / "wire.jsonl", 30)
    pytest.importorskip(name, reason=f"{name} is not installed")
    run("clean", tmp_path / "wire.jsonl", "-o", tmp_path / "plain.jsonl")
    execute(name, tmp_path / "wire.jsonl", tmp_path / "out")
    if name == "ray":
        table = pytest.importorskip("pyarrow.parquet").read_table(tmp_path / "out")
        found = [json.loads(row) for row in table.column("row").to_pylist()]
    else:
        found = read_folder(tmp_path / "out", "part-*" if name == "pyspark" else "*.jsonl")
    assert sorted(row["text"] for row in found) == sorted(
        str(row["text"]) for row in read_rows(tmp_path / "plain.jsonl")
    )
