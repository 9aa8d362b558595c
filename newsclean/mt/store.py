"""The store: where checkpoints lie on this machine, whether they are sound, and, on request alone, how they get there.

Nothing here reaches for the network but ``fetch``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from newsclean.errors import MissingExtra, ModelError
from newsclean.mt import demo
from newsclean.mt.memory import cache_folder
from newsclean.mt.models import DEMO, Model, Row

WEIGHTS = "model.safetensors"
NEEDED = (WEIGHTS, "source.spm", "target.spm", "vocab.json", "config.json")
OPTIONAL = ("target_vocab.json", "tokenizer_config.json", "generation_config.json", "README.md")
_PICKLES = ("pytorch_model.bin", "model.pt", "pytorch_model.pt", "model.npz", "tf_model.h5", "rust_model.ot")
_RECEIPT = "newsclean.json"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A model with the folder where its files lie, its revision known."""

    model: Model
    folder: Path


def folder_of(model: Model | Row) -> Path:
    """Give the folder where a model's files are or would be."""
    own = getattr(model, "folder", "")
    if own:
        return Path(own)
    return demo.FOLDER if model.id == DEMO else cache_folder() / "models" / model.id


def locate(model: Model) -> Checkpoint:
    """Find the files of a model on this machine.

    >>> from newsclean.mt.models import Models
    >>> locate(Models.read().route("el", "en", "demo")[0]).folder == demo.FOLDER
    True

    Raises ``ModelError`` with the command that fetches it where it is missing.
    """
    folder = folder_of(model)
    if not folder.is_dir():
        raise ModelError(model.id, f"is not on this machine; fetch it with  newsclean models fetch {model.id}")
    refuse_pickle(model.id, folder)
    missing = [name for name in NEEDED if not (folder / name).is_file()]
    if missing:
        raise ModelError(model.id, f"{folder} lacks {', '.join(missing)}; fetch it again or name another folder")
    return Checkpoint(replace(model, revision=revision_of(model, folder)), folder)


def revision_of(model: Model, folder: Path) -> str:
    """Give the commit of the files in ``folder``: the one written down at the fetch, or a digest of the weights.

    Raises ``ModelError`` where the table pins another commit than the one that was fetched.
    """
    receipt = folder / _RECEIPT
    if receipt.is_file():
        fetched = str(json.loads(receipt.read_text(encoding="utf-8"))["revision"])
        if model.revision and fetched != model.revision:
            raise ModelError(model.id, f"is fetched at {fetched}, but {model.revision} is pinned; fetch it again")
        return fetched
    return digest(folder / WEIGHTS)[:40] if not model.hub else model.revision


def refuse_pickle(name: str, folder: Path) -> None:
    """Refuse a folder whose weights are a pickle and nothing else.

    Raises ``ModelError`` that says how to convert them.
    """
    pickles = [other for other in _PICKLES if (folder / other).exists()]
    if pickles and not (folder / WEIGHTS).exists():
        raise ModelError(
            name, f"{folder} holds {pickles[0]}, which can run code when it is read; {how_to_convert(str(folder))}"
        )


def how_to_convert(name: str) -> str:
    """Say how a checkpoint becomes safetensors."""
    code = (
        "from transformers import MarianMTModel as M, MarianTokenizer as T; "
        f"[kind.from_pretrained('{name}').save_pretrained('FOLDER') for kind in (M, T)]"
    )
    return f'convert it once, where you trust its origin, with  python -c "{code}"  and use it with  --model FOLDER'


def fetch(row: Row) -> Path:
    """Fetch a model from its publisher at its pinned commit, write down what came, and give its folder.

    The only function of the package that uses the network.

    Raises ``MissingExtra`` without huggingface_hub, ``ModelError`` where the model cannot be had or is a pickle.
    """
    if row.id == DEMO:
        return demo.FOLDER
    try:
        from huggingface_hub import snapshot_download
        from huggingface_hub.errors import HfHubHTTPError
    except ImportError as error:
        raise MissingExtra("translate", "huggingface_hub") from error
    folder = folder_of(row)
    try:
        found = snapshot_download(row.hub, revision=row.revision or None, allow_patterns=[*NEEDED, *OPTIONAL])
    except (HfHubHTTPError, OSError, ValueError) as error:
        raise ModelError(row.id, f"could not be fetched: {error}") from error
    commit = Path(found).name  # a snapshot's folder is named by its commit
    if not (Path(found) / WEIGHTS).is_file():
        raise ModelError(row.id, f"its publisher has no safetensors at {commit}; {how_to_convert(row.hub)}")
    _copy(Path(found), folder)
    _write_receipt(folder, commit)
    return folder


def _copy(source: Path, folder: Path) -> None:
    """Copy the files of a snapshot, which may be links into a shared cache."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in (*NEEDED, *OPTIONAL):
        if (source / name).is_file():
            (folder / name).write_bytes((source / name).read_bytes())


def _write_receipt(folder: Path, commit: str) -> None:
    """Write down the commit and the digest of every file."""
    sums = {name: digest(folder / name) for name in NEEDED if (folder / name).is_file()}
    (folder / _RECEIPT).write_text(json.dumps({"revision": commit, "sha256": sums}, indent=1), encoding="utf-8")


def digest(path: Path) -> str:
    """Give the sha256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check(row: Row) -> list[str]:
    """Say what is wrong with a model on this machine: nothing, if all is well.

    >>> from newsclean.mt.models import Models
    >>> check(Models.read().find("demo"))
    []
    """
    folder = folder_of(row)
    try:
        locate(row.model(*row.directions[0]))
    except ModelError as error:
        return [str(error)]
    problems = [f"{name} is not what was fetched" for name, sum_ in _sums(folder) if digest(folder / name) != sum_]
    return problems + _missing_tokens(row, folder)


def _sums(folder: Path) -> Sequence[tuple[str, str]]:
    """Give the digests written down at the fetch."""
    receipt = folder / _RECEIPT
    return list(json.loads(receipt.read_text(encoding="utf-8"))["sha256"].items()) if receipt.is_file() else []


def _missing_tokens(row: Row, folder: Path) -> list[str]:
    """Name the language tokens of the table that the checkpoint does not have."""
    vocabulary = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
    return [f"the vocabulary has no {token}" for token in row.tokens.values() if token not in vocabulary]
