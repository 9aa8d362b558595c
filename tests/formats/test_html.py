"""Pages as a site serves them: what they say of themselves and of their lines, and what bytes they may be."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from newsclean.article import Article
from newsclean.config import Config
from newsclean.errors import DecodeError, InputError, MissingExtra, RecordError
from newsclean.formats.documents import Document, Layout, read_documents
from newsclean.formats.html import HtmlReader, decode_page
from newsclean.pipeline import Pipeline
from newsclean.sites.rules import SiteRules
from tests.formats.pages import STORY, article, clean, page, paragraphs, read, removed

pytest.importorskip("trafilatura")


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


def test_subheadings_stay_and_one_over_nothing_goes() -> None:
    inner = f"{paragraphs(STORY[:3])}<h2>Steel beside stone</h2>{paragraphs(STORY[3:])}"
    assert "Steel beside stone" in clean(read(article(inner))).text


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
