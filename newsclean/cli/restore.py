"""``newsclean restore``."""

from __future__ import annotations

import click

from newsclean.cli.options import complain
from newsclean.formats.writing import Existing
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
@click.pass_context
def restore(context: click.Context, /, paths: tuple[str, ...], ledger: str, place: str, existing: Existing) -> None:
    """Give the source back from a cleaned article and its ledger.

    A text needs its ledger, and comes back byte for byte. Rows of JSON carry their own record.

    \b
    Example:
      newsclean restore clean.txt --ledger changes.jsonl -o article.txt
    """
    totals = restore_files(plan_jobs(paths, place), ledger, existing, complain)
    context.exit(totals.exit_code)
