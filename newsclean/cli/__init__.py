"""The command line: a lazy click group, one module a command, no logic.

A command module is imported when its command is called, so that ``newsclean --help`` loads click and nothing else.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import click

from newsclean import __version__
from newsclean.errors import NewscleanError

COMMANDS = {
    "clean": "Clean articles: text in, clean text out, with a record of each change.",
    "check": "Report residue without changing anything; exit 1 where there is some.",
    "explain": "Show each change that cleaning makes, with its rule and reason.",
    "detect": "Print the language and the agencies of articles.",
    "duplicates": "Find copies of one story across outlets and updates.",
    "statistics": "Count articles, languages, agencies, residue and suspects, for all and each site, as JSON.",
    "translate": "Clean articles and translate their passages with a MarianMT model.",
    "models": "List, show, fetch and check translation models.",
    "restore": "Give the source back from a cleaned article and its ledger.",
    "sites": "Learn which lines recur across the articles of a site.",
    "rules": "List rules and agencies, or check tables of your own.",
}
"""The commands in the order of the help page, each with its one line there."""


class LazyGroup(click.Group):
    """A group that imports a command when it is called for, and turns our errors into exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the names of the commands, as a story rather than an alphabet."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import the module of a command."""
        if name not in COMMANDS:
            return None
        command = getattr(import_module(f"newsclean.cli.{name}"), name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; an error of ours becomes a sentence and its exit code."""
        try:
            return super().invoke(ctx)
        except NewscleanError as error:
            click.echo(f"newsclean: {error}", err=True)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            click.echo("newsclean: interrupted; what was finished is written", err=True)
            ctx.exit(130)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "--version", prog_name="newsclean")
def cli() -> None:
    """Clean scraped news articles and wire copy, and keep a record of every change.

    \b
    Example:
      newsclean clean article.txt -o clean.txt --ledger changes.jsonl
      newsclean explain article.txt
    """


def main(**options: Any) -> None:
    """Run the command line; the entry point of the ``newsclean`` script."""
    try:
        cli(**options)
    except BrokenPipeError:
        # the reader of a pipe (head) went away: there is nobody left to tell
        sys.stderr.close()
        sys.exit(0)
