"""Web archives: pages and texts become articles with their addresses, all else is passed over."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from tests.runs.corpus import SETTINGS, read_rows, run

pytest.importorskip("fastwarc", reason="the extra corpus is not installed")

STORY = "Rain fell on Athens on Monday, flooding several streets of the centre, officials said. " * 4


def record(kind: str, address: str, body: bytes) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2021-12-24T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{abs(hash(address)) % 10**12:012}>\r\n"
    )
    if kind == "response":
        head += "Content-Type: application/http; msgtype=response\r\n"
    return head.encode() + f"Content-Length: {len(body)}\r\n\r\n".encode() + body + b"\r\n\r\n"


def answer(body: str, status: str = "200 OK", kind: str = "text/html; charset=utf-8") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body.encode()


@pytest.mark.parametrize("name", ["a.wet", "a.wet.gz", "a.warc.wet.gz"])
def test_the_texts_of_an_archive(tmp_path: Path, name: str) -> None:
    records = [
        record("warcinfo", "info", b"software: x"),
        record("conversion", "https://one.example/1", f"{STORY}\n\nRead also: Snow\n".encode()),
        record("conversion", "https://one.example/2", "Βροχή στην Αθήνα τη Δευτέρα, είπε ο υπουργός.\n".encode()),
        record("conversion", "https://one.example/3", b""),
    ]
    pack = gzip.compress if name.endswith("gz") else bytes
    (tmp_path / name).write_bytes(b"".join(pack(item) for item in records))
    for jobs in ((), ("-j", "2")):
        out = tmp_path / f"out{len(jobs)}.jsonl"
        said = run("clean", tmp_path / name, "-o", out, *jobs, *SETTINGS, code=3)
        assert "3 read, 2 written, 1 failed" in said and "https://one.example/3" in said
        rows = list(read_rows(out))
        assert [row["id"] for row in rows] == ["https://one.example/1", "https://one.example/2"]
        assert rows[0]["date"] == "2021-12-24T10:00:00Z" and "Read also" not in str(rows[0]["text"])
        assert rows[1]["language"] == "el"
    assert (tmp_path / "out0.jsonl").read_bytes() == (tmp_path / "out2.jsonl").read_bytes()


def test_the_pages_of_an_archive(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura", reason="the extra html is not installed")
    page = f"<html><head><title>Rain</title></head><body><article><h1>Rain</h1><p>{STORY}</p></article></body></html>"
    records = [
        record("request", "https://one.example/1", b"GET / HTTP/1.1\r\n\r\n"),
        record("response", "https://one.example/1", answer(page)),
        record("response", "https://one.example/2", answer(page, "404 Not Found")),
        record("response", "https://one.example/3", answer("{}", kind="application/json")),
    ]
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "day.warc").write_bytes(b"".join(records))
    run("clean", tmp_path / "in", "-o", tmp_path / "out", *SETTINGS)
    rows = [json.loads(line) for line in (tmp_path / "out" / "day.jsonl").read_text().splitlines()]
    assert [row["url"] for row in rows] == ["https://one.example/1"]
    assert "flooding several streets" in rows[0]["text"]


def test_what_is_no_archive_is_told_without_a_trace(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(b"this is no archive\n" * 50)
    (tmp_path / "b.warc.gz").write_bytes(gzip.compress(record("conversion", "https://one.example/1", b"x"))[:60])
    run("clean", tmp_path / "b.warc.gz", "-o", tmp_path / "b.jsonl", *SETTINGS, code=4)
    assert "no valid archive" in run("clean", tmp_path / "a.warc", "-o", tmp_path / "a.jsonl", *SETTINGS, code=4)
