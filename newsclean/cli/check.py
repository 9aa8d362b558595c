"""``newsclean check``."""

from __future__ import annotations

import click

from newsclean.cli.options import complain, config_options, layout_options, paths_argument
from newsclean.config import Config
from newsclean.formats.documents import Layout
from newsclean.pipeline import Pipeline
from newsclean.report.changes import find_changes
from newsclean.runs.files import Run, Totals
from newsclean.runs.plan import find_jobs


@click.command()
@paths_argument
@layout_options
@config_options
@click.pass_context
def check(context: click.Context, /, paths: tuple[str, ...], layout: Layout, config: Config) -> None:
    """Report residue without changing anything; exit 1 where there is some.

    Prints path, line and column of each change that cleaning would make, with its rule and reason.

    \b
    Example:
      newsclean check scraped/ && echo "nothing to clean"
    """
    run, totals, found = Run(Pipeline(config), layout, complain=complain), Totals(), 0
    for job in find_jobs(paths):
        for document, article in run.read(job, totals):
            for change in find_changes(article):
                found += 1
                click.echo(f"{document.id}:{change.line}:{change.column}: {change.edit.rule}: {change.edit.reason}")
    context.exit(totals.exit_code or min(found, 1))
