"""Passages in a row: unsure ones follow their neighbours, sure foreign ones stay."""

from __future__ import annotations

from collections.abc import Sequence

from newsclean.article import LanguageGuess
from newsclean.language.passages import settle, share_languages, sum_up


def _sure(code: str, letters: int = 80) -> list[LanguageGuess]:
    return [LanguageGuess(code, 0.998, letters)]


def _codes(rankings: Sequence[Sequence[LanguageGuess]]) -> list[str]:
    return [guess.code for guess in settle(rankings)]


def test_nothing_gives_nothing() -> None:
    assert settle([]) == ()
    assert sum_up(()) == LanguageGuess()
    assert share_languages([LanguageGuess()]) == {}


def test_one_foreign_passage_among_many_survives() -> None:
    assert _codes([*[_sure("el")] * 4, _sure("en", 20), *[_sure("el")] * 4]) == ["el"] * 4 + ["en"] + ["el"] * 4


def test_an_unsure_passage_follows_its_neighbours() -> None:
    unsure = [LanguageGuess("da", 0.6, 20), LanguageGuess("no", 0.38, 20)]
    assert _codes([_sure("no"), unsure, _sure("no")]) == ["no", "no", "no"]
    assert _codes([_sure("da"), unsure, _sure("da")]) == ["da", "da", "da"]
    assert _codes([unsure]) == ["da"]


def test_a_passage_without_prose_stays_und_and_breaks_nothing() -> None:
    unsure = [LanguageGuess("da", 0.6, 20), LanguageGuess("no", 0.38, 20)]
    assert _codes([_sure("no"), [], unsure]) == ["no", "und", "no"]
    assert _codes([[], []]) == ["und", "und"]


def test_a_chosen_language_keeps_its_own_score() -> None:
    unsure = [LanguageGuess("da", 0.6, 20), LanguageGuess("no", 0.38, 20)]
    assert settle([_sure("no"), unsure])[1] == LanguageGuess("no", 0.38, 20)


def test_many_languages_in_a_row_are_all_kept() -> None:
    codes = [f"x{number:02}" for number in range(40)]
    assert _codes([_sure(code) for code in codes for _ in range(2)]) == [code for code in codes for _ in range(2)]


def test_a_long_article_is_no_burden() -> None:
    rankings = [_sure("el") if number % 7 else _sure("en") for number in range(20_000)]
    assert _codes(rankings) == ["el" if number % 7 else "en" for number in range(20_000)]
