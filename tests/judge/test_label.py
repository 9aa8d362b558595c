"""Labels from known bodies: what a person would call text is text, and what cannot be told is left open."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from newsclean.judge.training.label import AROUND, label_by_markup, label_by_own_data, label_page
from newsclean.judge.training.pages import read_pages

pytest.importorskip("trafilatura")
FIRST = "Traffic returned to the harbour bridge on Monday morning, two years after cracks were found in its cables."
LAST = "Ferries that carried commuters across the bay will run until the end of the month, the port authority said."
BODY = f"{FIRST}\nWhat comes next\n{LAST}"
PAGE = f"""<html><body><ul>{"".join(f"<li>Menu {n}</li>" for n in range(20))}</ul><a>Bridge reopens to traffic</a>
<h1>Bridge reopens to traffic</h1><p>A standfirst that may be part of the body or not</p><p>{FIRST}</p>
<figcaption>The bridge on Monday</figcaption><h2>What comes next</h2><p>{LAST}</p><p>Share</p></body></html>"""


def test_lines_are_labelled_as_a_reader_would() -> None:
    labels = label_page(PAGE, BODY)
    assert labels
    kept = [line for line, keep in zip(labels.lines, labels.keep, strict=True) if keep]
    assert kept == ["Bridge reopens to traffic", FIRST, "What comes next", LAST]
    doubtful = [line for line, doubt in zip(labels.lines, labels.doubtful, strict=True) if doubt]
    assert doubtful == ["Bridge reopens to traffic", "A standfirst that may be part of the body or not"]


def test_the_row_is_the_region_of_the_text() -> None:
    labels = label_page(PAGE, BODY)
    assert labels
    row = labels.row("a", "https://www.example.co.uk/x", "en")
    assert (row["group"], row["keep"].index(1), row["lines"][AROUND]) == (
        "example",
        AROUND,
        "Bridge reopens to traffic",
    )
    assert len(row["lines"]) == len(row["keep"]) == len(row["amb"])


@pytest.mark.parametrize("page", ["", "<p>Another page altogether</p>"])
def test_a_page_without_its_body_has_no_labels(page: str) -> None:
    assert label_page(page, BODY) is None


def test_the_script_writes_rows_that_training_reads(tmp_path: Path) -> None:
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    truth = {name: {"articleBody": BODY, "url": "https://example.com/a"} for name in ("a", "missing")}
    (tmp_path / "truth.json").write_text(json.dumps(truth), "utf-8")
    out = tmp_path / "lines.jsonl"
    command = [
        sys.executable,
        "scripts/label_pages",
        str(tmp_path),
        "--truth",
        str(tmp_path / "truth.json"),
        "--out",
        str(out),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "missing: left out" in done.stderr
    [page] = read_pages(out)
    assert (page.id, page.language, page.group, sum(page.drop) < len(page.drop)) == ("a", "en", "example", True)


PARAGRAPHS = [
    f"On day {day} the bridge carried {day} thousand cars, the port authority said in a note. " * 3 for day in "123"
]
OWN = json.dumps({"@type": "NewsArticle", "headline": "Bridge", "articleBody": "\n".join(PARAGRAPHS)})
LONG_PAGE = f"""<html><body><ul><li>Home</li><li>Sport</li></ul><article><h1>Bridge reopens to traffic</h1>
<figure><img src="a.jpg"><figcaption>The bridge on Monday, seen from the northern shore</figcaption></figure>
<p>{PARAGRAPHS[0]}</p><h2>What comes next</h2><p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p></article>
<div class="newsletter">Get the news by mail</div></body></html>"""


def test_markup_labels_captions_and_leaves_open_what_it_cannot_tell() -> None:
    labels = label_by_markup(LONG_PAGE, "\n\n".join(PARAGRAPHS))
    assert labels
    found = {
        line: "doubtful" if doubt else "text" if keep else "residue"
        for line, keep, doubt in zip(labels.lines, labels.keep, labels.doubtful, strict=True)
    }
    assert [found[line.strip()] for line in PARAGRAPHS] == ["text"] * 3
    assert found["Bridge reopens to traffic"] == "text"
    assert found["What comes next"] == "doubtful"
    assert {found["The bridge on Monday, seen from the northern shore"], found["Get the news by mail"]} == {"residue"}


def test_what_a_page_says_of_itself_labels_it_where_it_is_all_of_the_article() -> None:
    page = LONG_PAGE.replace("<body>", f'<body><script type="application/ld+json">{OWN}</script>')
    labels = label_by_own_data(page, "\n\n".join(PARAGRAPHS))
    assert labels and sum(labels.keep) == 4  # with the headline
    assert label_by_own_data(LONG_PAGE, "\n\n".join(PARAGRAPHS)) is None


def test_the_script_labels_pages_whose_text_nobody_knows(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(LONG_PAGE, "utf-8")
    (tmp_path / "twin.htm").write_text(LONG_PAGE, "utf-8")
    (tmp_path / "menu.html").write_text("<ul><li>Home</li></ul>", "utf-8")
    command = [sys.executable, "scripts/label_pages", str(tmp_path), "--out", str(tmp_path / "lines.jsonl")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "menu.html: left out" in done.stderr and "twin.htm: left out" in done.stderr
    [page] = read_pages(tmp_path / "lines.jsonl")
    assert page.language == "en" and 0 < sum(page.drop) < len(page.drop)
