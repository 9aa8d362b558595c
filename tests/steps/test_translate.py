"""The step: which passages are translated, from what, and what the article says of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from newsclean.article import AgencyCredit, Article, LanguageGuess, Passage
from newsclean.config import Config
from newsclean.edits import Span, cut
from newsclean.errors import ModelError
from newsclean.mt.demo import ARTICLE, PAIRS, read_pairs
from newsclean.mt.present import translated_text
from newsclean.mt.settings import TranslationSettings
from newsclean.steps.removal import Removal, remove_passages
from newsclean.steps.translate import Translate

SEED = Path(__file__).parent.parent.parent / "seeds/000_6173a6d629465536.txt"


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    patch = pytest.MonkeyPatch()
    patch.setenv("NEWSCLEAN_CACHE", str(tmp_path_factory.mktemp("cache")))
    yield
    patch.undo()


def make(text: str, *codes: str) -> Article:
    """Make an article of paragraphs, of the languages given in turn or all of the last."""
    passages = []
    place = 0
    for number, part in enumerate(text.split("\n\n")):
        code = codes[min(number, len(codes) - 1)]
        passages.append(Passage(Span(place, place + len(part)), language=LanguageGuess(code, 1.0, len(part))))
        place += len(part) + 2
    return Article("a", text, tuple(passages), LanguageGuess(codes[-1], 1.0, len(text)))


def step(original: Article | None = None, **settings: str) -> Translate:
    chosen = {"model": "demo", "engine": "ctranslate2", "memory": "none", **settings}
    return Translate(Config(), TranslationSettings("en", **chosen), original)  # type: ignore[arg-type]  # words


def test_foreign_passages_are_translated_and_others_left() -> None:
    article = make("Τι δείχνουν τα στοιχεία;\n\nNobody knows.\n\n...", "el", "en", "und")
    done = step()(article)
    assert [(layer.passage, layer.text) for layer in done.translations] == [(Span(0, 24), "What do the figures show?")]
    assert (done.source, done.text, done.edits) == (article.source, article.text, article.edits)
    assert done.translations[0].model.startswith("demo@")
    assert done.meta["translation"]["sentences"] == 1


def test_removed_passages_are_not_translated_and_numbers_count_what_is_left() -> None:
    article = make("Διαβάστε επίσης: κάτι\n\nΗ αγορά κινείται υποτονικά.\n\nΤο φυσικό αέριο ακρίβυνε.", "el")
    article = remove_passages(article, {0: Removal("read-also.el.x", "why")})
    assert translated_text(step()(article), "en") == "The market is sluggish.\n\nNatural gas became more expensive."
    assert [layer.text for layer in step(passages="2")(article).translations] == ["Natural gas became more expensive."]


def test_agency_marks_are_kept() -> None:
    article = make("Σύμφωνα με το ΑΠΕ-ΜΠΕ, δύο άνθρωποι τραυματίστηκαν ελαφρά.", "el")
    credit = AgencyCredit("amna", "attribution", Span(14, 21), "ΑΠΕ-ΜΠΕ", "agency.attribution")
    assert (
        step()(replace(article, agencies=(credit,))).translations[0].text
        == "According to ΑΠΕ-ΜΠΕ, two people were slightly injured."
    )


def test_the_greek_story_of_the_demo_becomes_english() -> None:
    article = make(ARTICLE.read_text(encoding="utf-8").strip(), "el")
    marks = [AgencyCredit(mark, "source_line", Span(0, 0), mark, "agency.source") for mark in ("ΑΠΕ-ΜΠΕ", "AFP")]
    done = step()(replace(article, agencies=tuple(marks)))
    assert {layer.flags for layer in done.translations} == {()}
    wanted = {target for _, target in read_pairs(PAIRS)}
    assert done.translations[0].text in wanted
    assert done.translations[-1].text == "Source: ΑΠΕ-ΜΠΕ- AFP"


def test_suspect_passages_are_translated_anew_from_their_original() -> None:
    english = make(SEED.read_text(encoding="utf-8").strip(), "en")
    greek = make(ARTICLE.read_text(encoding="utf-8").strip(), "el")
    done = step(greek, passages="suspect")(english)
    assert [layer.flags for layer in done.translations] == [("from-original", "quotes")]
    layer = done.translations[0]
    assert layer.passage.text(english.source).startswith('"Scientific research')
    assert layer.text.startswith('"Scientific research') and layer.text.count('"') == 2
    assert "Gina Raimondo" in layer.text


def test_a_passage_whose_quotes_were_mended_is_still_suspect() -> None:
    english = make('"Rain is life. "Sadly, none fell," he said.', "en")
    mended = english.with_edits([cut(english.source, (15, 16), "quotes.any.stray", "why")])
    done = step(make("Η αγορά κινείται υποτονικά.", "el"), passages="suspect")(mended)
    assert [(layer.text, layer.flags) for layer in done.translations] == [
        ("The market is sluggish.", ("from-original", "quotes"))
    ]


def test_a_suspect_passage_without_an_original_is_left() -> None:
    article = make('"He came. "She left," he said.', "en")
    assert step(passages="suspect")(article) == article


def test_articles_do_not_change_each_other() -> None:
    articles = [make(source, "el") for source, _ in read_pairs(PAIRS)[30:60]]
    together = list(step().pipe(articles))
    assert [step()(article) for article in articles[:4]] == together[:4]
    assert list(step().pipe(articles[::-1])) == together[::-1]


def test_a_missing_model_stops_with_the_command_that_fetches_it() -> None:
    with pytest.raises(ModelError, match="newsclean models fetch opus-mt-tc-big-el-en"):
        step(model="")(make("Ναι, ίσως.", "el"))


def test_nothing_to_translate_needs_no_model() -> None:
    article = make("Nobody knows.", "en")
    assert step(model="")(article) is article
