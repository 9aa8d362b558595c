"""``newsclean rules``: a group of its own."""

from __future__ import annotations

import click

_TABLES = click.option("--rules", "directories", metavar="DIR", multiple=True, help="Tables of your own, beside ours.")


@click.group()
def rules() -> None:
    """List rules and agencies, or check tables of your own.

    \b
    Examples:
      newsclean rules list --category read-also --language el
      newsclean rules agencies
      newsclean rules check my-rules/
    """


@rules.command("list")
@click.option("--category", metavar="NAME", default="", help="Only this category.")
@click.option("--language", metavar="CODE", default="", help="Only this language.")
@_TABLES
def list_rules(category: str, language: str, directories: tuple[str, ...]) -> None:
    """Print the rules as columns: id, shape and words.

    \b
    Example:
      newsclean rules list --language el
    """
    from newsclean.rules.listing import list_rows

    for row in list_rows(directories):
        if category in ("", row.category) and language in ("", row.language):
            click.echo("\t".join((row.id, row.shape, row.words)))


@rules.command()
@_TABLES
def agencies(directories: tuple[str, ...]) -> None:
    """Print the agencies as columns: id, name, country, languages and marks.

    \b
    Example:
      newsclean rules agencies
    """
    from newsclean.rules.listing import list_agencies

    for row in list_agencies(directories):
        click.echo("\t".join(row))


@rules.command()
@click.argument("directories", nargs=-1, required=True, type=click.Path(path_type=str))
def check(directories: tuple[str, ...]) -> None:
    """Check tables of your own; exit 2 and say file, row and reason where one is wrong.

    \b
    Example:
      newsclean rules check my-rules/
    """
    from newsclean.rules.listing import check_tables

    click.echo(f"{check_tables(directories)} rows, all well")
