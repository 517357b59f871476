"""`rumbo capture-sheet`: the hoja de captura of a unit and period as a workbook to be filled in."""

from __future__ import annotations

from pathlib import Path

import click
from sqlalchemy import select

from app.commands.context import command_context
from jobs.excel.capture_book import write_capture_book
from models.clock import business_now
from models.files.capture_seal import seal
from models.queries.capture_form import capture_form
from models.queries.institution_ids import institution_id_of
from models.queries.unit_sheets import unit_sheets
from models.rules.capture.identity import identity_of
from models.rules.errors import RuleBroken
from models.rules.period import Period
from models.rules.sentence import say
from models.tables.base import db
from models.tables.org_unit import OrgUnit


@click.command("capture-sheet", help="Escribe la hoja de captura de una unidad y periodo, para llenarla en Excel.")
@click.option("--institution", required=True, help="Código de la institución.")
@click.option("--unit", required=True, help="Código de la unidad.")
@click.option("--period", required=True, help="Periodo: 2027-03.")
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="Archivo .xlsx.")
def capture_sheet_command(institution: str, unit: str, period: str, out: Path) -> None:
    """Write every plan that the unit reports on, signed with the application's secret."""
    with command_context(institution) as app:
        wanted = str(Period.parse(period))
        sheets = unit_sheets(_unit_id(institution_id_of(institution), unit), wanted)
        form = capture_form(sheets, business_now())
        write_capture_book(form, seal(identity_of(form), app.config["SECRET_KEY"]), out)
    click.echo(f"{institution} {unit} {wanted}: {out}")


def _unit_id(institution_id: int, code: str) -> int:
    found = db.session.scalar(select(OrgUnit.id).where(OrgUnit.institution_id == institution_id, OrgUnit.code == code))
    if found is None:
        raise RuleBroken("unit_not_found", say("La institución no tiene la unidad «{code}».", code=code), status=404)
    return found
