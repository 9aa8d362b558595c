"""The laws for every text: back to the source, nothing more the second time, edits in order, no neighbours."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import newsclean
from newsclean.article import Article, Failure
from newsclean.config import Config
from newsclean.edits import Edit, Span, apply, merge, restore
from newsclean.formats.documents import Document
from newsclean.steps.removal import find_removals

SEED = (Path(__file__).parent.parent / "seeds" / "000_6173a6d629465536.txt").read_text(encoding="utf-8")

PROSE = [
    "The government announced new measures for the economy on Monday, officials said.",
    '"We will not leave," said the minister, who spoke to reporters in Brussels.',
    "Η κυβέρνηση ανακοίνωσε νέα μέτρα για την οικονομία, είπε ο εκπρόσωπος.",
    "Le gouvernement a annoncé lundi de nouvelles mesures pour l'économie.",
    "Die Regierung hat am Montag neue Maßnahmen für die Wirtschaft angekündigt.",
    "政府は月曜日、経済のための新しい対策を発表した。",
    "أعلنت الحكومة يوم الاثنين عن إجراءات جديدة للاقتصاد.",
    "ATHENS (Reuters) - Rain fell on the capital on Monday, flooding streets.",
    "The match ended in a draw. (AFP)",
]
RESIDUE = [
    "Read also: Storm hits Evia",
    "Διαβάστε επίσης: Παραιτήθηκε ο πρέσβης",
    "Source: ΑΠΕ-ΜΠΕ- AFP",
    "Πηγή: ΑΠΕ-ΜΠΕ",
    "268763574 4399287110194044 1404577815918193445 n 1 China, WASHINGTON, BEIJING",
    "IMG_20211224_101530.jpg",
    "Share on Facebook",
    "Advertisement",
    "3 min read",
    "24/11/2021 15:44",
    "Foto: dpa",
    "Related articles",
    "© 2021 All rights reserved",
    "Storm hits Evia, hundreds flee",
    "Subscribe to our newsletter",
]
LINE = st.one_of(
    st.sampled_from(PROSE),
    st.sampled_from(RESIDUE),
    st.text(max_size=60),
    st.text(alphabet="abΑβ \"'“”«»().:-—0123456789\n\t\u00a0\u200b©", max_size=80),
)
TEXT = st.lists(LINE, max_size=12).flatmap(
    lambda lines: st.sampled_from(["\n", "\n\n", "\r\n", "\n \n\n"]).map(lambda between: between.join(lines))
)


@pytest.fixture(scope="module")
def pipeline() -> newsclean.Pipeline:
    return newsclean.Pipeline()


def run(pipeline: newsclean.Pipeline, text: str) -> Article:
    article = pipeline.run(Document("a", text))
    assert not isinstance(article, Failure), article
    return article


many = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@many
@given(TEXT)
def test_the_source_comes_back(pipeline: newsclean.Pipeline, text: str) -> None:
    article = run(pipeline, text)
    assert restore(article.text, article.edits) == article.source
    assert restore(article.source, article.repairs) == text


@many
@given(TEXT)
def test_cleaning_again_changes_nothing(pipeline: newsclean.Pipeline, text: str) -> None:
    once = run(pipeline, text).text
    assert run(pipeline, once).text == once


@many
@given(TEXT)
def test_edits_are_sorted_disjoint_and_true(pipeline: newsclean.Pipeline, text: str) -> None:
    article = run(pipeline, text)
    assert all(a.span.end <= b.span.start for a, b in zip(article.edits, article.edits[1:], strict=False))
    assert all(edit.before == edit.span.text(article.source) for edit in article.edits)
    assert all(edit.rule.count(".") == 2 and edit.reason for edit in article.edits + article.repairs)


@many
@given(TEXT)
def test_no_double_blank_lines_are_left_where_passages_went(pipeline: newsclean.Pipeline, text: str) -> None:
    article = run(pipeline, text)
    gaps = re.compile(r"\n[^\S\n]*\n[^\S\n]*\n")
    if not gaps.search(article.source.replace("\r", "")):
        assert not gaps.search(article.text.replace("\r", ""))


@settings(many, max_examples=15)  # each builds a pipeline for every rule that acts
@given(st.lists(st.sampled_from(PROSE + RESIDUE), min_size=2, max_size=8))
def test_keep_spares_what_the_rule_took_and_nothing_else(lines: list[str]) -> None:
    text = "\n\n".join(lines)
    article = newsclean.clean_article(text, Config(judge="off"))
    for rule in {edit.rule for edit in article.edits}:
        spared = newsclean.clean_article(text, Config(judge="off", keep=(rule,)))
        assert [e.rule for e in spared.edits] == [e.rule for e in article.edits if e.rule != rule]
        assert {r.rule for r in find_removals(spared).values()} == {
            r.rule for r in find_removals(article).values() if r.rule != rule
        }


def test_articles_know_nothing_of_their_neighbours(pipeline: newsclean.Pipeline) -> None:
    chance = random.Random(7)
    texts = [SEED, *("\n\n".join(chance.choices(PROSE + RESIDUE, k=6)) for _ in range(30))]
    alone = {text: run(newsclean.Pipeline(), text).text for text in texts[:5]}
    for _ in range(3):
        chance.shuffle(texts)
        for text in texts:
            article = run(pipeline, text).text
            assert alone.setdefault(text, article) == article


@given(st.text(max_size=60), st.data())
def test_apply_and_restore_are_inverse_for_any_edits(source: str, data: st.DataObject) -> None:
    place = st.integers(0, len(source))
    spans = data.draw(st.lists(st.tuples(place, place).map(sorted), max_size=6))
    wanted = [Edit(Span(a, b), source[a:b], data.draw(st.text(max_size=4)), "x.y.z", "why") for a, b in spans]
    edits = merge((), wanted)
    assert restore(apply(source, edits), edits) == source
    later = merge(edits, [Edit(Span(0, len(source)), source, "", "x.y.all", "why")])
    assert restore(apply(source, later), later) == source
