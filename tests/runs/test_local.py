"""Runs of several processes as a user meets them: killed, interrupted, starved of disk, and always exact."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.runs.corpus import (
    SETTINGS,
    kill,
    make_rows,
    read_rows,
    run,
    slow_down,
    start,
    wait_until_some_are_done,
    workers_of,
    write_rows,
)  # fmt: skip

COUNT = 1000
SMALL = ("--slice-size", "8000")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a file of rows and, beside it, what one process makes of it."""
    folder = tmp_path_factory.mktemp("corpus")
    write_rows(folder / "wire.jsonl", COUNT)
    run("clean", folder / "wire.jsonl", "-o", folder / "one.jsonl", "--ledger", folder / "one.ledger", *SETTINGS)
    return folder


def manifest(output: Path) -> Path:
    return output.with_name(output.name + ".newsclean") / "manifest.jsonl"


def assert_whole(corpus: Path, output: Path, ledger: Path | None = None) -> None:
    assert output.read_bytes() == (corpus / "one.jsonl").read_bytes()
    if ledger:
        assert ledger.read_bytes() == (corpus / "one.ledger").read_bytes()
    left = [path.name for path in output.parent.rglob("*") if path.name.endswith(".part")]
    assert not left
    assert not list((manifest(output).parent / "pieces").iterdir())


@pytest.mark.parametrize(("processes", "size"), [("1", "1"), ("2", "5000"), ("3", "1000000")])
def test_the_same_bytes_for_any_number_of_processes_and_any_slices(
    corpus: Path, tmp_path: Path, processes: str, size: str
) -> None:
    out, ledger = tmp_path / "out.jsonl", tmp_path / "ledger"
    source = corpus / "wire.jsonl" if size != "1" else write_rows(tmp_path / "few.jsonl", 8)
    run("clean", source, "-o", out, "-j", processes, "--slice-size", size, "--ledger", ledger, *SETTINGS)
    if size == "1":
        run("clean", source, "-o", tmp_path / "one.jsonl", "--ledger", tmp_path / "one.ledger", *SETTINGS)
        corpus = tmp_path
    assert out.read_bytes().replace(b"few.jsonl", b"wire.jsonl") == (corpus / "one.jsonl").read_bytes().replace(
        b"few.jsonl", b"wire.jsonl"
    )
    assert ledger.read_bytes() == (corpus / "one.ledger").read_bytes()


def test_killed_workers_are_replaced(corpus: Path, tmp_path: Path) -> None:
    out, ledger = tmp_path / "out.jsonl", tmp_path / "ledger"
    command = ("clean", corpus / "wire.jsonl", "-o", out, "-j", "2", *SMALL, "--ledger", ledger, *SETTINGS)
    process = start(*command, **slow_down(tmp_path))
    for done in (1, 4, 8):
        wait_until_some_are_done(manifest(out), done, process)
        for pid in workers_of(process)[:1]:
            kill(pid)
    _, errors = process.communicate(timeout=240)
    assert process.returncode == 0, errors.decode()
    assert b"ended before its work was done" in errors
    assert_whole(corpus, out, ledger)


def test_a_killed_run_goes_on_where_it_stopped(corpus: Path, tmp_path: Path) -> None:
    out, ledger = tmp_path / "out.jsonl", tmp_path / "ledger"
    command = ("clean", corpus / "wire.jsonl", "-o", out, "-j", "2", *SMALL, "--ledger", ledger, *SETTINGS)
    for done in (2, 6):
        process = start(*command, **slow_down(tmp_path))
        wait_until_some_are_done(manifest(out), done, process)
        workers = workers_of(process)
        kill(process.pid)
        process.communicate(timeout=60)
        assert not out.exists()
    before = manifest(out).read_bytes()
    assert before.count(b'{"piece"') >= 6
    assert not [pid for pid in workers if Path(f"/proc/{pid}").exists() and is_running(pid)]
    run(*command)
    assert_whole(corpus, out, ledger)
    assert manifest(out).read_bytes().startswith(before[: before.rfind(b"\n") + 1])
    pieces = [json.loads(line)["piece"] for line in manifest(out).read_bytes().splitlines() if b'{"piece"' in line]
    starts = [piece["slice"]["start"] for piece in pieces]
    assert len(starts) == len(set(starts)), "nothing is cleaned twice"


def is_running(pid: int) -> bool:
    """Tell a process at work from one that is dead or ends."""
    for _ in range(500):
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in "ZX":
                return False
        except (FileNotFoundError, ProcessLookupError):
            return False
        signal.sigtimedwait([], 0.01)
    return True


def test_totals_are_right_after_a_resume(tmp_path: Path) -> None:
    rows = [json.dumps(row) for row in make_rows(120)]
    rows[5], rows[60], rows[110] = "{broken", '{"title": "no text"}', '{"text": 5}'
    (tmp_path / "wire.jsonl").write_text("\n".join(rows) + "\n")
    out = tmp_path / "out.jsonl"
    command = ("clean", tmp_path / "wire.jsonl", "-o", out, "-j", "1", "--slice-size", "4000", *SETTINGS)
    process = start(*command)
    wait_until_some_are_done(manifest(out), 5, process)
    kill(process.pid)
    process.communicate(timeout=60)
    assert "120 read, 117 written, 3 failed" in run(*command, code=3)
    assert len(list(read_rows(out))) == 117
    assert "120 read, 117 written, 3 failed" in run(*command, code=3)
    failures = [json.loads(line) for line in (manifest(out).parent / "failures.jsonl").read_text().splitlines()]
    assert [text.partition(":")[0].rpartition(" ")[2] for text in failures] == ["6", "61", "111"]


def test_a_finished_run_does_nothing_when_it_is_run_again(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    command = ("clean", corpus / "wire.jsonl", "-o", out, "-j", "2", *SETTINGS)
    run(*command)
    stamp, events = out.stat().st_mtime_ns, manifest(out).read_bytes()
    run(*command)
    assert (out.stat().st_mtime_ns, manifest(out).read_bytes()) == (stamp, events)


def test_changed_settings_are_refused_unless_the_run_begins_anew(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    command = ("clean", corpus / "wire.jsonl", "-o", out, "-j", "1", *SETTINGS)
    run(*command)
    said = run(*command, "--quotes", "keep", code=2)
    assert "--restart" in said and "quotes" in said
    assert out.read_bytes() == (corpus / "one.jsonl").read_bytes()
    run(*command, "--quotes", "keep", "--restart")
    assert out.read_bytes() != (corpus / "one.jsonl").read_bytes()
    (tmp_path / "tables" / "phrases").mkdir(parents=True)
    table = tmp_path / "tables" / "phrases" / "en.toml"
    for words in ("Our other stories", "All our stories"):
        table.write_text(f'[read-also]\nline-start = [{{ id = "mine", text = "{words}" }}]\n')
        rules = (*command, "--rules", tmp_path / "tables")
        run(*rules, *(["--restart"] if words.startswith("Our") else []), code=0 if words.startswith("Our") else 2)


def test_changed_inputs_and_outputs_are_noticed(corpus: Path, tmp_path: Path) -> None:
    source, out = tmp_path / "wire.jsonl", tmp_path / "out.jsonl"
    shutil.copy(corpus / "wire.jsonl", source)
    command = ("clean", source, "-o", out, "-j", "1", *SETTINGS)
    run(*command)
    out.write_text("mine\n")
    assert "was changed" in run(*command, code=2)
    assert out.read_text() == "mine\n"
    write_rows(source, 10)
    assert "was changed" in run(*command, code=2)
    run(*command, "--restart")
    assert len(list(read_rows(out))) == 10


def test_interrupting_ends_cleanly_and_can_be_gone_on_from(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    command = ("clean", corpus / "wire.jsonl", "-o", out, "-j", "2", *SMALL, *SETTINGS)
    process = start(*command, **slow_down(tmp_path))
    wait_until_some_are_done(manifest(out), 2, process)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130 and b"interrupted" in errors and b"Traceback" not in errors
    run(*command)
    assert_whole(corpus, out)


def test_a_record_that_kills_its_worker_is_found_told_and_left_out(tmp_path: Path) -> None:
    """The parser of the workers is made to die over one word, as a fault in a compiled package would."""
    (tmp_path / "sitecustomize.py").write_text(
        "import json, os, signal\nloads = json.loads\n"
        "def deadly(data, **more):\n"
        "    if 'POISON' in str(data)[:200]: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return loads(data, **more)\njson.loads = deadly\n"
    )
    rows = make_rows(60)
    rows[17]["id"] = rows[41]["id"] = "POISON"
    (tmp_path / "wire.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    out = tmp_path / "out.jsonl"
    path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    command = ("clean", tmp_path / "wire.jsonl", "-o", out, "-j", "2", *SETTINGS)
    said = run(*command, code=3, PYTHONPATH=path)
    assert "line 18: the process that cleans it ends" in said and "line 42: the process" in said
    assert "60 read, 58 written, 2 failed" in said
    assert [row["id"] for row in read_rows(out)] == [row["id"] for row in rows if row["id"] != "POISON"]


def test_many_small_files_and_new_ones_later(tmp_path: Path) -> None:
    folder, out, ledger = tmp_path / "in", tmp_path / "out", tmp_path / "ledger"
    (folder / "deep").mkdir(parents=True)
    for number, row in enumerate(make_rows(40)):
        (folder / ("deep" if number % 2 else "") / f"{number:02}.txt").write_text(str(row["text"]), encoding="utf-8")
    command = ("clean", folder, "-o", out, "-j", "2", "--ledger", ledger, *SETTINGS)
    run(*command)
    run("clean", folder, "-o", tmp_path / "plain", "--ledger", tmp_path / "plain.ledger", *SETTINGS)
    for path in (tmp_path / "plain").rglob("*.txt"):
        assert (out / path.relative_to(tmp_path / "plain")).read_bytes() == path.read_bytes()
    assert ledger.read_bytes() == (tmp_path / "plain.ledger").read_bytes()
    (folder / "zz.txt").write_text("Rain fell on Athens on Monday, officials said.", encoding="utf-8")
    run(*command)
    assert len(list(out.rglob("*.txt"))) == 41
    assert len(ledger.read_bytes().splitlines()) == 41


def test_bad_inputs_are_named_and_do_not_stop_the_others(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "empty.txt").write_bytes(b"")
    (folder / "cut.jsonl.gz").write_bytes(b"\x1f\x8b\x08\x00")
    (folder / "good.txt").write_text("Rain fell on Athens on Monday, officials said.")
    said = run("clean", folder, tmp_path / "gone.txt", "-o", tmp_path / "out", "-j", "2", *SETTINGS, code=3)
    assert all(name in said for name in ("empty.txt", "cut.jsonl.gz", "gone.txt"))
    assert "4 read, 1 written, 3 failed" in said


def test_outputs_of_others_are_left_alone(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("mine")
    assert "--existing replace" in run("clean", corpus / "wire.jsonl", "-o", out, "-j", "1", *SETTINGS, code=4)
    assert out.read_text() == "mine"


def test_streams_need_no_processes() -> None:
    assert "-o" in run("clean", "-j", "2", code=2)


def test_a_full_disk_is_told_and_loses_nothing(corpus: Path, tmp_path: Path) -> None:
    """A limit on the size of files stands for the full disk: the same call fails at the same place."""
    out = tmp_path / "out.jsonl"
    command = ["clean", str(corpus / "wire.jsonl"), "-o", str(out), "-j", "1", *SMALL, *SETTINGS]
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (200000, {resource.RLIM_INFINITY})); "
    code = f"{limit}from newsclean.cli import main; main(args={command!r})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=240)
    assert done.returncode == 4 and b"cannot be written" in done.stderr and b"Traceback" not in done.stderr
    assert not out.exists()
    assert manifest(out).read_bytes().count(b'{"piece"') > 10
    run(*command)
    assert_whole(corpus, out)


@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs unshare to mount a small disk")
def test_a_disk_that_is_really_full(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    command = f"{sys.executable} -m newsclean clean {corpus / 'wire.jsonl'} -o {tmp_path}/disk/out.jsonl -j 1"
    script = f"mount -t tmpfs -o size=300k none {tmp_path}/disk || exit 77; {command} --judge off; exit $?"
    done = subprocess.run(["unshare", "-rm", "bash", "-c", script], capture_output=True, timeout=240)
    if done.returncode in (1, 77) and b"newsclean" not in done.stderr:
        pytest.skip("this system lets no user mount a disk")
    assert done.returncode == 4, done.stderr.decode()
    assert b"No space left on device" in done.stderr and b"Traceback" not in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser can write everywhere")
def test_a_place_that_cannot_be_written_to_is_named(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o555)
    said = run("clean", corpus / "wire.jsonl", "-o", tmp_path / "closed" / "out.jsonl", "-j", "1", code=4)
    assert "cannot be written" in said and "closed" in said


def test_a_place_that_is_no_directory_is_named(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    said = run("clean", corpus / "wire.jsonl", "-o", tmp_path / "file" / "out.jsonl", "-j", "1", code=4)
    assert "cannot be written" in said


def test_two_runs_do_not_share_a_place(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    command = ("clean", corpus / "wire.jsonl", "-o", out, "-j", "1", *SMALL, *SETTINGS)
    process = start(*command, **slow_down(tmp_path))
    wait_until_some_are_done(manifest(out), 1, process)
    assert "another run" in run(*command, code=4)
    process.communicate(timeout=240)
    assert process.returncode == 0
    assert_whole(corpus, out)
