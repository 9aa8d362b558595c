"""Prepared tables on disk only save time: no directory, a full one or a damaged copy changes no answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsclean.language.detector import ProfileDetector

TEXT = "Statsråden sa i går at den nye loven ikke trer i kraft"


@pytest.fixture
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "newsclean"


def _copies(directory: Path) -> list[Path]:
    return sorted(directory.glob("profiles-*"))


def test_tables_are_stored_once_and_give_the_same_answers(directory: Path) -> None:
    built = ProfileDetector().rank(TEXT)
    (copy,) = _copies(directory)
    written = copy.stat().st_mtime_ns
    assert ProfileDetector().rank(TEXT) == built
    assert copy.stat().st_mtime_ns == written


def test_damaged_copies_are_built_anew(directory: Path) -> None:
    right = ProfileDetector().rank(TEXT)
    (copy,) = _copies(directory)
    whole = copy.read_bytes()
    for damaged in (b"", b"no table", whole[:1000], whole[: len(whole) // 2] + b"x" + whole[len(whole) // 2 + 1 :]):
        copy.write_bytes(damaged)
        assert ProfileDetector().rank(TEXT) == right
        assert copy.read_bytes() == whole


def test_a_directory_that_cannot_be_made_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    right = ProfileDetector().rank(TEXT)
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert ProfileDetector().rank(TEXT) == right
    assert blocked.read_text() == "in the way"
