"""Packed inputs and outputs: told by content, exact, and never larger in memory than they may be."""

from __future__ import annotations

import bz2
import gzip
import io
from pathlib import Path

import pytest

from newsclean.errors import InputError
from newsclean.formats import compression
from newsclean.formats.compression import pack, read_lines, unpack
from newsclean.formats.kinds import PACKINGS, Packing
from tests.runs.corpus import SETTINGS, make_rows, run, write_rows

TEXT = "Rain fell on Athens on Monday. Βροχή.\n".encode() * 5000


def packed(data: bytes, packing: Packing) -> bytes:
    if packing == "zst":
        pytest.importorskip("zstandard", reason="the extra corpus is not installed")
    stream = io.BytesIO()
    with pack(stream, packing) as target:
        target.write(data)
    return stream.getvalue()


@pytest.mark.parametrize("packing", PACKINGS.values())
def test_what_is_packed_comes_back_whatever_its_name(packing: Packing) -> None:
    data = packed(TEXT, packing)
    assert len(data) < len(TEXT) and data == packed(TEXT, packing)
    assert unpack(io.BytesIO(data), "-").read() == TEXT
    assert unpack(io.BytesIO(data + data), "-").read() == TEXT * 2


@pytest.mark.parametrize("packing", PACKINGS.values())
@pytest.mark.parametrize("damage", ["cut", "broken"])
def test_damage_is_told_with_the_name(packing: Packing, damage: str) -> None:
    data = packed(TEXT, packing)
    data = data[: len(data) // 2] if damage == "cut" else data[:12] + bytes(40) + data[52:]
    with pytest.raises(InputError, match=r"wire\.jsonl.*broken or cut off"):
        unpack(io.BytesIO(data), "wire.jsonl").read()


def test_nothing_is_read_of_a_line_that_is_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compression, "LARGEST", 1000)
    stream = io.BytesIO(b"a\n" + b"b" * 5000 + b"\nc\n")
    assert list(read_lines(stream)) == [b"a\n", None, b"c\n"]


def test_a_small_file_full_of_nothing_is_refused_within_bounds(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "bomb.txt.gz", "wb", 1) as stream:
        for _ in range(400):
            stream.write(bytes(1 << 20))
    assert "256 MB" in run("clean", tmp_path / "bomb.txt.gz", "-o", tmp_path / "out.txt", *SETTINGS, code=4)


@pytest.mark.parametrize("packing", PACKINGS.values())
@pytest.mark.parametrize("jobs", [(), ("-j", "2", "--slice-size", "4000")], ids=["one process", "two"])
def test_packed_rows_in_and_out(tmp_path: Path, packing: Packing, jobs: tuple[str, ...]) -> None:
    write_rows(tmp_path / "wire.jsonl", 30)
    run("clean", tmp_path / "wire.jsonl", "-o", tmp_path / "plain.jsonl", *SETTINGS)
    (tmp_path / "in").mkdir()
    name = f"wire.jsonl.{packing}"
    (tmp_path / "in" / name).write_bytes(packed((tmp_path / "wire.jsonl").read_bytes(), packing))
    run("clean", tmp_path / "in", "-o", tmp_path / "out", *jobs, *SETTINGS)
    with (tmp_path / "out" / name).open("rb") as stream:
        found = unpack(stream, name).read()
    assert found == (tmp_path / "plain.jsonl").read_bytes()


def test_what_was_whole_of_a_file_that_is_cut_off_is_written(tmp_path: Path) -> None:
    import json

    data = gzip.compress("".join(json.dumps(row) + "\n" for row in make_rows(400)).encode())
    (tmp_path / "wire.jsonl.gz").write_bytes(data[: len(data) // 2])
    said = run("clean", tmp_path / "wire.jsonl.gz", "-o", tmp_path / "out.jsonl", *SETTINGS, code=3)
    assert "cut off" in said
    assert (tmp_path / "out.jsonl").read_bytes().count(b"\n") > 100


def test_known_packers_read_what_is_written() -> None:
    assert gzip.decompress(packed(TEXT, "gz")) == TEXT
    assert bz2.decompress(packed(TEXT, "bz2")) == TEXT
