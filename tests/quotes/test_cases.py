"""Every rule of quotation marks has rows that show it and rows that keep it from acting."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from newsclean.article import Article, LanguageGuess, Passage
from newsclean.config import Config
from newsclean.edits import Span, restore
from newsclean.steps.quotes import NormaliseQuotes

FOLDER = Path(__file__).parent.parent / "cases" / "quotes"
CASES: list[dict[str, Any]] = [
    case for file in sorted(FOLDER.glob("*.toml")) for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]
]
RULES = {
    f"quotes.any.{name}"
    for name in (
        "straight", "apostrophe", "curly", "locale", "mixed-pair", "repeated-opening",
        "missing-closing", "doubled", "glued", "loose-space", "crossed",
    )
}  # fmt: skip


def make_article(text: str, language: str) -> Article:
    guess = LanguageGuess(language, 1.0, 100)
    lines = re.finditer("[^\n]+", text)
    return Article("a", text, tuple(Passage(Span(*line.span()), language=guess) for line in lines), guess)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_case(case: dict[str, Any]) -> None:
    step = NormaliseQuotes(Config(quotes=case.get("mode", "keep")))
    article = step(make_article(case["text"], case["language"]))
    assert article.text == case["left"]
    assert [edit.rule for edit in article.edits] == case["rules"]
    assert restore(article.text, article.edits) == case["text"]
    assert step(make_article(article.text, case["language"])).text == article.text


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_rule_has_a_case_for_and_a_case_against(rule: str) -> None:
    assert any(rule in case["rules"] for case in CASES)
    assert any(case.get("guards") == rule for case in CASES)


def test_no_case_names_a_rule_that_does_not_exist() -> None:
    assert {rule for case in CASES for rule in case["rules"]} <= RULES
