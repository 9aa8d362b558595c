"""A picture's credit behind a sentence: short passages are captions and go, long ones lose only the credit."""

from __future__ import annotations

import pytest

from newsclean.rules.folded import fold_line
from newsclean.rules.lines import LineRules, load_line_rules

LONG = "Die Regierung kündigte am Montag an, dass sie die Steuern senken werde, und begründete das mit der Lage. " * 3


@pytest.fixture(scope="module")
def rules() -> LineRules:
    return load_line_rules()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Zelenskyj talar i Kiev i måndags. Foto: Anna Berg/TT", "sv"),
        ("Der Kanzler bei seiner Rede (Foto: Michael Kappeler/dpa)", "de"),
        ("Ο πρωθυπουργός στη Βουλή. Φωτό: Eurokinissi", "el"),
        ("The minister in Athens on Monday. Photo: AP", "en"),
    ],
)
def test_a_caption_goes_whole(rules: LineRules, text: str, language: str) -> None:
    hit = rules.match_whole(fold_line(text, [language]))
    assert hit is not None and hit.category == "photo-credit"


def test_a_paragraph_loses_only_the_credit(rules: LineRules) -> None:
    text = LONG + "Foto: Michael Kappeler/dpa"
    line = fold_line(text, ["de"])
    assert rules.match_whole(line) is None
    assert [hit.span.text(text).strip() for hit in rules.match_parts(line)] == ["Foto: Michael Kappeler/dpa"]


@pytest.mark.parametrize(
    "text",
    [
        "He asked for one thing only: a photo.",
        "She said what she saw in the photo: nobody was there.",
        "Im Bild: die Regierung senkt am Montag die Steuern, und alle sind dafür.",
    ],
)
def test_a_sentence_with_a_colon_stays(rules: LineRules, text: str) -> None:
    assert not [hit for hit in rules.match_parts(fold_line(text, ["en", "de"])) if hit.category == "photo-credit"]
