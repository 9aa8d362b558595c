"""Conversions and memories of these tests go into a folder of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from newsclean.mt.models import Models
from newsclean.mt.store import Checkpoint, locate


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    patch = pytest.MonkeyPatch()
    patch.setenv("NEWSCLEAN_CACHE", str(tmp_path_factory.mktemp("cache")))
    patch.setenv("HF_HUB_OFFLINE", "1")
    yield
    patch.undo()


@pytest.fixture(scope="session")
def demo() -> Checkpoint:
    return locate(Models.read().route("el", "en", "demo")[0])
