"""Lines that are file names of images go, and lines that only look a little like them stay."""

from __future__ import annotations

import importlib.util
import sys
import tomllib
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from newsclean.errors import RuleError
from newsclean.rules.filenames import LONGEST_LINE, FilenameFinder, find_filename
from newsclean.rules.tables import read_tables

ROOT = Path(__file__).parents[2]
CASES: dict[str, list[dict[str, Any]]] = tomllib.loads((ROOT / "tests/cases/filenames.toml").read_text("utf-8"))
ROWS: list[dict[str, Any]] = next(read_tables("filenames")).rows["name"]
FLOOR = 0.99  # of the lines of the generator


def _label(case: dict[str, Any]) -> str:
    return str(case.get("label") or case["id"])


@pytest.mark.parametrize("case", CASES["name"], ids=_label)
def test_a_name_is_found(case: dict[str, Any]) -> None:
    found = find_filename(case["line"])
    assert found is not None
    assert found.rule == case.get("rule", found.rule)
    assert found.tags == tuple(case.get("tags", ()))
    if "name" in case:
        assert found.span.text(case["line"]) == case["name"]
    for tag in found.tags:
        assert tag in found.tags_span.text(case["line"])


@pytest.mark.parametrize("case", CASES["prose"], ids=_label)
def test_anything_else_stays(case: dict[str, Any]) -> None:
    assert find_filename(case["line"]) is None


@pytest.mark.parametrize("row", ROWS, ids=_label)
def test_each_row_finds_its_own_example(row: dict[str, Any]) -> None:
    found = find_filename(row["example"])
    assert found is not None
    assert (found.rule, found.span.end) == (f"filename.any.{row['id']}", len(row["example"]))


def test_ids_are_unique() -> None:
    assert [name for name, times in Counter(row["id"] for row in ROWS).items() if times > 1] == []


def _maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_filenames", ROOT / "scripts/make_filenames.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_filenames"] = module
    spec.loader.exec_module(module)
    return module


def test_nearly_all_made_names_are_found() -> None:
    made = list(_maker().NameMaker(2023).make(4000))
    missed = [line for line in made if find_filename(line.line) is None]
    assert 1 - len(missed) / len(made) >= FLOOR, [line.line for line in missed]


def test_tags_of_made_names_are_read() -> None:
    for made in _maker().NameMaker(11).make(4000):
        found = find_filename(made.line)
        if made.tags and found is not None:
            assert found.tags == tuple(tag.strip("#") for tag in made.tags), made.line


def test_the_same_seed_makes_the_same_names() -> None:
    maker = _maker().NameMaker
    assert list(maker(5).make(60)) == list(maker(5).make(60))


@pytest.mark.parametrize(
    "line",
    ["a-" * 400 + "1", "%20" * 300, "1_" * 400 + "1", "a/" * 400 + "1", "IMG_1234 " * 90 + "x", "a b " * 200 + "1"],
)
def test_long_hostile_lines_end(line: str) -> None:
    assert find_filename(line) is None or line.startswith("%")


def test_a_line_longer_than_any_name_is_prose() -> None:
    assert find_filename("a" * LONGEST_LINE + ".jpg") is None


def test_a_user_adds_a_shape(tmp_path: Path) -> None:
    text = '[[name]]\nid = "desk"\nshape = "desk_#3_<at>_#2"\nexample = "desk-001-at-07"\n'
    (tmp_path / "filenames.toml").write_text(text, "utf-8")
    found = FilenameFinder.load([str(tmp_path)]).find("desk 001 at 07")
    assert found is not None and found.rule == "filename.any.desk"


def test_a_table_of_shapes_alone_is_enough() -> None:
    finder = FilenameFinder.from_table({"name": [{"id": "desk", "shape": "desk_#3", "example": "desk_001"}]})
    assert finder.find("desk 001") is not None and finder.find("desk 001.jpg") is None


def test_a_shape_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(RuleError, match="broken"):
        FilenameFinder.from_table({"extensions": ["jpg"], "name": [{"id": "broken", "shape": "IMG_<nothing>"}]})
