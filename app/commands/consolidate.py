"""`rumbo consolidate`: the consolidation of a period, as a workbook and as figures."""

from __future__ import annotations

from pathlib import Path

import click

from app.commands.context import command_context, print_json
from jobs.excel.consolidation_book import write_consolidation
from models.actions.ensure_scores import ensure_scores
from models.clock import business_now
from models.queries.audit_head import audit_head
from models.queries.consolidation import consolidation
from models.queries.institution_ids import institution_id_of
from models.queries.versions_in_force import versions_in_force
from models.rules.consolidation_json import to_json
from models.tables.base import db
from models.tables.read_session import reading_only


@click.command("consolidate", help="Escribe el consolidado de un periodo en Excel, o sus cifras.")
@click.option("--institution", required=True, help="Código de la institución.")
@click.option("--period", required=True, help="Periodo: 2027-03.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Archivo .xlsx que se escribe.")
@click.option("--json", "as_json", is_flag=True, help="Un documento JSON.")
def consolidate_command(institution: str, period: str, out: Path | None, *, as_json: bool) -> None:
    """Bring the stored figures up to date, then read them; workbook and document have the same."""
    if out is None and not as_json:
        raise click.UsageError("Escriba --out ARCHIVO.xlsx, --json, o ambos.")
    with command_context(institution):
        institution_id, now = institution_id_of(institution), business_now()
        for version_id in versions_in_force(institution_id, period):
            ensure_scores(version_id, period, now)
        db.session.commit()  # the reading connection sees what is stored
        with reading_only():
            data = consolidation(institution_id, period, now, audit_head=audit_head())
            document = to_json(data)
            if out is not None:
                write_consolidation(data, out)
    if as_json:
        print_json(document)
    else:
        click.echo(f"{institution} {period}: {out}")
