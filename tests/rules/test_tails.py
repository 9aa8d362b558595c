"""A picture's credit behind a sentence: most passages are captions and go, long ones lose only the credit."""

from __future__ import annotations

import pytest

from newsclean.rules.folded import fold_line
from newsclean.rules.lines import LineRules, load_line_rules

LONG = "Die Regierung kündigte am Montag an, dass sie die Steuern senken werde, und begründete das mit der Lage. " * 5


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
        ("The bare ice, seen from the north.Photograph by Doug Johnson", "en"),
        ("Le port de Brest au petit matin. Photo de Pierre Le Bris", "fr"),
        ("Der Schulleiter empfing am Montag 14 von 75 Kindern © Gemeinde Lienz", "de"),
        ("Chloe Kim will es wissen. © AFP / KIRILL KUDRYAVTSEV", "de"),
        ("국회 예산결산특별위원회가 3일 국회에서 열리고 있다. 2024.5.3/뉴스1 ⓒ News1 박세연 기자", "ko"),
        ("Der Angeklagte wird vorgeführt. (Foto: picture alliance/dpa/Video | René Priebe)", "de"),
        ("The minister in Athens on Monday, where he spoke of the bridge and its cost. " * 5 + "Photo: AP", "en"),
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
        "Il ponte riapre lunedì dopo un anno di lavori. © RIPRODUZIONE RISERVATA",
        "Die Brücke wird am Montag wieder geöffnet, wie die Stadt mitteilte. © dpa",
        "The museum shows what she left. Photography by then was a craft of the past.",
    ],
)
def test_a_sentence_with_a_colon_stays(rules: LineRules, text: str) -> None:
    assert not [hit for hit in rules.match_parts(fold_line(text, ["en", "de"])) if hit.category == "photo-credit"]


@pytest.mark.parametrize(
    ("text", "goes"),
    [
        ("Die Brücke bei Nacht (Archivbild)", True),
        ("Viele Menschen warten am Bahnsteig. (Symbolbild)", True),
        ("Ein Mann geht eine Treppe hinunter (Symbolbild) Anna Berg/Imago", True),
        ("Die Brücke (Archivbild) wird am Montag wieder geöffnet, wie die Stadt mitteilte.", False),
    ],
)
def test_an_aside_that_closes_a_caption_takes_it_along(rules: LineRules, text: str, goes: bool) -> None:
    assert (rules.match_whole(fold_line(text, ["de"])) is not None) is goes


def test_a_long_notice_goes_whole_and_a_long_paragraph_stays(rules: LineRules) -> None:
    consent = "Ich bin damit einverstanden, dass mir der externe Inhalt angezeigt wird. "
    assert rules.match_whole(fold_line(consent + "Damit können Daten an andere übermittelt werden. " * 5, ["de"]))
    assert not rules.match_whole(fold_line(consent + LONG * 2, ["de"]))
    assert not rules.match_whole(fold_line("Externer Inhalt ist auf Seiten üblich. " + LONG[:300], ["de"]))
