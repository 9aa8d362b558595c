"""Training: labelled pages are read as documented, variants are the same each time, figures count what they say."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from newsclean.errors import ConfigError, RecordError
from newsclean.judge.features import FEATURE_NAMES
from newsclean.judge.model import BUILT_IN, load_model
from newsclean.judge.training.pages import LabelledPage, read_pages
from newsclean.judge.training.run import deal_folds, make_lessons
from newsclean.judge.training.score import by_language, measure
from newsclean.judge.training.stories import make_stories
from newsclean.judge.training.variants import make_variants
from newsclean.judge.trees import build_trees

ROW = {"id": "a", "lang": "en", "group": "paper", "lines": ["Menu", "The bridge opened on Monday."], "keep": [0, 1]}


def write(path: Path, *rows: object) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    return path


def test_pages_are_read(tmp_path: Path) -> None:
    [page] = read_pages(write(tmp_path / "pages.jsonl", ROW | {"amb": [1, 0]}))
    assert (page.group, page.drop, page.weights) == ("paper", (1, 0), (0.0, 1.0))


@pytest.mark.parametrize("row", [{"id": "a"}, ROW | {"keep": [1]}, [], "text"])
def test_a_row_that_is_no_page_is_named(tmp_path: Path, row: object) -> None:
    with pytest.raises(RecordError) as caught:
        list(read_pages(write(tmp_path / "pages.jsonl", ROW, row)))
    assert caught.value.line == 2


def make_page(name: str = "a", group: str = "paper") -> LabelledPage:
    text = "The bridge over the harbour was opened on Monday, and the ferries will run until the end of the month."
    lines = ("Menu", "Bridge opens", text, "Photo: Ann Lee", text.replace("Monday", "Tuesday"), "Most read")
    return LabelledPage(
        name, group, "en", lines, ("menu", "", "", "photo-credit", "", ""), (1, 0, 0, 1, 0, 1), (1.0,) * 6
    )


def test_variants_are_the_same_each_time_and_well_formed() -> None:
    made = list(make_variants(make_page()))
    assert made == list(make_variants(make_page()))
    assert any(not any(page.drop) for page in made)
    for page in made:
        assert len(page.lines) == len(page.hits) == len(page.drop) == len(page.weights) > 0
        assert all(page.lines)


def test_stories_have_the_text_of_their_page_and_its_residue() -> None:
    page = make_page()
    made = list(make_stories(page, 0.5))
    assert made == list(make_stories(page, 0.5))
    for story in made:
        assert {line for line, drop in zip(story.lines, story.drop, strict=True) if drop} <= set(page.lines)
        assert all(any(line in whole for whole in page.lines) for line in story.lines)
        assert len(story.lines) == len(story.hits) == len(story.drop) == len(story.weights)
        assert story.drop.count(0) >= 2
    assert not list(make_stories(page.part([0, 1, 2])))


def test_stories_are_short_and_long_and_rules_take_some_of_the_lines_between() -> None:
    text = [f"Ferry {number} sails until Friday, and the port said that others follow." for number in range(20)]
    lines = ("Ferries sail", *[line for sentence in text for line in (sentence, "Read on")], "Most read")
    drop = (0, *(0, 1) * 20, 1)
    made = [
        list(make_stories(LabelledPage(str(page), "paper", "en", lines, ("",) * 42, drop, (1.0,) * 42)))
        for page in range(20)
    ]
    assert all(1 < len(short.drop) - sum(short.drop) < 8 for short, _ in made)
    assert all(6 < len(long.drop) - sum(long.drop) < 20 for _, long in made)
    ruled = {line for pair in made for story in pair for line, hit in zip(story.lines, story.hits, strict=True) if hit}
    assert ruled == {"Read on", "Most read"}
    assert sum(any(story.hits) for pair in made for story in pair) < 40


def test_a_publisher_is_in_one_fold() -> None:
    pages = [make_page(str(number), f"paper {number % 4}") for number in range(12)]
    folds = deal_folds(pages, 2, 0)
    assert sorted(folds.values()) == [0, 0, 1, 1]


def test_figures() -> None:
    page = make_page()
    right = [bool(drop) for drop in page.drop]
    assert measure([page], [right])["drop_f1"] == 1
    assert measure([page], [right])["damage"] == 0
    assert measure([page], [[False] * 6])["drop_f1"] == 0
    assert list(by_language([page], [right])) == ["en"]


def test_weights_of_another_version_are_refused(tmp_path: Path) -> None:
    data = json.loads(BUILT_IN.read_text("utf-8"))
    for changed in ({"format": 0}, {"features": ["none"]}):
        path = tmp_path / "weights.json"
        path.write_text(json.dumps(data | changed), "utf-8")
        with pytest.raises(ConfigError):
            load_model(path)
    path.write_text("no JSON", "utf-8")
    with pytest.raises(ConfigError):
        load_model(path)


def test_trees_send_rows_where_the_file_says() -> None:
    leaves = [1.0, -2.0, 3.0, *[0.0] * 13, 0.5, -0.5, *[0.0] * 14]
    row = {"feature": [0, 1, 1], "threshold": [5.0, 2.0, 0.0], "left": [1, 2, 1], "right": [6, 4, 2], "bias": 0.25}
    row |= {"left_gain": [0.0] * 3, "right_gain": [0.0] * 3, "sizes": [2, 1], "leaves": leaves}
    rows = np.zeros((3, len(FEATURE_NAMES)), dtype=np.float32)
    rows[:, :2] = [(5, 1), (6, 2), (6, 3)]
    votes = np.array([1 - 0.5, -2 - 0.5, 3 - 0.5]) + 0.25
    trees = build_trees(row)
    assert trees.vote(trees.find_leaves(rows)).tolist() == pytest.approx(votes.tolist())


def test_weights_are_small() -> None:
    assert BUILT_IN.stat().st_size < 400_000


def test_pages_labelled_by_markup_teach_the_network_alone() -> None:
    sure, more, guessed = make_lessons([make_page("a")], [make_page("b")], [make_page("c")])
    assert [lesson.network_alone for lesson in (sure, more, guessed)] == [False, False, True]
    assert len(sure.table.rows) > len(more.table.rows) > len(guessed.table.rows)
    assert sure.table.weights.max() == 1 > more.table.weights.max() > guessed.table.weights.max() > 0
