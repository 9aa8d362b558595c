"""The step writes the marks of each language, mends what evidence decides, and touches nothing else."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.article import Article, LanguageGuess, Passage
from newsclean.config import Config, Quotes
from newsclean.edits import Span, restore
from newsclean.quotes.styles import Styles
from newsclean.steps.quotes import NormaliseQuotes
from newsclean.steps.removal import Removal, remove_passages

STYLES = Styles()
MODES: tuple[Quotes, ...] = ("keep", "straight", "curly", "locale")
STEPS = {mode: NormaliseQuotes(Config(quotes=mode)) for mode in MODES}
SPEECH = '"The harbour must stay open. "Without it, we cannot live," said the mayor.'


def make_article(text: str, language: str = "en") -> Article:
    guess = LanguageGuess(language, 1.0, 100)
    lines = re.finditer("[^\n]+", text)
    return Article("a", text, tuple(Passage(Span(*line.span()), language=guess) for line in lines), guess)


def test_there_are_the_marks_of_at_least_sixty_locales() -> None:
    assert len(STYLES.codes) >= 60


@pytest.mark.parametrize("code", STYLES.codes)
def test_each_locale_gets_its_marks_and_keeps_them(code: str) -> None:
    style = STYLES.find(code)
    opening, closing = style.pair(0)
    article = STEPS["locale"](make_article('Abc "defg hijk", lmno.', code))
    assert article.text == f"Abc {opening}defg hijk{closing}, lmno."
    assert STEPS["locale"](make_article(article.text, code)).edits == ()


@pytest.mark.parametrize("code", [code for code in STYLES.codes if STYLES.find(code).marks[0] not in "‘”"])
def test_each_locale_gets_its_inner_marks(code: str) -> None:
    (opening, closing), (inner_opening, inner_closing) = STYLES.find(code).pair(0), STYLES.find(code).pair(1)
    article = STEPS["locale"](make_article("Abc \"defg 'hijk' lmno\", pqr.", code))
    assert article.text == f"Abc {opening}defg {inner_opening}hijk{inner_closing} lmno{closing}, pqr."


@pytest.mark.parametrize(
    ("code", "expected"), [("el-GR", "el"), ("zh-tw", "zh-Hant"), ("de_CH", "de-CH"), ("xx", "en")]
)
def test_codes_are_found_by_their_region_script_or_language(code: str, expected: str) -> None:
    assert STYLES.find(code).code == expected


def test_a_passage_in_another_language_gets_its_own_marks() -> None:
    text = '"Ναι", είπε.\n"Ja", sagte er.'
    greek, german = LanguageGuess("el"), LanguageGuess("de")
    article = Article("a", text, (Passage(Span(0, 12), language=greek), Passage(Span(13, 28), language=german)), greek)
    assert STEPS["locale"](article).text == "«Ναι», είπε.\n„Ja“, sagte er."


def test_a_passage_without_a_language_gets_the_marks_of_the_article() -> None:
    article = Article("a", '"Ναι"', (Passage(Span(0, 5)),), LanguageGuess("el"))
    assert STEPS["locale"](article).text == "«Ναι»"


@pytest.mark.parametrize("mode", MODES)
def test_repair_is_on_in_every_mode(mode: Quotes) -> None:
    article = STEPS[mode](make_article(SPEECH))
    assert "quotes.any.repeated-opening" in [edit.rule for edit in article.edits]
    assert article.text.count("Without") == 1
    assert '. "Without' not in article.text


def test_passages_that_are_out_are_not_touched() -> None:
    article = remove_passages(make_article(f"A sound line.\n{SPEECH}"), {1: Removal("demo.any.row", "why")})
    assert STEPS["straight"](article).edits == article.edits


def test_what_nothing_decides_is_left_and_listed() -> None:
    text = 'The court called the law "null and void and went home.'
    article = STEPS["straight"](make_article(text))
    assert article.text == text
    assert article.meta["quotes_undecided"] == [{"span": [25, 26], "kind": "opening without closing"}]


def test_a_text_without_marks_comes_back_as_it_is() -> None:
    article = make_article("Rain fell on Athens.")
    assert STEPS["locale"](article) is article


def test_a_speech_over_three_paragraphs_is_no_damage() -> None:
    text = '"We lost the roof.\n"Then came the rain.\n"Now we wait," said the farmer.'
    article = STEPS["keep"](make_article(text))
    assert article.edits == ()
    assert "quotes_undecided" not in article.meta


def test_an_endless_passage_is_read_in_pieces() -> None:
    text = "He said “yes, it is true,” and left. " * 6000
    assert STEPS["straight"](make_article(text)).text == text.replace("“", '"').replace("”", '"')


PIECES = st.sampled_from(
    ['"', "“", "”", "„", "«", "»", "'", "’", "‘", "``", "''", " ", "word", "Word", "said", ", ", ". ", "(", "5", "\n"]
    + ["—", "「", "」", "中", "<<", ",,", "\u202f", "‹", "…", 'http://a.b/"x"']
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=25), st.sampled_from(["en", "de", "fr", "nl", "sv", "ja", "he"]))
def test_doing_it_again_changes_nothing_and_the_source_comes_back(pieces: list[str], language: str) -> None:
    text = "".join(pieces)
    for step in STEPS.values():
        article = step(make_article(text, language))
        assert restore(article.text, article.edits) == text
        assert step(make_article(article.text, language)).text == article.text
