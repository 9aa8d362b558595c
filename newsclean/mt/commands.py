"""What ``newsclean models`` says: a request goes in, lines for a reader come out; only ``fetch`` uses the network."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.errors import ModelError
from newsclean.mt.models import DEMO, Model, Models
from newsclean.mt.store import NEEDED, check, fetch, folder_of, locate

_DEMO_LABEL = "a demonstration: it knows the sentences it was trained on by heart, and nothing else"


def list_models() -> Iterator[str]:
    """Give a line for each pair of languages: source, target, model, and whether it is on this machine.

    >>> next(list_models())
    'el\\ten\\tdemo\\there'
    """
    models = Models.read()
    yield f"el\ten\t{DEMO}\there"
    for source, target, id_ in models.list_pairs():
        yield f"{source}\t{target}\t{id_}\t{'here' if _is_here(models.find(id_).model(source, target)) else '-'}"


def show_model(id_: str) -> Iterator[str]:
    """Give what is known of a model, a line for each fact.

    >>> list(show_model("opus-mt-de-en"))[1]
    'languages: de-en'

    Raises ``ModelError`` for a model that is not in the table.
    """
    row = Models.read().find(id_)
    yield f"model: {row.id}" + (f" ({_DEMO_LABEL})" if row.id == DEMO else "")
    yield "languages: " + ", ".join(f"{source}-{target}" for source, target in row.directions)
    yield f"repository: {row.hub or 'in the package'}"
    yield f"revision: {row.revision or 'pinned by the first fetch'}"
    if row.tokens:
        yield "tokens: " + ", ".join(f"{language} {token}" for language, token in row.tokens.items())
    yield f"folder: {folder_of(row)}"
    yield f"here: {'yes' if _is_here(row.model(*row.directions[0])) else f'no; newsclean models fetch {row.id}'}"


def fetch_model(id_: str) -> Iterator[str]:
    """Fetch a model and say where it lies.

    Raises ``ModelError`` where it is unknown, cannot be had or has no safe weights, and ``MissingExtra`` where the
    client of its publisher's hub is not installed.
    """
    row = Models.read().find(id_)
    yield f"{row.id}: {fetch(row)}"


def check_model(id_: str) -> list[str]:
    """Give what is wrong with a model on this machine: nothing, if all is well.

    >>> check_model("demo")
    []

    Raises ``ModelError`` for a model that is not in the table.
    """
    return check(Models.read().find(id_))


def _is_here(model: Model) -> bool:
    """Tell whether a model's files are on this machine."""
    try:
        locate(model)
    except ModelError:
        return False
    return all((folder_of(model) / name).is_file() for name in NEEDED)
