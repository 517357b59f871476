"""`rumbo report`: one report of a period as a file, made where there is none."""

from __future__ import annotations

from pathlib import Path
from shutil import copyfile

import click

from app.commands.context import command_context, print_json
from jobs.build_edition import build_edition, edition_path
from models.actions.editions.make import latest_edition, make_edition
from models.clock import business_now
from models.queries.institution_ids import institution_id_of
from models.queries.preset_in_use import preset_in_use
from models.queries.report.beside import files_of
from models.queries.report.reading import ReportOrder
from models.queries.report.whole import data_of
from models.rules.document.file_format import FileFormat
from models.rules.errors import RuleBroken
from models.scope import current_reader
from models.tables.base import db
from models.tables.edition import Edition
from models.tables.edition_file import EditionFile


@click.command("report", help="Escribe un informe de un periodo; lo hace si no existe.")
@click.argument("kind")
@click.option("--institution", required=True, help="Código de la institución.")
@click.option("--period", required=True, help="Periodo: 2027-Q1.")
@click.option("--format", "of", required=True, type=click.Choice([each.value for each in FileFormat]), help="Formato.")
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="Archivo que se escribe.")
@click.option("--json", "as_json", is_flag=True, help="Número, huella y estado como documento JSON.")
def report_command(  # noqa: PLR0913 -- one parameter an option
    kind: str, institution: str, period: str, of: str, out: Path, *, as_json: bool
) -> None:
    """Copy the file of the latest version; what is not made yet is made here, whether a worker runs or not."""
    with command_context(institution):
        order = ReportOrder(institution_id_of(institution), kind, period)
        preset_in_use(order.institution_id).preset.report_kind(kind)
        edition = latest_edition(order) or _made(order)
        build_edition(edition.id)
        db.session.refresh(edition)
        file = _file(edition, FileFormat(of))
        copyfile(edition_path(file.sha256), out)
        document = _document(edition, file)
    if as_json:
        print_json(document)
    else:
        click.echo(f"{document['number']} {document['state']}: {out}")


def _made(order: ReportOrder) -> Edition:
    actor = current_reader()
    if actor is None:
        raise RuleBroken("wrong_role", "La orden no tiene quien la ejecute.", status=403)
    edition = make_edition(order, actor, business_now())
    db.session.commit()
    return edition


def _file(edition: Edition, of: FileFormat) -> EditionFile:
    found = next((each for each in files_of(edition) if each.format is of), None)
    if found is None:
        reason = edition.error or "el informe no se entrega en ese formato"
        raise RuleBroken("file_not_made", f"No se pudo escribir el archivo: {reason}.")
    return found


def _document(edition: Edition, file: EditionFile) -> dict[str, object]:
    data = data_of(edition.id)
    return {
        "number": edition.label,
        "version": edition.version,
        "kind": edition.kind,
        "period": edition.period,
        "state": edition.state.value,
        "provisional": edition.is_provisional,
        "data_sha256": None if data is None else data.sha256,
        "sha256": file.sha256,
        "file_name": file.file_name,
    }
