"""``newsclean models``: a group of its own."""

from __future__ import annotations

import click


@click.group()
def models() -> None:
    """List, show, fetch and check translation models.

    Only  fetch  uses the network; everything else works with what is on this machine.

    \b
    Examples:
      newsclean models list
      newsclean models fetch opus-mt-tc-big-el-en
    """


@models.command("list")
def list_models() -> None:
    """Print the pairs as columns: source, target, model, and whether it is here.

    \b
    Example:
      newsclean models list
    """
    from newsclean.mt.commands import list_models as lines

    for line in lines():
        click.echo(line)


@models.command()
@click.argument("model")
def show(model: str) -> None:
    """Print what is known of a model.

    \b
    Example:
      newsclean models show demo
    """
    from newsclean.mt.commands import show_model

    for line in show_model(model):
        click.echo(line)


@models.command()
@click.argument("model")
def fetch(model: str) -> None:
    """Fetch a model from its publisher, at the revision that is pinned.

    \b
    Example:
      newsclean models fetch opus-mt-tc-big-el-en
    """
    from newsclean.mt.commands import fetch_model

    for line in fetch_model(model):
        click.echo(line)


@models.command()
@click.argument("model")
@click.pass_context
def check(context: click.Context, model: str) -> None:
    """Check the files of a model on this machine; exit 5 where something is wrong.

    \b
    Example:
      newsclean models check demo
    """
    from newsclean.mt.commands import check_model

    problems = check_model(model)
    for line in problems or [f"{model}: all well"]:
        click.echo(line)
    context.exit(5 if problems else 0)
