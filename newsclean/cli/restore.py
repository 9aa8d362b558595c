"""``newsclean restore``."""

from __future__ import annotations

from typing import Any

import click

from newsclean.cli.options import complain, row_options
from newsclean.formats.documents import Layout
from newsclean.runs.plan import plan_jobs
from newsclean.runs.restoring import restore_files


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=str))
@click.option(
    "--ledger", metavar="FILE", default="", help="The ledger that was written with the text; rows of JSON need none."
)
@click.option("-o", "--output", "place", metavar="PATH", default="", help="A file, or a directory for several inputs.")
@click.option(
    "--existing", type=click.Choice(["refuse", "replace"]), default="refuse", help="What to do with outputs that exist."
)
@row_options
@click.pass_context
def restore(context: click.Context, /, paths: tuple[str, ...], layout: Layout, place: str, **given: Any) -> None:
    """Give the source back from a cleaned article and its ledger.

    A text needs its ledger, and comes back byte for byte. Rows of JSON carry their own record, and need the
    names of their fields as clean was told them; a row that had no id keeps the one it was given.

    \b
    Examples:
      newsclean restore clean.txt --ledger changes.jsonl -o article.txt
      newsclean restore clean.jsonl --text-field body -o wire.jsonl
    """
    totals = restore_files(plan_jobs(paths, place), given["ledger"], layout, given["existing"], complain)
    context.exit(totals.exit_code)
