"""Tokens: a sentence goes in, the pieces of a Marian checkpoint's SentencePiece models come out, and back.

Both engines use this one tokenizer, so that they see the same pieces; only ``sentencepiece`` is needed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsclean.errors import MissingExtra, ModelError

END = "</s>"
UNKNOWN = "<unk>"
PAD = "<pad>"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The two SentencePiece models and the vocabulary of a checkpoint; ``prefix`` is a ``>>lang<<`` token or ''."""

    source: Any
    target: Any
    vocabulary: dict[str, int]
    target_pieces: tuple[str, ...]
    prefix: str = ""

    @classmethod
    def read(cls, folder: Path, prefix: str = "") -> Tokens:
        """Read ``source.spm``, ``target.spm`` and ``vocab.json`` of ``folder``.

        Raises ``MissingExtra`` without sentencepiece, ``ModelError`` where a file is missing.
        """
        try:
            from sentencepiece import SentencePieceProcessor
        except ImportError as error:
            raise MissingExtra("fast", "sentencepiece") from error
        for name in ("source.spm", "target.spm", "vocab.json"):
            if not (folder / name).is_file():
                raise ModelError(str(folder), f"the file {name} is missing: is this a MarianMT checkpoint?")
        vocabulary: dict[str, int] = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
        separate = folder / "target_vocab.json"
        target = json.loads(separate.read_text(encoding="utf-8")) if separate.is_file() else vocabulary
        processors = [SentencePieceProcessor(model_file=str(folder / f"{side}.spm")) for side in ("source", "target")]
        return cls(processors[0], processors[1], vocabulary, _by_number(target), prefix)

    def pieces(self, sentence: str) -> list[str]:
        """Give the pieces of a sentence, the language token first where there is one, the end mark last."""
        whole = sentence.encode("utf-8", "replace").decode()  # half a pair of surrogates would be refused
        pieces: list[str] = self.source.encode(whole, out_type=str)
        return [self.prefix, *pieces, END] if self.prefix else [*pieces, END]

    def numbers(self, sentence: str) -> list[int]:
        """Give the vocabulary numbers of a sentence's pieces."""
        unknown = self.vocabulary[UNKNOWN]
        return [self.vocabulary.get(piece, unknown) for piece in self.pieces(sentence)]

    def text(self, pieces: Sequence[str]) -> str:
        """Give the text that target pieces spell, without end mark and padding."""
        spelled: str = self.target.decode([piece for piece in pieces if piece not in (END, PAD, UNKNOWN)])
        return spelled.strip()

    def text_of_numbers(self, numbers: Sequence[int]) -> str:
        """Give the text that target vocabulary numbers spell."""
        return self.text([self.target_pieces[number] for number in numbers])


def _by_number(vocabulary: dict[str, int]) -> tuple[str, ...]:
    """Turn the vocabulary round: the piece at each number."""
    pieces = [""] * (max(vocabulary.values()) + 1)
    for piece, number in vocabulary.items():
        pieces[number] = piece
    return tuple(pieces)
