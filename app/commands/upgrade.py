"""`rumbo upgrade`: bring the database to this version; safe twice and from two hosts at once."""

from __future__ import annotations

import click

from app.runtime import running_settings
from app.upgrade import upgrade
from config import WrongSetting


@click.command("upgrade", help="Lleva la base de datos a esta versión (migraciones, permisos, presets).")
def upgrade_command() -> None:
    """Migrate, grant, register permissions and load the shipped presets."""
    try:
        with running_settings() as values:
            upgrade(values)
    except WrongSetting as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo("La base de datos está al día.")
