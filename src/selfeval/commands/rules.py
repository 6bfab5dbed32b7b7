"""`explain` and `rules`: what the rules say."""

import sys

import click

from selfeval.commands.options import LANG
from selfeval.commands.run import language_here, rule_named
from selfeval.output import put


@click.command()
@click.argument("code")
@LANG
def explain(code: str, lang: str | None) -> None:
    """一条规则：核对什么、何时合理、怎么办、例子。One rule: what it checks, when it may be right, what to do, examples."""
    from selfeval import steps

    put(steps.explained(rule_named(code), lang or language_here()))


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", help="格式。Format.")
@LANG
def rules(form: str, lang: str | None) -> None:
    """所有规则，一行一条。All rules, a line each."""
    from selfeval import steps

    text = steps.catalogue(form, lang or language_here())
    if form == "json":
        sys.stdout.buffer.write(text.encode())
    else:
        put(text)
