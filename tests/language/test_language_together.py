"""Passages told together get what each gets alone, and the search over them finds the likeliest series there is."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.article import LanguageGuess
from newsclean.config import Config, Detector
from newsclean.language import make_detector
from newsclean.language.detector import AT_ONCE, ProfileDetector
from newsclean.language.passages import SWITCH, settle, settle_all
from newsclean.language.rankings import Rankings

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/language/texts.toml").read_text(encoding="utf-8"))["case"]
TEXTS = [text for case in CASES for _, text in case["texts"]]
ODD = [
    "", " ", "\n\n", "\0", "a\0b # c", "# the # and", "😀", "😀 the 😀 and", "\ud800", "𝔘𝔫𝔦", "AFP", "MINISTER SAID",
    "aaaa", "xkqz wvbrt plmqz hjkw", "12.5.2020", "www.example.org", "the κόσμος and мир 世界", "Ελλάδα και the World",
    "カタカナ 漢字", "IJ I\u0307stanbul ΣΑΣ", "e\u0301cole a\u0300 l'e\u0301te\u0301", "-.ab", "The. end.of it",
    "word " * 300, "Ω" * 400, "a1" * 900,
]  # fmt: skip


@pytest.fixture(scope="module")
def detector() -> ProfileDetector:
    return ProfileDetector()


def _scores(rankings: Rankings, row: int) -> dict[str, tuple[float, int]]:
    columns = rankings.scores[row].nonzero()[0].tolist()
    guesses = [rankings.pick(row, column) for column in columns]
    return {guess.code: (guess.score, guess.evidence) for guess in guesses}


def _alone(ranking: tuple[LanguageGuess, ...]) -> dict[str, tuple[float, int]]:
    return {guess.code: (guess.score, guess.evidence) for guess in ranking}


@pytest.mark.parametrize("backend", ["profiles", "fused", "langdetect"])
def test_together_is_as_alone(backend: Detector) -> None:
    detector = make_detector(Config(detector=backend))
    texts = [*ODD, *TEXTS[::6]]
    together = detector.rank_all(texts)
    assert [_scores(together, row) for row in range(len(texts))] == [_alone(detector.rank(text)) for text in texts]


_words = st.sampled_from([word for text in TEXTS for word in text.split()])
_piece = st.one_of(_words, _words.map(str.upper), st.sampled_from(ODD), st.text(max_size=12))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(_piece, max_size=12).map(" ".join), max_size=12))
def test_together_is_as_alone_for_any_mixture(detector: ProfileDetector, texts: list[str]) -> None:
    together = detector.rank_all(texts)
    for row, text in enumerate(texts):
        alone = detector.rank(text)
        assert _scores(together, row) == _alone(alone)
        assert detector.detect(text) == (alone[0] if alone else LanguageGuess())


def test_more_passages_than_are_weighed_at_once(detector: ProfileDetector) -> None:
    texts = (TEXTS * 9)[: 3 * AT_ONCE + 1]
    guesses = settle_all(detector.rank_all(texts))
    assert guesses == settle([detector.rank(text) for text in texts])
    assert settle_all(detector.rank_all([])) == ()


def test_no_candidate_of_the_script_means_und() -> None:
    few = ProfileDetector(["el", "sv"])
    texts = ["Ο υπουργός μίλησε χθες", "Погода в Москве", "Ministern sade", "部长昨天表示", "ქართული ენა"]
    assert [guess.code for guess in settle_all(few.rank_all(texts))] == ["el", "und", "sv", "und", "und"]


def _worth(series: list[str], rows: list[dict[str, float]]) -> float:
    told = sum(math.log(row.get(code, 1e-4)) for code, row in zip(series, rows, strict=True))
    return told - SWITCH * sum(one != two for one, two in zip(series, series[1:], strict=False))


def _search(rows: list[dict[str, float]]) -> float:
    codes = sorted({code for row in rows for code in row})
    best = {code: math.log(rows[0].get(code, 1e-4)) for code in codes}
    for row in rows[1:]:
        most = max(best.values()) - SWITCH
        best = {code: max(best[code], most) + math.log(row.get(code, 1e-4)) for code in codes}
    return max(best.values())


_score = st.sampled_from([0.0001, 0.0024, 0.0025, 0.03, 0.2, 0.5, 0.9, 0.99, 1.0])
_row = st.dictionaries(st.sampled_from("abcde"), _score, min_size=1, max_size=4)


@settings(max_examples=300, deadline=None)
@given(st.lists(_row, min_size=1, max_size=30))
def test_the_series_is_the_likeliest(rows: list[dict[str, float]]) -> None:
    rankings = [[LanguageGuess(code, score, 20) for code, score in row.items()] for row in rows]
    series = [guess.code for guess in settle(rankings)]
    assert _worth(series, rows) == pytest.approx(_search(rows))
