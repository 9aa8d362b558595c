"""The three backends: each finds languages, keeps to the candidates, and gives the same answer again."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from newsclean.config import Config, Detector
from newsclean.errors import ConfigError, MissingExtra
from newsclean.language import make_detector

BACKENDS: tuple[Detector, ...] = ("profiles", "fused", "langdetect")
TEXTS = {
    "el": "Ο υπουργός δήλωσε χθες ότι ο νέος νόμος δεν θα ισχύσει πριν από το επόμενο έτος.",
    "en": "The minister said yesterday that the new law would not come into force before next year.",
    "de": "Der Minister sagte gestern, dass das neue Gesetz nicht vor dem nächsten Jahr in Kraft tritt.",
    "zh-Hans": "部长昨天表示，新法律明年之前不会生效。",
    "no": "Statsråden sa i går at den nye loven ikke trer i kraft før neste år, men først senere.",
}
MISSED = {("langdetect", "zh-Hans")}  # langdetect takes short Chinese for Korean


@pytest.mark.parametrize("backend", BACKENDS)
def test_backend_finds_languages_by_bcp_47_codes(backend: Detector) -> None:
    detector = make_detector(Config(detector=backend))
    texts = {code: text for code, text in TEXTS.items() if (backend, code) not in MISSED}
    assert {code: detector.detect(text).code for code, text in texts.items()} == {code: code for code in texts}
    assert detector.detect(" 12.5.2020 ").code == "und"
    assert all(0 < detector.detect(text).score <= 1 for text in TEXTS.values())


@pytest.mark.parametrize("backend", BACKENDS)
def test_backend_keeps_to_the_candidates(backend: Detector) -> None:
    detector = make_detector(Config(detector=backend, languages=("da", "sv")))
    assert detector.detect(TEXTS["no"]).code == "da"
    assert {guess.code for guess in detector.rank(TEXTS["no"])} <= {"da", "sv"}


@pytest.mark.parametrize("backend", BACKENDS)
def test_backend_repeats_itself_in_any_order_and_thread(backend: Detector) -> None:
    heads = [" ".join(text.split()[:3]) for text in TEXTS.values()] * 4
    first = make_detector(Config(detector=backend))
    alone = [first.rank(text) for text in heads]
    random.seed(1)
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(make_detector(Config(detector=backend)).rank, heads)) == alone


def test_langdetect_is_not_moved_by_settings_of_others() -> None:
    from langdetect import DetectorFactory

    text = "Han er en god mand"
    before = make_detector(Config(detector="langdetect")).rank(text)
    kept, DetectorFactory.seed = DetectorFactory.seed, 12345
    try:
        assert make_detector(Config(detector="langdetect")).rank(text) == before
    finally:
        DetectorFactory.seed = kept


def test_fused_is_surer_where_the_default_is_unsure() -> None:
    text = "Klokken er mange nå"
    assert make_detector(Config(detector="fused")).detect(text).code == "no"


def test_fused_still_ranks_where_py3langid_has_read_no_n_gram() -> None:
    ranking = make_detector(Config(detector="fused")).rank("Sport")
    assert 0.9 < sum(guess.score for guess in ranking) <= 1.001


@pytest.fixture
def without_py3langid(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(sys.modules, "py3langid", None)
    monkeypatch.setitem(sys.modules, "py3langid.langid", None)
    yield


@pytest.mark.usefixtures("without_py3langid")
def test_fused_without_its_extra_says_what_to_install() -> None:
    with pytest.raises(MissingExtra, match=r"newsclean\[langid\]") as raised:
        make_detector(Config(detector="fused"))
    assert (raised.value.extra, raised.value.package) == ("langid", "py3langid")


@pytest.mark.parametrize("backend", BACKENDS)
def test_unknown_candidate_is_a_config_error(backend: Detector) -> None:
    with pytest.raises(ConfigError, match="tlh"):
        make_detector(Config(detector=backend, languages=("en", "tlh")))


@pytest.mark.parametrize(("spelling", "text"), [("nb", TEXTS["no"]), ("zh-CN", TEXTS["zh-Hans"]), ("EL", TEXTS["el"])])
def test_candidates_can_be_spelled_as_usual(spelling: str, text: str) -> None:
    assert make_detector(Config(languages=(spelling,))).detect(text).code != "und"
