"""The options of translation, shared by the commands that translate; the translation goes into their ``config``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import click

from newsclean.errors import ConfigError

_ENGINES = click.Choice(["auto", "transformers", "ctranslate2"])
_INTO = click.option("--into", metavar="CODE", default="", help="Translate into this language.")
_PASSAGES = "Which passages: foreign, all, suspect, or numbers such as 3,5-7"
_OTHERS = (
    click.option("--source", metavar="CODE", default="", help="Language of the passages [each its own]."),
    click.option("--model", metavar="ID-OR-DIR", default="", help="Model to use [the table's]."),
    click.option("--engine", type=_ENGINES, default="auto", help="What runs the model [the fastest installed]."),
    click.option("--glossary", metavar="FILE", default="", help="Terms, tab-separated: source, target or nothing."),
    click.option("--original", metavar="FILE", default="", help="The article in its first language."),
    click.option("--memory", metavar="FILE", default="", help="Translation memory; none for none [the user's own]."),
    click.option("--beams", type=click.IntRange(1), default=4, help="Width of the search; 1 is greedy [4]."),
    click.option("--threads", type=click.IntRange(1), default=1, help="Threads of the engine [1]."),
)


def translation_options(passages: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add the options of translation to a command with a ``config``; ``passages`` is what is translated by default."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        def gathered(**values: Any) -> Any:
            taken = {name: values.pop(name) for name in ("into", "passages", *_names())}
            return command(**{**values, "config": _with_translation(values["config"], taken)})

        gathered.__name__, gathered.__doc__ = command.__name__, command.__doc__
        gathered.__dict__.update(command.__dict__)
        chosen = click.option("--passages", metavar="WHICH", default=passages, help=f"{_PASSAGES} [{passages}].")
        wrapped: Any = gathered
        for option in reversed((_INTO, chosen, *_OTHERS)):
            wrapped = option(wrapped)
        return wrapped  # type: ignore[no-any-return]  # click's decorators take and give callables of any kind

    return decorate


def _names() -> tuple[str, ...]:
    return ("source", "model", "engine", "glossary", "original", "memory", "beams", "threads")


def _with_translation(config: Any, values: dict[str, Any]) -> Any:
    """Give the configuration with what is to be translated."""
    into = values.pop("into")
    if not into:
        if any(values[name] for name in ("source", "model", "glossary", "original", "memory")):
            raise ConfigError("nothing is translated without a language to translate into: add --into CODE")
        return config
    from newsclean.mt.settings import TranslationSettings

    known = {field.name for field in fields(TranslationSettings)}
    settings = TranslationSettings(into, **{name: value for name, value in values.items() if name in known})
    return replace(config, translation=settings)
