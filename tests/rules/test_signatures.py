"""Names with an e-mail address that close a passage: the passage goes, or the end of the paragraph that they sign."""

from __future__ import annotations

import pytest

from newsclean.rules.folded import fold_line
from newsclean.rules.lines import SIGNATURE, LineRules, load_line_rules


@pytest.fixture(scope="module")
def rules() -> LineRules:
    return load_line_rules()


@pytest.mark.parametrize(
    "text",
    [
        "순천, 광양 구현모 기자 gu@example.com",
        "김영희 기자 young@example.co.kr",
        "Mike Cason | mcason@example.com",
        "(Mike Cason/mcason@example.com)",
        "Por Mariano Martín mmartin@example.com.ar",
        "By Dr. Jane Doe, jane.doe@example.com",
    ],
)
def test_a_line_of_a_name_and_an_address_goes(rules: LineRules, text: str) -> None:
    hit = rules.match_whole(fold_line(text))
    assert hit is not None
    assert (hit.rule, hit.span) == (SIGNATURE, (0, len(text)))


@pytest.mark.parametrize(
    ("sentence", "signature"),
    [
        ("박시영은 변상권을 2루수 땅볼로 유도해 4-6-3 병살타로 처리했다.", "부산=선수민 기자 sun@example.com"),
        ("여당은 정부의 결정을 환영한다는 논평을 냈다.", " /김철수 기자 kim@example.com"),
        ("Miami is among the best cities of the country.", " Carl Juste cjuste@example.com"),
    ],
)
def test_a_signed_sentence_loses_only_the_signature(rules: LineRules, sentence: str, signature: str) -> None:
    line = fold_line(sentence + signature)
    assert rules.match_whole(line) is None
    assert [hit.span.text(line.text) for hit in rules.match_parts(line) if hit.rule == SIGNATURE] == [signature]


@pytest.mark.parametrize(
    "text",
    [
        "Tickets can be ordered until Friday from tickets@example.com",
        "E-Mail: info@example.com",
        "info@example.com",
        "Whoever saw the accident is asked to call the police in Ahlen or to write to Ann Lee: lee@example.com",
        "The sender of the message was mikepmorris614@example.com.",
        "He asked for mail. Please write to us before the end of May at mail@example.com",
    ],
)
def test_an_address_in_a_sentence_stays(rules: LineRules, text: str) -> None:
    line = fold_line(text)
    hits = [rules.match_whole(line), *rules.match_parts(line)]
    assert not [hit for hit in hits if hit and hit.rule == SIGNATURE]
