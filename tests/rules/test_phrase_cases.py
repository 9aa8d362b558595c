"""Every row of every phrase table is shown at work, and every category is shown what it must leave alone."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from newsclean.article import Article, LanguageGuess
from newsclean.config import Config
from newsclean.rules.load import load_phrases
from newsclean.rules.tables import DATA
from newsclean.steps.boilerplate import StripBoilerplate
from newsclean.steps.segment import Segment

CASES = Path(__file__).parent.parent / "cases" / "phrases"
LANGUAGES = sorted(path.stem for path in (DATA / "phrases").glob("*.toml"))


def read_cases(language: str) -> list[dict[str, Any]]:
    path = CASES / f"{language}.toml"
    cases: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["case"] if path.exists() else []
    return cases


def all_cases() -> Iterator[Any]:
    for language in LANGUAGES:
        for case in read_cases(language):
            marks = [pytest.mark.xfail(reason=case["xfail"])] if "xfail" in case else []
            yield pytest.param(language, case, marks=marks, id=f"{language}: {case['label']}")


@pytest.fixture(scope="module")
def strip() -> StripBoilerplate:
    return StripBoilerplate(Config(judge="off"))


@pytest.mark.parametrize(("language", "case"), list(all_cases()))
def test_case(strip: StripBoilerplate, language: str, case: dict[str, Any]) -> None:
    article = Segment(Config())(Article("case", case["text"]))
    article = strip(replace(article, language=LanguageGuess(language, 1.0, 100)))
    assert article.text == case["left"]
    assert list(dict.fromkeys(edit.rule for edit in article.edits)) == case["rules"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_a_case(language: str) -> None:
    rules = {row.phrase.rule for row in load_phrases() if row.phrase.language == language}
    shown = {rule for case in read_cases(language) for rule in case["rules"]}
    assert rules - shown == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_category_is_shown_what_to_leave(language: str) -> None:
    categories = {row.phrase.category for row in load_phrases() if row.phrase.language == language}
    guarded = {case["guards"] for case in read_cases(language) if "guards" in case}
    assert categories - guarded == set()
