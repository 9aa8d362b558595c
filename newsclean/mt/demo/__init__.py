"""The demo model: a tiny MarianMT checkpoint that knows the Greek sentences of ``pairs.tsv`` by heart, and no Greek."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent
"""Where the checkpoint lies: ``model.safetensors``, ``source.spm``, ``target.spm``, ``vocab.json``, ``config.json``."""

PAIRS = FOLDER / "pairs.tsv"
"""The Greek sentences and their English, one pair a line; ``{1}`` stands for something masked."""

ARTICLE = FOLDER / "article.txt"
"""A Greek wire story that the model can translate: a back-translation of the article in ``seeds/000``."""


def read_pairs(path: Path) -> list[tuple[str, str]]:
    """Read sentence pairs from a file of two columns parted by a tab.

    >>> read_pairs(PAIRS)[18][0]
    'Η Σιντζιάνγκ είναι σημαντικός εξαγωγέας βαμβακιού.'
    """
    pairs = []
    for line in path.read_text(encoding="utf-8").splitlines():
        source, target = line.split("\t")
        pairs.append((source, target))
    return pairs
