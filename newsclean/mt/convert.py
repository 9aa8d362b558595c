"""Conversion: a MarianMT checkpoint goes in, a CTranslate2 model in 8-bit or single precision comes out.

Only numpy, safetensors and ctranslate2 are needed, so that the fast engine works without PyTorch.
"""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Literal

from newsclean.errors import ModelError
from newsclean.mt.engines import find_embeddings
from newsclean.mt.memory import cache_folder
from newsclean.mt.store import WEIGHTS, Checkpoint
from newsclean.mt.tokens import END, PAD, UNKNOWN

Precision = Literal["int8", "float32"]


def convert(checkpoint: Checkpoint, precision: Precision) -> Path:
    """Give the folder of a checkpoint's conversion, making it in the user's cache the first time.

    Raises ``ModelError`` where the checkpoint is no MarianMT model of the usual shape.
    """
    import ctranslate2

    name = f"{checkpoint.model.id}-{checkpoint.model.revision[:12]}-{precision}-{ctranslate2.__version__}"
    folder = cache_folder() / "ctranslate2" / name
    if (folder / "model.bin").is_file():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(mkdtemp(dir=folder.parent))
    _write(checkpoint, scratch, precision)
    try:
        scratch.rename(folder)
    except OSError:  # another process was faster: its conversion is the same
        for file in scratch.iterdir():
            file.unlink()
        scratch.rmdir()
    return folder


def _write(checkpoint: Checkpoint, folder: Path, precision: Precision) -> None:
    """Write the converted model into ``folder``."""
    from ctranslate2.specs import (
        common_spec,
        transformer_spec,
    )

    config = json.loads((checkpoint.folder / "config.json").read_text(encoding="utf-8"))
    activations = {"swish": "SWISH", "silu": "SWISH", "relu": "RELU", "gelu": "GELU"}
    activation = activations.get(config["activation_function"])
    if config.get("model_type") != "marian" or activation is None:
        raise ModelError(checkpoint.model.id, "is no MarianMT checkpoint that CTranslate2 can run")
    spec = transformer_spec.TransformerSpec.from_config(
        (config["encoder_layers"], config["decoder_layers"]),
        config["encoder_attention_heads"],
        pre_norm=False,
        activation=getattr(common_spec.Activation, activation),
    )
    _fill(spec, _Weights.read(checkpoint.folder / WEIGHTS), config)
    _name_tokens(spec, checkpoint.folder)
    spec.validate()
    spec.optimize(quantization=None if precision == "float32" else precision)
    folder.chmod(0o755)  # a scratch folder is for its owner alone
    spec.save(str(folder))


def _name_tokens(spec: Any, folder: Path) -> None:
    """Give the model its vocabulary, without the padding that only starts the decoder."""
    numbers = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
    pieces = [piece for piece in sorted(numbers, key=numbers.__getitem__) if piece != PAD]
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.eos_token = END
    spec.config.unk_token = UNKNOWN
    spec.config.decoder_start_token = END


class _Weights:
    """The tensors of a checkpoint, in single precision, by name."""

    def __init__(self, tensors: dict[str, Any]) -> None:
        self.tensors = tensors

    @classmethod
    def read(cls, path: Path) -> _Weights:
        import numpy as np
        from safetensors.numpy import load_file

        return cls({name: tensor.astype(np.float32) for name, tensor in load_file(path).items()})

    def linear(self, spec: Any, *names: str) -> None:
        """Fill a layer with the weights of one or several projections laid one upon another."""
        import numpy as np

        spec.weight = np.concatenate([self.tensors[f"{name}.weight"] for name in names])
        spec.bias = np.concatenate([self.tensors[f"{name}.bias"] for name in names])

    def norm(self, spec: Any, name: str) -> None:
        """Fill a layer normalisation."""
        spec.gamma = self.tensors[f"{name}.weight"]
        spec.beta = self.tensors[f"{name}.bias"]


def _fill(spec: Any, weights: _Weights, config: dict[str, Any]) -> None:
    """Fill the whole model; the last row of the vocabulary is padding and stays behind."""
    shared = weights.tensors[find_embeddings(weights.tensors)][:-1]
    for side, stack in (("encoder", spec.encoder), ("decoder", spec.decoder)):
        embeddings = stack.embeddings[0] if isinstance(stack.embeddings, list) else stack.embeddings
        embeddings.weight = shared
        stack.scale_embeddings = float(config["d_model"]) ** 0.5 if config.get("scale_embedding") else 1.0
        stack.position_encodings.encodings = _positions(config["max_position_embeddings"], config["d_model"])
        for number, layer in enumerate(stack.layer):
            _fill_layer(layer, weights, f"model.{side}.layers.{number}")
    spec.decoder.start_from_zero_embedding = True
    spec.decoder.projection.weight = shared
    bias = weights.tensors.get("final_logits_bias")
    if bias is not None and bias.any():
        spec.decoder.projection.bias = bias.reshape(-1)[:-1]


def _fill_layer(spec: Any, weights: _Weights, name: str) -> None:
    """Fill one layer of the encoder or the decoder."""
    own = f"{name}.self_attn"
    weights.linear(spec.self_attention.linear[0], f"{own}.q_proj", f"{own}.k_proj", f"{own}.v_proj")
    weights.linear(spec.self_attention.linear[1], f"{own}.out_proj")
    weights.norm(spec.self_attention.layer_norm, f"{name}.self_attn_layer_norm")
    if f"{name}.encoder_attn.q_proj.weight" in weights.tensors:
        across = f"{name}.encoder_attn"
        weights.linear(spec.attention.linear[0], f"{across}.q_proj")
        weights.linear(spec.attention.linear[1], f"{across}.k_proj", f"{across}.v_proj")
        weights.linear(spec.attention.linear[2], f"{across}.out_proj")
        weights.norm(spec.attention.layer_norm, f"{name}.encoder_attn_layer_norm")
    weights.linear(spec.ffn.linear_0, f"{name}.fc1")
    weights.linear(spec.ffn.linear_1, f"{name}.fc2")
    weights.norm(spec.ffn.layer_norm, f"{name}.final_layer_norm")


def _positions(count: int, size: int) -> Any:
    """Make the sinusoidal encodings of positions: sines in the first half, cosines in the second."""
    import numpy as np

    angles = np.arange(count)[:, None] / np.power(10000, 2 * (np.arange(size) // 2) / size)[None, :]
    return np.concatenate([np.sin(angles[:, 0::2]), np.cos(angles[:, 1::2])], axis=1).astype(np.float32)
