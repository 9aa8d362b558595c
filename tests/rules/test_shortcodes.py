"""Commands in square brackets: those of the site's software go, brackets of the writer stay."""

from __future__ import annotations

import pytest

from newsclean import Pipeline
from newsclean.config import Config
from newsclean.edits import restore
from newsclean.formats.documents import Document, make_article

STORY = "The parliament passed the law on Thursday after a long debate that lasted well into the night, officials said."


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline(Config(judge="off"))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('[caption id="attachment_12" width="300"] The bridge on Monday.[/caption]', ""),
        ("[embed]https://video.example/watch?v=abc[/embed]", ""),
        ('[gallery ids="1,2,3"]', ""),
        ("[nextpage]", ""),
        ('[vc_row][vc_column width="1/1"][vc_column_text]', ""),
        ("[button link=”http://shop.example/” type=”big”] Buy it now[/button]", ""),
        ('He said no. [gallery ids="1,2"]', "He said no."),
        ('He said no. [gallery ids="1,2"] [embed]x[/embed]', "He said no."),
        ("[vc_row] [vc_column_text] He said no. [/vc_column_text]", "He said no."),
        ("He said [b]no[/b] to [url=http://law.example]the law[/url] again.", "He said no to the law again."),
        ("[quote]No[/quote], he said, and [i]left[/i].", "No, he said, and left."),
    ],
)
def test_a_command_goes(pipeline: Pipeline, text: str, left: str) -> None:
    source = f"{STORY}\n\n{text}\n\n{STORY}"
    article = pipeline(make_article(Document("a", source), Config(judge="off")))
    assert article.text == (f"{STORY}\n\n{left}\n\n{STORY}" if left else f"{STORY}\n\n{STORY}")
    assert {edit.rule for edit in article.edits} == {"shortcode.any.command"}
    assert restore(article.text, article.edits) == source


@pytest.mark.parametrize(
    "text",
    [
        "He [the minister] said that the law [of 2023] would be changed [sic], and left.",
        "The list a[i] has [0, 1] in it, and #[no_mangle] stands above a function.",
        "The note read [illegible] and [...] was signed [name withheld].",
        "See the footnotes [1] and [2] for the figures of the ministry.",
    ],
)
def test_a_bracket_of_the_writer_stays(pipeline: Pipeline, text: str) -> None:
    source = f"{STORY}\n\n{text}\n\n{STORY}"
    assert pipeline(make_article(Document("a", source), Config(judge="off"))).text == source
