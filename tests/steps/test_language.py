"""The language step: passages, article and shares filled in, nothing else touched."""

from __future__ import annotations

import pytest

from newsclean.article import Article
from newsclean.config import Config
from newsclean.errors import ConfigError
from newsclean.steps.language import IdentifyLanguage
from newsclean.steps.segment import Segment

GREEK = "Ο υπουργός δήλωσε χθες ότι ο νέος νόμος δεν θα ισχύσει πριν από το επόμενο έτος."
ENGLISH = "The minister said yesterday that the new law would not come into force."
FRENCH = "Le ministre a dit hier que la loi n'entrerait pas en vigueur."


def _identify(text: str, config: Config | None = None) -> Article:
    config = config or Config()
    return IdentifyLanguage(config)(Segment(config)(Article("a", text)))


def test_each_passage_gets_its_language_and_the_article_its_main_one() -> None:
    article = _identify("\n\n".join([GREEK, ENGLISH, "268763574 IMG_1.jpg", GREEK]))
    assert [passage.language.code for passage in article.passages] == ["el", "en", "und", "el"]
    assert article.language.code == "el"
    assert list(article.meta["languages"]) == ["el", "en"]
    assert sum(article.meta["languages"].values()) == pytest.approx(1, abs=0.001)


def test_a_lone_foreign_paragraph_is_not_swallowed() -> None:
    article = _identify("\n\n".join([ENGLISH] * 4 + [FRENCH] + [ENGLISH] * 4))
    assert [passage.language.code for passage in article.passages] == ["en"] * 4 + ["fr"] + ["en"] * 4


def test_a_short_headline_follows_the_text() -> None:
    article = _identify(f"Kaos i Oslo\n\n{'Statsråden sa i går at loven ikke trer i kraft før neste år. ' * 2}")
    assert [passage.language.code for passage in article.passages] == ["no", "no"]


def test_an_article_without_prose_is_und() -> None:
    article = _identify("12.5.2020\n\nIMG_20210512.jpg")
    assert article.language.code == "und"
    assert article.meta["languages"] == {}


def test_an_empty_article_is_und() -> None:
    assert _identify("").language.code == "und"


def test_the_text_is_not_touched() -> None:
    article = _identify(f"{GREEK}\n\n{ENGLISH}\n")
    assert article.text == article.source
    assert article.edits == ()


def test_candidates_and_backends_come_from_the_settings() -> None:
    assert _identify(FRENCH, Config(languages=("el", "en", "fr"))).language.code == "fr"
    assert _identify(FRENCH, Config(detector="langdetect")).language.code == "fr"
    with pytest.raises(ConfigError):
        IdentifyLanguage(Config(languages=("xx",)))
