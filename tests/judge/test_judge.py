"""What a user notices of the line judge: text stays, residue goes, twice is the same as once."""

from __future__ import annotations

import numpy as np
import pytest

from newsclean.judge import STAYS, LineJudge, Verdict, WorkingPoint
from newsclean.judge.characters import KindTable
from newsclean.judge.features import FEATURE_NAMES, read_page
from newsclean.judge.shape import SHAPE_NAMES
from newsclean.judge.structure import find_repeats

POINTS: tuple[WorkingPoint, ...] = ("safe", "balanced", "thorough")
ENGLISH = [
    "Harbour bridge reopens after two years of repairs",
    "Traffic returned to the harbour bridge on Monday morning, two years after cracks were found in its main cables.",
    "Engineers replaced forty of the bridge's cables and strengthened both towers, the port authority said.",
    '"We have tested every weld twice," said Helen Marlow, who led the works. "The bridge will outlive us all."',
    "The repairs cost 48 million pounds, a third more than the council had planned when the works began in 2023.",
    "Ferries that carried commuters across the bay in the meantime will run until the end of the month.",
    "What happens next",
    "A second phase, in which the footpaths are widened, is to begin in spring if the council approves the money.",
]
GREEK = [
    "Άνοιξε ξανά η γέφυρα του λιμανιού",
    "Η κυκλοφορία στη γέφυρα του λιμανιού αποκαταστάθηκε τη Δευτέρα, δύο χρόνια μετά τον εντοπισμό των ρωγμών.",
    "Οι μηχανικοί αντικατέστησαν σαράντα καλώδια και ενίσχυσαν τους δύο πύργους, ανακοίνωσε ο οργανισμός λιμένος.",
    "«Ελέγξαμε κάθε συγκόλληση δύο φορές», δήλωσε η επικεφαλής των έργων, που παρουσίασε τα αποτελέσματα στον δήμο.",
    "Το κόστος έφτασε τα 48 εκατομμύρια ευρώ, κατά ένα τρίτο υψηλότερο από τον αρχικό προϋπολογισμό του δήμου.",
]
JAPANESE = [
    "港の橋が二年ぶりに再開",
    "主ケーブルに亀裂が見つかってから二年、港の橋の通行が月曜日の朝に再開された。市の職員や住民が開通を見守った。",
    "港湾局によると、技術者らは四十本のケーブルを交換し、二つの塔を補強した。工事の費用は当初の予算を三割上回った。",
    "「すべての溶接を二度確かめた」と工事の責任者は話した。歩道を広げる第二期の工事は来年の春に始まる見通しだ。",
]
QUESTIONS = [
    "How long was the bridge closed?",
    "It was closed for almost two years, because the cables had to be made to measure in a single factory.",
    "Who paid for the works?",
    "The council paid for most of it, and the port authority carried the rest out of the fees of the harbour.",
    "Will the ferries stay?",
    "No, they will run until the end of the month and then return to the islands, where they are needed more.",
]
POEM = ["The tide came in", "and took the names", "we wrote upon the sand", "", "The tide went out", "and left us none"]
RESULTS = [
    "Rovers – Athletic 2:1 (1:0)",
    "United – Wanderers 0:0",
    "1. Rovers 34 71",
    "2. United 34 66",
    "3. Athletic 34 60",
]
PAGE = [
    "Home", "News", "Sport", "Weather", "Subscribe", "Log in",
    *ENGLISH[:2],
    "The bridge on Monday. Photo: Ann Lee/Harbour Press",
    *ENGLISH[2:6],
    "Most read", "Storm closes the airport", "Five walks along the coast", "Council votes on parking", "Contact",
    "Privacy", "Terms", "Imprint",
]  # fmt: skip


def left(lines: list[str], point: WorkingPoint, hits: list[str] | None = None) -> list[str]:
    """Give the lines that stay."""
    verdicts = LineJudge(point).judge(lines, hits or [""] * len(lines))
    return [line for line, verdict in zip(lines, verdicts, strict=True) if not verdict.drop]


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


def test_a_page_of_one_paragraph_is_judged_where_rules_show_that_it_is_a_page() -> None:
    lines = [*PAGE[:6], *ENGLISH[:2], "Share", "Print", "Comment", *PAGE[-8:]]
    hits = [*[""] * 8, "share", "menu", "comments", *[""] * 8]
    assert left(lines, "balanced", hits) == ENGLISH[:2]
    assert left(ENGLISH[:2] + RESULTS, "balanced") == ENGLISH[:2] + RESULTS


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


def test_a_repeat_stays_where_the_line_above_goes() -> None:
    shapes = np.full((3, len(SHAPE_NAMES)), 4.0, dtype=np.float32)
    assert find_repeats(np.array([7, 7, 7]), shapes, np.array([False, True, True])).tolist() == [False, False, True]
