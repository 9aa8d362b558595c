"""``newsclean duplicates``."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_args

import click

from newsclean.cli.options import complain, config_options, layout_options, paths_argument
from newsclean.config import Config
from newsclean.formats.documents import Layout
from newsclean.formats.writing import encode_row, open_output
from newsclean.runs.cleaned import CleanedReader
from newsclean.runs.duplicates import Finder
from newsclean.runs.marking import Then, check_inputs, mark_rows
from newsclean.runs.plan import find_jobs


@click.command()
@paths_argument
@click.option(
    "--then",
    type=click.Choice(get_args(Then)),
    default="list",
    help="List clusters, or mark or drop copies.",
)
@click.option(
    "--threshold", type=click.FloatRange(0, 1), default=0.6, help="Share of runs of four words in common [0.6]."
)
@click.option("--date-field", metavar="NAME", default="date", help="Field of a row that holds its date [date].")
@click.option("-o", "--output", "place", metavar="FILE", default="-", help="Where to write; standard output otherwise.")
@layout_options
@config_options
@click.pass_context
def duplicates(context: click.Context, /, paths: tuple[str, ...], layout: Layout, config: Config, **asked: Any) -> None:
    """Find copies of one story across outlets and updates.

    Prints a JSON row for each cluster: the earliest article, its date, agencies, outlets and ids.
    Rows are read twice with --then mark or drop, so that they must be files; the earliest of a cluster stays.

    \b
    Example:
      newsclean duplicates clean/ --then drop -o unique.jsonl
    """
    jobs, reader = find_jobs(paths), CleanedReader(config, layout, complain)
    check_inputs(jobs, asked["then"])
    with TemporaryDirectory() as folder, open_output(asked["place"]) as stream:
        finder = Finder(Path(folder), asked["threshold"], asked["date_field"])
        for document, article in reader.read(jobs):
            finder.add(document, article)
        for row in mark_rows(finder.find(), jobs, layout, asked["then"]):
            stream.write(encode_row(row))
    context.exit(reader.totals.exit_code)
