"""Captions told by the agency that closes them: they go without the line judge, and a story's own credits stay."""

from __future__ import annotations

import pytest

from newsclean import Pipeline
from newsclean.article import Article
from newsclean.config import Config
from newsclean.edits import restore
from newsclean.formats.documents import Document, make_article

STORY = "The parliament passed the law on Thursday after a long debate that lasted well into the night, officials said."
MORE = "The law takes effect in May, and the opposition said that it would go to court against it before the summer."


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline(Config(judge="off"))


def clean(pipeline: Pipeline, text: str) -> Article:
    return pipeline(make_article(Document("a", text), Config(judge="off")))


@pytest.mark.parametrize(
    "caption",
    [
        "The president of the government during the press conference. EFE/Lucía Campos",
        "The harbour of Piraeus in the morning. Thanassis Stavrakis/AP",
        "The minister leaves the building on Monday. (AP Photo/Carolyn Kaster, File)",
        "Police at the scene on Saturday.Friso Gentsch/dpa",
        "The singer and her band after the show. Perry Knotts/Getty Images",
        "A ship in the strait on Monday. Getty Images",
        "Residents wait for water (Elias Funez/The Union via AP)",
        "Picture Alliance / Ann Lee",
        "Fabrizio Bensch/REUTERS",
        "Shutterstock",
    ],
)
def test_a_caption_goes_with_its_agency(pipeline: Pipeline, caption: str) -> None:
    article = clean(pipeline, f"{STORY}\n\n{caption}\n\n{MORE}")
    assert article.text == f"{STORY}\n\n{MORE}"
    assert [edit.rule.partition(".")[0] for edit in article.edits] == ["photo-credit"]
    assert restore(article.text, article.edits) == article.source


@pytest.mark.parametrize(
    "text",
    [
        f"{STORY}\n\nThe company sells pictures of the vote, as do Reuters and Getty Images.\n\n{MORE}",
        f"{STORY}\n\nThe lawyers of Getty Images\n\n{MORE}",
        f"{STORY}\n\nShe had worked for the Reuters/Ipsos poll until May, and then for AP.\n\n{MORE}",
        f"{STORY}\n\n{MORE} EFE/Lucía Campos",
        f"{STORY}\n\nLa ley entra en vigor en mayo. " + MORE * 2 + " EFE/Lucía Campos\n\n" + MORE,
    ],
)
def test_a_paragraph_that_names_an_agency_stays(pipeline: Pipeline, text: str) -> None:
    assert clean(pipeline, text).text == text


def test_a_picture_at_the_end_of_the_text_goes_where_it_is_no_paragraph(pipeline: Pipeline) -> None:
    assert clean(pipeline, f"{STORY}\n\n{MORE}\n\nFabrizio Bensch/REUTERS").text == f"{STORY}\n\n{MORE}"


@pytest.mark.parametrize("sign", ["×", "✕", "|", ">", "→", "\ue5c9", "☰ ×"])
def test_what_is_left_of_a_button_goes(pipeline: Pipeline, sign: str) -> None:
    article = clean(pipeline, f"{STORY}\n\n{sign}\n\n{MORE}")
    assert (article.text, article.edits[0].rule) == (f"{STORY}\n\n{MORE}", "menu.any.sign")


@pytest.mark.parametrize("sign", ["***", "* * *", "—", "…", "•", ".", "___", "+++"])
def test_what_parts_the_sections_of_a_story_stays(pipeline: Pipeline, sign: str) -> None:
    text = f"{STORY}\n\n{sign}\n\n{MORE}"
    assert clean(pipeline, text).text == text
