"""`rumbo import-plan`: a plan package into the database."""

from __future__ import annotations

from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any

import click

from app.commands.context import command_context, print_json
from models.actions.import_plan import ImportOrder, ImportResult, import_plan
from models.clock import business_now
from models.files.workbook_read import open_workbook
from models.queries.institution_ids import institution_id_of
from models.queries.package_known import package_known
from models.rules.package import parse_package
from models.scope import Reader, current_reader


@click.command("import-plan", help="Importa un plan (xlsx, ods, carpeta o zip de csv) como borrador.")
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option("--institution", required=True, help="Código de la institución.")
@click.option("--in-force", "act", metavar="ACTO", help="Además lo pone en vigencia con este acto.")
@click.option("--dry-run", is_flag=True, help="Dice qué cambiaría y no guarda nada.")
@click.option("--json", "as_json", is_flag=True, help="Un documento JSON.")
def import_plan_command(file: Path, institution: str, act: str | None, *, dry_run: bool, as_json: bool) -> None:
    """Check the file, compare it with what stands and store the difference; one error and nothing is stored."""
    with command_context(institution):
        institution_id, now = institution_id_of(institution), business_now()
        with open_workbook(file) as sheets:
            parsed = parse_package(sheets, package_known(institution_id, now))
        order = ImportOrder(institution_id, parsed, file.name, digest_of(file), act, dry_run)
        result = import_plan(order, _actor(), now)
    if as_json:
        print_json(_document(result))
    else:
        _show(result)
    if not result.applied and not dry_run:
        raise click.exceptions.Exit(1)


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, or of the csv files of a folder in the order of their names."""
    files = sorted(path.glob("*.csv")) if path.is_dir() else [path]
    digest = sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _actor() -> Reader:
    reader = current_reader()
    if reader is None:
        raise LookupError("a command acts as the system")
    return reader


def _document(result: ImportResult) -> dict[str, Any]:
    """The contract's document."""
    counts = {kind: asdict(each) for kind, each in result.counts.items()}
    return {
        "plan": result.plan,
        **{part: {kind: each[part] for kind, each in counts.items()} for part in ("created", "changed", "unchanged")},
        "rows_read": result.rows_read,
        "problems": [asdict(problem) for problem in result.problems],
        "applied": result.applied,
    }


def _show(result: ImportResult) -> None:
    for problem in result.problems:
        place = " ".join(str(part) for part in (problem.sheet, problem.row, problem.column) if part)
        word = "error" if problem.severity == "error" else "aviso"
        click.echo(f"{word}: {place}: {problem.message}", err=True)
    for kind, each in result.counts.items():
        if each.created or each.changed or each.unchanged:
            click.echo(f"{kind:<20} {each.created:>8} nuevas {each.changed:>8} cambiadas {each.unchanged:>8} iguales")
    click.echo(f"{result.plan}: guardado" if result.applied else "No se guardó nada.")
