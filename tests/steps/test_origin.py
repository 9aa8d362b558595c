"""Translated texts give themselves away by what stands round them, never by names or quotations in the prose."""

from __future__ import annotations

from typing import Any

import pytest

from newsclean.article import Article
from newsclean.config import Config
from newsclean.pipeline import Pipeline

ENGLISH = "The government announced new sanctions on Thursday, a spokesman for the ministry told reporters."
GREEK = "Η Ουάσινγκτον ανακοίνωσε νέες κυρώσεις κατά του Πεκίνου χθες, σύμφωνα με τον υπουργό Εξωτερικών."
GERMAN = "Die Regierung hat am Donnerstag neue Maßnahmen gegen die steigenden Preise beschlossen."
NORWEGIAN = "Regjeringen sa torsdag at den vil innføre nye tiltak mot de høye prisene i landet."


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline(Config(judge="off"))


def _origin(pipeline: Pipeline, text: str) -> Any:
    return pipeline(Article("a", text)).meta.get("translated_from")


@pytest.mark.parametrize(
    ("text", "code", "kinds"),
    [
        (f"{ENGLISH}\n\nSource: ΑΠΕ-ΜΠΕ- AFP", "el", ["credit"]),
        (f"{ENGLISH}\n\nΔιαβάστε επίσης: Αφγανιστάν", "el", ["residue"]),
        (f"МОСКВА, 3 октября. /ТАСС/. {ENGLISH}", "ru", ["dateline", "credit"]),
        (f"{ENGLISH}\n\nQuelle: dpa", "de", ["label"]),
        (f"{GERMAN}\n\nИсточник: РИА Новости", "ru", ["label", "credit"]),
        (f"ATHENS, Oct 3 (Reuters) - {GREEK}", "en", ["dateline"]),
    ],
)
def test_translation_is_told_with_its_evidence(pipeline: Pipeline, text: str, code: str, kinds: list[str]) -> None:
    found = _origin(pipeline, text)
    assert found["code"] == code
    assert sorted(row["kind"] for row in found["evidence"]) == sorted(kinds)
    assert all(text[slice(*row["span"])] == row["surface"] for row in found["evidence"])
    assert 0.6 <= found["score"] <= 1


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(ENGLISH, id="nothing foreign"),
        pytest.param(f"{ENGLISH}\n\nSource: AFP", id="its own credit"),
        pytest.param(f"{GREEK}\n\nΠηγή: AFP", id="an agency in Latin letters is at home everywhere"),
        pytest.param(f"{GREEK}\n\nΠηγή: ΑΠΕ-ΜΠΕ", id="its own script"),
        pytest.param(f"{GREEK}\n\nShare on Facebook\n\nRead more: snow", id="English labels are everywhere"),
        pytest.param(f"{GREEK}\n\nSource: Reuters", id="an English label too"),
        pytest.param(f"{NORWEGIAN}\n\nKilde: NTB", id="a word of two languages"),
        pytest.param(f"{ENGLISH} The paper Το Βήμα said that «Νέα Δημοκρατία» would win.", id="names in the prose"),
        pytest.param(f'{ENGLISH} "Δεν θα περάσει", he said.', id="quoted speech"),
        pytest.param(f"{ENGLISH} The ΑΠΕ-ΜΠΕ building was closed on Monday.", id="an agency as a place"),
        pytest.param(f"{ENGLISH}\n\nPhoto: ΑΠΕ-ΜΠΕ/Γιάννης", id="a picture bought from abroad"),
        pytest.param(f"{ENGLISH}\n\n{GREEK}", id="two languages"),
        pytest.param("Source: ΑΠΕ-ΜΠΕ", id="no prose at all"),
    ],
)
def test_no_translation_is_claimed(pipeline: Pipeline, text: str) -> None:
    assert _origin(pipeline, text) is None


def test_shares_leave_out_what_was_removed(pipeline: Pipeline) -> None:
    article = pipeline(Article("a", f"{GREEK}\n\nShare on Facebook\n\nRead more: a hard winter ahead"))
    assert article.meta["languages"] == {"el": 1.0}


def test_seed_article_with_a_greek_credit(pipeline: Pipeline) -> None:
    from pathlib import Path

    (seed,) = (Path(__file__).parents[2] / "seeds").glob("000_*.txt")
    found = _origin(pipeline, seed.read_text(encoding="utf-8"))
    assert (found["code"], [row["surface"] for row in found["evidence"]]) == ("el", ["ΑΠΕ-ΜΠΕ"])
