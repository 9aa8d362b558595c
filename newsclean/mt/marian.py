"""Transformers: runs a MarianMT checkpoint with PyTorch, on a GPU where there is one. It never uses the network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from newsclean.errors import MissingExtra
from newsclean.mt.engines import BATCH, BEAMS, Decoding, output_limit, plan_batches
from newsclean.mt.models import with_token
from newsclean.mt.store import Checkpoint
from newsclean.mt.tokens import Tokens


@dataclass(frozen=True, slots=True)
class MarianEngine:
    """A checkpoint loaded into transformers."""

    tokens: Tokens
    model: Any
    signature: str
    positions: int
    batch: int = BATCH

    @classmethod
    def load(cls, checkpoint: Checkpoint, threads: int = 1) -> MarianEngine:
        """Load the weights of a checkpoint, in single precision.

        Raises ``MissingExtra`` without transformers or torch, ``ModelError`` where files or tokens are missing.
        """
        try:
            import torch
            from transformers import MarianMTModel
        except ImportError as error:
            raise MissingExtra("translate", "transformers and torch") from error
        tokens = Tokens.read(checkpoint.folder)
        known = with_token(checkpoint.model, tokens.vocabulary)
        torch.set_num_threads(threads)
        model: Any = MarianMTModel.from_pretrained(
            checkpoint.folder, local_files_only=True, use_safetensors=True, dtype=torch.float32
        )
        model = model.to("cuda" if torch.cuda.is_available() else "cpu").eval()
        return cls(
            Tokens.read(checkpoint.folder, known.prefix),
            model,
            f"{known.signature} transformers",
            model.config.max_position_embeddings,
        )

    def count(self, sentence: str) -> int:
        """Count the tokens of a sentence, with its end mark."""
        return len(self.tokens.pieces(sentence))

    def translate(self, sentences: Sequence[str], decoding: Decoding = BEAMS) -> list[str]:
        """Translate sentences in batches of like length."""
        rows = [self.tokens.numbers(sentence) for sentence in sentences]
        outputs = [""] * len(rows)
        for places in plan_batches([len(row) for row in rows], self.batch):
            for place, output in zip(places, self._generate([rows[p] for p in places], decoding), strict=True):
                outputs[place] = output
        return outputs

    def _generate(self, rows: list[list[int]], decoding: Decoding) -> list[str]:
        """Translate one batch of token numbers."""
        import torch

        padding = self.model.config.pad_token_id
        width = max(map(len, rows))
        batch = torch.tensor([row + [padding] * (width - len(row)) for row in rows], device=self.model.device)
        mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in rows], device=self.model.device)
        limits = [decoding.length or output_limit(len(row), self.positions) for row in rows]
        with torch.inference_mode():
            made = self.model.generate(
                batch, attention_mask=mask, generation_config=self._search(decoding, max(limits))
            )
        return [
            self.tokens.text_of_numbers(row[1 : limit + 1]) for row, limit in zip(made.tolist(), limits, strict=True)
        ]

    def _search(self, decoding: Decoding, limit: int) -> Any:
        """Make the whole configuration of a search: that of the checkpoint is not trusted."""
        from transformers import GenerationConfig

        make: Any = GenerationConfig

        config = self.model.config
        return make(
            num_beams=decoding.beams,
            do_sample=False,
            max_new_tokens=limit,
            min_new_tokens=decoding.length or None,
            no_repeat_ngram_size=decoding.no_repeat or None,
            suppress_tokens=[config.pad_token_id],
            pad_token_id=config.pad_token_id,
            eos_token_id=config.eos_token_id,
            decoder_start_token_id=config.decoder_start_token_id,
        )
