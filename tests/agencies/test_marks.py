"""The letters of a mark as they are met on real pages: other alphabets, wrong tables, spaces, broken lines."""

from __future__ import annotations

import pytest

from newsclean.agencies.credits import CreditFinder
from newsclean.agencies.marks import MarkFinder
from newsclean.agencies.registry import Mark
from newsclean.agencies.scene import Line
from newsclean.edits import Span
from newsclean.rules.tables import read_tables


@pytest.fixture(scope="module")
def finder() -> CreditFinder:
    return CreditFinder(read_tables("agencies"), read_tables("credits"))


def agencies_of(finder: CreditFinder, text: str, language: str = "el") -> list[tuple[str, str]]:
    found = finder.find(text, [Line(Span(0, len(text)), "body", 0)], language)
    return [(credit.agency, credit.surface) for credit in found]


@pytest.mark.parametrize(
    "mark",
    [
        "ΑΠΕ-ΜΠΕ",
        "ΑΠΕ - ΜΠΕ",
        "ΑΠΕ–ΜΠΕ",
        "ΑΠΕ/ΜΠΕ",
        "AΠE-MΠE",
        "ÁĐĹ-ĚĐĹ",
        "ÁÐÅ-ÌÐÅ",
        "Α Π Ε - Μ Π Ε",
        "Α.Π.Ε.-Μ.Π.Ε.",
        "ΑΠΕ-\nΜΠΕ",
        "Αθηναϊκό-Μακεδονικό Πρακτορείο Ειδήσεων",
        "ΑΘΗΝΑΪΚΟ ΜΑΚΕΔΟΝΙΚΟ ΠΡΑΚΤΟΡΕΙΟ ΕΙΔΗΣΕΩΝ",
    ],
)
def test_spellings_of_one_mark(finder: CreditFinder, mark: str) -> None:
    assert agencies_of(finder, f"Πηγή: {mark}") == [("amna", mark)]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("قال الوزير لرويترز امس", "رويترز"),
        ("وقالت أ ف ب ان الحرب انتهت", "أ ف ب"),
        ("وقالت ا ف ب ان الحرب انتهت", "ا ف ب"),
    ],
)
def test_arabic_particles_and_hamza(finder: CreditFinder, text: str, surface: str) -> None:
    assert [found for _, found in agencies_of(finder, text, "ar")] == [surface]


@pytest.mark.parametrize(
    "text", ["www.reuters.com", "Reuters.com", "@AFP", "#AFP", "mapped", "AFP® food", "apart", "ТАССовка"]
)
def test_letters_inside_other_words_are_no_mark(finder: CreditFinder, text: str) -> None:
    assert agencies_of(finder, f"See {text} for more.", "en") == []


def test_letters_beside_scripts_without_spaces(finder: CreditFinder) -> None:
    assert agencies_of(finder, "来源：AFP报道", "zh") == [("afp", "AFP")]


def test_spans_count_code_points() -> None:
    hits = MarkFinder([Mark("afp", "AFP", "plain")]).find("🙂🙂 AFP")
    assert [(hit.start, hit.end) for hit in hits] == [(3, 6)]


@pytest.mark.parametrize(
    "piece", ["A. ", "AFP, ", "(", "Source: ", "1/", "ΑΑΑ", "a/", "新华社", "AP\n", "«", "لرويترز "]
)
def test_hostile_text_is_read_to_its_end(finder: CreditFinder, piece: str) -> None:
    text = piece * 1000 + "\nSource: Reuters"
    lines = [Line(span, "body", place) for place, span in enumerate(_lines(text))]
    found = finder.find(text, lines, "en")
    assert (found[-1].agency, found[-1].role) == ("reuters", "source_line")


def _lines(text: str) -> list[Span]:
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return [span for span in spans if span.end > span.start]
