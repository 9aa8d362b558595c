"""Damage to characters is repaired, each kind by a rule of its own, and what is meant stays."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.config import Config
from newsclean.edits import apply, restore
from newsclean.formats.characters import KINDS_OF_CHARACTERS, KINDS_OF_WORDS, OPTIONAL, repair_characters

FOLDER = Path(__file__).parent.parent / "cases" / "characters"
CASES: list[dict[str, Any]] = [
    case for file in sorted(FOLDER.glob("*.toml")) for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]
]
RULES = {kind.rule for kind in (*KINDS_OF_CHARACTERS, *KINDS_OF_WORDS)} - {"characters.any.stray-byte"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_case(case: dict[str, Any]) -> None:
    source, edits = repair_characters(case["text"], Config())
    assert source == case["left"]
    assert [edit.rule for edit in edits] == case["rules"]
    assert apply(case["text"], edits) == source
    assert restore(source, edits) == case["text"]
    assert repair_characters(source, Config()) == (source, ())


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_rule_has_a_case_for_and_a_case_against(rule: str) -> None:
    assert any(rule in case["rules"] for case in CASES)
    assert any(case.get("guards") == rule for case in CASES)


@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_rule_that_is_kept_does_nothing(rule: str) -> None:
    case = next(case for case in CASES if rule in case["rules"])
    _, edits = repair_characters(case["text"], Config(keep=(rule,)))
    assert rule not in {edit.rule for edit in edits}


def test_the_reason_says_what_was_decoded_how() -> None:
    _, edits = repair_characters("MÃ¼nchen", Config())
    assert "latin-1" in edits[0].reason
    assert "utf-8" in edits[0].reason


def test_quotation_marks_are_left_to_their_own_step() -> None:
    text = "“It’s ‘fine’,” she said in São Paulo."
    assert repair_characters(text, Config()) == (text, ())


def test_a_bad_byte_inside_utf_8_never_reaches_the_source() -> None:
    raw = b"It\x92s na\xc3\xafve \x81".decode("utf-8", "surrogateescape")
    source, edits = repair_characters(raw, Config(keep=("characters",)))
    assert source == "It’s naïve "
    assert {edit.rule for edit in edits} == {"characters.any.stray-byte"}


@pytest.mark.parametrize(
    ("rule", "text", "left"),
    [
        ("characters.any.dash", "rain - at last", "rain – at last"),
        ("characters.any.ellipsis", "well...", "well…"),
        ("characters.any.double-space", "rain  fell", "rain fell"),
    ],
)
def test_matters_of_taste_are_followed_only_where_asked(rule: str, text: str, left: str) -> None:
    assert rule in {kind.rule for kind in OPTIONAL}
    assert repair_characters(text, Config()) == (text, ())
    assert repair_characters(text, Config(), (rule,))[0] == left


@given(st.text(alphabet="aéÃ¼â€“\u00ad\u200b\u00a0&amp;quot ﬁе\u0301Α\r\n\x92", max_size=40))
def test_repairing_again_changes_nothing_and_the_raw_text_comes_back(raw: str) -> None:
    source, edits = repair_characters(raw, Config())
    assert restore(source, edits) == raw
    assert repair_characters(source, Config()) == (source, ())
