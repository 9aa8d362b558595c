"""Every command and every option is run once, with what a user would see of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from newsclean.cli import COMMANDS, cli
from tests.cli.test_clean import LEFT, SEED, TEXT, newsclean


def every_command(command: click.Command, *names: str) -> Iterator[tuple[str, ...]]:
    yield names
    if isinstance(command, click.Group):
        context = click.Context(command)
        for child in command.list_commands(context):
            found = command.get_command(context, child)
            assert found is not None
            yield from every_command(found, *names, child)


@pytest.mark.parametrize("names", every_command(cli), ids=" ".join)
def test_help_shows_an_example(names: tuple[str, ...]) -> None:
    for flag in ("-h", "--help"):
        assert b"Example" in newsclean(*names, flag).stdout


def test_the_help_page_says_of_each_command_what_it_says_itself() -> None:
    page = " ".join(newsclean("--help").stdout.decode().split())
    for name, line in COMMANDS.items():
        assert line in page
        assert line in " ".join(newsclean(name, "--help").stdout.decode().split())


def test_check_reports_residue_with_its_place() -> None:
    done = newsclean("check", SEED, code=1)
    lines = done.stdout.decode().splitlines()
    assert any(line.startswith(f"{SEED}:5:1: filename.any.") for line in lines)
    assert any(f"{SEED}:37:1: source-line." in line for line in lines)


def test_check_is_content_with_clean_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LEFT)
    assert not newsclean("check", tmp_path / "a.txt").stdout
    newsclean("check", tmp_path / "none.txt", code=4)


def test_explain_tells_rule_reason_and_text() -> None:
    told = newsclean("explain", SEED).stdout.decode()
    for words in (
        "read-also.en.read-also",
        "a link to another article",
        "Source: ΑΠΕ-ΜΠΕ- AFP",
        "credited to amna, afp",
    ):
        assert words in told
    assert "\x1b[" not in told
    rows = [json.loads(line) for line in newsclean("explain", SEED, "--format", "jsonl").stdout.splitlines()]
    assert [row["line"] for row in rows] == [5, 23, 35, 37]


def test_detect_prints_columns_rows_and_passages() -> None:
    columns = newsclean("detect", SEED).stdout.decode().rstrip("\n").split("\t")
    assert columns[0] == str(SEED)
    assert (columns[1], columns[3], columns[4]) == ("en", "amna,afp", "el")
    assert 0.5 < float(columns[2]) <= 1
    row = json.loads(newsclean("detect", SEED, "--format", "jsonl").stdout)
    assert row["agencies"] == ["amna", "afp"]
    passages = newsclean("detect", SEED, "--passages").stdout.decode().splitlines()
    assert len(passages) == 19 and passages[3].split("\t")[3] == "en"


def test_rules_are_listed_and_checked(tmp_path: Path) -> None:
    listed = newsclean("rules", "list", "--category", "read-also", "--language", "el").stdout.decode().splitlines()
    assert any(line.split("\t")[0] == "read-also.el.diavaste-episis" for line in listed)
    assert all(line.startswith("read-also.el.") for line in listed)
    agencies = newsclean("rules", "agencies").stdout.decode()
    assert "Athens-Macedonian News Agency" in agencies
    (tmp_path / "phrases").mkdir()
    table = tmp_path / "phrases" / "en.toml"
    table.write_text('[read-also]\nline-start = [{ id = "mine", text = "Our other stories" }]\n')
    assert b"1 rows" in newsclean("rules", "check", tmp_path).stdout
    table.write_text('[read-also]\nline-start = [{ id = "mine", text = "" }]\n')
    assert "en.toml" in newsclean("rules", "check", tmp_path, code=2).stderr.decode()


def test_rules_of_ones_own_are_heard(tmp_path: Path) -> None:
    (tmp_path / "phrases").mkdir()
    row = '[read-also]\nline-start = [{ id = "mine", text = "Our other stories" }]\n'
    (tmp_path / "phrases" / "en.toml").write_text(row)
    text = TEXT.replace("Read also", "Our other stories").encode()
    assert newsclean("clean", "--judge", "off", "--rules", tmp_path, stdin=text).stdout.decode() == LEFT
    assert newsclean("clean", "--judge", "off", stdin=text).stdout == text


OPTIONS = [
    (("--quotes", "keep"), '"Rain," he said.\n', '"Rain," he said.\n'),
    (("--quotes", "straight"), "“Rain,” he said.\n", '"Rain," he said.\n'),
    (("--quotes", "curly"), '"Rain is coming to Athens," he said.\n', "“Rain is coming to Athens,” he said.\n"),
    (("--quotes", "locale", "--languages", "de"), '"Es regnet heute," sagte er.\n', "„Es regnet heute,“ sagte er.\n"),
    (("--keep", "read-also"), TEXT, TEXT),
    (("--keep", "read-also.en.read-also"), TEXT, TEXT),
    (("--skip", "boilerplate"), TEXT, TEXT),
    (("--judge", "off"), TEXT, LEFT),
    (("--judge", "safe"), TEXT, LEFT),
    (("--judge", "thorough"), TEXT, LEFT),
    (("--detector", "langdetect"), TEXT, LEFT),
    (("--detector", "fused"), TEXT, LEFT),
    (("--languages", "en,el"), TEXT, LEFT),
    (
        ("--datelines", "keep"),
        "ATHENS (Reuters) - Rain fell on the city.\n",
        "ATHENS (Reuters) - Rain fell on the city.\n",
    ),
    (("--datelines", "strip"), "ATHENS (Reuters) - Rain fell on the city.\n", "Rain fell on the city.\n"),
    (("--from", "text"), TEXT, LEFT),
    (("--encoding", "utf-8"), TEXT, LEFT),
]


@pytest.mark.parametrize(
    ("options", "text", "left"), OPTIONS, ids=lambda value: " ".join(value) if isinstance(value, tuple) else ""
)
def test_every_option_of_cleaning(options: tuple[str, ...], text: str, left: str) -> None:
    assert newsclean("clean", *options, stdin=text.encode()).stdout.decode() == left


def test_restore_refuses_a_text_that_was_changed(tmp_path: Path) -> None:
    newsclean("clean", SEED, "-o", tmp_path / "c.txt", "--ledger", tmp_path / "l.jsonl")
    (tmp_path / "c.txt").write_text((tmp_path / "c.txt").read_text() + "more")
    done = newsclean("restore", tmp_path / "c.txt", "--ledger", tmp_path / "l.jsonl", code=4)
    assert "changed" in done.stderr.decode() and not done.stdout
    assert "--ledger" in newsclean("restore", tmp_path / "c.txt", code=4).stderr.decode()
    (tmp_path / "bad.jsonl").write_text("{}\n")
    newsclean("restore", tmp_path / "c.txt", "--ledger", tmp_path / "bad.jsonl", code=4)


def test_version() -> None:
    assert newsclean("--version").stdout.decode().startswith("newsclean, version ")
