"""Pages as a site serves them: what of them is the article, what is said of the rest, and what bytes they may be."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from newsclean.article import Article
from newsclean.config import Config
from newsclean.errors import DecodeError, InputError, MissingExtra, RecordError
from newsclean.formats.documents import Document, Layout, read_documents
from newsclean.formats.html import Headline, HtmlReader, decode_page
from newsclean.pipeline import Pipeline
from newsclean.sites.rules import SiteRules

pytest.importorskip("trafilatura")

STORY = [
    "The old bridge over the river opened again on Monday after a year of work, the mayor of the town said.",
    "It had been closed since a flood in the spring of last year, which took two of its seven arches with it.",
    "Engineers had to build a second bridge of steel beside it so that the people of the island could cross.",
    "The work cost four million euros, half of which came from the state and the other half from the town.",
    "Shopkeepers on the island said that they had lost a third of their trade while the bridge was closed.",
    "The mayor thanked the workers and promised that the next flood would find the bridge better prepared.",
]
TITLE = "Old bridge opens again"


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def page(body: str, head: str = "") -> bytes:
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{TITLE} - The Example</title>{head}</head><body>"
        f"<nav><ul><li><a href='/'>Home</a></li><li><a href='/sport'>Sport</a></li></ul></nav>{body}"
        "<footer><p>All rights reserved.</p></footer></body></html>"
    ).encode()


def article(inner: str) -> str:
    return f"<article><h1>{TITLE}</h1>{inner}</article>"


def read(body: str, head: str = "", headline: Headline = "field") -> Document:
    return HtmlReader(headline=headline).read(page(body, head), "bridge.html")


def clean(document: Document) -> Article:
    result = Pipeline(Config(judge="off")).run(document)
    assert isinstance(result, Article)
    return result


def removed(result: Article) -> dict[str, str]:
    return {edit.before.strip(): edit.rule for edit in result.edits}


def test_the_article_is_found_and_the_rest_of_the_page_is_not_in_it() -> None:
    document = read(article(paragraphs(STORY)))
    assert document.raw.split("\n\n") == STORY
    assert document.fields["title"] == TITLE


def test_the_headline_can_stand_in_the_text() -> None:
    lines = read(article(paragraphs(STORY)), headline="text").raw.split("\n\n")
    assert lines == [TITLE, *STORY]


def test_what_the_page_says_of_itself_becomes_fields() -> None:
    data = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "Organization", "name": "nobody asked"},
            {
                "@type": "NewsArticle",
                "headline": "Old bridge opens &amp; stays open",
                "author": [{"name": "A. Reporter"}, {"name": "B. Writer"}],
                "datePublished": "2024-05-06T07:08:09Z",
                "publisher": {"name": "The Example"},
                "inLanguage": "en-GB",
                "url": "https://www.example.org/bridge",
            },
        ],
    }
    head = f'<script type="application/ld+json">{json.dumps(data)}</script><meta property="og:title" content="no">'
    assert read(article(paragraphs(STORY)), head).fields == {
        "title": "Old bridge opens & stays open",
        "author": "A. Reporter, B. Writer",
        "date": "2024-05-06T07:08:09Z",
        "publisher": "The Example",
        "language": "en-GB",
        "url": "https://www.example.org/bridge",
        "site": "example.org",
    }


def test_meta_tags_serve_where_there_is_no_structured_data() -> None:
    head = (
        '<meta property="og:title" content="The bridge"><meta name="author" content="C. Reporter">'
        '<meta property="og:site_name" content="The Example"><link rel="canonical" href="https://example.org/b">'
    )
    fields = read(article(paragraphs(STORY)), head).fields
    assert [fields[name] for name in ("title", "author", "publisher", "site", "language")] == [
        "The bridge", "C. Reporter", "The Example", "example.org", "en",
    ]  # fmt: skip


@pytest.mark.parametrize("data", ["{broken", "[" * 5000, "[[[]]]", '{"@type": 5, "headline": {}}', "null", '"text"'])
def test_broken_structured_data_is_no_error(data: str) -> None:
    document = read(article(paragraphs(STORY)), f'<script type="application/ld+json">{data}</script>')
    assert document.raw.split("\n\n") == STORY


MARKED = {
    "caption in its class": ('<div class="photo-caption">Workers on the bridge in May</div>', "caption.any.markup"),
    "a link and nothing else": ('<p><a href="/x">Flood takes two arches of the bridge</a></p>', "read-also.any.markup"),
    "box of related stories": (
        '<div class="relatedBox related"><p>How the island lived</p></div>',
        "read-also.any.markup",
    ),
    "short line in a box with an image": (
        "<div><div><img src=a.jpg></div><div>Workers on the bridge</div></div>",
        "caption.any.markup",
    ),
}  # fmt: skip


@pytest.mark.parametrize("label", MARKED)
def test_what_the_markup_names_is_taken_out_with_a_reason_or_left_out_of_the_article(label: str) -> None:
    inner, rule = MARKED[label]
    document = read(article(paragraphs(STORY[:3]) + inner + paragraphs(STORY[3:])))
    result = clean(document)
    assert result.text.split("\n\n") == STORY
    assert set(removed(result).values()) <= {rule}


def test_a_removal_by_markup_says_why_and_can_be_kept() -> None:
    link = "Flood takes two arches of the bridge"
    inner = f'{paragraphs(STORY[:3])}<p>Then: <a href="/x">{link}</a></p>{paragraphs(STORY[3:])}'
    document = read(article(inner))
    edit = next(edit for edit in clean(document).edits if link in edit.before)
    assert edit.rule == "read-also.any.markup" and "link" in edit.reason
    kept = Pipeline(Config(judge="off", keep=("read-also",))).run(document)
    assert isinstance(kept, Article) and link in kept.text


def test_a_paragraph_with_a_link_in_it_stays() -> None:
    inner = f'<p>{STORY[0]} <a href="/x">The mayor</a> spoke for an hour.</p>' + paragraphs(STORY[1:])
    assert clean(read(article(inner))).text.startswith(STORY[0])


def test_a_wrapper_may_be_called_anything() -> None:
    body = f'<div class="sidebar related ad">{article(paragraphs(STORY))}</div>'
    assert clean(read(body)).text.split("\n\n") == STORY


def test_subheadings_stay_and_one_over_nothing_goes() -> None:
    inner = f"{paragraphs(STORY[:3])}<h2>Steel beside stone</h2>{paragraphs(STORY[3:])}"
    assert "Steel beside stone" in clean(read(article(inner))).text


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


def test_what_the_structured_data_gives_as_story_is_not_taken_for_residue() -> None:
    data = {"@type": "NewsArticle", "articleBody": " ".join(STORY)}
    inner = paragraphs(STORY[:5]) + f'<p><a href="/x">{STORY[5]}</a></p>'
    head = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    assert STORY[5] in clean(read(article(inner), head)).text


ENCODED = {
    "declared": ('<meta charset="windows-1253">', "cp1253"),
    "declared as browsers read it": ('<meta charset="iso-8859-7">', "iso8859-7"),
    "not declared": ("", "utf-8"),
    "wrongly declared": ('<meta charset="windows-1253">', "utf-8"),
}


@pytest.mark.parametrize("label", ENCODED)
def test_the_encoding_of_a_page(label: str) -> None:
    head, encoding = ENCODED[label]
    text = f"<html><head>{head}</head><body><p>Η γέφυρα άνοιξε ξανά</p></body></html>"
    assert decode_page(text.encode(encoding), "a.html").text == text


def test_a_named_encoding_that_does_not_fit_is_an_error() -> None:
    with pytest.raises(DecodeError):
        decode_page("<p>γέφυρα</p>".encode("cp1253"), "a.html", "utf-8")


BAD = {
    "empty": b"",
    "blank": b" \n ",
    "a menu and no article": b"<html><body><nav><a href=/>Home</a></nav></body></html>",
    "no page at all": b"plain words",
    "broken off": b"<html><bo",
    "a page of nothing but tags": b"<html><body>" + b"<i></i>" * 70_000 + b"</body></html>",
}


@pytest.mark.parametrize("label", BAD)
def test_what_holds_no_article_is_named(label: str) -> None:
    with pytest.raises(RecordError, match=r"^a\.html: "):
        HtmlReader().read(BAD[label], "a.html")


def test_the_same_page_gives_the_same_document_every_time() -> None:
    reader, data = HtmlReader(), page(article(paragraphs(STORY)))
    assert len({reader.read(data, "a").raw for _ in range(5)}) == 1


def test_a_page_is_read_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(page(article(paragraphs(STORY))))
    with (tmp_path / "a.html").open("rb") as stream:
        found = list(read_documents(stream, "a.html", Layout(headline="field")))
    assert isinstance(found[0], Document) and found[0].raw.split("\n\n") == STORY
    assert found[0].bytes_facts["encoding"] == "utf-8"


def test_a_bad_page_among_others_is_an_error_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<html><body></body></html>")
    with (tmp_path / "a.html").open("rb") as stream:
        found = list(read_documents(stream, "a.html", Layout()))
    assert len(found) == 1 and isinstance(found[0], InputError)


def test_hints_are_followed_only_where_the_text_is_still_that_of_the_page() -> None:
    link = '<p><a href="/x">Flood takes two arches of the bridge</a></p>'
    document = read(article(paragraphs(STORY[:3]) + link + paragraphs(STORY[3:])))
    shorter = Document(document.id, "\n\n".join(STORY), bytes_facts=document.bytes_facts)
    assert clean(shorter).text.split("\n\n") == STORY


def test_without_trafilatura_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(MissingExtra, match=r"newsclean\[html\]"):
        read(article(paragraphs(STORY)))


def test_a_page_of_one_endless_paragraph_is_read() -> None:
    assert len(read(article(f"<p>{STORY[0] * 20_000}</p>")).raw) > 2_000_000


def test_site_rules_strip_what_they_name(tmp_path: Path) -> None:
    (tmp_path / "example.org.txt").write_text("strip: //p[@class='x']\nstrip_id_or_class: promo\n")
    inner = paragraphs(STORY[:3]) + f'<p class="x">{STORY[3]}</p><div id="big-promo"><p>{STORY[4]}</p></div>'
    body = article(inner + f"<p>{STORY[5]}</p>")
    reader = HtmlReader(pruner=SiteRules(str(tmp_path)))
    own = '<link rel="canonical" href="https://www.example.org/b">'
    assert reader.read(page(body, own), "a").raw.split("\n\n") == [*STORY[:3], STORY[5]]
    assert reader.read(page(body, own.replace("org", "com")), "a").raw.split("\n\n") == STORY


def test_a_wrong_site_rule_is_named_by_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "example.org.txt").write_text("# mine\nstrip: //p[\n")
    own = '<link rel="canonical" href="https://example.org/b">'
    with pytest.raises(RecordError, match=r"example\.org\.txt: line 2"):
        HtmlReader(pruner=SiteRules(str(tmp_path))).read(page(article(paragraphs(STORY)), own), "a")
