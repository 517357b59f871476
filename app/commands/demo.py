"""`rumbo demo`: everything on one machine with one command."""

from __future__ import annotations

from pathlib import Path

import click

from app.demo.run import MAILS, run_demo
from config import WrongSetting, settings
from jobs.mail_catcher import catch_mails
from models.rules.errors import RuleBroken


@click.command(help="La demostración: arranca todo con datos de ejemplo y un reloj que se puede mover.")
def demo() -> None:
    """Run until Ctrl-C."""
    try:
        run_demo()
    except (RuleBroken, WrongSetting) as refusal:
        raise click.ClickException(str(refusal)) from refusal


@click.command("mail-catcher", hidden=True, help="Servidor SMTP local de la demostración.")
def mail_catcher() -> None:
    """Catch mails until stopped."""
    values = settings()
    catch_mails(Path(values["RUMBO_VAR"]).resolve() / MAILS, values["RUMBO_MAIL_PORT"])
