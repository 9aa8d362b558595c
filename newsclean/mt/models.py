"""Models: a pair of languages goes in, the models that lead from one to the other come out, with what each needs.

The table is ``data/models.toml``; a pair without a model of its own goes through English.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from newsclean.errors import ModelError
from newsclean.mt.languages import primary

PIVOT = "en"
DEMO = "demo"


@dataclass(frozen=True, slots=True)
class Model:
    """A model for one direction: ``id`` names it, ``hub`` its repository, ``prefix`` is its ``>>lang<<`` token or ''.

    ``folder`` is set for a checkpoint of the user's own. ``revision`` is a commit, '' where the first fetch pins it.
    """

    id: str
    source: str
    target: str
    hub: str = ""
    revision: str = ""
    prefix: str = ""
    folder: str = ""

    @property
    def signature(self) -> str:
        """Give what identifies the model's output: its name, commit and language token."""
        return "@".join(part for part in (self.id, self.revision[:12], self.prefix) if part)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: one checkpoint and all the directions it knows."""

    id: str
    hub: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    revision: str
    tokens: dict[str, str]

    def model(self, source: str, target: str) -> Model:
        """Give the model for one direction of this row."""
        return Model(self.id, source, target, self.hub, self.revision, self.tokens.get(target, ""))

    @property
    def directions(self) -> list[tuple[str, str]]:
        """Give the pairs of languages that the row covers."""
        return [(source, target) for source in self.sources for target in self.targets if source != target]


@dataclass(frozen=True, slots=True)
class Models:
    """All rows of the table."""

    rows: tuple[Row, ...]

    @classmethod
    def read(cls) -> Models:
        """Read the table of the package.

        >>> models = Models.read()
        >>> [model.id for model in models.route("el", "de")]
        ['opus-mt-tc-big-el-en', 'opus-mt-en-de']
        >>> len({pair for row in models.rows for pair in row.directions}) > 60
        True
        """
        table = tomllib.loads(files("newsclean.mt").joinpath("data/models.toml").read_text(encoding="utf-8"))
        publisher = table.pop("publisher")
        return cls(tuple(_row(id_, row, publisher) for id_, row in table.items()))

    def find(self, id_: str) -> Row:
        """Give the row of a model, by its id with or without the publisher's name.

        >>> Models.read().find("opus-mt-de-en").hub.endswith("/opus-mt-de-en")
        True

        Raises ``ModelError`` for one that is not in the table.
        """
        for row in self.rows:
            if id_ in (row.id, row.hub):
                return row
        raise ModelError(id_, "is not in the table; 'newsclean models list' shows what is")

    def route(self, source: str, target: str, wanted: str = "") -> tuple[Model, ...]:
        """Give the one or two models that lead from ``source`` to ``target``; ``wanted`` is an id or a folder.

        >>> Models.read().route("el", "en", "demo")[0].id
        'demo'

        Raises ``ModelError`` where there is none, or where the wanted one does not know the pair.
        """
        source, target = primary(source), primary(target)
        if wanted:
            return (self._wanted(source, target, wanted),)
        direct = self._direct(source, target)
        if direct:
            return (direct,)
        legs = (self._direct(source, PIVOT), self._direct(PIVOT, target))
        if legs[0] and legs[1]:
            return (legs[0], legs[1])
        raise ModelError(f"{source}-{target}", "no model is known for this pair; name one with --model ID-OR-FOLDER")

    def _direct(self, source: str, target: str) -> Model | None:
        """Give the first model for a pair; the demo model is never chosen, only named."""
        for row in self.rows:
            if row.id != DEMO and (source, target) in row.directions:
                return row.model(source, target)
        return None

    def _wanted(self, source: str, target: str, wanted: str) -> Model:
        """Give the model a user named: a folder, or a row that knows the pair."""
        if Path(wanted).is_dir():
            return Model(Path(wanted).name, source, target, folder=str(Path(wanted).resolve()))
        row = self.find(wanted)
        if (source, target) not in row.directions:
            known = ", ".join(f"{one}-{other}" for one, other in row.directions[:12])
            raise ModelError(wanted, f"does not translate {source}-{target}; it knows {known}")
        return row.model(source, target)

    def list_pairs(self) -> list[tuple[str, str, str]]:
        """Give source, target and model id of every direct pair, the model that is taken, in order.

        >>> ("de", "en", "opus-mt-de-en") in Models.read().list_pairs()
        True
        """
        taken: dict[tuple[str, str], str] = {}
        for row in self.rows:
            for pair in row.directions if row.id != DEMO else ():
                taken.setdefault(pair, row.id)
        return sorted((source, target, id_) for (source, target), id_ in taken.items())


def with_token(model: Model, known: Iterable[str]) -> Model:
    """Give the model with the language token it needs, if it needs one; a user's own folder may not say.

    >>> with_token(Model("own", "en", "de"), [">>fra<<", ">>deu<<", ">>de<<", "Haus"]).prefix
    '>>de<<'

    Raises ``ModelError`` where it has tokens but none for the target, or not the one that the table names.
    """
    tokens = [piece for piece in known if piece.startswith(">>") and piece.endswith("<<")]
    if model.prefix in tokens or not (tokens or model.prefix):
        return model
    if model.prefix:
        raise ModelError(model.id, f"has no token {model.prefix}; it has {', '.join(sorted(tokens)[:40]) or 'none'}")
    exact = f">>{model.target}<<"
    longer = sorted(token for token in tokens if token[2:].startswith(model.target))
    if exact in tokens or longer:
        return replace(model, prefix=exact if exact in tokens else longer[0])
    raise ModelError(model.id, f"has no token for {model.target}; it has {', '.join(sorted(tokens)[:40])}")


def _row(id_: str, row: dict[str, Any], publisher: str) -> Row:
    """Make a row from its table."""
    hub = "" if id_ == DEMO else f"{publisher}/{id_}"
    return Row(id_, hub, tuple(row["from"]), tuple(row["to"]), row["revision"], row.get("tokens", {}))
