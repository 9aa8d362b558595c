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
    assert (alone.raw.split("\n\n"), alone.fields["title"]) == (STORY, TITLE)
    lead = alone.fields["lead"]
    assert lead in header
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
