"""A user's own registry: rows are added, and a wrong row is named with its file and what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsclean.agencies.registry import read_registry
from newsclean.agencies.words import read_words
from newsclean.article import Article, LanguageGuess
from newsclean.config import Config
from newsclean.errors import RuleError
from newsclean.steps.agencies import FindAgencies
from newsclean.steps.segment import Segment


def test_a_directory_of_rules_adds_an_agency(tmp_path: Path) -> None:
    (tmp_path / "agencies.toml").write_text(
        '[[agency]]\nid = "hill"\nname = "Hill Press"\nmarks = ["HILLPR"]\n', "utf-8"
    )
    config = Config(rules=(str(tmp_path),))
    article = FindAgencies(config)(Segment(config)(Article("a", "A long story.\n\nSource: HILLPR")))
    assert [found.agency for found in article.credits] == ["hill"]
    assert article.meta["agencies"]["hill"]["name"] == "Hill Press"
    assert article.text == "A long story."


def test_a_directory_of_rules_adds_a_mark_to_a_known_agency(tmp_path: Path) -> None:
    (tmp_path / "agencies.toml").write_text('[[agency]]\nid = "afp"\nmarks = ["L’Agence"]\n', "utf-8")
    config = Config(rules=(str(tmp_path),))
    article = FindAgencies(config)(Segment(config)(Article("a", "Source: L’Agence, AFP", language=LanguageGuess("en"))))
    assert [found.surface for found in article.credits] == ["L’Agence", "AFP"]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"name": "No Id"}, "needs an id"),
        ({"id": "x"}, "needs a name or a mark"),
        ({"id": "x", "marks": "X"}, "marks must be a list"),
        ({"id": "x", "marks": [""]}, "marks must be a list"),
        ({"id": "x", "marks": ["X"], "mark": "X"}, "'mark' is no field"),
        ({"id": "x", "marks": ["X"], "kind": "secret"}, "kind must be one of"),
        ({"id": "x", "marks": ["X"], "successor": "nobody"}, "'nobody' is no agency"),
    ],
)
def test_a_wrong_row_is_refused(row: dict[str, object], why: str) -> None:
    with pytest.raises(RuleError, match=why):
        read_registry([("mine.toml", {"agency": [row]})])


@pytest.mark.parametrize(
    "rows", [{"en": {"sauce": ["x"]}}, {"en": {"source": [""]}}, {"en": {"source": {"Ü": "x"}}}, {"en": 1}]
)
def test_a_wrong_word_is_refused(rows: object) -> None:
    with pytest.raises(RuleError, match=r"mine\.toml"):
        read_words([("mine.toml", {"en": rows})])


def test_photo_agencies_are_marked(registry_kinds: dict[str, str]) -> None:
    assert registry_kinds["getty"] == registry_kinds["eurokinissi"] == "photo"
    assert registry_kinds["amna"] == "general"


def test_predecessors_are_named() -> None:
    from newsclean.rules.tables import read_tables

    registry = read_registry(read_tables("agencies"))
    assert set(registry.agencies["amna"].predecessors) == {"ana-gr", "mpa-gr"}
    assert registry.agencies["ana-gr"].successor == "amna"


@pytest.fixture
def registry_kinds() -> dict[str, str]:
    from newsclean.rules.tables import read_tables

    return {agency.id: agency.kind for agency in read_registry(read_tables("agencies")).agencies.values()}
