"""A corpus for the tests of runs, the same each time, and ways to run and to kill the program."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

SENTENCES = [
    "The government announced new measures for the economy on Monday, officials said.",
    "“We will not leave,” said the minister, who spoke to reporters in Brussels.",
    "Η κυβέρνηση ανακοίνωσε νέα μέτρα για την οικονομία, είπε ο εκπρόσωπος.",
    "Read also: Storm hits Evia",
    "Share on Facebook",
    "Rain fell on the capital on Monday, flooding several streets of the centre.",
]
SETTINGS = ("--judge", "off")


def make_rows(count: int, seed: int = 7) -> list[dict[str, object]]:
    """Make rows of articles; the last line of each text names it, so that none can be taken for another."""
    chance = random.Random(seed)
    return [
        {
            "id": f"a{number}",
            "url": f"https://www.site{number % 5}.example/{number}",
            "date": f"2021-12-{1 + number % 28:02}",
            "text": "\n\n".join([*chance.choices(SENTENCES, k=5), f"The {number}th story ends here, reporters said."]),
        }
        for number in range(count)
    ]


def write_rows(path: Path, count: int) -> Path:
    """Write a file of rows of JSON."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in make_rows(count)), encoding="utf-8")
    return path


def start(*arguments: str | Path, **environment: str) -> subprocess.Popen[bytes]:
    """Start the program, open to interrupts, which a shell makes what it starts in the background ignore."""
    command = [sys.executable, "-m", "newsclean", *map(str, arguments)]
    env = {**os.environ, **environment}
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=env,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def run(*arguments: str | Path, code: int = 0, **environment: str) -> str:
    """Run the program to its end; give what it says on standard error."""
    process = start(*arguments, **environment)
    _, errors = process.communicate(timeout=240)
    assert process.returncode == code, errors.decode()
    assert b"Traceback" not in errors
    return errors.decode()


def slow_down(folder: Path) -> dict[str, str]:
    """Make each row take 3 ms longer, so that a run is at work when it is stopped, however busy the machine is.

    Gives the environment in which it does, by a module put into ``folder``.
    """
    (folder / "sitecustomize.py").write_text(
        "import json, time\nloads = json.loads\n"
        "def slowly(data, **more):\n    time.sleep(0.003)\n    return loads(data, **more)\n"
        "json.loads = slowly\n"
    )
    return {"PYTHONPATH": os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")])}


def workers_of(process: subprocess.Popen[bytes]) -> list[int]:
    """Give the ids of the processes that a run has started."""
    path = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    try:
        return [int(word) for word in path.read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []


def wait_until_some_are_done(manifest: Path, pieces: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until a run has written down a number of pieces, or has ended."""
    for _ in range(6000):
        if process.poll() is not None or (manifest.exists() and manifest.read_bytes().count(b'{"piece"') >= pieces):
            return
        time.sleep(0.01)
    raise AssertionError("the run does not get on")


def kill(pid: int) -> None:
    """Kill a process that may be dead already."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def read_rows(path: Path) -> Iterator[dict[str, object]]:
    """Read a file of rows of JSON."""
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)
