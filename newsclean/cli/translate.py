"""``newsclean translate``."""

from __future__ import annotations

from typing import Any

import click

from newsclean.cli.options import complain, config_options, layout_options, paths_argument
from newsclean.cli.translating import translation_options
from newsclean.config import Config
from newsclean.formats.documents import Layout
from newsclean.runs.translating import FORMS, translate_files


@click.command()
@paths_argument
@click.option("-o", "--output", "place", metavar="FILE", default="-", help="Where the result goes [standard output].")
@click.option("--format", "form", type=click.Choice(list(FORMS)), default="target", help="What is shown [target].")
@click.option(
    "--existing", type=click.Choice(["refuse", "replace"]), default="refuse", help="What to do with a file that exists."
)
@click.option(
    "--strict", "doubts", flag_value="fail", default="allow", help="Exit 3 where a sentence stayed untranslated."
)
@click.option("--reference", metavar="FILE", default="", help="Score the result against this text: chrF and BLEU.")
@layout_options
@config_options
@translation_options("all")
@click.pass_context
def translate(context: click.Context, /, paths: tuple[str, ...], layout: Layout, config: Config, **shown: Any) -> None:
    """Clean articles and translate their passages with a MarianMT model.

    The demo model in the package (--model demo) knows a few hundred Greek sentences by heart and no others:
    it shows the way, and is no translator.  newsclean models list  shows the real ones.

    \b
    Examples:
      newsclean translate --into en --model demo article.txt
      newsclean translate --into en --format tmx wire.jsonl -o memory.tmx
      newsclean translate --into en --passages suspect --original greek.txt english.txt
    """
    totals, scores = translate_files(paths, layout, config, shown, complain)
    for line in scores:
        click.echo(line, err=True)
    context.exit(totals.exit_code)
