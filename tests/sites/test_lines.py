"""Lines that recur in a site: what is counted, what the file says, and what cleaning does with it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from newsclean.article import Article
from newsclean.config import Config
from newsclean.errors import ConfigError, RuleError
from newsclean.formats.documents import Document
from newsclean.pipeline import Pipeline
from newsclean.sites import Recurring, read_site_lines
from newsclean.sites.counting import Limits, LineCounter
from newsclean.sites.lines import format_site_lines

SLOGAN = "All the news of the islands in one place"
DISCLAIMER = "This series was made with the help of readers, who had no say in what it tells and how it tells it."


def story(number: int) -> list[str]:
    return [
        f"Council votes on harbour number {number}",
        f"The council of island {number} voted on Monday to build harbour {number * 7} beside the old one, it said.",
        f"The work will take {number} years and cost {number * 3} million euros, the mayor told reporters after it.",
        SLOGAN,
    ]


def count(articles: list[list[str]], least: int = 5, site: str = "example.org") -> dict[str, int]:
    counter = LineCounter(Limits(least))
    for lines in articles:
        counter.add(lines, site)
    return {row.text: row.articles for row in counter.recurring()}


def test_only_what_many_articles_share_recurs() -> None:
    assert count([story(n) for n in range(1, 9)]) == {SLOGAN: 8}
    assert count([story(n) for n in range(1, 5)]) == {}


def test_a_disclaimer_of_a_series_recurs_although_it_is_prose() -> None:
    assert count([[*story(n), DISCLAIMER] for n in range(1, 9)]) == {SLOGAN: 8, DISCLAIMER: 8}


def test_a_line_that_one_article_repeats_does_not_recur() -> None:
    assert count([["He said no."] * 50, *[story(n) for n in range(1, 4)]]) == {}


def test_versions_of_one_article_count_once() -> None:
    versions = [[*story(1), f"Update {n}: the vote was at {n} o'clock."] for n in range(9)]
    assert count(versions) == {}
    short = [["Council votes", "The harbour will be built."]] * 9
    assert count(short) == {}


def test_the_same_line_in_other_letters_is_the_same_line() -> None:
    assert list(count([[*story(n)[:3], SLOGAN.upper() if n % 2 else SLOGAN] for n in range(1, 9)]).values()) == [8]


def test_sites_are_counted_apart() -> None:
    counter = LineCounter(Limits(3))
    for number in range(1, 5):
        counter.add(story(number), f"site{number % 2}.example")
    assert list(counter.recurring()) == []


def test_the_order_of_articles_changes_nothing() -> None:
    articles = [story(n) + ([DISCLAIMER] if n % 3 else []) for n in range(1, 200)]
    shuffled = random.Random(1).sample(articles, len(articles))
    assert count(articles) == count(shuffled)


def test_room_is_bounded_and_what_is_lost_is_said() -> None:
    counter = LineCounter(Limits(articles=3, lines=100))
    for number in range(1, 301):
        counter.add([*story(number), f"label {number // 3}", f"tag {number // 2}"], "example.org")
    rows = {row.text: row.articles for row in counter.recurring()}
    assert counter.lost > 0 and "too low" in counter.describe(len(rows))
    assert 300 - counter.lost <= rows[SLOGAN] <= 300


def test_the_file_can_be_read_again(tmp_path: Path) -> None:
    odd = 'He said "no" \\ and\u00a0«yes»\x7f'
    rows = [Recurring(SLOGAN, "example.org", 8), Recurring(odd, "all", 5), Recurring("Όλα τα νέα", "παράδειγμα.gr", 9)]
    path = tmp_path / "lines.toml"
    path.write_text(format_site_lines(rows), encoding="utf-8")
    lines = read_site_lines(str(path))
    assert [lines.find(row.text, row.site) for row in rows] == rows
    assert lines.find(odd, "example.org") is not None


WRONG = {
    "no TOML": "[",
    "no lines": '["a.org"]\nnothing = 1',
    "a row without a text": '["a.org"]\nlines = [{ articles = 5 }]',
    "a row with an unknown key": '["a.org"]\nlines = [{ text = "x", many = 5 }]',
    "a row of marks alone": '["a.org"]\nlines = [{ text = "***" }]',
    "a number that is none": '["a.org"]\nlines = [{ text = "x", articles = "5" }]',
    "a row that is a word": '["a.org"]\nlines = ["x"]',
}


@pytest.mark.parametrize("label", WRONG)
def test_a_wrong_file_is_named(tmp_path: Path, label: str) -> None:
    path = tmp_path / "lines.toml"
    path.write_text(WRONG[label], encoding="utf-8")
    with pytest.raises(RuleError, match="lines.toml"):
        Pipeline(Config(judge="off", site_lines=str(path)))


def test_a_missing_file_and_a_setting_of_the_wrong_type_are_refused() -> None:
    with pytest.raises(RuleError, match="gone.toml"):
        Pipeline(Config(judge="off", site_lines="gone.toml"))
    with pytest.raises(ConfigError, match="site_lines"):
        Config.from_mapping({"site_lines": ["a"]})


@pytest.mark.parametrize(("site", "taken"), [("example.org", True), ("example.com", False), ("", True)])
def test_cleaning_takes_out_the_lines_of_the_site(tmp_path: Path, site: str, taken: bool) -> None:
    path = tmp_path / "lines.toml"
    path.write_text(format_site_lines([Recurring(SLOGAN, "example.org", 8)]), encoding="utf-8")
    text = "\n\n".join(story(1))
    document = Document("a", text, bytes_facts={"site": site} if site else {})
    result = Pipeline(Config(judge="off", site_lines=str(path))).run(document)
    assert isinstance(result, Article)
    assert (SLOGAN not in result.text) is taken
    if taken:
        assert [edit.rule for edit in result.edits] == ["site-lines.any.example-org"]
        assert "8 articles of example.org" in result.edits[0].reason
        kept = Pipeline(Config(judge="off", site_lines=str(path), keep=("site-lines",))).run(document)
        assert isinstance(kept, Article) and kept.text == text
