"""What the build of a text says: subheads, lists, tickers and single paragraphs stay, captions and repeats go."""

from __future__ import annotations

import numpy as np
import pytest

from newsclean import clean_article
from newsclean.judge import LineJudge, WorkingPoint
from newsclean.judge.shape import SHAPE_NAMES
from newsclean.judge.structure import find_repeats
from tests.judge.texts import ENGLISH, FIRE, GREEK, PAGE, POINTS, SENTENCES, left


def test_the_entries_of_a_ticker_stay() -> None:
    heads = ["14.20 Uhr: Bridge closed again", "11.05 Uhr: First lorries cross", "9.30 Uhr: The mayor cuts the ribbon"]
    ticker = [line for pair in zip(heads, ENGLISH[1:4], strict=True) for line in pair]
    assert left([*PAGE[:6], ENGLISH[0], *ticker, *PAGE[-4:]], "thorough") == [ENGLISH[0], *ticker]


def test_a_list_that_a_colon_announces_stays() -> None:
    announced = ["The council named three reasons for the delay of the works:", "steel", "weather", "lawsuits"]
    kept = left([*PAGE[:6], *ENGLISH[:4], *announced, *ENGLISH[4:6], *PAGE[-4:]], "thorough")
    assert [line for line in kept if line in announced] == announced


def test_what_is_said_twice_in_a_row_is_said_once() -> None:
    lines = [*ENGLISH[:3], ENGLISH[2], *ENGLISH[3:]]
    verdicts = LineJudge("balanced").judge(lines, [""] * len(lines))
    assert [place for place, verdict in enumerate(verdicts) if verdict.drop] == [3]
    assert (verdicts[3].kind, verdicts[3].reasons[0]) == ("repeat", "says what the line above says")


def test_a_text_goes_on_behind_an_advertisement() -> None:
    last = "Ferries sail until Friday, the port authority of the islands said on Sunday."
    lines = ["Home", "News", *ENGLISH[:3], "Anzeige", last, "Quelle: dpa", "Teilen", "Drucken"]
    hits = ["menu", "", "", "", "", "advertisement", "", "source-line", "share", "menu"]
    assert last in left(lines, "balanced", hits)


def test_the_paragraph_above_a_sign_off_is_the_last_of_the_text() -> None:
    last = "Ferries sail until Friday, the port authority of the islands said on Sunday."
    lines = ["Home", "News", *ENGLISH[:3], "Read also: Storm closes the airport", last, "(AFP)", "Share", "Print"]
    hits = ["menu", "", "", "", "", "read-also", "", "sign-off", "share", "menu"]
    assert last in left(lines, "balanced", hits)


def test_a_subhead_below_a_picture_stays() -> None:
    lines = [*PAGE[:6], *ENGLISH[:3], "Ann Lee/Harbour Press", "Across the green line", *ENGLISH[3:6], *PAGE[-4:]]
    hits = ["photo-credit" if line.startswith("Ann Lee") else "" for line in lines]
    for point in POINTS:
        assert "Across the green line" in left(lines, point, hits)


def test_a_sentence_above_a_credit_is_a_caption_where_it_is_short_and_the_text_goes_on() -> None:
    caption, paragraphs = "The bridge in the evening sun.", [f"{line} {line}" for line in ENGLISH[1:6]]
    lines = [*PAGE[:6], ENGLISH[0], *paragraphs[:2], caption, "Ann Lee/Harbour Press", *paragraphs[2:], *PAGE[-4:]]
    hits = ["photo-credit" if line.startswith("Ann Lee") else "" for line in lines]
    assert caption not in left(lines, "balanced", hits)
    assert left(lines, "balanced", hits) == [ENGLISH[0], *paragraphs]


def test_a_line_that_announces_what_follows_stays() -> None:
    announced = [
        "The Ministry Of Transport Lists These Goods:",
        "Machines",
        "Medicine",
        "Chemicals",
        "Food",
        "Textiles",
    ]
    lines = [*PAGE[:6], *ENGLISH[:4], *announced, "Photo: Ann Lee", *ENGLISH[4:6], *PAGE[-8:]]
    hits = ["photo-credit" if line.startswith("Photo: ") else "" for line in lines]
    kept = left(lines, "thorough", hits)
    assert kept[4] == announced[0]


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize(
    "last",
    [
        "Ferries sail until Friday, the port said on Sunday evening. It is late.",
        '"It was all for the best," he told us afterwards, and smiled.',
        "Trains to the islands, by contrast, will not run before June, as planned.",
    ],
)
def test_a_short_paragraph_below_a_picture_stays(last: str, point: WorkingPoint) -> None:
    below = {
        "Read also: Storm": "read-also",
        "Most read": "read-also",
        "Five walks": "",
        "Share": "share",
        "Print": "menu",
    }
    lines = ["Home", "News", "Sport", *ENGLISH[:3], "Photo: Ann Lee", last, *below]
    hits = ["menu", "menu", "", "", "", "", "photo-credit", "", *below.values()]
    assert left(lines, point, hits) == [*ENGLISH[:3], last]


@pytest.mark.parametrize("point", POINTS)
def test_a_paragraph_closes_a_list_that_a_colon_announces(point: WorkingPoint) -> None:
    announced = ["The council named three reasons for the delay of the works:", "Steel", "Weather", "Lawsuits"]
    text = [ENGLISH[0], ENGLISH[1], ENGLISH[3], *announced, ENGLISH[5]]
    around = {
        "Recommended content": "read-also",
        "Please accept cookies": "cookies",
        "Photo: Ann Lee": "photo-credit",
        "(c) AFP": "copyright",
        "Most read": "read-also",
        "Privacy": "cookies",
    }
    lines = ["Home", "News", "Sport", ENGLISH[0], "By Ann Lee", "Share", *text[1:], *around]
    hits = ["menu", "", "", "", "byline", "share", *[""] * (len(text) - 1), *around.values()]
    assert left(lines, point, hits) == text


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize("text", [ENGLISH, GREEK], ids=["English", "Greek"])
def test_a_short_story_with_much_between_stays_whole(text: list[str], point: WorkingPoint) -> None:
    """Every fourth paragraph of such stories went for a caption before the judge had learned from stories."""
    between = [["Read also: Storm"], ["Newsletter", "Sign up"], ["Photo: Ann Lee"], ["Advertisement"]]
    taken = {"Read also: Storm": "read-also", "Newsletter": "newsletter", "Sign up": "newsletter"}
    taken |= {"Photo: Ann Lee": "photo-credit", "Advertisement": "advertisement", "Home": "menu", "Share": "share"}
    taken |= {"Most read": "read-also", "Privacy": "cookies", "By Ann Lee": "byline"}
    story = [text[0], *text[1:5]]
    lines = ["Home", "News", "Sport", text[0], "By Ann Lee", "Share"]
    for paragraph, inset in zip(story[1:], between, strict=True):
        lines += [paragraph, *inset]
    lines += ["Most read", "Five walks along the coast", "Privacy"]
    assert [line for line in left(lines, point, [taken.get(line, "") for line in lines]) if line in text] == story


@pytest.mark.parametrize("point", POINTS)
def test_a_story_of_single_sentences_that_is_interrupted_often_stays_whole(point: WorkingPoint) -> None:
    """Of such stories the judge that knew long pages and short stories only took every fifth paragraph."""
    between = {
        "Read also: Storm closes the airport": "read-also",
        "Advertisement": "advertisement",
        "Sign up for our newsletter": "newsletter",
        "Share on Facebook": "share",
        "Subscribe to read more": "paywall",
    }
    taken = between | {"Home": "menu", "By Ann Lee": "byline", "Most read": "read-also", "Privacy": "cookies"}
    lines = ["Home", "Market hall to close after vote", "By Ann Lee"]
    for number, sentence in enumerate(SENTENCES):
        lines += [sentence, list(between)[number % 5]] if number % 4 else [sentence]
    lines += ["Most read", "Five walks along the coast", "Privacy"]
    kept = left(lines, point, [taken.get(line, "") for line in lines])
    assert kept == ["Market hall to close after vote", *SENTENCES]


def test_a_short_sentence_of_a_short_story_stays() -> None:
    """What somebody said in 55 characters behind an advertisement went for a notice."""
    text = clean_article(FIRE).text
    assert "Ο άνεμος αλλάζει συνεχώς κατεύθυνση" in text
    assert "ΔΙΑΦΗΜΙΣΗ" not in text


def test_a_repeat_stays_where_the_line_above_goes() -> None:
    shapes = np.full((3, len(SHAPE_NAMES)), 4.0, dtype=np.float32)
    assert find_repeats(np.array([7, 7, 7]), shapes, np.array([False, True, True])).tolist() == [False, False, True]
