"""``newsclean detect``."""

from __future__ import annotations

from typing import Any

import click

from newsclean.cli.options import complain, config_options, layout_options, paths_argument
from newsclean.config import Config
from newsclean.formats.documents import Layout
from newsclean.pipeline import Pipeline
from newsclean.report.languages import UNITS, VIEWS
from newsclean.runs.files import Run, Totals
from newsclean.runs.plan import find_jobs


@click.command()
@paths_argument
@click.option("--format", "view", type=click.Choice(list(VIEWS)), default="tsv", help="Columns or JSON rows.")
@click.option(
    "--passages", "unit", flag_value="passages", default="articles", help="One line a passage, not an article."
)
@layout_options
@config_options
@click.pass_context
def detect(context: click.Context, /, paths: tuple[str, ...], layout: Layout, config: Config, **shown: Any) -> None:
    """Print the language and the agencies of articles.

    The columns are id, language, confidence (0 to 1) and agencies; with --passages they are id, start and
    end (code points), language, confidence and the first words.

    \b
    Example:
      newsclean detect wire.jsonl
    """
    run, totals = Run(Pipeline(config), layout, complain=complain), Totals()
    for job in find_jobs(paths):
        for _, article in run.read(job, totals):
            for row in UNITS[shown["unit"]](article):
                click.echo(VIEWS[shown["view"]](row))
    context.exit(totals.exit_code)
