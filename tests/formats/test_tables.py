"""Tables in and out: CSV, TSV and Parquet, alone and in several processes, with every column that is not ours."""

from __future__ import annotations

import csv
import datetime
import io
import json
from pathlib import Path
from typing import Any

import pytest

from newsclean.formats.documents import Document, Layout, read_documents
from tests.runs.corpus import SETTINGS, make_rows, read_rows, run, write_rows

JOBS = [(), ("-j", "2", "--slice-size", "4000")]


def write_csv(path: Path, delimiter: str = ",") -> list[dict[str, Any]]:
    rows = make_rows(25)
    rows[3]["text"] = 'He said "no", twice;\nthen left.\n\nRead also: Snow'
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, ["id", "url", "text", "language"], delimiter=delimiter)
        writer.writeheader()
        writer.writerows({**row, "date": None, "language": "xx"} and {
            "id": row["id"], "url": row["url"], "text": row["text"], "language": "xx"} for row in rows)  # fmt: skip
    return rows


@pytest.mark.parametrize("jobs", JOBS, ids=["one process", "two"])
@pytest.mark.parametrize(("name", "delimiter"), [("a.csv", ","), ("b.csv", ";"), ("c.tsv", "\t")])
def test_cells_in_cells_out(tmp_path: Path, jobs: tuple[str, ...], name: str, delimiter: str) -> None:
    rows = write_csv(tmp_path / name, delimiter)
    run("clean", tmp_path / name, "-o", tmp_path / f"out.{name[2:]}", *jobs, *SETTINGS)
    with (tmp_path / f"out.{name[2:]}").open(encoding="utf-8", newline="") as stream:
        found = list(csv.DictReader(stream, delimiter="\t" if name.endswith("tsv") else ","))
    assert [row["id"] for row in found] == [row["id"] for row in rows]
    assert [row["url"] for row in found] == [row["url"] for row in rows]
    assert found[3]["text"] == 'He said "no", twice;\nthen left.'
    assert json.loads(found[3]["edits"])[0]["before"].strip() == "Read also: Snow"
    assert json.loads(found[3]["original"]) == {"language": "xx"} and found[3]["language"] == "en"


def test_bad_records_of_a_table_are_named(tmp_path: Path) -> None:
    data = b"id,text\n1,Rain fell on Athens.\n2,a,b,c\n3,\xff\n\n4\n5,Snow fell on Athens.\n"
    found = list(read_documents(io.BytesIO(data), "a.csv", Layout()))
    assert [isinstance(item, Document) for item in found] == [True, False, False, False, True]
    assert ["line" in str(item) for item in found[1:4]] == [True] * 3
    legacy = list(read_documents(io.BytesIO("text\nΒροχή\n".encode("cp1253")), "a.csv", Layout(encoding="cp1253")))
    assert isinstance(legacy[0], Document) and legacy[0].raw == "Βροχή"


def test_a_cell_may_be_long() -> None:
    data = f"text\n{'Rain fell. ' * 50_000}\n".encode()
    assert [type(item) for item in read_documents(io.BytesIO(data), "a.csv", Layout())] == [Document]


@pytest.mark.parametrize("jobs", JOBS, ids=["one process", "two"])
@pytest.mark.parametrize("suffix", ["csv", "tsv", "parquet"])
def test_rows_to_a_table_keep_every_field(tmp_path: Path, jobs: tuple[str, ...], suffix: str) -> None:
    if suffix == "parquet":
        pytest.importorskip("pyarrow", reason="the extra corpus is not installed")
    write_rows(tmp_path / "wire.jsonl", 12)
    out = tmp_path / f"out.{suffix}"
    run("clean", tmp_path / "wire.jsonl", "-o", out, *jobs, *SETTINGS)
    if suffix == "parquet":
        found: Any = pytest.importorskip("pyarrow.parquet").read_table(out).to_pylist()
        assert isinstance(found[0]["edits"], list) and isinstance(found[0]["languageScore"], float)
    else:
        with out.open(encoding="utf-8", newline="") as stream:
            found = list(csv.DictReader(stream, delimiter="\t" if suffix == "tsv" else ","))
    assert [json.loads(row["fields"])["url"] for row in found] == [row["url"] for row in make_rows(12)]


def write_parquet(path: Path, count: int, group: int) -> Any:
    arrow: Any = pytest.importorskip("pyarrow", reason="the extra corpus is not installed")
    parquet: Any = pytest.importorskip("pyarrow.parquet")
    rows = make_rows(count)
    table = arrow.table(
        {
            "id": [row["id"] for row in rows],
            "text": [row["text"] if number % 7 else None for number, row in enumerate(rows)],
            "seen": [datetime.datetime(2021, 12, 24, number % 24) for number in range(count)],
            "raw": [bytes([number % 256]) for number in range(count)],
            "parts": [[{"n": number}] for number in range(count)],
            "language": ["xx"] * count,
        }
    )
    parquet.write_table(table, path, row_group_size=group)
    return table


def test_parquet_to_parquet_passes_other_columns_through_with_their_types(tmp_path: Path) -> None:
    table = write_parquet(tmp_path / "wire.parquet", 100, 13)
    for place, jobs in zip(("a", "b"), JOBS, strict=True):
        said = run("clean", tmp_path / "wire.parquet", "-o", tmp_path / f"{place}.parquet", *jobs, *SETTINGS, code=3)
        assert "100 read, 85 written, 15 failed" in said
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()
    found: Any = pytest.importorskip("pyarrow.parquet").read_table(tmp_path / "a.parquet")
    kept = [number for number in range(100) if number % 7]
    for name in ("seen", "raw", "parts"):
        assert found.schema.field(name) == table.schema.field(name)
        assert found.column(name).to_pylist() == table.column(name).take(kept).to_pylist()
    assert found.column("id").to_pylist() == [f"a{number}" for number in kept]
    assert json.loads(found.column("original")[0].as_py()) == {"language": "xx"}


def test_parquet_to_rows(tmp_path: Path) -> None:
    write_parquet(tmp_path / "wire.parquet", 10, 3)
    run("clean", tmp_path / "wire.parquet", "-o", tmp_path / "out.jsonl", *SETTINGS, code=3)
    first = next(read_rows(tmp_path / "out.jsonl"))
    assert (first["seen"], first["raw"], first["parts"]) == ("2021-12-24T01:00:00", "AQ==", [{"n": 1}])


def test_a_file_that_is_no_parquet_is_named(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="the extra corpus is not installed")
    (tmp_path / "a.parquet").write_bytes(b"PAR1 and no more")
    for jobs in JOBS:
        assert "a.parquet" in run("clean", tmp_path / "a.parquet", "-o", tmp_path / "o.parquet", *jobs, code=4)
