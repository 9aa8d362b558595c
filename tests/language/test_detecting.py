"""What a user sees of the default detector: the right language, honest scores, the same answer always."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from newsclean.config import Config
from newsclean.language import detect, make_detector
from newsclean.language.detector import ProfileDetector

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/language/texts.toml").read_text(encoding="utf-8"))["case"]


@pytest.fixture(scope="module")
def detector() -> ProfileDetector:
    return ProfileDetector()


def _rows() -> list[object]:
    return [
        pytest.param(code, text, id=f"{case['label'][:24]}-{code}-{text[:16]}", marks=_marks(case))
        for case in CASES
        for code, text in case["texts"]
    ]


def _marks(case: dict[str, str]) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason=case["xfail"], strict=True)] if "xfail" in case else []


@pytest.mark.parametrize(("code", "text"), _rows())
def test_text_gets_its_language(detector: ProfileDetector, code: str, text: str) -> None:
    assert detector.detect(text).code == code


def test_scores_lie_between_0_and_1_and_grow_with_the_text(detector: ProfileDetector) -> None:
    text = "Ministeren sagde i går, at den nye lov ikke træder i kraft før næste år."
    scores = [detector.detect(" ".join(text.split()[:length])).score for length in (2, 5, 14)]
    assert 0 < scores[0] < scores[1] <= scores[2] <= 1


def test_und_has_no_score_and_no_evidence(detector: ProfileDetector) -> None:
    guess = detector.detect("IMG_20210512.jpg")
    assert (guess.code, guess.score, guess.evidence) == ("und", 0.0, 0)


def test_evidence_counts_letters_of_prose(detector: ProfileDetector) -> None:
    assert detector.detect("Rain fell, 12 mm at www.example.org!").evidence == len("Rainfellmmat")


def test_ranking_is_sorted_and_sums_to_at_most_1(detector: ProfileDetector) -> None:
    ranking = detector.rank("Han er en god mand")
    assert [guess.score for guess in ranking] == sorted((guess.score for guess in ranking), reverse=True)
    assert 0.9 < sum(guess.score for guess in ranking) <= 1.001
    assert ranking[0] == detector.detect("Han er en god mand")


def test_decomposed_accents_are_read_as_composed_ones(detector: ProfileDetector) -> None:
    import unicodedata

    text = "Η κυβέρνηση ανακοίνωσε μέτρα. Grève à l'école."
    assert detector.detect(unicodedata.normalize("NFD", text)) == detector.detect(text)


@pytest.mark.parametrize("text", ["\ud800 lone surrogate in a short text", "\x00\x01\x02", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢", "\u202e\u200f"])
def test_odd_characters_do_no_harm(detector: ProfileDetector, text: str) -> None:
    assert 0 <= detector.detect(text).score <= 1


def test_a_huge_text_costs_no_more_than_its_beginning(detector: ProfileDetector) -> None:
    sentence = "The minister said yesterday that the new law would not come into force. "
    assert detector.detect(sentence * 200_000) == detector.detect(sentence * 100)


def test_threads_and_order_change_nothing(detector: ProfileDetector) -> None:
    texts = [text for case in CASES for _, text in case["texts"]]
    alone = [detector.detect(text) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(detector.detect, texts)) == alone
    assert [detector.detect(text) for text in reversed(texts)] == alone[::-1]


def test_another_process_gives_the_same_answers(detector: ProfileDetector) -> None:
    texts = ["Hva skal skje etter", "Ko je i gde video", "Погода", "China"]
    code = "import sys; from newsclean.language import make_detector as m; d = m(); print(*map(d.rank, sys.argv[1:]))"
    environment = {**os.environ, "PYTHONHASHSEED": "77", "PYTHONUTF8": "1"}
    run = subprocess.run(
        [sys.executable, "-c", code, *texts], capture_output=True, text=True, check=True, env=environment
    )
    assert run.stdout.strip() == " ".join(str(detector.rank(text)) for text in texts)


def test_languages_can_be_restricted() -> None:
    text = "Han kommer ikke i morgen"
    assert detect(text, Config(languages=("sv", "no"))).code == "no"
    assert detect(text, Config(languages=("sv", "da"))).code == "da"
    assert make_detector(Config(languages=("el", "en"))).detect("Погода в Москве").code == "und"
    assert make_detector(Config(languages=("en",))).detect("Η κυβέρνηση ανακοίνωσε").code == "und"
