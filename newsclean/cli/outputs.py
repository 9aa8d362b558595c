"""The options of ``newsclean clean`` that say where results go, which are kept, and how many processes work."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, TypeVar, get_args

import click

from newsclean.cli.options import complain
from newsclean.config import Config
from newsclean.errors import ConfigError
from newsclean.formats.documents import Layout
from newsclean.formats.kinds import Kind
from newsclean.formats.writing import Existing
from newsclean.runs.files import Output, Run, Target
from newsclean.runs.filters import Filters
from newsclean.runs.local import SLICE, LocalRun, Plan
from newsclean.runs.plan import Job
from newsclean.runs.totals import Totals

Command = TypeVar("Command", bound=Callable[..., Any])
_RENAMED = {"languages": "kept_languages"}  # --languages is an option of the detector


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted of a run: the ``place`` and form of results, ``filters``, and the ``plan`` of its processes."""

    place: str
    output: Output
    filters: Filters
    plan: Plan | None

    @property
    def kind(self) -> Kind | None:
        """Give the kind of the outputs, where one is named."""
        return None if self.output.target == "same" else self.output.target

    def run(self, jobs: list[Job], layout: Layout, config: Config, advance: Callable[[int], None]) -> Totals:
        """Clean in this process, or in several."""
        if self.plan is None:
            from newsclean.pipeline import Pipeline

            pipeline = Pipeline(config)
            gc.freeze()  # the tables live as long as the process: no need to look at them again
            return Run(pipeline, layout, self.output, complain, advance, self.filters).clean(jobs)
        from newsclean.runs.worker import Settings

        settings = Settings(config, layout, self.output, self.filters, "")
        return LocalRun(settings, self.place, self.plan, complain, advance).clean(jobs)


def output_options(command: Command) -> Command:
    """Add the options for outputs; with those of ``filter_options`` the command gets one ``wanted``."""
    for option in reversed(_OUTPUT):
        command = option(command)
    return command


def filter_options(command: Command) -> Command:
    """Add the options that leave articles out, and gather all into one ``wanted``."""

    def gathered(**values: Any) -> Any:
        filters = {field.name: values.pop(_RENAMED.get(field.name, field.name)) for field in fields(Filters)}
        outputs = {field.name: values.pop(field.name) for field in fields(Output)}
        plan = _plan(values.pop("processes"), values.pop("slice_size"), values.pop("mode"))
        wanted = Wanted(values.pop("place"), Output(**outputs), Filters(**filters), plan)
        return command(**values, wanted=wanted)

    gathered.__name__, gathered.__doc__ = command.__name__, command.__doc__
    gathered.__dict__.update(command.__dict__)
    wrapped: Any = gathered
    for option in reversed(_FILTERS):
        wrapped = option(wrapped)
    return wrapped  # type: ignore[no-any-return]  # click's decorators take and give callables of any kind


def _plan(processes: int | None, size: int, mode: Any) -> Plan | None:
    """Make the plan of a run with processes, if there are to be any."""
    if processes is None:
        if mode == "restart":
            raise ConfigError("--restart: only a run with -j leaves something to begin anew: add -j 1")
        return None
    return Plan(processes, size, mode)


def _split(context: click.Context, option: click.Parameter, value: str) -> tuple[str, ...]:
    """Split a list of words at commas."""
    del context, option
    return tuple(word.strip() for word in value.split(",") if word.strip())


def _text(flag: str, name: str, metavar: str, text: str, **more: Any) -> Callable[[Any], Any]:
    """Make an option whose value is a text, empty unless it is given."""
    return click.option(flag, name, metavar=metavar, default="", help=text, **more)


def _number(
    flag: str, kind: click.IntRange | click.FloatRange, default: float | None, metavar: str, text: str
) -> Callable[[Any], Any]:
    """Make an option whose value is a number."""
    return click.option(flag, type=kind, default=default, metavar=metavar, help=text)


_TO = click.Choice(get_args(Target))
_EXISTING = click.Choice(get_args(Existing))
_RESTART = "With -j: take away what an earlier run wrote, begin anew."
_OUTPUT = (
    click.option("-o", "--output", "place", metavar="PATH", default="", help="A file, or a directory for several."),
    click.option("--to", "target", type=_TO, default="same", help="Format of the output [by its name]."),
    _text("--ledger", "ledger", "FILE", "Write every change there, one JSON line an article."),
    _text("--attributes", "attributes", "DIR", "Write spans there, as Dolma's attribute files."),
    _text("--statistics", "statistics", "FILE", "Write counts there as JSON, for the run and each site."),
    click.option("--existing", type=_EXISTING, default="refuse", help="What to do with outputs that exist."),
    click.option("-j", "--jobs", "processes", type=click.IntRange(1), metavar="N", help="Work in N processes."),
    _number("--slice-size", click.IntRange(1), SLICE, "BYTES", "With -j: how much of a large file is taken at once."),
    click.option("--restart", "mode", flag_value="restart", default="resume", help=_RESTART),
)  # fmt: skip
_FILTERS = (
    _text("--only-language", "kept_languages", "CODES", "Keep only these languages, as in el,en.", callback=_split),
    _text("--only-agency", "agencies", "IDS", "Keep only these agencies, as in afp,amna.", callback=_split),
    _number("--shortest", click.IntRange(0), 0, "N", "Keep articles of at least N characters, cleaned."),
    _number("--longest", click.IntRange(0), 0, "N", "Keep articles of at most N characters, cleaned."),
    _number("--residue", click.FloatRange(0, 1), 1.0, "SHARE", "Keep articles that lost at most this share (0 to 1)."),
    _text("--since", "since", "DATE", "Keep articles of this day and later."),
    _text("--until", "until", "DATE", "Keep articles of this day and earlier."),
    click.option("--date-field", metavar="NAME", default="date", help="Field of a row that holds its date [date]."),
    _text("--excluded", "excluded", "FILE", "Write the articles that are not kept there, with the reason."),
)
