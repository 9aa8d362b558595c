"""Engines: sentences go in, their translations come out in the same order, whatever runs the model.

Sentences are sorted by length in tokens and cut into batches by a plan that depends on them alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from importlib.util import find_spec
from typing import Literal, Protocol, get_args

from newsclean.errors import ConfigError, MissingExtra, ModelError
from newsclean.mt.memory import Memory
from newsclean.mt.models import with_token
from newsclean.mt.store import Checkpoint
from newsclean.mt.tokens import Tokens

EngineName = Literal["auto", "transformers", "ctranslate2"]
LIMIT = 256  # tokens of a sentence: half the positions of MarianMT, so that a long output has room as well
BATCH = 16  # sentences; larger ones gain little on a processor and cost memory


@dataclass(frozen=True, slots=True)
class Decoding:
    """How the model searches: ``beams`` (1 is greedy), ``no_repeat`` (words-pieces of a run that may not come twice).

    ``length`` fixes the number of pieces of every output, for measuring; 0 leaves it to the model.
    """

    beams: int = 4
    no_repeat: int = 0
    length: int = 0

    @property
    def signature(self) -> str:
        """Give the options that change the output, as one word.

        >>> Decoding(beams=1).signature
        'beams=1,no_repeat=0,length=0'
        """
        return ",".join(f"{name}={value}" for name, value in asdict(self).items())


_LABELS = {"transformers": "transformers", "ctranslate2": "ctranslate2-int8"}
BEAMS = Decoding()
GREEDY = Decoding(beams=1)


class Engine(Protocol):
    """What runs a model."""

    @property
    def signature(self) -> str:
        """Name the model, its revision, what runs it and in which precision: all that can change the output."""

    def count(self, sentence: str) -> int:
        """Count the tokens of a sentence, with its end mark."""

    def translate(self, sentences: Sequence[str], decoding: Decoding = BEAMS) -> list[str]:
        """Translate sentences, each of at most ``LIMIT`` tokens."""


def plan_batches(lengths: Sequence[int], size: int = BATCH) -> list[list[int]]:
    """Cut the places of sentences into batches of like length, the longest first.

    >>> plan_batches([3, 9, 1, 5], 2)
    [[1, 3], [0, 2]]
    """
    order = sorted(range(len(lengths)), key=lambda place: (-lengths[place], place))
    return [order[at : at + size] for at in range(0, len(order), size)]


def output_limit(length: int, positions: int) -> int:
    """Give how many pieces the output of a sentence of ``length`` tokens may have: beyond, it is running wild.

    >>> output_limit(10, 512), output_limit(400, 512)
    (60, 511)
    """
    return min(positions - 1, 3 * length + 30)


@dataclass(frozen=True, slots=True)
class Remembering:
    """An engine that asks the memory first and tells it what it learnt."""

    engine: Engine
    memory: Memory

    @property
    def signature(self) -> str:
        """Name what the inner engine names."""
        return self.engine.signature

    def count(self, sentence: str) -> int:
        """Count the tokens of a sentence."""
        return self.engine.count(sentence)

    def translate(self, sentences: Sequence[str], decoding: Decoding = BEAMS) -> list[str]:
        """Translate what is not remembered."""
        key = f"{self.signature} {decoding.signature}"
        known = self.memory.find(key, sentences)
        new = [sentence for sentence in dict.fromkeys(sentences) if sentence not in known]
        if new:
            learnt = dict(zip(new, self.engine.translate(new, decoding), strict=True))
            self.memory.store(key, learnt)
            known |= learnt
        return [known[sentence] for sentence in sentences]


@dataclass(slots=True)
class Lazy:
    """An engine whose weights are loaded with the first sentence: a run that remembers all never loads them."""

    signature: str
    tokens: Tokens
    load: Callable[[], Engine]
    _loaded: Engine | None = None

    @property
    def engine(self) -> Engine:
        """Give the engine, loading it once."""
        if self._loaded is None:
            self._loaded = self.load()
        return self._loaded

    def count(self, sentence: str) -> int:
        """Count the tokens of a sentence, with its end mark."""
        return len(self.tokens.pieces(sentence))

    def translate(self, sentences: Sequence[str], decoding: Decoding = BEAMS) -> list[str]:
        """Translate, loading the engine if need be."""
        return self.engine.translate(sentences, decoding)


def choose_engine(wanted: EngineName, checkpoint: Checkpoint) -> EngineName:
    """Choose what runs a checkpoint: CTranslate2 where it is installed and would decode rightly, else transformers.

    Raises ``ConfigError`` for an unknown name, ``MissingExtra`` where neither is installed or the wanted one is not,
    ``ModelError`` where the wanted one would decode wrongly.
    """
    if wanted not in get_args(EngineName):
        raise ConfigError(f"engine: {wanted!r} is none of {', '.join(get_args(EngineName))}")
    if wanted == "transformers":
        _require("translate", "transformers", "torch")
        return wanted
    if wanted == "ctranslate2" or find_spec("ctranslate2"):
        _require("fast", "ctranslate2")
        reason = refuse_for_ctranslate2(checkpoint)
        if not reason:
            return "ctranslate2"
        if wanted == "ctranslate2":
            raise ModelError(checkpoint.model.id, f"{reason}; use --engine transformers")
    _require("translate", "transformers", "torch")
    return "transformers"


def _require(extra: str, *packages: str) -> None:
    """Refuse where a package is missing."""
    for package in (*packages, "sentencepiece", "safetensors"):
        if find_spec(package) is None:
            raise MissingExtra(extra, package)


def refuse_for_ctranslate2(checkpoint: Checkpoint) -> str:
    """Say why CTranslate2 would decode a checkpoint wrongly, or ''.

    It starts from a zero vector where transformers starts from the embedding of ``<pad>``, and drops that last row.
    """
    import numpy as np
    from safetensors import safe_open

    config = json.loads((checkpoint.folder / "config.json").read_text(encoding="utf-8"))
    padding = config.get("pad_token_id", -1)
    if (checkpoint.folder / "target_vocab.json").exists() or not config.get("share_encoder_decoder_embeddings", True):
        return "has two vocabularies, which CTranslate2 does not take from it"
    if padding != config["vocab_size"] - 1 or config.get("decoder_start_token_id") != padding:
        return "does not start decoding from a last <pad> row, as CTranslate2 expects"
    with safe_open(checkpoint.folder / "model.safetensors", framework="numpy") as tensors:
        row = tensors.get_slice(find_embeddings(tensors.keys()))[padding : padding + 1]
    return "has a <pad> row that is not zero, which CTranslate2 would take for zero" if np.any(row) else ""


def find_embeddings(names: Iterable[str]) -> str:
    """Give the name under which a checkpoint keeps its embeddings: tied tensors are saved once, not always as one.

    >>> find_embeddings(["lm_head.weight", "model.shared.weight"])
    'model.shared.weight'

    Raises ``ModelError`` where it has none.
    """
    known = set(names)
    for name in ("shared", "encoder.embed_tokens", "decoder.embed_tokens"):
        if f"model.{name}.weight" in known:
            return f"model.{name}.weight"
    if "lm_head.weight" in known:
        return "lm_head.weight"
    raise ModelError("checkpoint", "has no embeddings: is this a MarianMT checkpoint?")


def open_engine(wanted: EngineName, checkpoint: Checkpoint, threads: int = 1) -> Engine:
    """Choose the engine of a checkpoint and open its tokens; its weights are loaded with the first sentence.

    Raises what ``choose_engine`` raises, and ``ModelError`` where files or the language token are missing.
    """
    name = choose_engine(wanted, checkpoint)
    tokens = Tokens.read(checkpoint.folder)
    known = with_token(checkpoint.model, tokens.vocabulary)
    tokens = replace(tokens, prefix=known.prefix)
    return Lazy(f"{known.signature} {_LABELS[name]}", tokens, lambda: load_engine(name, checkpoint, threads))


def load_engine(name: EngineName, checkpoint: Checkpoint, threads: int = 1) -> Engine:
    """Load a checkpoint into the engine of that name; ``threads`` are those of one process."""
    if name == "ctranslate2":
        from newsclean.mt.ctranslate import CTranslateEngine

        return CTranslateEngine.load(checkpoint, threads)
    from newsclean.mt.marian import MarianEngine

    return MarianEngine.load(checkpoint, threads)
