"""`rumbo load-preset`: an institution from its declaration."""

from __future__ import annotations

import click

from app.commands.context import command_context, print_json
from models.actions.load_preset import load_preset, preset_text
from models.clock import business_now
from models.scope import as_system, current_reader


@click.command("load-preset", help="Crea una institución a partir de su declaración, o la pone al día.")
@click.argument("code_or_file")
@click.option("--json", "as_json", is_flag=True, help="Un documento JSON.")
def load_preset_command(code_or_file: str, *, as_json: bool) -> None:
    """Load a shipped declaration by its code, or one from a TOML file; the same one again changes nothing."""
    with command_context():
        reader = current_reader()
        with as_system(name="sistema" if reader is None else reader.name) as actor:
            loaded = load_preset(preset_text(code_or_file), actor, business_now())
    if as_json:
        print_json(
            {
                "institution": loaded.code,
                "institution_id": loaded.institution_id,
                "version": loaded.number,
                "changed": loaded.is_new,
            }
        )
        return
    done = f"versión {loaded.number} cargada" if loaded.is_new else f"sin cambios (versión {loaded.number})"
    click.echo(f"{loaded.code}: {done}")
