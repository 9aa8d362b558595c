"""The first real article: a Greek wire story put into English by machine, with all its residue."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

import newsclean
from newsclean.article import Article

SEEDS = Path(__file__).parent.parent / "seeds"
GOLD = sorted((SEEDS / "gold").glob("*.toml"))


@pytest.fixture(scope="module")
def pipeline() -> newsclean.Pipeline:
    return newsclean.Pipeline()


@pytest.mark.parametrize("gold", GOLD, ids=lambda path: path.stem)
def test_seed_is_cleaned_as_its_gold_says(pipeline: newsclean.Pipeline, gold: Path) -> None:
    wanted = tomllib.loads(gold.read_text(encoding="utf-8"))
    source = (SEEDS / f"{gold.stem}.txt").read_text(encoding="utf-8")
    article = pipeline(Article(gold.stem, source))

    lines = [line for line in source.splitlines() if line.strip()]
    kept = [line for line in article.text.splitlines() if line.strip()]
    gone = {row["line"]: row["rule"] for row in wanted["gone"]}
    mended = {row["line"]: row["becomes"] for row in wanted["mended"]}
    assert kept == [mended.get(line, line) for line in lines if line not in gone]
    assert {edit.before.strip(): edit.rule for edit in article.edits if edit.before.strip() in gone} == gone
    assert [edit.rule for edit in article.edits if edit.before.strip() not in gone] == [
        row["rule"] for row in wanted["mended"]
    ]
    assert [(c.agency, c.role, c.surface) for c in article.credits] == [
        (row["agency"], row["role"], row["surface"]) for row in wanted["credit"]
    ]
    assert [c.span.text(source) for c in article.credits] == [row["surface"] for row in wanted["credit"]]
    assert article.language.code == wanted["language"]
    assert article.meta["translated_from"]["code"] == wanted["translated-from"]
    assert article.meta["keywords"] == wanted["keywords"]


@pytest.mark.parametrize("gold", GOLD, ids=lambda path: path.stem)
def test_seed_comes_back_and_stays_clean(pipeline: newsclean.Pipeline, gold: Path) -> None:
    source = (SEEDS / f"{gold.stem}.txt").read_text(encoding="utf-8")
    article = pipeline(Article("a", source))
    assert newsclean.restore(article.text, article.edits) == source
    assert pipeline(Article("a", article.text)).text == article.text


def test_evidence_of_translation_points_at_the_greek_letters(pipeline: newsclean.Pipeline) -> None:
    source = (SEEDS / "000_6173a6d629465536.txt").read_text(encoding="utf-8")
    evidence = pipeline(Article("a", source)).meta["translated_from"]["evidence"]
    assert any("ΑΠΕ" in item["surface"] for item in evidence)
    assert all(source[slice(*item["span"])] == item["surface"] for item in evidence)
    json.dumps(evidence)
