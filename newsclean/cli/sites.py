"""``newsclean sites``."""

from __future__ import annotations

import click

from newsclean.cli.options import complain, layout_options, paths_argument
from newsclean.config import Config
from newsclean.formats.documents import Layout
from newsclean.formats.writing import Existing, open_output
from newsclean.pipeline import Pipeline
from newsclean.runs.files import Run, Totals
from newsclean.runs.plan import find_jobs
from newsclean.sites.counting import Limits
from newsclean.sites.learning import count_lines
from newsclean.sites.lines import format_site_lines
from newsclean.steps.segment import Segment


@click.command()
@paths_argument
@click.option("-o", "--output", "place", metavar="FILE", default="-", help="The file of lines [standard output].")
@click.option(
    "--articles", metavar="NUMBER", type=click.IntRange(2), default=5, help="Articles that a line must stand in [5]."
)
@click.option("--site", metavar="NAME", default="", help="The site of all inputs [what each says of itself].")
@click.option(
    "--existing", type=click.Choice(["refuse", "replace"]), default="refuse", help="What to do if the file exists."
)
@layout_options
@click.pass_context
def sites(
    context: click.Context, /, paths: tuple[str, ...], place: str, layout: Layout, existing: Existing, **counted: str
) -> None:
    """Learn which lines recur across the articles of a site.

    Writes them to a file that can be read, edited and given to  clean --site-lines FILE.
    Rows say by their field site or url where they come from, pages by their own address.

    \b
    Example:
      newsclean sites scraped/ -o lines.toml
      newsclean clean scraped/ -o clean/ --site-lines lines.toml
    """
    run, totals = Run(Pipeline(Config(), [Segment(Config())]), layout, complain=complain), Totals()
    pairs = (pair for job in find_jobs(paths) for pair in run.read(job, totals))
    counter = count_lines(pairs, counted["site"], Limits(int(counted["articles"])))
    rows = list(counter.recurring())
    with open_output(place, existing) as stream:
        stream.write(format_site_lines(rows).encode("utf-8", "replace"))
    complain(counter.describe(len(rows)))
    context.exit(totals.exit_code)
