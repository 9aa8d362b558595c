"""Packages that are not always there: loaded on first use, with a sentence that says how to install them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from newsclean.errors import MissingExtra


def load_extra(extra: str, module: str) -> Any:
    """Import ``module``, which the optional ``extra`` brings.

    >>> load_extra("corpus", "no_such_package.part")
    Traceback (most recent call last):
    newsclean.errors.MissingExtra: this needs no_such_package: install it with  pip install 'newsclean[corpus]'

    Raises ``MissingExtra`` where the package is not installed.
    """
    package = module.partition(".")[0]
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name and error.name.partition(".")[0] == package:
            raise MissingExtra(extra, package) from None
        raise
