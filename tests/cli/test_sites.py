"""``newsclean sites`` and ``--site-lines``: learnt in a first pass, written to a file, used in a second."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.test_clean import newsclean
from tests.sites.test_lines import SLOGAN, story


def write_rows(path: Path, site: str = "example.org") -> None:
    rows = [{"id": str(n), "text": "\n\n".join(story(n)), "url": f"https://www.{site}/{n}"} for n in range(1, 9)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))


def test_lines_are_learnt_written_and_used(tmp_path: Path) -> None:
    write_rows(tmp_path / "wire.jsonl")
    told = newsclean("sites", tmp_path / "wire.jsonl", "-o", tmp_path / "lines.toml").stderr.decode()
    assert "1 lines recur in 8 articles" in told
    assert (
        f'["example.org"]\nlines = [\n  {{ articles = 8, text = "{SLOGAN}" }},\n]'
        in (tmp_path / "lines.toml").read_text()
    )
    cleaned = newsclean("clean", tmp_path / "wire.jsonl", "--judge", "off", "--site-lines", tmp_path / "lines.toml")
    rows = [json.loads(line) for line in cleaned.stdout.splitlines()]
    assert len(rows) == 8 and not any(SLOGAN in row["text"] for row in rows)


def test_lines_go_to_standard_output_and_a_file_is_not_overwritten(tmp_path: Path) -> None:
    write_rows(tmp_path / "wire.jsonl")
    assert SLOGAN in newsclean("sites", tmp_path / "wire.jsonl").stdout.decode()
    (tmp_path / "lines.toml").write_text("mine")
    told = newsclean("sites", tmp_path / "wire.jsonl", "-o", tmp_path / "lines.toml", code=4).stderr.decode()
    assert "lines.toml" in told and (tmp_path / "lines.toml").read_text() == "mine"
    newsclean("sites", tmp_path / "wire.jsonl", "-o", tmp_path / "lines.toml", "--existing", "replace")
    assert SLOGAN in (tmp_path / "lines.toml").read_text()


def test_the_threshold_and_the_site_can_be_said(tmp_path: Path) -> None:
    write_rows(tmp_path / "a.jsonl", "a.example")
    assert SLOGAN not in newsclean("sites", tmp_path / "a.jsonl", "--articles", "9").stdout.decode()
    assert '["mine"]' in newsclean("sites", tmp_path / "a.jsonl", "--site", "mine").stdout.decode()


def test_texts_of_no_known_site_stand_under_all(tmp_path: Path) -> None:
    for number in range(1, 7):
        (tmp_path / f"{number}.txt").write_text("\n\n".join(story(number)))
    assert '["all"]' in newsclean("sites", tmp_path).stdout.decode()


def test_a_wrong_file_of_lines_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "lines.toml").write_text("[")
    told = newsclean("clean", tmp_path / "none.txt", "--judge", "off", "--site-lines", tmp_path / "lines.toml", code=2)
    assert "lines.toml" in told.stderr.decode()
