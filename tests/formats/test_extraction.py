"""What of a page is its article: whole, with its lead and subheads, and nothing of what stands around it."""

from __future__ import annotations

import pytest

from tests.formats.pages import STORY, TITLE, article, clean, paragraphs, read

pytest.importorskip("trafilatura")


def test_the_article_is_found_and_the_rest_of_the_page_is_not_in_it() -> None:
    document = read(article(paragraphs(STORY)))
    assert document.raw.split("\n\n") == STORY
    assert document.fields["title"] == TITLE


def test_the_headline_can_stand_in_the_text() -> None:
    lines = read(article(paragraphs(STORY)), headline="text").raw.split("\n\n")
    assert lines == [TITLE, *STORY]


def test_a_wrapper_may_be_called_anything() -> None:
    body = f'<div class="sidebar related ad">{article(paragraphs(STORY))}</div>'
    assert clean(read(body)).text.split("\n\n") == STORY


def test_an_article_in_several_boxes_is_whole() -> None:
    boxes = "".join(
        f'<div class="chunk"><div class="inner">{paragraphs(STORY[n : n + 2])}</div></div>' for n in (0, 2, 4)
    )
    assert read(article(boxes)).raw.split("\n\n") == STORY


LEAD = "A year of work and four million euros later, the island has its bridge back."
LEADS = {
    "prose in the header": (f"<header><h1>{TITLE}</h1><p class='intro'>{LEAD}</p></header>", ""),
    "prose in a box that is called a teaser": (f"<h1>{TITLE}</h1><div class='teaser'><p>{LEAD}</p></div>", ""),
    "no sentence, but the page's summary": (
        f"<header><h1>{TITLE}</h1><div class='teaser'>A year later, the island has its bridge back</div></header>",
        "<meta property='og:description' content='A year later, the island has its bridge back'>",
    ),
}  # fmt: skip


@pytest.mark.parametrize("label", LEADS)
def test_the_lead_follows_the_headline(label: str) -> None:
    header, head = LEADS[label]
    wrapped = f"<article>{header}<div class='share'>Share</div><div class='story'>{paragraphs(STORY)}</div></article>"
    alone = read(wrapped, head)
    lead = alone.fields["lead"]
    assert lead in header
    assert (alone.raw.split("\n\n"), alone.fields["title"]) == ([lead, *STORY], TITLE)
    assert read(wrapped, head, "text").raw.split("\n\n") == [TITLE, lead, *STORY]


def test_what_else_stands_between_headline_and_story_is_no_lead() -> None:
    caption = (
        "<figure><img src=a.jpg><figcaption>The bridge on Monday, when it opened again to all.</figcaption></figure>"
    )
    link = "<p><a href='/x'>Everything on the bridge that was closed for a year, in one place.</a></p>"
    header = f"<h1>{TITLE}</h1>{caption}{link}<p>By Ann Lee</p>"
    document = read(f"<article>{header}<div class='story'>{paragraphs(STORY)}</div></article>")
    assert "lead" not in document.fields


def test_what_an_extractor_misses_is_put_back_whatever_the_box_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [*STORY[:2], *STORY[3:5]]  # no page of reasonable size makes trafilatura lose just these
    monkeypatch.setattr("newsclean.formats.extraction._find_article", lambda tree: found)
    inner = f"{paragraphs(STORY[:3])}<h3>Steel beside stone</h3>{paragraphs(STORY[3:])}"
    related = "<div class='related'><h3>More bridges</h3><p>How the people of the island lived for a year.</p></div>"
    body = f"<div class='sidebar-grid__content'><article><h1>{TITLE}</h1>{inner}{related}</article></div>"
    assert read(body).raw.split("\n\n") == [*STORY[:3], "Steel beside stone", *STORY[3:]]


def test_another_article_on_the_same_page_is_left_out() -> None:
    other = "".join(
        f"<p>Paragraph {n} of a story on football, which somebody else wrote last week.</p>" for n in range(9)
    )
    assert "football" not in read(article(paragraphs(STORY)) + f"<article><h2>Football</h2>{other}</article>").raw


def test_line_breaks_in_a_paragraph_of_the_source_are_no_line_breaks() -> None:
    inner = paragraphs([STORY[0].replace(" after", "\n   after"), *STORY[1:]])
    assert read(article(inner)).raw.split("\n\n")[0] == STORY[0]


def test_a_page_of_one_endless_paragraph_is_read() -> None:
    assert len(read(article(f"<p>{STORY[0] * 20_000}</p>")).raw) > 2_000_000


TWEET = (
    "<div class='social-media-embed'><blockquote class='twitter-tweet'><p>The bridge is open, and so is my bakery.</p>"
    "&mdash; Ann Lee (@annlee) <a href='https://social.example/1'>November 18, 2024</a></blockquote></div>"
)


def test_what_the_story_quotes_from_elsewhere_stays_whatever_its_box_is_called() -> None:
    document = read(article(paragraphs(STORY[:3]) + TWEET + paragraphs(STORY[3:])))
    quoted = ["The bridge is open, and so is my bakery.", "— Ann Lee (@annlee) November 18, 2024"]
    assert document.raw.split("\n\n") == [*STORY[:3], *quoted, *STORY[3:]]
    assert clean(document).text == document.raw


def test_a_pull_quote_that_says_a_sentence_twice_is_not_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsclean.formats.extraction._find_article", lambda tree: STORY)
    pulled = "<blockquote class='pull'>It had been closed since a flood in the spring of last year.</blockquote>"
    text = read(article(paragraphs(STORY[:3]) + pulled + paragraphs(STORY[3:]))).raw
    assert text.count("a flood in the spring") == 1


def test_paragraphs_that_empty_lines_part_are_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsclean.formats.extraction._find_article", lambda tree: [TITLE, *STORY[1:3], *STORY[4:]])
    assert read(article(f"<div class='content'>{'<br><br>'.join(STORY)}</div>")).raw.split("\n\n") == STORY


def test_what_is_found_above_the_headline_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    feature = "<div><h2>Everything on the ferry</h2></div>"
    found = ["Everything on the ferry", TITLE, *STORY]
    monkeypatch.setattr("newsclean.formats.extraction._find_article", lambda tree: found)
    assert read(feature + article(paragraphs(STORY))).raw.split("\n\n") == STORY
