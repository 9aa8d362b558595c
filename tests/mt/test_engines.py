"""Engines: both give the same, whatever the batch; what would be decoded wrongly is refused."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from newsclean.errors import ConfigError, ModelError
from newsclean.mt.ctranslate import CTranslateEngine
from newsclean.mt.demo import PAIRS, read_pairs
from newsclean.mt.engines import BEAMS, GREEDY, Decoding, Lazy, Remembering, choose_engine, open_engine
from newsclean.mt.languages import Languages
from newsclean.mt.marian import MarianEngine
from newsclean.mt.masks import mask
from newsclean.mt.memory import Memory
from newsclean.mt.models import Model, Models
from newsclean.mt.store import Checkpoint, locate
from newsclean.mt.surface import plain_quotes
from newsclean.mt.tokens import Tokens


@pytest.fixture(scope="session")
def marian(demo: Checkpoint) -> MarianEngine:
    return MarianEngine.load(demo)


@pytest.fixture(scope="session")
def fast(demo: Checkpoint) -> CTranslateEngine:
    return CTranslateEngine.load(demo)


@pytest.fixture(scope="session")
def sentences() -> list[str]:
    """Give the sentences of the demo as the model sees them, and their beginnings, which it has never seen."""
    table = Languages.read()
    known = [
        plain_quotes(mask(source, table.get("el"), table.get("en")).text)
        for source, _ in read_pairs(PAIRS)
        if "{" not in source
    ]
    return known + [" ".join(sentence.split()[:4]) for sentence in known]


@pytest.fixture(scope="session")
def greedy(marian: MarianEngine, sentences: list[str]) -> list[str]:
    return marian.translate(sentences, GREEDY)


def test_single_precision_gives_the_same_in_both_engines(
    demo: Checkpoint, sentences: list[str], greedy: list[str]
) -> None:
    assert CTranslateEngine.load(demo, precision="float32").translate(sentences, GREEDY) == greedy


def test_eight_bits_give_nearly_always_the_same(
    fast: CTranslateEngine, sentences: list[str], greedy: list[str]
) -> None:
    said = fast.translate(sentences, GREEDY)
    half = len(sentences) // 2
    assert said[:half] == greedy[:half]
    assert sum(one == other for one, other in zip(said, greedy, strict=True)) > 0.9 * len(greedy)


@pytest.mark.parametrize("size", [1, 5, 64])
def test_neighbours_change_nothing(
    marian: MarianEngine, fast: CTranslateEngine, sentences: list[str], size: int
) -> None:
    some = sentences[::6]
    for engine, decoding in ((fast, GREEDY), (fast, BEAMS), (marian, GREEDY)):
        assert replace(engine, batch=size).translate(some, decoding) == engine.translate(some, decoding)
    assert fast.translate(some[::-1])[::-1] == fast.translate(some)


def test_the_tokens_are_those_of_transformers(demo: Checkpoint, sentences: list[str]) -> None:
    from transformers import MarianTokenizer

    theirs = MarianTokenizer.from_pretrained(demo.folder, local_files_only=True)
    ours = Tokens.read(demo.folder)
    assert [ours.numbers(sentence) for sentence in sentences] == theirs(sentences)["input_ids"]


def test_a_fixed_length_is_kept(fast: CTranslateEngine, marian: MarianEngine) -> None:
    for engine in (fast, marian):
        assert len(engine.translate(["Όχι"], Decoding(1, length=20))[0].split()) >= 5


def copy_of(checkpoint: Checkpoint, folder: Path) -> Checkpoint:
    shutil.copytree(checkpoint.folder, folder)
    return replace(checkpoint, folder=folder)


def test_a_padding_row_that_is_not_zero_is_refused_by_ctranslate2_alone(demo: Checkpoint, tmp_path: Path) -> None:
    from safetensors.numpy import load_file, save_file

    spoilt = copy_of(demo, tmp_path / "spoilt")
    tensors = load_file(spoilt.folder / "model.safetensors")
    tensors["model.shared.weight"][-1] = 1
    save_file(tensors, spoilt.folder / "model.safetensors", metadata={"format": "pt"})
    assert choose_engine("auto", spoilt) == "transformers"
    with pytest.raises(ModelError, match="<pad> row that is not zero.*--engine transformers"):
        choose_engine("ctranslate2", spoilt)


def test_a_pickle_is_refused_with_advice(demo: Checkpoint, tmp_path: Path) -> None:
    folder = copy_of(demo, tmp_path / "old").folder
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
    with pytest.raises(ModelError, match="can run code.*save_pretrained"):
        locate(Models.read().route("el", "en", str(folder))[0])


def test_a_missing_model_names_the_command_that_fetches_it() -> None:
    with pytest.raises(ModelError, match="newsclean models fetch opus-mt-de-en") as caught:
        locate(Models.read().route("de", "en")[0])
    assert caught.value.exit_code == 5


def test_fetching_without_a_network_says_so() -> None:
    from newsclean.mt.store import fetch

    with pytest.raises(ModelError, match="could not be fetched"):
        fetch(Models.read().find("opus-mt-de-en"))


def test_a_fetched_model_must_be_the_pinned_one(
    demo: Checkpoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSCLEAN_CACHE", str(tmp_path))
    model = Models.read().route("de", "en")[0]
    folder = copy_of(demo, tmp_path / "models" / model.id).folder
    (folder / "newsclean.json").write_text(json.dumps({"revision": "0" * 40, "sha256": {}}), encoding="utf-8")
    with pytest.raises(ModelError, match="is pinned"):
        locate(model)


def test_an_unknown_language_token_is_refused(demo: Checkpoint) -> None:
    wrong = Checkpoint(replace(demo.model, prefix=">>deu<<"), demo.folder)
    with pytest.raises(ModelError, match="no token >>deu<<"):
        open_engine("ctranslate2", wrong)


def test_an_unknown_engine_is_refused(demo: Checkpoint) -> None:
    with pytest.raises(ConfigError, match="none of auto, transformers, ctranslate2"):
        choose_engine("bing", demo)  # type: ignore[arg-type]  # what a user may write


def test_what_is_remembered_is_never_asked_again(demo: Checkpoint, tmp_path: Path) -> None:
    memory = Memory(tmp_path / "memory.sqlite")
    Remembering(open_engine("ctranslate2", demo), memory).translate(["Οικονομία", "Υγεία"])
    again = Lazy("demo ctranslate2-int8", Tokens.read(demo.folder), lambda: pytest.fail("the model was loaded"))
    again.signature = open_engine("ctranslate2", demo).signature
    assert Remembering(again, memory).translate(["Υγεία", "Οικονομία"]) == ["Health", "Economy"]


def test_pairs_go_direct_or_through_english() -> None:
    models = Models.read()
    assert [model.id for model in models.route("uk", "ru")] == ["opus-mt-uk-ru"]
    assert [model.target for model in models.route("el", "de")] == ["en", "de"]
    assert models.route("en", "pt-BR")[0].prefix == ">>por<<"
    assert len(models.list_pairs()) >= 60
    with pytest.raises(ModelError, match="no model is known"):
        models.route("tlh", "en")
    with pytest.raises(ModelError, match="does not translate"):
        models.route("fr", "en", "demo")
    assert isinstance(models.route("el", "en", "demo")[0], Model)
