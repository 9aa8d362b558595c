"""``newsclean clean``."""

from __future__ import annotations

import click

from newsclean.cli.options import complain, config_options, layout_options, paths_argument, progress
from newsclean.cli.outputs import Wanted, filter_options, output_options
from newsclean.cli.translating import translation_options
from newsclean.config import Config
from newsclean.formats.documents import Layout
from newsclean.runs.files import size_of
from newsclean.runs.plan import plan_jobs


@click.command()
@paths_argument
@output_options
@filter_options
@layout_options
@config_options
@translation_options("foreign")
@click.pass_context
def clean(context: click.Context, /, paths: tuple[str, ...], wanted: Wanted, layout: Layout, config: Config) -> None:
    """Clean articles: text in, clean text out, with a record of each change.

    Reads standard input where no path is given, and writes standard output where no -o is.
    A directory is read with all below it (.txt, .html, .jsonl, .csv, .tsv, .parquet, .warc, .wet, also .gz, .zst, .bz2)
    and mirrored into -o. With -j the run can be killed at any moment: the same command goes on where it stopped.

    \b
    Examples:
      newsclean clean article.txt
      newsclean clean scraped/ -o clean/ --ledger changes.jsonl
      newsclean clean wire.jsonl --text-field body --quotes locale -o clean.jsonl
      newsclean clean --into en --model demo greek.txt
      newsclean clean corpus/ -o clean/ -j 8 --statistics statistics.json
    """
    jobs = plan_jobs(paths, wanted.place, wanted.kind, wanted.output.beside)
    with progress(sum(size_of(job.source) for job in jobs), "cleaning") as bar:
        totals = wanted.run(jobs, layout, config, bar.update if bar else lambda _: None)
    if totals.failed or totals.excluded:
        complain(str(totals))
    context.exit(totals.exit_code)
