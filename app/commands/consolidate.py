"""`rumbo consolidate`: the consolidation of a period, as a workbook and as figures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from app.commands.context import command_context, print_json, read_moment
from jobs.excel.consolidation_book import write_consolidation
from models.actions.ensure_scores import ensure_scores
from models.actions.look_back import as_reported_on
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
@click.option("--as-of", "as_of", help="Momento ISO con zona: el consolidado como se reportó hasta entonces.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Archivo .xlsx que se escribe.")
@click.option("--json", "as_json", is_flag=True, help="Un documento JSON.")
def consolidate_command(institution: str, period: str, as_of: str | None, out: Path | None, *, as_json: bool) -> None:
    """Bring the stored figures up to date, then read them; workbook and document have the same."""
    if out is None and not as_json:
        raise click.UsageError("Escriba --out ARCHIVO.xlsx, --json, o ambos.")
    with command_context(institution):
        institution_id = institution_id_of(institution)
        with _figures(institution_id, period, as_of):
            data = consolidation(institution_id, period, business_now(), audit_head=audit_head())
            document = to_json(data)
            if out is not None:
                write_consolidation(data, out)
    if as_json:
        print_json(document)
    else:
        click.echo(f"{institution} {period}: {out}")


@contextmanager
def _figures(institution_id: int, period: str, as_of: str | None) -> Iterator[None]:
    """Make the stored figures those of today, or those of a past moment."""
    if as_of is not None:
        with as_reported_on(read_moment(as_of), institution_id):
            yield
        return
    for version_id in versions_in_force(institution_id, period):
        ensure_scores(version_id, period, business_now())
    db.session.commit()  # the reading connection sees what is stored
    with reading_only():
        yield
