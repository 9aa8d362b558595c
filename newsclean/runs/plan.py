"""Which inputs there are and where each goes: one output for each input, never two into one, never onto an input."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from glob import glob
from pathlib import Path

from newsclean.errors import ConfigError
from newsclean.formats.kinds import SUFFIXES, WRITTEN, Kind, kind_of_name, packing_of_name, strip_packing

STREAM = "-"


@dataclass(frozen=True, slots=True)
class Job:
    """One input and its output, as paths; ``-`` is standard input or output. ``name`` stands in ids and messages."""

    source: str
    target: str
    name: str


def plan_jobs(
    paths: Sequence[str], output: str = "", kind: Kind | None = None, beside: Sequence[str] = ()
) -> list[Job]:
    """Pair each input with its output.

    One input goes to ``output`` (a file, or into it if it is a directory), or to standard output. Several
    inputs, or a directory, need a directory, in which their tree is mirrored, each name with the suffix of
    the ``kind`` that is written (that of the input, where none is named). A path may be a pattern (``*.jsonl.gz``).
    What else is written ``beside`` may lie in ``output``, which makes it a directory.

    >>> plan_jobs(["wire.txt"], "clean.txt")
    [Job(source='wire.txt', target='clean.txt', name='wire.txt')]
    >>> plan_jobs(["wire.txt"], "clean", beside=["clean/ledger.jsonl"])
    [Job(source='wire.txt', target='clean/wire.txt', name='wire.txt')]
    >>> plan_jobs(["a.txt", "b.txt"])
    Traceback (most recent call last):
    newsclean.errors.ConfigError: several inputs need a directory to go to: add -o DIRECTORY

    Raises ``ConfigError`` where outputs would meet each other or an input.
    """
    inputs = [pair for path in paths or [STREAM] for pair in _find_inputs(path)]
    many = len(inputs) > 1 or any(Path(path).is_dir() for path in paths)
    if many and not output:
        raise ConfigError("several inputs need a directory to go to: add -o DIRECTORY")
    if many and (Path(output).is_file() or output == STREAM):
        raise ConfigError(f"several inputs cannot go into one file ({output}): name a directory")
    around = {parent for path in beside for parent in Path(path).resolve().parents}
    holds_others = output not in ("", STREAM) and Path(output).resolve() in around
    into_directory = many or output.endswith("/") or Path(output or STREAM).is_dir() or holds_others
    jobs = [Job(source, _target(name, output, kind, into_directory), name) for source, name in inputs]
    _check_targets(jobs)
    return jobs


def find_jobs(paths: Sequence[str]) -> list[Job]:
    """Give the inputs of a command that writes no files.

    >>> find_jobs([])
    [Job(source='-', target='-', name='-')]
    """
    return [Job(source, STREAM, name) for path in paths or [STREAM] for source, name in _find_inputs(path)]


def attributes_path(directory: str, job: Job) -> str:
    """Give the path of the attribute file that stands beside an untouched input.

    >>> attributes_path("attributes", Job("corpus/el/a.txt", "out/el/a.txt", "el/a.txt"))
    'attributes/el/a.txt.jsonl.gz'
    """
    target = _target(job.name, directory, None, into_directory=True)
    return f"{strip_packing(target).removesuffix('.jsonl')}.jsonl.gz"


def _find_inputs(path: str) -> Iterator[tuple[str, str]]:
    """Give the files behind one argument, each with its name below it; a missing path is kept, to be reported."""
    root = Path(path)
    if path == STREAM or not root.is_dir():
        pattern = path != STREAM and not root.exists()
        found = sorted(glob(path, recursive=True)) if pattern else []  # noqa: PTH207 -- Path.glob takes no absolute one
        yield from ((name, name) for name in found or [path])
        return
    for file in sorted(root.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(root).parts)
        if kind_of_name(file.name) and not hidden and file.is_file():
            yield str(file), file.relative_to(root).as_posix()


def _target(name: str, output: str, kind: Kind | None, into_directory: bool) -> str:
    """Give the path of an output."""
    if not into_directory:
        return output or STREAM
    path = Path("stdin.txt") if name == STREAM else Path(name)
    relative = Path(path.name) if path.is_absolute() or ".." in path.parts else path
    held = kind_of_name(name)
    wanted = kind or (WRITTEN.get(held) if held else None)
    return str(Path(output) / (_rename(relative, wanted) if wanted else relative))


def _rename(path: Path, kind: Kind) -> Path:
    """Give a name the suffix of a kind; a packed file stays packed, except as Parquet, which packs itself."""
    packing = packing_of_name(path.name) if kind != "parquet" else ""
    renamed = Path(strip_packing(str(path))).with_suffix(SUFFIXES[kind])
    return Path(f"{renamed}.{packing}") if packing else renamed


def _check_targets(jobs: Sequence[Job]) -> None:
    """Refuse a plan in which two inputs share an output, or an output is an input."""
    sources = {Path(job.source).resolve(): job.source for job in jobs if job.source != STREAM}
    taken: dict[Path, str] = {}
    for job in jobs:
        target = Path(job.target).resolve()
        if job.target == STREAM:
            continue
        if target in taken:
            raise ConfigError(f"{taken[target]} and {job.source} would both be written to {job.target}")
        if target in sources:
            raise ConfigError(f"{job.source} would be written onto the input {sources[target]}: name another output")
        taken[target] = job.source
