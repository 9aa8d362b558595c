"""``newsclean statistics``."""

from __future__ import annotations

import json

import click

from newsclean.cli.options import complain, config_options, layout_options, paths_argument
from newsclean.config import Config
from newsclean.formats.documents import Layout
from newsclean.runs.cleaned import CleanedReader
from newsclean.runs.plan import find_jobs
from newsclean.runs.statistics import Statistics


@click.command()
@paths_argument
@layout_options
@config_options
@click.pass_context
def statistics(context: click.Context, /, paths: tuple[str, ...], layout: Layout, config: Config) -> None:
    """Count articles, languages, agencies, residue and suspects, for all and each site, as JSON.

    Rows that newsclean wrote are counted as they are; all else is cleaned first.

    \b
    Example:
      newsclean statistics clean/ > statistics.json
    """
    reader, total = CleanedReader(config, layout, complain), Statistics()
    for document, article in reader.read(find_jobs(paths)):
        total.add(document, article)
    total.failed = reader.totals.failed
    click.echo(json.dumps(total.to_json(), ensure_ascii=False, indent=2))
    context.exit(reader.totals.exit_code)
