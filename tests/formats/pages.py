"""A page as a site serves it, with a story of six paragraphs, and what becomes of it."""

from __future__ import annotations

from newsclean.article import Article
from newsclean.config import Config
from newsclean.formats.documents import Document
from newsclean.formats.html import Headline, HtmlReader
from newsclean.pipeline import Pipeline

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
