"""The step that finds agencies: what it takes out, what it leaves, and what it tells the writers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from newsclean.agencies import describe_credits, describe_schema_org
from newsclean.article import Article, LanguageGuess
from newsclean.config import Config
from newsclean.edits import restore
from newsclean.steps.agencies import FindAgencies
from newsclean.steps.segment import Segment

SEED = Path(__file__).parents[2] / "seeds" / "000_6173a6d629465536.txt"
STORY = "The parliament passed the law on Thursday after a long debate that lasted well into the night, officials said."


def clean(text: str, language: str = "en", **settings: Any) -> Article:
    config = Config(**settings)
    article = replace(Segment(config)(Article("a", text)), language=LanguageGuess(language))
    return FindAgencies(config)(article)


def roles(article: Article) -> list[tuple[str, str]]:
    return [(found.agency, found.role) for found in article.agencies]


def test_the_seed() -> None:
    article = clean(SEED.read_text(encoding="utf-8"))
    assert roles(article) == [("amna", "source_line"), ("afp", "source_line")]
    assert [found.surface for found in article.agencies] == ["ΑΠΕ-ΜΠΕ", "AFP"]
    assert [found.span.text(article.source) for found in article.agencies] == ["ΑΠΕ-ΜΠΕ", "AFP"]
    assert [edit.rule for edit in article.edits] == ["source-line.en.source"]
    assert article.text.endswith("resigned")
    assert describe_credits(article)["creditline"] == "Source: ΑΠΕ-ΜΠΕ- AFP"


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Source: AFP, Reuters", "source-line.en.source"),
        ("- With files from The Canadian Press", "source-line.en.with-files"),
        ("(Με πληροφορίες από ΑΠΕ-ΜΠΕ, φωτό: Sooc)", "source-line.el.me-plirofories-apo"),
        ("Πηγή: ΑΠΕ-ΜΠΕ, Φωτό: AP Photo/Jane Doe", "source-line.el.pigi"),
        ("Quelle: zeitung.example", "source-line.de.quelle"),
        ("© 2023 Reuters. All rights reserved.", "copyright.en.sign"),
        ("NTB-AFP-Reuters", "sign-off.any.alone"),
        ("/ritzau/", "sign-off.any.alone"),
        ("(Reporting by Jane Doe; Editing by John Roe)", "desk-note.en.reporting-by"),
    ],
)
def test_a_passage_that_is_nothing_but_a_credit_goes(line: str, rule: str) -> None:
    article = clean(f"{STORY}\n\n{line}")
    assert article.text == STORY
    assert [edit.rule for edit in article.edits] == [rule]
    assert restore(article.text, article.edits) == article.source


@pytest.mark.parametrize("mark", [" (AFP)", " (dpa)", " dpa/afp", " – VNA", " -- BERNAMA", " (KNA 19.11.21)"])
def test_the_closing_mark_of_the_last_paragraph_goes_alone(mark: str) -> None:
    article = clean(f"{STORY}\n\n{STORY}{mark}", "de")
    assert article.text == f"{STORY}\n\n{STORY}"
    assert restore(article.text, article.edits) == article.source


@pytest.mark.parametrize(
    "line",
    [
        "The spokesman told Reuters that the source of the leak was not known to anybody in the ministry, he added.",
        "Source: the minister said that the law would be passed in spring, and that no one had asked for a delay.",
        "Σύμφωνα με το ΑΠΕ-ΜΠΕ, η βουλή ψήφισε τον νόμο την Πέμπτη το βράδυ μετά από πολύωρη συζήτηση στην ολομέλεια.",
    ],
)
def test_prose_stays_whatever_it_names(line: str) -> None:
    assert clean(f"{STORY}\n\n{line}\n\n{STORY}").edits == ()


@pytest.mark.parametrize(
    ("head", "located", "created"),
    [
        ("LONDON, Nov 24, 2021 (Reuters) - ", "LONDON", "2021-11-24"),
        ("ΑΘΗΝΑ, 24 Νοε. (ΑΠΕ-ΜΠΕ) - ", "ΑΘΗΝΑ", "--11-24"),
        ("Berlin (dpa/lby) - ", "Berlin", None),
        ("МОСКВА, 24 ноя - РИА Новости. ", "МОСКВА", "--11-24"),
        ("新华社北京11月24日电 ", "北京", "--11-24"),
        ("(서울=연합뉴스) ", "서울", None),
        ("【ワシントン共同】", "ワシントン", None),
        ("(ANSA) - ROMA, 3 GEN - ", "ROMA", "--01-03"),
        ("ST. JOSEPH, Mich. (AP) — ", "ST. JOSEPH, Mich", None),
    ],
)
def test_datelines_are_read_kept_and_stripped(head: str, located: str, created: str | None) -> None:
    kept = clean(head + STORY)
    dateline = describe_credits(kept)["dateline"]
    assert (dateline.get("located"), dateline.get("contentCreated")) == (located, created)
    assert kept.text == head + STORY
    assert clean(head + STORY, datelines="strip").text == STORY


def test_standard_names() -> None:
    story = f"{STORY}\n\nA man told Reuters so.\n\nPhoto: AP"
    text = f"Title\n\nBy Jane Doe, AFP\n\n{story}\n\n© 2023 AFP. All rights reserved."
    names = describe_credits(clean(text))
    assert names["by"] == "Jane Doe"
    assert names["copyrightHolder"] == "Agence France-Presse"
    assert names["copyrightNotice"] == "© 2023 AFP. All rights reserved."
    assert [(row["id"], row["role"]) for row in names["infoSources"]] == [("afp", "byline"), ("afp", "copyright")]
    assert [row["id"] for row in names["mentions"]] == ["reuters"]
    assert [row["infoSources"][0]["id"] for row in names["associations"]] == ["ap"]
    assert names["infoSources"][0]["uri"].endswith("Q40464")


def test_schema_org() -> None:
    names = describe_schema_org(clean(f"By Jane Doe\n\nLONDON (Reuters) - {STORY}\n\nSource: Reuters"))
    assert names["author"] == [{"@type": "Person", "name": "Jane Doe"}]
    assert names["sourceOrganization"][0]["name"] == "Reuters"
    assert names["creditText"] == "Source: Reuters"
    assert names["dateline"] == "LONDON"


def test_an_article_without_credits_is_not_touched() -> None:
    article = clean(STORY)
    assert (article.agencies, article.edits, describe_credits(article)) == ((), (), {})


def test_a_second_pass_finds_nothing_more() -> None:
    once = clean(f"{STORY} (AFP)\n\nSource: Reuters").text
    assert clean(once).text == once
