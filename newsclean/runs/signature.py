"""What decides the result of a run beside its inputs, as one word: two runs with the same signature do the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import newsclean
from newsclean.config import Config
from newsclean.formats.documents import Layout
from newsclean.runs.files import Output
from newsclean.runs.filters import Filters

_DATA = ("rules", "judge", "language")
"""Rooms of the package whose data files decide how articles are cleaned."""
_PACKAGES = ("langdetect", "ftfy", "chardet", "numpy", "py3langid", "trafilatura")


def describe_run(config: Config, layout: Layout, output: Output, filters: Filters) -> dict[str, Any]:
    """Give the settings of a run as plain values, and the signature of them with rules, models and versions.

    >>> described = describe_run(Config(), Layout(), Output(), Filters())
    >>> described["settings"]["quotes"], len(described["signature"])
    ('straight', 64)
    """
    beside = {name: value for name, value in asdict(output).items() if name != "existing"}
    settings = {**asdict(config), **asdict(layout), **beside, **asdict(filters), "version": newsclean.__version__}
    settings["data"] = _digest(config)
    settings["packages"] = [f"{name} {found}" for name in _PACKAGES if (found := _version(name))]
    plain = json.loads(json.dumps(settings))
    return {"settings": plain, "signature": hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()}


def _digest(config: Config) -> str:
    """Give the sha256 of all tables and models, and of the user's own files that settings name."""
    digest = hashlib.sha256()
    for path in _data_files(config):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _data_files(config: Config) -> Iterator[Path]:
    root = Path(newsclean.__file__).parent
    for folder in (*(root / name for name in _DATA), *map(Path, config.rules)):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix not in (".py", ".pyc"):
                yield path
    named = [config.site_lines]
    if config.translation:
        named += [config.translation.glossary, config.translation.original]
    yield from (Path(name) for name in named if name and Path(name).is_file())


def _version(package: str) -> str:
    """Give the version of a package, the empty word if it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
