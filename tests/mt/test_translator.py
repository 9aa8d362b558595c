"""The translator: what surrounds the model keeps structure, numbers and names, and flags what failed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from newsclean.mt.engines import BEAMS, Decoding
from newsclean.mt.glossary import Glossary
from newsclean.mt.languages import Languages
from newsclean.mt.route import Route, Router
from newsclean.mt.settings import TranslationSettings
from newsclean.mt.translator import Direction, Rendered, Text, Translator
from tests.mt.awkward import AWKWARD

TABLE = Languages.read()
BREAKS = re.compile(r"[|\n\r\t\v\f\x1c-\x1e\x85\u2028\u2029]+")


@pytest.fixture(scope="session")
def route() -> Route:
    settings = TranslationSettings("en", model="demo", memory="none", engine="ctranslate2", beams=1)
    return Router(settings, "straight").open("el")


@dataclass(frozen=True)
class Scripted:
    """An engine that says what a function says, and keeps what it was asked."""

    say: Callable[[str, Decoding], str]
    asked: list[tuple[str, Decoding]] = field(default_factory=list)
    signature: str = "scripted"

    def count(self, sentence: str) -> int:
        return len(sentence.split())

    def translate(self, sentences: Sequence[str], decoding: Decoding = BEAMS) -> list[str]:
        self.asked.extend((sentence, decoding) for sentence in sentences)
        return [self.say(sentence, decoding) for sentence in sentences]


def scripted(say: Callable[[str, Decoding], str], source: str = "el", target: str = "en") -> Translator:
    return Translator(Scripted(say), Direction(TABLE.get(source), TABLE.get(target)))


def translate(translator: Translator | Route, text: str, *marks: str) -> Rendered:
    return translator.translate([Text(text, frozenset(marks))])[0]


def test_a_passage_comes_out_whole(route: Route) -> None:
    text = (
        "ΑΘΗΝΑ, 24 Νοεμβρίου (ΑΠΕ-ΜΠΕ) — Η κυβέρνηση ανακοίνωσε την Τρίτη νέα μέτρα στήριξης για τα νοικοκυριά. "
        "Πότε θα γίνουν οι εκλογές;\n• Ο πληθωρισμός επιβραδύνθηκε τον Οκτώβριο στο 3,4%, σύμφωνα με τα στοιχεία της "
        "στατιστικής υπηρεσίας."
    )
    assert translate(route, text, "ΑΠΕ-ΜΠΕ") == Rendered(
        "ATHENS, November 24 (ΑΠΕ-ΜΠΕ) — The government on Tuesday announced new support measures for households. "
        "When will the elections be held?\n• Inflation slowed to 3.4% in October, according to data from the "
        "statistics office.",
        (),
        {"sentences": 3},  # type: ignore[arg-type]  # a counter equals a dict
    )


def test_capitals_are_lowered_for_the_model_and_set_again(route: Route) -> None:
    assert translate(route, "ΣΕΙΣΜΟΣ ΤΩΡΑ ΣΤΗΝ ΑΤΤΙΚΗ").text == "EARTHQUAKE NOW IN ATTICA"


def test_quotes_are_set_as_the_target_sets_them() -> None:
    settings = TranslationSettings("en", model="demo", memory="none", engine="ctranslate2")
    text = "«Δεν υπάρχει περιθώριο για καθυστερήσεις», είπε ο υπουργός."
    assert translate(Router(settings, "locale").open("el"), text).text == (
        "“There is no room for delays,” the minister said."
    )


def test_marks_of_agencies_stay(route: Route) -> None:
    assert translate(route, "Πηγή: ΑΠΕ-ΜΠΕ - AFP", "ΑΠΕ-ΜΠΕ", "AFP").text == "Source: ΑΠΕ-ΜΠΕ - AFP"


def test_a_term_of_the_glossary_is_used(route: Route) -> None:
    glossary = Glossary.make([("υπουργείο ψηφιακής πολιτικής", "Digital Ministry")])
    translator = Translator(route.legs[0].engine, route.legs[0].direction, glossary)
    text = "Όπως μετέδωσε το Υπουργείο Ψηφιακής Πολιτικής, οι συνομιλίες ολοκληρώθηκαν."
    assert translate(translator, text).text == "As reported by Digital Ministry, the talks have ended."


def test_a_sentence_in_the_target_language_is_left_alone(route: Route) -> None:
    said = translate(route, "The government resigned. Τι δείχνουν τα στοιχεία;")
    assert said.text == "The government resigned. What do the figures show?"
    assert said.flags == ("already-target",)


@pytest.mark.parametrize(
    ("beams", "no_repeat", "flags"),
    [(4, 0, ()), (1, 0, ("retried",)), (4, 3, ("retried",)), (9, 9, ("kept-source", "numbers"))],
)
def test_a_failed_check_tries_again_and_then_keeps_the_source(
    beams: int, no_repeat: int, flags: tuple[str, ...]
) -> None:
    good = Decoding(beams, no_repeat)
    translator = scripted(lambda _, how: "There were 12 people." if how == good else "There were 13 people.")
    said = translate(translator, "Ήταν 12 άνθρωποι.")
    assert said.flags == flags
    assert said.text == ("Ήταν 12 άνθρωποι." if "kept-source" in flags else "There were 12 people.")


def test_a_sentence_is_tried_in_clauses() -> None:
    said = {"Ήρθε ο υπουργός,": "The minister came,", "είδε τη γέφυρα.": "he saw the bridge."}
    translator = scripted(lambda sentence, _: said.get(sentence, "no no no no no"))
    rendered = translate(translator, "Ήρθε ο υπουργός, είδε τη γέφυρα.")
    assert rendered.text == "The minister came, he saw the bridge."
    assert rendered.flags == ("retried", "split")


def test_a_lost_mask_is_tried_without_it() -> None:
    translator = scripted(lambda sentence, _: "It rose." if "XQ1" in sentence else "It rose by 20%.")
    assert translate(translator, "Ανέβηκε 20%.") == Rendered(
        "It rose by 20%.",
        ("retried",),
        {"sentences": 1, "retried": 1},  # type: ignore[arg-type]  # a counter equals a dict
    )


def test_a_long_sentence_is_split_and_never_cut() -> None:
    translator = scripted(lambda sentence, _: " ".join("word" + word for word in sentence.split()), "el", "el")
    words = [f"λέξη{chr(945 + number % 24)}{chr(945 + number // 24)}" for number in range(560)]
    text = ", ".join(words) + "."
    said = translate(translator, text)
    assert [word.strip(",.") for word in said.text.split()] == ["word" + word for word in words]
    assert said.flags == ("split",)
    assert isinstance(translator.engine, Scripted)
    assert all(translator.engine.count(sentence) <= 256 for sentence, _ in translator.engine.asked)


def test_two_models_lead_through_a_third_language() -> None:
    first = scripted(lambda _, __: "XQ1 rose by XQ2.", "el", "en")
    second = scripted(lambda sentence, __: {"XQ1 rose by XQ2.": "XQ1 stieg um XQ2."}[sentence], "en", "de")
    said = Route((first, second)).translate([Text("Το DAX ανέβηκε 3,5%.", frozenset(("DAX",)))])[0]
    assert (said.text, said.flags) == ("DAX stieg um 3,5%.", ())


def test_words_in_a_script_the_model_does_not_know_stay() -> None:
    translator = scripted(lambda sentence, _: sentence.replace("Το Πεκίνο", "Beijing").replace("απάντησε", "answered"))
    assert translate(translator, "Το Πεκίνο (北京) απάντησε").text == "Beijing (北京) answered"


@pytest.mark.parametrize("text", AWKWARD, ids=range(len(AWKWARD)))
def test_awkward_input_keeps_its_structure(route: Route, text: str) -> None:
    said = translate(route, text)
    assert BREAKS.findall(said.text) == BREAKS.findall(text)
    ours, theirs = BREAKS.split(text), BREAKS.split(said.text)
    assert [bool(part.strip()) for part in ours] == [bool(part.strip()) for part in theirs]


def test_awkward_inputs_are_many() -> None:
    assert len(AWKWARD) >= 300


def test_the_memory_is_shared_by_runs(tmp_path: Path) -> None:
    settings = TranslationSettings("en", model="demo", engine="ctranslate2", memory=str(tmp_path / "memory.sqlite"))
    first = translate(Router(settings, "straight").open("el"), "Οικονομία. Υγεία.")
    router = Router(settings, "straight").open("el")
    assert translate(router, "Οικονομία. Υγεία.") == first
    engine = router.legs[0].engine.engine  # type: ignore[attr-defined]  # the engine behind the memory
    assert engine._loaded is None
