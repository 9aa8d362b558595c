"""CTranslate2: runs a MarianMT checkpoint in 8-bit precision, many times faster than PyTorch on a processor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from newsclean.errors import MissingExtra
from newsclean.mt.convert import Precision, convert
from newsclean.mt.engines import BATCH, BEAMS, Decoding, output_limit, plan_batches
from newsclean.mt.models import with_token
from newsclean.mt.store import Checkpoint
from newsclean.mt.tokens import Tokens

_PATIENCE = (
    1.5  # times ``beams`` finished outputs to wait for: at 1 a search of the demo model lost words to shorter ones
)
_POSITIONS = 512  # of every MarianMT model: beyond, its encodings were never trained


@dataclass(frozen=True, slots=True)
class CTranslateEngine:
    """A checkpoint converted and loaded into CTranslate2."""

    tokens: Tokens
    translator: Any
    signature: str
    batch: int = BATCH

    @classmethod
    def load(cls, checkpoint: Checkpoint, threads: int = 1, precision: Precision = "int8") -> CTranslateEngine:
        """Convert a checkpoint if this was not done before, and load it.

        Raises ``MissingExtra`` without ctranslate2, ``ModelError`` where the checkpoint cannot be converted.
        """
        try:
            import ctranslate2
        except ImportError as error:
            raise MissingExtra("fast", "ctranslate2") from error
        tokens = Tokens.read(checkpoint.folder)
        known = with_token(checkpoint.model, tokens.vocabulary)
        translator = ctranslate2.Translator(
            str(convert(checkpoint, precision)),
            device="cuda" if ctranslate2.get_cuda_device_count() else "cpu",
            inter_threads=1,
            intra_threads=threads,
            max_queued_batches=-1,
        )
        signature = f"{known.signature} ctranslate2-{precision}"
        return cls(Tokens.read(checkpoint.folder, known.prefix), translator, signature)

    def count(self, sentence: str) -> int:
        """Count the tokens of a sentence, with its end mark."""
        return len(self.tokens.pieces(sentence))

    def translate(self, sentences: Sequence[str], decoding: Decoding = BEAMS) -> list[str]:
        """Translate sentences in batches of like length."""
        rows = [self.tokens.pieces(sentence) for sentence in sentences]
        outputs = [""] * len(rows)
        for places in plan_batches([len(row) for row in rows], self.batch):
            limits = [decoding.length or output_limit(len(rows[place]), _POSITIONS) for place in places]
            made = self.translator.translate_batch(
                [rows[place] for place in places],
                beam_size=decoding.beams,
                patience=_PATIENCE if decoding.beams > 1 else 1,
                no_repeat_ngram_size=decoding.no_repeat,
                max_decoding_length=max(limits),
                min_decoding_length=decoding.length or 1,
            )
            for place, result, limit in zip(places, made, limits, strict=True):
                outputs[place] = self.tokens.text(result.hypotheses[0][:limit])
        return outputs
