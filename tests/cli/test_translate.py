"""Translation from the command line, with the demo model that lies in the package: the real path, no network."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.cli.test_clean import newsclean

pytest.importorskip("ctranslate2", reason="needs the extra 'fast'")
ARTICLE = Path(__file__).parent.parent.parent / "newsclean" / "mt" / "demo" / "article.txt"
GREEK = "Τι θα αλλάξει από τον Ιανουάριο;\n\nΔιαβάστε επίσης: Χιόνια στην Πάρνηθα\n"
DEMO = ("--into", "en", "--model", "demo", "--memory", "none")


def test_clean_into_a_language_cleans_and_translates() -> None:
    done = newsclean("clean", *DEMO, stdin=GREEK.encode())
    assert done.stdout.decode() == "What will change from January?\n"


def test_the_layer_leaves_the_source_readable() -> None:
    row = json.loads(newsclean("clean", *DEMO, "--to", "jsonl", stdin=GREEK.encode()).stdout)
    assert row["text"].startswith("Τι θα αλλάξει")
    assert [layer["text"] for layer in row["translations"]] == ["What will change from January?"]


@pytest.mark.parametrize("form", ["target", "side-by-side", "tsv", "tmx", "jsonl"])
def test_every_form_shows_the_translation(tmp_path: Path, form: str) -> None:
    out = tmp_path / "out"
    newsclean("translate", *DEMO, "--format", form, ARTICLE, "-o", out)
    text = out.read_text(encoding="utf-8")
    assert "Washington has imposed new sanctions on Beijing" in text
    if form == "tmx":
        segments = [segment.text for segment in ET.parse(out).iter("seg")]
        assert len(segments) % 2 == 0 and "China reacted by expressing" in str(segments[3])


def test_passages_by_number_and_only_foreign_ones() -> None:
    text = "Τι θα αλλάξει από τον Ιανουάριο;\n\nThe government said that nothing would change in January.\n".encode()
    assert newsclean("translate", *DEMO, "--passages", "foreign", stdin=text).stdout.decode() == (
        "What will change from January?\n\nThe government said that nothing would change in January.\n"
    )


def test_a_model_that_is_not_here_is_said_with_the_command_that_fetches_it(tmp_path: Path) -> None:
    done = newsclean("clean", "--into", "fr", stdin=GREEK.encode(), code=5)
    assert "newsclean models fetch" in done.stderr.decode()
    (tmp_path / "a.txt").write_text(GREEK)
    newsclean("clean", "--into", "fr", tmp_path / "a.txt", "-o", tmp_path / "out/", "-j", "2", code=5)


def test_settings_that_make_no_sense_are_refused() -> None:
    newsclean("translate", stdin=GREEK.encode(), code=2)
    newsclean("clean", "--model", "demo", stdin=GREEK.encode(), code=2)
    newsclean("translate", "--into", "no language", stdin=GREEK.encode(), code=2)


def test_models_are_listed_shown_and_checked() -> None:
    assert newsclean("models", "list").stdout.decode().splitlines()[0].split("\t") == ["el", "en", "demo", "here"]
    assert b"demonstration" in newsclean("models", "show", "demo").stdout
    assert b"all well" in newsclean("models", "check", "demo").stdout
    newsclean("models", "show", "nothing", code=5)


def test_a_reference_gives_scores_with_their_signatures(tmp_path: Path) -> None:
    pytest.importorskip("sacrebleu", reason="needs the extra 'eval'")
    (tmp_path / "reference.txt").write_text("What will change from January?")
    done = newsclean("translate", *DEMO, "--reference", tmp_path / "reference.txt", stdin=GREEK.encode())
    assert "chrF2 100.0" in done.stderr.decode() and "nrefs:1" in done.stderr.decode()
