"""``newsclean clean``."""

from __future__ import annotations

from typing import Any

import click

from newsclean.cli.options import complain, config_options, layout_options, paths_argument, progress
from newsclean.config import Config
from newsclean.formats.documents import Layout
from newsclean.pipeline import Pipeline
from newsclean.runs.files import Output, Run, size_of
from newsclean.runs.plan import plan_jobs


@click.command()
@paths_argument
@click.option("-o", "--output", "place", metavar="PATH", default="", help="A file, or a directory for several inputs.")
@click.option("--to", type=click.Choice(["text", "jsonl"]), help="Format of the output [that of the input].")
@click.option("--ledger", metavar="FILE", default="", help="Write every change there, one JSON line an article.")
@click.option(
    "--existing", type=click.Choice(["refuse", "replace"]), default="refuse", help="What to do with outputs that exist."
)
@layout_options
@config_options
@click.pass_context
def clean(
    context: click.Context, /, paths: tuple[str, ...], place: str, layout: Layout, config: Config, **output: Any
) -> None:
    """Clean articles: text in, clean text out, with a record of each change.

    Reads standard input where no path is given, and writes standard output where no -o is.
    A directory is read with all below it (.txt, .jsonl), and mirrored into -o.

    \b
    Examples:
      newsclean clean article.txt
      newsclean clean scraped/ -o clean/ --ledger changes.jsonl
      newsclean clean wire.jsonl --text-field body --quotes locale -o clean.jsonl
    """
    to = output.pop("to")
    jobs = plan_jobs(paths, place, f".{to.replace('text', 'txt')}" if to else "")
    with progress(sum(size_of(job.source) for job in jobs), "cleaning") as bar:
        advance = bar.update if bar else lambda _: None
        run = Run(Pipeline(config), layout, Output(to or "same", **output), complain, advance)
        totals = run.clean(jobs)
    if totals.failed:
        complain(f"{totals.read} read, {totals.written} written, {totals.failed} failed")
    context.exit(totals.exit_code)
