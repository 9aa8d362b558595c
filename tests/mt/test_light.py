"""Translation costs nothing until it is used, and grows with the text and no faster."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

import newsclean.mt
from newsclean.mt.datelines import Datelines
from newsclean.mt.engines import BEAMS, Decoding
from newsclean.mt.languages import Languages
from newsclean.mt.translator import Direction, Text, Translator

HEAVY = {"torch", "transformers", "ctranslate2", "sentencepiece", "safetensors", "huggingface_hub", "sacrebleu"}


def test_no_module_loads_an_engine_when_it_is_imported() -> None:
    folder = Path(newsclean.mt.__file__).parent
    names = [f"newsclean.mt.{path.stem}" for path in folder.glob("*.py") if path.stem != "__init__"]
    code = f"import sys, importlib\nfor name in {names + ['newsclean.steps.translate', 'newsclean.formats.tmx']!r}:\n"
    code += "    importlib.import_module(name)\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not HEAVY & {name.partition(".")[0] for name in done.stdout.split()}


class Echo:
    """An engine that gives back what it gets."""

    signature = "echo"

    def count(self, sentence: str) -> int:
        return len(sentence) // 4

    def translate(self, sentences: Sequence[str], decoding: Decoding = BEAMS) -> list[str]:
        return list(sentences)


@pytest.mark.parametrize(
    "unit",
    ["λέξη ", "a@", "<a", "«Ναι», ", "1.2.3,", "XQ1", "Ναι. ", " ", "|", "• ", "ΑΘΗΝΑ - ", "http://a", ">>a", "α\t"],
)
def test_hostile_text_does_not_hang(unit: str) -> None:
    """Growth is compared with itself, generously: something quadratic would take 64 times as long."""
    table = Languages.read()
    translator = Translator(Echo(), Direction(table.get("el"), table.get("el")))
    took = []
    for size in (6_000, 48_000):
        texts = [Text("α" + unit * (size // len(unit)) + "ω")]
        tries = []
        for _ in range(3):  # one alone may meet a collection of garbage
            started = time.process_time()
            translator.translate(texts)
            tries.append(time.process_time() - started)
        took.append(min(tries))
    assert took[1] < 30 * max(took[0], 0.02)


def test_a_headline_with_a_colon_is_no_dateline() -> None:
    datelines = Datelines.read()
    for text in (
        "ΝΑΤΟ: Νέα επιχείρηση στη Μεσόγειο",
        "ΗΠΑ - Κίνα: Νέος γύρος",
        "24 - Η νέα σειρά",
        "Ο υπουργός – ο νέος",
    ):
        assert datelines.set_head(text, "el", "en", frozenset()) is None


def test_datelines_are_set_in_other_languages() -> None:
    datelines = Datelines.read()
    marks = frozenset(("AFP", "dpa"))
    heads = [
        ("PARIS, 3 mars (AFP) - Le ministre", "fr", "PARIS, March 3 (AFP) - "),
        ("Brüssel (dpa) – Der Minister", "de", "Brussels (dpa) – "),
        ("МОСКВА, 5 мая - Министр", "ru", "MOSCOW, May 5 - "),
        ("Roma: il ministro", "it", "Rome: "),
    ]
    for text, source, wanted in heads:
        head = datelines.set_head(text, source, "en", marks)
        assert head is not None and head.text == wanted
