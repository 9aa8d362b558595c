"""What a user sees of translations: text, both sides, tables, TMX, scores, and what the models commands say."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import pytest

from newsclean.article import Article, LanguageGuess, Passage, Translation
from newsclean.edits import Span, cut
from newsclean.errors import ConfigError, InputError, ModelError
from newsclean.formats.tmx import write_tmx
from newsclean.mt.align import align
from newsclean.mt.commands import check_model, list_models, show_model
from newsclean.mt.present import is_doubtful, side_by_side, table_rows, translated_text
from newsclean.mt.quality import pair_paragraphs, score
from newsclean.mt.settings import TranslationSettings

GREEK = LanguageGuess("el", 1.0, 40)
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture
def article() -> Article:
    source = "Ναι & «όχι»  <b>.\n\nRead also: x\n\nΓραμμή\nάλλη\x01"
    spans = (Span(0, 17), Span(19, 31), Span(33, 46))
    layers = (
        Translation(spans[0], "en", "Yes & no.", "demo"),
        Translation(spans[2], "en", "Line\tone\nother", "demo", ("kept-source", "numbers")),
    )
    made = Article("a<1>", source, tuple(Passage(span, language=GREEK) for span in spans), GREEK, translations=layers)
    return made.with_edits(
        [cut(source, (11, 12), "spaces.any.row", "why"), cut(source, (17, 31), "read-also.en.x", "why")]
    )


def test_translations_take_the_place_of_their_passages(article: Article) -> None:
    assert translated_text(article, "en") == "Yes & no.\n\nLine\tone\nother"
    assert translated_text(article, "de") == article.text


def test_both_sides(article: Article) -> None:
    assert side_by_side(article, "en").splitlines()[:2] == ["Ναι & «όχι» <b>.", "    Yes & no."]


def test_a_table_has_one_line_for_each_passage(article: Article) -> None:
    rows = [row.split("\t") for row in table_rows(article, "en")]
    assert [len(row) for row in rows] == [6, 6]
    assert rows[1][3:] == [r"Line\tone\nother", "demo", "kept-source numbers"]


def test_a_sentence_kept_in_its_language_is_a_doubt(article: Article) -> None:
    assert is_doubtful(article)


def test_tmx_is_read_back_by_a_parser(article: Article) -> None:
    root = ElementTree.fromstring("".join(write_tmx([article, article], "el")))
    assert (root.tag, root.attrib["version"], root.find("header").attrib["srclang"]) == ("tmx", "1.4", "el")  # type: ignore[union-attr]  # it is there
    units = root.findall("body/tu")
    assert len(units) == 4
    segments = {tuv.attrib[XML_LANG]: tuv.findtext("seg") for tuv in units[1].findall("tuv")}
    assert segments == {"el": "Γραμμή\nάλλη\ufffd", "en": "Line\tone\nother"}
    assert [prop.text for prop in units[1].findall("prop")] == ["demo", "kept-source", "numbers"]


def test_tmx_is_valid_for_a_second_parser(article: Article) -> None:
    lxml = pytest.importorskip("lxml.etree")
    assert len(lxml.fromstring("".join(write_tmx([article])).encode()).findall("body/tu")) == 2


def test_scores_carry_their_signatures() -> None:
    chrf, bleu = score(["The cat sat on the mat today."], ["The cat sat on a mat today."])
    assert 50 < bleu.value < chrf.value < 100
    assert "version:" in chrf.signature and "tok:13a" in bleu.signature
    with pytest.raises(InputError, match="cannot be scored"):
        score(["one"], [])


def test_a_missing_paragraph_costs_and_shifts_nothing() -> None:
    text = "First, 12 people came.\n\nThen the minister spoke about the 40 new schools."
    reference = text + "\n\nIn the end all 300 guests left for home in the rain."
    ours, theirs = pair_paragraphs(text, reference)
    assert list(zip(ours, theirs, strict=True))[:2] == [(p, p) for p in text.split("\n\n")]
    assert ours[2:] == [""]


def test_alignment_joins_what_was_split() -> None:
    texts = ["Ten 10 came to the square in the old town.", "They left at 20 past eight, said the police that evening."]
    assert align([" ".join(texts)], texts) == [(0, 1)]
    assert align(texts, [" ".join(texts)]) == [(0,), (0,)]


def test_models_are_listed_and_described() -> None:
    lines = list(list_models())
    assert "el\ten\topus-mt-tc-big-el-en\t-" in lines
    assert len(lines) > 60
    shown = list(show_model("opus-mt-tc-big-en-pt"))
    assert "tokens: pt >>por<<" in shown
    assert any(line.endswith("newsclean models fetch opus-mt-tc-big-en-pt") for line in shown)
    assert "knows the sentences it was trained on" in next(show_model("demo"))


def test_a_missing_model_is_named_by_check() -> None:
    assert check_model("demo") == []
    assert "newsclean models fetch opus-mt-de-en" in check_model("opus-mt-de-en")[0]
    with pytest.raises(ModelError, match="models list"):
        check_model("no-such")


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"into": ""}, "into"),
        ({"into": "Greek"}, "into"),
        ({"into": "en", "passages": "some"}, "passages"),
        ({"into": "en", "engine": "bing"}, "engine"),
        ({"into": "en", "beams": 0}, "beams"),
    ],
)
def test_settings_that_cannot_be_are_refused(settings: dict[str, str], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        TranslationSettings(**settings)  # type: ignore[arg-type]  # as a command line would give them


def test_a_backward_range_is_refused() -> None:
    with pytest.raises(ConfigError, match="7-5 is no range"):
        TranslationSettings("en", passages="7-5").picks()
