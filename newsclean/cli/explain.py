"""``newsclean explain``."""

from __future__ import annotations

import json
import os
import sys

import click

from newsclean.cli.options import complain, config_options, layout_options, paths_argument
from newsclean.config import Config
from newsclean.formats.documents import Layout
from newsclean.pipeline import Pipeline
from newsclean.report.changes import Colours, change_row, describe, find_changes
from newsclean.runs.files import Run, Totals
from newsclean.runs.plan import find_jobs


@click.command()
@paths_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "jsonl"]),
    default="text",
    help="For people, or one JSON row a change.",
)
@layout_options
@config_options
@click.pass_context
def explain(context: click.Context, /, paths: tuple[str, ...], form: str, layout: Layout, config: Config) -> None:
    """Show each change that cleaning makes, with its rule and reason.

    \b
    Example:
      newsclean explain article.txt
    """
    run, totals = Run(Pipeline(config), layout, complain=complain), Totals()
    for job in find_jobs(paths):
        for _, article in run.read(job, totals):
            if form == "jsonl":
                for change in find_changes(article):
                    click.echo(json.dumps(change_row(article, change), ensure_ascii=False))
            else:
                click.echo(describe(article, _colours()))
    context.exit(totals.exit_code)


def _colours() -> Colours:
    """Use colours on a terminal, unless NO_COLOR says otherwise."""
    return "colour" if sys.stdout.isatty() and not os.environ.get("NO_COLOR") else "plain"
