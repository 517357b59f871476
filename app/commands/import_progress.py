"""`rumbo import-progress`: a filled capture workbook into the sheets that it was made for."""

from __future__ import annotations

from dataclasses import asdict
from getpass import getuser
from hashlib import sha256
from pathlib import Path
from typing import Any

import click

from app.commands.context import command_context, print_json
from models.actions.import_progress import UploadedFile, import_progress
from models.actions.preview_progress import Preview, preview_progress
from models.clock import business_now
from models.files.capture_read import read_capture_book
from models.queries.filled_sheet import sheets_of, unit_of
from models.scope import as_system
from models.tables.base import db
from models.tables.institution import Institution


@click.command("import-progress", help="Carga una hoja de captura llena, como borrador; todo o nada.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Dice qué cambiaría y no guarda nada.")
@click.option("--json", "as_json", is_flag=True, help="Un documento JSON.")
def import_progress_command(file: Path, *, dry_run: bool, as_json: bool) -> None:
    """Compare the workbook with what stands and store the difference; its signed identity says whose it is."""
    with command_context() as app:
        book = read_capture_book(file, app.config["SECRET_KEY"])
        unit = unit_of(book.identity)
        with as_system(unit.institution_id, f"sistema ({getuser()})") as actor:
            institution = db.session.get_one(Institution, unit.institution_id)
            preview = preview_progress(book, *sheets_of(book.identity, unit), institution.locale)
            uploaded = UploadedFile(file.name, sha256(file.read_bytes()).hexdigest())
            applied = not dry_run and import_progress(preview, uploaded, actor, business_now())
            db.session.commit()
    if as_json:
        print_json(_document(preview, applied=applied))
    else:
        _show(preview, applied=applied)
    if not applied and not dry_run:
        raise click.exceptions.Exit(1)


def _document(preview: Preview, *, applied: bool) -> dict[str, Any]:
    """The contract's document."""
    identity = preview.identity
    return {
        "institution": identity.institution,
        "org_unit": identity.org_unit,
        "period": identity.period,
        "new": preview.new,
        "changed": preview.changed,
        "unchanged": preview.unchanged,
        "rows_read": preview.rows_read,
        "differences": [asdict(each) for each in preview.differences],
        "problems": [problem._asdict() for problem in preview.problems],
        "applied": applied,
    }


def _show(preview: Preview, *, applied: bool) -> None:
    for problem in preview.problems:
        place = " ".join(str(part) for part in (problem.sheet, problem.cell or problem.row, problem.column) if part)
        click.echo(f"error: {place}: {problem.message}", err=True)
    for each in preview.differences:
        click.echo(f"{each.cell:<6} {each.code:<12} {each.column}: {_text(each.was)} → {_text(each.will)}")
    click.echo(f"{preview.new} nuevas, {preview.changed} cambiadas, {preview.unchanged} iguales.")
    identity = preview.identity
    if not (preview.problems or preview.differences):
        click.echo("La hoja no cambia nada.")
    elif applied:
        click.echo(f"{identity.org_unit} {identity.period}: guardado como borrador; revíselo y envíelo en «Mi mes».")
    else:
        click.echo("No se guardó nada.")


def _text(value: object) -> str:
    return "(vacío)" if value in (None, "") else str(value)
