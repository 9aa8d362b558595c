"""The options that commands share: how inputs are read and how they are cleaned."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, TypeVar, get_args

import click

from newsclean.config import Config, Datelines, Detector, Judge, Quotes
from newsclean.errors import ConfigError
from newsclean.formats.documents import Layout
from newsclean.formats.kinds import Kind

Command = TypeVar("Command", bound=Callable[..., Any])
_Decorator = Callable[[Command], Command]
_SETTINGS = ("quotes", "judge", "detector", "datelines", "languages", "skip", "keep", "rules", "site_lines")
_SCHEMA = "In rows, give the credits by the names of schema.org too, as schemaOrg."
_HEADLINE = "Of HTML: whether the headline stands in the text, or is a field alone [text]."
_LAYOUT = ("kind", "text_field", "id_field", "encoding", "headline", "site_rules", "names")


def paths_argument(command: Command) -> Command:
    """Add the inputs: any number of paths, ``-`` or none for standard input."""
    return click.argument("paths", nargs=-1, type=click.Path(path_type=str))(command)


def layout_options(command: Command) -> Command:
    """Add the options that say how inputs are read; the command gets one ``layout``."""
    return _add(
        command,
        click.option("--from", "kind", type=click.Choice(get_args(Kind)), help="What inputs hold [by their names]."),
        *_row_options(),
        _option("--encoding", "encoding", "NAME", "Encoding of text inputs [guessed].", default=""),
        click.option("--headline", type=click.Choice(["text", "field"]), default="text", help=_HEADLINE),
        _option("--site-rules", "site_rules", "DIR", "Of HTML: rules by site, as ftr-site-config has.", default=""),
        click.option("--schema-org", "names", flag_value="schema-org", default="iptc", help=_SCHEMA),
        _gather("layout", _LAYOUT, _make_layout),
    )


def row_options(command: Command) -> Command:
    """Add the options that name the fields of rows, and no others; the command gets one ``layout``."""
    return _add(command, *_row_options(), _gather("layout", ("text_field", "id_field"), _make_layout))


def _row_options() -> tuple[_Decorator[Any], ...]:
    return (
        _option("--text-field", "text_field", "NAME", "Field of a JSON row that holds the text.", default="text"),
        _option("--id-field", "id_field", "NAME", "Field of a JSON row that holds its id.", default="id"),
    )


def config_options(command: Command) -> Command:
    """Add the options that say how articles are cleaned; the command gets one ``config``.

    What the command line does not say comes from the TOML file, what that does not say from the defaults.
    """
    return _add(
        command,
        _choice("--quotes", Quotes, "Style of quotation marks [straight]."),
        _choice("--judge", Judge, "How bold the line judge is [balanced]."),
        _choice("--detector", Detector, "How languages are told [profiles]."),
        _choice("--datelines", Datelines, "Whether datelines stay in the text [keep]."),
        _option("--languages", "languages", "CODES", "Only these languages, as in el,en,fr.", callback=_split),
        _option("--skip", "skip", "STEP", "Leave a step out; may be repeated.", multiple=True),
        _option("--keep", "keep", "RULE", "Spare what a rule or category takes; may be repeated.", multiple=True),
        _option("--rules", "rules", "DIR", "Tables of your own, beside ours; may be repeated.", multiple=True),
        _option("--site-lines", "site_lines", "FILE", "Take out the lines of a file made by  sites.", default=""),
        _option("--config", "settings", "FILE", "Read these settings from a TOML file.", default=""),
        _gather("config", (*_SETTINGS, "settings"), _make_config),
    )


def progress(length: int, label: str) -> AbstractContextManager[Any]:
    """Give a progress bar over ``length`` bytes on a terminal, and nothing at all elsewhere."""
    if not sys.stderr.isatty() or length < 1:
        return nullcontext()
    return click.progressbar(length=length, label=label, file=sys.stderr)


def complain(message: str) -> None:
    """Tell a failure on standard error."""
    click.echo(f"newsclean: {message}", err=True)


def _add(command: Command, *decorators: _Decorator[Any]) -> Command:
    """Apply decorators so that their options stand in this order on the help page."""
    for decorator in (decorators[-1], *reversed(decorators[:-1])):
        command = decorator(command)
    return command


def _option(flag: str, name: str, metavar: str, text: str, **more: Any) -> _Decorator[Any]:
    """Make an option that the environment can set too, as ``NEWSCLEAN_NAME``."""
    return click.option(flag, name, metavar=metavar, help=text, envvar=f"NEWSCLEAN_{name.upper()}", **more)


def _choice(flag: str, words: Any, text: str) -> _Decorator[Any]:
    """Make an option whose value is one of a few words."""
    return click.option(
        flag, type=click.Choice(get_args(words)), help=text, envvar=f"NEWSCLEAN_{flag.strip('-').upper()}"
    )


def _split(context: click.Context, option: click.Parameter, value: str | None) -> tuple[str, ...]:
    """Split a list of words at commas."""
    del context, option
    return tuple(word.strip() for word in (value or "").split(",") if word.strip())


def _gather(name: str, names: tuple[str, ...], make: Callable[[dict[str, Any]], Any]) -> _Decorator[Any]:
    """Make one value of several options, so that a command has few parameters."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        def gathered(**values: Any) -> Any:
            taken = {option: values.pop(option) for option in names}
            return command(**values, **{name: make(taken)})

        gathered.__name__ = command.__name__
        gathered.__doc__ = command.__doc__
        gathered.__dict__.update(command.__dict__)
        return gathered

    return decorate


def _make_layout(values: dict[str, Any]) -> Layout:
    """Make the layout of the options; one that was not given is empty."""
    given: dict[str, Any] = {name: value or "" for name, value in values.items()}
    return Layout(**given)


def _make_config(values: dict[str, Any]) -> Config:
    """Join the settings of a file with those of the command line, which win."""
    settings = _read_settings(values.pop("settings"))
    settings.update({name: value for name, value in values.items() if value})
    return Config.from_mapping(settings)


def _read_settings(path: str) -> dict[str, Any]:
    """Read a TOML file of settings."""
    if not path:
        return {}
    try:
        return tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from error
