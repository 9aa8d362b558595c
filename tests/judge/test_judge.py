"""What a user notices of the line judge: text stays, residue goes, twice is the same as once."""

from __future__ import annotations

import numpy as np
import pytest

from newsclean.judge import STAYS, LineJudge, Verdict, WorkingPoint
from newsclean.judge.characters import KindTable
from newsclean.judge.features import FEATURE_NAMES, read_page
from tests.judge.texts import ENGLISH, GREEK, JAPANESE, PAGE, POEM, POINTS, QUESTIONS, RESULTS, left


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize(
    "lines",
    [
        ENGLISH,
        ENGLISH[:2],
        ENGLISH[:3],
        ENGLISH[1:],
        GREEK,
        JAPANESE,
        QUESTIONS,
        POEM,
        RESULTS,
        ENGLISH[:1],
        ["12"],
        [],
    ],
    ids=[
        "English",
        "two",
        "three",
        "no title",
        "Greek",
        "Japanese",
        "Q and A",
        "poem",
        "results",
        "line",
        "12",
        "empty",
    ],
)
def test_clean_text_stays_whole(lines: list[str], point: WorkingPoint) -> None:
    assert left(lines, point) == lines


@pytest.mark.parametrize("point", POINTS)
def test_sentences_pasted_one_a_line_stay(point: WorkingPoint) -> None:
    sentences = [f"{sentence.strip().rstrip('.')}." for line in ENGLISH[1:6] for sentence in line.split(", ")]
    assert left(sentences, point) == sentences


@pytest.mark.parametrize("point", POINTS[1:])
def test_menus_go_and_the_text_stays(point: WorkingPoint) -> None:
    kept = left(PAGE, point)
    assert [line for line in kept if line in ENGLISH] == ENGLISH[:6]
    assert not set(kept) & {"Home", "News", "Sport", "Subscribe", "Log in", "Privacy", "Terms", "Imprint"}


def test_thorough_takes_what_balanced_takes() -> None:
    assert set(left(PAGE, "thorough")) <= set(left(PAGE, "balanced")) <= set(left(PAGE, "safe"))


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize("lines", [PAGE, PAGE[6:], PAGE[:14], PAGE[::-1], PAGE * 3])
def test_what_is_left_stays(lines: list[str], point: WorkingPoint) -> None:
    once = left(lines, point)
    assert left(once, point) == once


def test_lines_of_rules_are_gone_and_lines_that_stay_stay() -> None:
    hits = ["menu", *[""] * (len(PAGE) - 2), STAYS]
    verdicts = LineJudge("balanced").judge(PAGE, hits)
    assert verdicts[0].drop
    assert not verdicts[-1].drop


def test_verdicts_say_why_and_are_the_same_each_time() -> None:
    verdicts = LineJudge("balanced").judge(PAGE, [""] * len(PAGE))
    assert verdicts == LineJudge("balanced").judge(PAGE, [""] * len(PAGE))
    for verdict in verdicts:
        assert 0 <= verdict.probability <= 1
        assert all(verdict.reasons) == verdict.drop
        assert (verdict.kind == "text") != verdict.drop


def test_hostile_lines_are_judged() -> None:
    lines = ["", "\ud800", "\U0010ffff" * 3, "." * 5000, "a\nb", "|" * 300, *ENGLISH]
    verdicts = LineJudge("thorough").judge(lines, [""] * len(lines))
    assert len(verdicts) == len(lines)
    assert all(isinstance(verdict, Verdict) for verdict in verdicts)


def test_a_line_of_any_length_is_judged() -> None:
    lines = [*ENGLISH, "The ferry sailed. " * 20_000, *GREEK[1:]]
    assert left(lines, "balanced") == lines


def test_copies_are_known_in_capitals_too() -> None:
    rows = read_page(["Bridge opens", "BRIDGE OPENS", "Ferry sails"], ["", "", ""], KindTable()).features()
    assert rows[:, FEATURE_NAMES.index("copies")].tolist() == [2, 2, 1]


@pytest.mark.parametrize("lines", [PAGE, GREEK, JAPANESE, POEM])
def test_what_is_left_looks_like_a_page_of_its_own(lines: list[str]) -> None:
    places = [place for place in range(len(lines)) if place % 3]
    kept = read_page(lines, [""] * len(lines), KindTable()).keep(np.array(places)).features()
    alone = read_page([lines[place] for place in places], [""] * len(places), KindTable()).features()
    assert kept.tolist() == alone.tolist()


def test_features_have_names() -> None:
    rows = read_page(PAGE, [""] * len(PAGE), KindTable()).features()
    assert rows.shape == (len(PAGE), len(FEATURE_NAMES))
    assert len(set(FEATURE_NAMES)) == len(FEATURE_NAMES)


def test_a_page_of_one_paragraph_is_judged_where_rules_show_that_it_is_a_page() -> None:
    lines = [*PAGE[:6], *ENGLISH[:2], "Share", "Print", "Comment", *PAGE[-8:]]
    hits = [*[""] * 8, "share", "menu", "comments", *[""] * 8]
    assert left(lines, "balanced", hits) == ENGLISH[:2]
    assert left(ENGLISH[:2] + RESULTS, "balanced") == ENGLISH[:2] + RESULTS
