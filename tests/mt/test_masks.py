"""Masks: what must not change is not seen by the model, and comes back."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.mt.glossary import Glossary
from newsclean.mt.languages import Languages
from newsclean.mt.masks import mask, unmask

CASES = tomllib.loads((Path(__file__).parent.parent / "cases/mt/masks.toml").read_text(encoding="utf-8"))["case"]
TABLE = Languages.read()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_what_must_not_change_is_masked(case: dict[str, Any]) -> None:
    masked = mask(case["sentence"], TABLE.get(case["source"]), TABLE.get(case.get("target", "en")))
    assert masked.text == case["text"]
    assert list(masked.befores) == case["kept"]
    assert list(masked.afters) == case.get("after", case["kept"])


@given(st.text(alphabet="aα 1,.%€#@XQ><½🎉/:wh", max_size=60))
def test_masks_come_off_as_they_went_on(text: str) -> None:
    english = TABLE.get("en")
    masked = mask(text, english, english)
    assert unmask(masked.text, masked) == (text, True)


@pytest.mark.parametrize(
    ("said", "whole"), [("XQ1 XQ2", True), ("XQ2, XQ 1", True), ("XQ1", False), ("XQ1 XQ1 XQ2", False), ("", False)]
)
def test_a_lost_or_doubled_placeholder_shows(said: str, whole: bool) -> None:
    masked = mask("20% 30%", TABLE.get("en"), TABLE.get("en"))
    assert unmask(said, masked)[1] is whole


def test_terms_are_found_in_any_case_and_the_longest_first() -> None:
    glossary = Glossary.make([("Μέγαρο", "palace"), ("Μέγαρο Μαξίμου", "Maximos Mansion"), ("DJI", "")])
    found = glossary.find("ΣΤΟ ΜΕΓΑΡΟ ΜΑΞΙΜΟΥ για την DJI και τα μέγαρα")
    assert [(known.start, known.end, known.after) for known in found] == [(4, 18, "Maximos Mansion"), (27, 30, "DJI")]


def test_a_glossary_file_says_which_line_is_wrong(tmp_path: Path) -> None:
    from newsclean.errors import ConfigError

    path = tmp_path / "terms.tsv"
    path.write_text("# terms\nένα\tone\nδύο\ttwo\textra\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="line 3"):
        Glossary.read(path)
