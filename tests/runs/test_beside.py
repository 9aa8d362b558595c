"""What a run writes beside its outputs: statistics, excluded rows, attributes; alike in one process and in two."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from newsclean.article import Article
from newsclean.formats.documents import Document
from newsclean.runs.attributes import attribute_row
from newsclean.runs.filters import Filters
from tests.runs.corpus import SETTINGS, make_rows, read_rows, run, write_rows

JOBS = [(), ("-j", "2", "--slice-size", "4000")]


@pytest.mark.parametrize("jobs", JOBS, ids=["one process", "two"])
def test_filters_count_and_keep_what_they_leave_out(tmp_path: Path, jobs: tuple[str, ...]) -> None:
    write_rows(tmp_path / "wire.jsonl", 56)
    said = run(
        "clean", tmp_path / "wire.jsonl", "-o", tmp_path / "out.jsonl", "--since", "2021-12-10",
        "--until", "2021-12-20", "--only-language", "en", "--excluded", tmp_path / "ex.jsonl",
        "--statistics", tmp_path / "s.json", *jobs, *SETTINGS,
    )  # fmt: skip
    kept, excluded = list(read_rows(tmp_path / "out.jsonl")), list(read_rows(tmp_path / "ex.jsonl"))
    assert f"56 read, {len(kept)} written, 0 failed, {len(excluded)} excluded" in said
    assert len(kept) + len(excluded) == 56
    assert all(row["language"] == "en" and "2021-12-10" <= str(row["date"]) <= "2021-12-20" for row in kept)
    assert {row["excluded"] for row in excluded} <= {"language", "date"}
    counts = json.loads((tmp_path / "s.json").read_text())
    assert counts["articles"] == 56 and sum(counts["excluded"].values()) == len(excluded)
    assert sum(site["articles"] for site in counts["sites"].values()) == 56
    assert counts["categories"]["read-also"] == sum(
        edit["rule"].startswith("read-also") for row in kept + excluded for edit in row["edits"]  # type: ignore[attr-defined]  # rows are JSON
    )  # fmt: skip


def test_one_process_and_two_write_the_same(tmp_path: Path) -> None:
    write_rows(tmp_path / "wire.jsonl", 40)
    for name, jobs in zip(("a", "b"), JOBS, strict=True):
        place = tmp_path / name
        beside = ("--attributes", place / "at", "--excluded", place / "ex.jsonl", "--statistics", place / "s.json")
        output = ("-o", place / "out.jsonl", "--shortest", "200", *beside)
        run("clean", tmp_path / "wire.jsonl", *output, *jobs, *SETTINGS)
    for name in ("out.jsonl", "ex.jsonl", "s.json"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    found = [gzip.decompress(next((tmp_path / name / "at").rglob("*.gz")).read_bytes()) for name in ("a", "b")]
    assert found[0] == found[1] and found[0].count(b"\n") == 40


def test_attributes_point_into_the_text_as_it_was_read(tmp_path: Path) -> None:
    import newsclean

    raw = "Rain\u200b fell on\u00a0Athens on Monday, officials said.\n\nRead also: Snow on Parnitha"
    article = newsclean.Pipeline(newsclean.Config(judge="off")).run(Document("a", raw))
    assert isinstance(article, newsclean.Article)
    spans = attribute_row(Document("a", raw), article)["attributes"]["newsclean__removed__read-also"]
    assert raw[spans[0][0] : spans[0][1]].strip() == "Read also: Snow on Parnitha"
    write_rows(tmp_path / "wire.jsonl", 5)
    run("clean", tmp_path / "wire.jsonl", "-o", tmp_path / "o.jsonl", "--attributes", tmp_path / "at", *SETTINGS)
    path = next((tmp_path / "at").rglob("*.gz"))
    rows = [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]
    assert [row["id"] for row in rows] == [row["id"] for row in make_rows(5)]


def test_statistics_of_what_was_cleaned_before(tmp_path: Path) -> None:
    write_rows(tmp_path / "wire.jsonl", 20)
    run("clean", tmp_path / "wire.jsonl", "-o", tmp_path / "out.jsonl", "--statistics", tmp_path / "s.json", *SETTINGS)
    command = [sys.executable, "-m", "newsclean", "statistics", str(tmp_path / "out.jsonl")]
    assert json.loads(subprocess.check_output(command)) == json.loads((tmp_path / "s.json").read_text())


def test_every_filter_has_its_reason() -> None:
    article = Article("a", "Rain fell.")
    document = Document("a", "Rain fell.", fields={"date": "no date"})
    reasons = {
        Filters(languages=("el",)): "language", Filters(agencies=("afp",)): "agency", Filters(shortest=50): "length",
        Filters(longest=5): "length", Filters(since="2021-01-01"): "date", Filters(): "",
    }  # fmt: skip
    assert {made: made.reason(document, article) for made in reasons} == reasons


def test_packed_rows_restore_themselves(tmp_path: Path) -> None:
    write_rows(tmp_path / "wire.jsonl", 20)
    run("clean", tmp_path / "wire.jsonl", "-o", tmp_path / "out.jsonl.gz", "-j", "1", *SETTINGS)
    run("restore", tmp_path / "out.jsonl.gz", "-o", tmp_path / "back.jsonl")
    assert list(read_rows(tmp_path / "back.jsonl")) == make_rows(20)
    (tmp_path / "out.csv").write_text("id,text\n")
    assert "--to jsonl" in run("restore", tmp_path / "out.csv", code=4)
