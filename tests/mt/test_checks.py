"""Checks: each flaw is seen where it is, and sound translations pass."""

from __future__ import annotations

import pytest

from newsclean.mt.checks import find_flaws
from newsclean.mt.demo import PAIRS, read_pairs
from newsclean.mt.languages import Languages
from newsclean.mt.suspect import find_signs

ENGLISH = Languages.read().get("en")


@pytest.mark.parametrize(
    ("source", "output", "flaws"),
    [
        ("Σκοτώθηκαν 12 άνθρωποι.", "", ("empty",)),
        ("Σκοτώθηκαν 12 άνθρωποι στη Λάρισα χθες.", "Σκοτώθηκαν 12 άνθρωποι στη Λάρισα χθες.", ("copy", "language")),
        ("Σκοτώθηκαν 12 άνθρωποι.", "People were killed.", ("numbers",)),
        ("Σκοτώθηκαν άνθρωποι.", "In 1987 people were killed.", ("numbers",)),
        ("Έφτασαν 1.250 πρόσφυγες.", "1,250 refugees arrived.", ()),
        ("Έφτασαν ٢٥ πρόσφυγες.", "25 refugees arrived.", ()),
        ("Δύο νεκροί.", "2 dead.", ()),
        ("Ναι.", "Yes, that is what the minister of the interior said when he was asked today.", ("length",)),
        (
            "Ο υπουργός είπε στους δημοσιογράφους ότι η κυβέρνηση θα εξετάσει όλα τα μέτρα που προτάθηκαν χθες.",
            "The minister.",
            ("length",),
        ),
        ("Η κυβέρνηση παραιτήθηκε χθες.", "The government of the government of the government.", ("repetition",)),
        ("Όχι, όχι, όχι, όχι!", "No, no, no, no!", ()),
        ("Η κυβέρνηση παραιτήθηκε χθες.", "Правительство подало в отставку.", ("language",)),
    ],
)
def test_flaws_are_named(source: str, output: str, flaws: tuple[str, ...]) -> None:
    assert find_flaws(source, output, ENGLISH) == flaws


def test_sound_translations_pass() -> None:
    flawed = {source: find_flaws(source, target, ENGLISH) for source, target in read_pairs(PAIRS)}
    assert {source: flaws for source, flaws in flawed.items() if flaws} == {}


def test_broken_quotes_make_a_passage_suspect() -> None:
    text = '"Science can save lives. "Sadly, the state chooses to use it otherwise," said the secretary.'
    assert find_signs(text, ENGLISH) == ("quotes",)


def test_a_passage_with_an_agency_of_another_script_is_not_suspect() -> None:
    assert find_signs("The talks ended without result, ΑΠΕ-ΜΠΕ reported.", ENGLISH) == ()


def test_half_a_passage_in_another_script_is_suspect() -> None:
    assert find_signs("The minister said ότι δεν θα παραιτηθεί σήμερα.", ENGLISH) == ("untranslated",)
