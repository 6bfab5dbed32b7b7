"""The program `selfeval`: its commands by name, each loaded when it is called."""

from importlib import import_module

import click

COMMANDS = {
    "check": "check",
    "annotate": "annotate",
    "accept": "accept",
    "extract": "extract",
    "template": "template",
    "show": "steps",
    "labels": "steps",
    "explain": "rules",
    "rules": "rules",
}


class Commands(click.Group):
    def list_commands(self, _: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"selfeval.commands.{COMMANDS[name]}"), name)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="selfeval")
def cli() -> None:
    """核对预算绩效自评材料的勾稽关系。Checks the arithmetic of budget-performance self-evaluations."""
