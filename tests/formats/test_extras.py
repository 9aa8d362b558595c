"""What needs a package that is not installed says which extra brings it, and ends with 5."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.runs.corpus import write_rows

CASES = [
    ("pyarrow", "corpus", ["clean", "wire.jsonl", "-o", "out.parquet"]),
    ("zstandard", "corpus", ["clean", "wire.jsonl", "-o", "out.jsonl.zst"]),
    ("zstandard", "corpus", ["clean", "wire.jsonl", "-o", "out.jsonl.zst", "-j", "1"]),
    ("fastwarc", "corpus", ["clean", "a.warc"]),
    ("rensa", "corpus", ["duplicates", "wire.jsonl"]),
]


@pytest.mark.parametrize(("package", "extra", "arguments"), CASES, ids=lambda value: str(value)[:40])
def test_a_missing_package_is_named(tmp_path: Path, package: str, extra: str, arguments: list[str]) -> None:
    write_rows(tmp_path / "wire.jsonl", 2)
    (tmp_path / "a.warc").write_bytes(b"WARC/1.0\r\n")
    (tmp_path / "sitecustomize.py").write_text(f"import sys\nsys.modules[{package!r}] = None\n")
    code = f"from newsclean.cli import main; main(args={[*arguments, '--judge', 'off']!r})"
    setup = f"import sys; sys.path.insert(0, {str(Path(__file__).parents[2])!r}); import sitecustomize; "
    environment = {"PYTHONPATH": str(tmp_path), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [sys.executable, "-c", setup + code], cwd=tmp_path, env=environment, capture_output=True, timeout=120
    )
    assert done.returncode == 5, done.stderr.decode()
    assert f"needs {package}" in done.stderr.decode() and f"newsclean[{extra}]" in done.stderr.decode()
