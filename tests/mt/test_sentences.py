"""Sentences: where they end, that nothing is lost between them, and that time grows no faster than text."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.mt.languages import Languages
from newsclean.mt.sentences import Splitter, split_clauses, split_to_fit

CASES = tomllib.loads((Path(__file__).parent.parent / "cases/mt/sentences.toml").read_text(encoding="utf-8"))["case"]


def splitter(code: str) -> Splitter:
    return Splitter.of(Languages.read().get(code))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_sentences_end_where_a_reader_ends_them(case: dict[str, Any]) -> None:
    text = case.get("glue", " ").join(case["parts"])
    assert [span.text(text) for span in splitter(case["language"]).split(text)] == case["parts"]


@given(st.text(alphabet="αΑ.;! \n«»\"'(1,μ…", max_size=80), st.sampled_from(["el", "en", "de", "zh"]))
def test_every_character_keeps_its_place(text: str, code: str) -> None:
    spans = splitter(code).split(text)
    place = 0
    for start, end in spans:
        assert not text[place:start].strip()
        assert start < end
        place = end
    assert not text[place:].strip()


def test_parts_that_fit_lose_nothing_but_white_space() -> None:
    text = ", ".join(f"πρόταση {number} χωρίς τέλος" for number in range(400))
    parts = split_to_fit(text, lambda part: len(part) <= 120)
    assert all(len(span.text(text)) <= 120 for span in parts)
    assert "".join(span.text(text) for span in parts).replace(" ", "") == text.replace(" ", "")
    assert sum(span.text(text).endswith(",") for span in parts) > len(parts) * 0.9


def test_a_word_too_long_is_cut_rather_than_lost() -> None:
    text = "α" * 1000
    assert "".join(span.text(text) for span in split_to_fit(text, lambda part: len(part) < 99)) == text


def test_a_sentence_without_clauses_stays_whole() -> None:
    assert len(split_clauses("Rain fell on Athens")) == 1


@pytest.mark.parametrize("unit", ["a. ", "«(", ".", "A. B. ", "\n", "Α;", "... "])
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    """Growth is compared with itself, generously: a quadratic splitter would take 64 times as long."""
    split = splitter("el").split
    took = []
    for size in (40_000, 320_000):
        text = unit * (size // len(unit))
        took.append(min(_time(split, text) for _ in range(3)))  # one alone may meet a collection of garbage
    assert took[1] < 30 * max(took[0], 0.01)


def _time(split: Callable[[str], object], text: str) -> float:
    started = time.process_time()
    split(text)
    return time.process_time() - started
