"""The tables of agencies against their cases: each agency is found, each ambiguous mark spares other senses."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from newsclean.agencies.credits import CreditFinder
from newsclean.agencies.scene import Line
from newsclean.rules.tables import read_tables
from newsclean.steps.segment import find_passages

CASES = Path(__file__).parent.parent / "cases" / "agencies"
TABLES = {path.name: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(CASES.glob("*.toml"))}


def rows(kind: str) -> Iterator[dict[str, Any]]:
    for table in TABLES.values():
        yield from table.get(kind, [])


@pytest.fixture(scope="module")
def finder() -> CreditFinder:
    return CreditFinder(read_tables("agencies"), read_tables("credits"))


def found_in(finder: CreditFinder, text: str, language: str) -> list[str]:
    lines = [Line(span, "body", place) for place, span in enumerate(find_passages(text))]
    return [f"{found.agency} {found.role}" for found in finder.find(text, lines, language)]


def cases() -> Iterator[Any]:
    for case in rows("case"):
        marks = [pytest.mark.xfail(reason=case["xfail"], strict=True)] if "xfail" in case else []
        yield pytest.param(case, id=f"{case['language']}: {case['label']}: {case['text'][-30:]!r}", marks=marks)


@pytest.mark.parametrize("case", list(cases()))
def test_roles(finder: CreditFinder, case: dict[str, Any]) -> None:
    assert found_in(finder, case["text"], case["language"]) == case["expect"]


def test_each_agency_is_found_where_it_is_credited(finder: CreditFinder) -> None:
    wrong = {}
    for case in rows("positive"):
        found = [text.split()[0] for text in found_in(finder, case["text"], case["language"])]
        if found != [case["agency"]]:
            wrong[case["agency"]] = found
    assert not wrong


def test_each_other_sense_is_left_alone(finder: CreditFinder) -> None:
    wrong = {}
    for case in rows("negative"):
        found = found_in(finder, case["text"], case["language"])
        if found:
            wrong[case["mark"]] = found
    assert not wrong


def test_each_agency_has_a_positive_case(finder: CreditFinder) -> None:
    assert finder.registry.agencies.keys() - {case["agency"] for case in rows("positive")} == set()


def test_each_ambiguous_mark_has_a_negative_case(finder: CreditFinder) -> None:
    ambiguous = {mark.text for mark in finder.registry.marks if mark.grade in ("doubtful", "weak")}
    assert ambiguous - {case["mark"] for case in rows("negative")} == set()


def test_negative_cases_hold_their_mark() -> None:
    assert [case["mark"] for case in rows("negative") if case["mark"] not in case["text"]] == []


def test_there_are_three_hundred_agencies_and_no_id_twice() -> None:
    ids = Counter(row["id"] for table in read_tables("agencies") for row in table.rows["agency"])
    assert len(ids) >= 300
    assert [name for name, count in ids.items() if count > 1] == []
