"""``newsclean clean`` as a user meets it: files and streams, good input and bad, and the exit code each time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SEED = Path(__file__).parent.parent.parent / "seeds" / "000_6173a6d629465536.txt"
TEXT = "Rain fell on Athens on Monday, flooding several streets of the centre.\n\nRead also: Snow on Parnitha\n"
LEFT = "Rain fell on Athens on Monday, flooding several streets of the centre.\n"


def newsclean(*arguments: str | Path, stdin: bytes = b"", code: int = 0) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "newsclean", *map(str, arguments)]
    done = subprocess.run(command, input=stdin, capture_output=True, timeout=300)
    assert done.returncode == code, done.stderr.decode()
    assert b"Traceback" not in done.stderr
    return done


def test_text_from_standard_input_to_standard_output() -> None:
    assert newsclean("clean", stdin=TEXT.encode()).stdout.decode() == LEFT


def test_one_file_to_one_file_and_back(tmp_path: Path) -> None:
    clean, ledger, back = tmp_path / "clean.txt", tmp_path / "ledger.jsonl", tmp_path / "back.txt"
    newsclean("clean", SEED, "-o", clean, "--ledger", ledger)
    newsclean("restore", clean, "--ledger", ledger, "-o", back)
    assert back.read_bytes() == SEED.read_bytes()
    assert "Read also" not in clean.read_text(encoding="utf-8")
    row = json.loads(ledger.read_text(encoding="utf-8"))
    assert {"rule", "reason", "before", "after", "start", "end"} == set(row["edits"][0])


def test_legacy_bytes_come_back_byte_for_byte(tmp_path: Path) -> None:
    source = tmp_path / "old.txt"
    source.write_bytes(("Η κυβέρνηση ανακοίνωσε νέα μέτρα για την οικονομία.\r\n\r\n"
                        "Διαβάστε επίσης: Χιόνια στην Πάρνηθα\r\n").encode("windows-1253"))  # fmt: skip
    newsclean("clean", source, "-o", tmp_path / "c.txt", "--ledger", tmp_path / "l", "--encoding", "windows-1253")
    assert (tmp_path / "c.txt").read_bytes().decode() == "Η κυβέρνηση ανακοίνωσε νέα μέτρα για την οικονομία.\r\n"
    newsclean("restore", tmp_path / "c.txt", "--ledger", tmp_path / "l", "-o", tmp_path / "b.txt")
    assert (tmp_path / "b.txt").read_bytes() == source.read_bytes()


def test_a_tree_is_mirrored(tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "a.txt").write_text(TEXT)
    (tmp_path / "in" / "deep" / "b.txt").write_text(TEXT)
    (tmp_path / "in" / "picture.png").write_bytes(b"\x89PNG")
    newsclean("clean", tmp_path / "in", "-o", tmp_path / "out")
    found = sorted(p.relative_to(tmp_path / "out").as_posix() for p in (tmp_path / "out").rglob("*") if p.is_file())
    assert found == ["a.txt", "deep/b.txt"]
    assert (tmp_path / "out" / "deep" / "b.txt").read_text() == LEFT


@pytest.mark.parametrize("output", ["out", "../{name}/out"])
def test_a_ledger_in_the_place_of_the_output_makes_it_a_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str
) -> None:
    """The ledger made the directory first, and then the output could not be written there."""
    (tmp_path / "a.txt").write_text(TEXT)
    monkeypatch.chdir(tmp_path)
    place = output.format(name=tmp_path.name)  # as it may be written, while the ledger is named in full
    newsclean("clean", tmp_path / "a.txt", "-o", place, "--ledger", tmp_path / "out" / "ledger.jsonl")
    assert (tmp_path / "out" / "a.txt").read_text() == LEFT
    newsclean(
        "restore", tmp_path / "out" / "a.txt", "--ledger", tmp_path / "out" / "ledger.jsonl", "-o", tmp_path / "b.txt"
    )
    assert (tmp_path / "b.txt").read_text() == TEXT


def test_rows_keep_their_other_fields_and_can_be_restored(tmp_path: Path) -> None:
    rows = [{"url": "u1", "body": TEXT, "language": "xx", "n": [1, None]}, {"id": 7, "body": LEFT}]
    source = tmp_path / "wire.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    done = newsclean("clean", source, "--text-field", "body")
    out = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["body"] for row in out] == [LEFT, LEFT]
    assert (out[0]["url"], out[0]["n"], out[0]["language"], out[0]["original"]) == (
        "u1",
        [1, None],
        "en",
        {"language": "xx"},
    )
    assert out[1]["id"] == "7"
    for key in ("language", "infoSources", "keywords", "passages", "edits"):
        assert key in out[0]


def test_rows_restore_themselves(tmp_path: Path) -> None:
    rows = [{"id": "a", "text": TEXT, "url": "u1", "language": "xx"}, {"id": 7, "text": "Rain\u00a0fell.\u200b"}]
    (tmp_path / "wire.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    newsclean("clean", tmp_path / "wire.jsonl", "-o", tmp_path / "clean.jsonl")
    done = newsclean("restore", tmp_path / "clean.jsonl")
    assert [json.loads(line) for line in done.stdout.splitlines()] == rows


def test_rows_with_names_of_their_own_restore_themselves(tmp_path: Path) -> None:
    rows = [{"key": "a", "body": TEXT, "text": "a field of the user's", "id": 3}]
    (tmp_path / "wire.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    names = ("--text-field", "body", "--id-field", "key")
    newsclean("clean", tmp_path / "wire.jsonl", *names, "-o", tmp_path / "clean.jsonl")
    done = newsclean("restore", tmp_path / "clean.jsonl", *names)
    assert [json.loads(line) for line in done.stdout.splitlines()] == rows
    assert b"--text-field" in newsclean("restore", tmp_path / "clean.jsonl", "--text-field", "title", code=4).stderr


def test_to_jsonl_names_agencies_after_iptc() -> None:
    row = json.loads(newsclean("clean", SEED, "--to", "jsonl").stdout)
    assert [(source["id"], source["role"]) for source in row["infoSources"]] == [
        ("amna", "source_line"),
        ("afp", "source_line"),
    ]
    assert row["infoSources"][0]["name"] == "Athens-Macedonian News Agency"
    assert row["keywords"] == ["China", "WASHINGTON", "BEIJING"]
    assert row["language"] == "en"


def test_the_names_of_schema_org_are_added_where_they_are_wanted() -> None:
    row = json.loads(newsclean("clean", SEED, "--to", "jsonl", "--schema-org").stdout)
    assert [source["name"] for source in row["schemaOrg"]["sourceOrganization"]][:1] == [
        "Athens-Macedonian News Agency"
    ]
    assert "ΑΠΕ-ΜΠΕ" in row["schemaOrg"]["creditText"]


BAD = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\n", "empty"),
    "binary.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, ""),
    "nul.txt": (b"\x00\x00\x00\x00\x01\x02", ""),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_named_and_the_rest_is_written(tmp_path: Path, name: str) -> None:
    data, word = BAD[name]
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_bytes(data)
    alone = newsclean("clean", tmp_path / "in" / name, code=4)
    assert name in alone.stderr.decode() and word in alone.stderr.decode() and not alone.stdout
    (tmp_path / "in" / "z.txt").write_text(TEXT)
    newsclean("clean", tmp_path / "in", "-o", tmp_path / "out", code=3)
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["z.txt"]


def test_a_declared_encoding_that_does_not_fit_is_said_with_its_offset(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Βροχή".encode("windows-1253"))
    done = newsclean("clean", tmp_path / "a.txt", "--encoding", "utf-8", code=4)
    assert "byte 0" in done.stderr.decode() and "a.txt" in done.stderr.decode()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig"])
def test_unicode_with_and_without_a_mark(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode(encoding))
    assert newsclean("clean", tmp_path / "a.txt").stdout.decode() == LEFT


def test_no_newline_at_the_end(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT.rstrip())
    assert newsclean("clean", tmp_path / "a.txt").stdout.decode() == LEFT.rstrip()


def test_bad_rows_are_named_by_line_and_the_others_written(tmp_path: Path) -> None:
    lines = [
        json.dumps({"text": TEXT}), "[1]", "{broken", json.dumps({"title": "no text"}), json.dumps({"text": 5}),
        "", json.dumps({"text": LEFT}),
    ]  # fmt: skip
    (tmp_path / "w.jsonl").write_bytes("\n".join(lines).encode() + b'\n{"text": "\xff"}\n')
    done = newsclean("clean", tmp_path / "w.jsonl", "-o", tmp_path / "out.jsonl", code=3)
    errors = done.stderr.decode()
    assert all(f"line {number}" in errors for number in (2, 3, 4, 5, 8))
    assert "7 read, 2 written, 5 failed" in errors
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == 2


def test_a_missing_path_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    done = newsclean("clean", tmp_path / "a.txt", tmp_path / "gone.txt", "-o", tmp_path / "out", code=3)
    assert "gone.txt" in done.stderr.decode()
    assert (tmp_path / "out" / "a.txt").read_text() == LEFT


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser can read everything")
def test_an_unreadable_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.txt").chmod(0)
    assert "a.txt" in newsclean("clean", tmp_path / "a.txt", code=4).stderr.decode()


def test_an_output_that_exists_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "out.txt").write_text("mine")
    done = newsclean("clean", tmp_path / "a.txt", "-o", tmp_path / "out.txt", code=4)
    assert "out.txt" in done.stderr.decode() and "--existing replace" in done.stderr.decode()
    assert (tmp_path / "out.txt").read_text() == "mine"
    newsclean("clean", tmp_path / "a.txt", "-o", tmp_path / "out.txt", "--existing", "replace")
    assert (tmp_path / "out.txt").read_text() == LEFT
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.txt", "out.txt"]


def test_never_onto_the_input_and_never_two_into_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "a.txt").write_text(TEXT)
    newsclean("clean", tmp_path / "a.txt", "-o", tmp_path / "a.txt", "--existing", "replace", code=2)
    newsclean("clean", tmp_path / "a.txt", tmp_path / "d" / "a.txt", "-o", tmp_path / "out", code=2)
    newsclean("clean", tmp_path / "a.txt", tmp_path / "d" / "a.txt", code=2)
    assert (tmp_path / "a.txt").read_text() == TEXT
    assert not (tmp_path / "out").exists()


def test_wrong_settings_are_refused_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "s.toml").write_text("quotes = 'fancy'")
    assert "fancy" in newsclean("clean", tmp_path / "a.txt", "--config", tmp_path / "s.toml", code=2).stderr.decode()
    newsclean("clean", tmp_path / "a.txt", "--skip", "nothing", code=2)
    newsclean("clean", tmp_path / "a.txt", "--rules", tmp_path / "none", code=2)
    newsclean("clean", tmp_path / "a.txt", "--nonsense", code=2)


def test_settings_come_from_a_file_and_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "s.toml").write_text('keep = ["read-also"]')
    assert newsclean("clean", tmp_path / "a.txt", "--config", tmp_path / "s.toml").stdout.decode() == TEXT
    monkeypatch.setenv("NEWSCLEAN_KEEP", "read-also")
    assert newsclean("clean", tmp_path / "a.txt").stdout.decode() == TEXT


def test_one_line_of_50_megabytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The minister said on Monday that prices rose again. " * 1_000_000)
    newsclean("clean", tmp_path / "a.txt", "-o", tmp_path / "out.txt")
    assert (tmp_path / "out.txt").stat().st_size == (tmp_path / "a.txt").stat().st_size


def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    rows = "".join(json.dumps({"text": LEFT}) + "\n" for _ in range(2000))
    (tmp_path / "w.jsonl").write_text(rows)
    command = f"{sys.executable} -m newsclean clean {tmp_path / 'w.jsonl'} | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, timeout=300)
    assert b"Traceback" not in done.stderr and len(done.stdout.splitlines()) == 1
