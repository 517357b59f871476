"""The list of commands, in the order in which an office meets them."""

from __future__ import annotations

import click

from app.commands.demo import demo, mail_catcher
from app.commands.processes import scheduler, web, worker
from app.commands.upgrade import upgrade_command


@click.group(help="Rumbo: planes institucionales, del plan a su consolidado.")
def cli() -> None:
    """Group of all commands."""


for command in (
    demo,
    web,
    worker,
    scheduler,
    upgrade_command,
    mail_catcher,
):
    cli.add_command(command)
