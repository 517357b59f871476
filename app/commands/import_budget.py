"""`rumbo import-budget`: a finance office's execution file into the budget."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from app.commands.context import command_context, print_json
from app.commands.import_plan import acting, digest_of, show_problems
from models.actions.import_execution import ExecutionOrder, ExecutionResult, import_execution
from models.clock import business_now
from models.files.mapping_file import read_execution_mapping
from models.queries.execution_file import read_execution
from models.queries.institution_ids import institution_id_of
from models.rules.money import executed_percents
from models.rules.period import Period


@click.command(
    "import-budget",
    help="Carga la ejecución del gasto: la hoja «budget» de un paquete, o por su mapeo el archivo de la oficina.",
)
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option("--institution", required=True, help="Código de la institución.")
@click.option("--mapping", type=click.Path(path_type=Path), help="Mapeo del archivo: archivo TOML o nombre (siaf_pe).")
@click.option("--month", help="Mes hasta el que llega el archivo (2025-10), si sus montos no lo dicen.")
@click.option("--dry-run", is_flag=True, help="Dice qué cambiaría y no guarda nada.")
@click.option("--json", "as_json", is_flag=True, help="Un documento JSON.")
def import_budget_command(  # noqa: PLR0913 -- one parameter an option
    file: Path, institution: str, mapping: Path | None, month: str | None, *, dry_run: bool, as_json: bool
) -> None:
    """Check the file, compare it with what stands and store the difference; one error and nothing is stored."""
    with command_context(institution):
        institution_id, now = institution_id_of(institution), business_now()
        rules = None if mapping is None else read_execution_mapping(mapping)
        parsed = read_execution(file, rules, institution_id, now)
        made_in = None if month is None else Period.parse(month)
        order = ExecutionOrder(institution_id, parsed, file.name, digest_of(file), made_in, dry_run)
        result = import_execution(order, acting(), now)
    if as_json:
        print_json(_document(result))
    else:
        _show(result, by_cell=mapping is not None)
    if not result.applied and not dry_run:
        raise click.exceptions.Exit(1)


def _document(result: ExecutionResult) -> dict[str, Any]:
    """The contract's document; `total` is of the lines of the file as they stand afterwards."""
    return {
        "period": result.period,
        "new": result.counts.created,
        "changed": result.counts.changed,
        "unchanged": result.counts.unchanged,
        "unlinked": result.unlinked,
        "rows_read": result.rows_read,
        "total": result.total._asdict() | executed_percents(result.total)._asdict(),
        "checks": [check._asdict() for check in result.checks],
        "problems": [problem._asdict() for problem in result.problems],
        "applied": result.applied,
    }


def _show(result: ExecutionResult, *, by_cell: bool) -> None:
    show_problems(result.problems, by_cell=by_cell)
    for check in result.checks:
        verdict = "coincide" if not check.differing else f"difiere en {check.differing}"
        click.echo(f"{check.sheet} {check.column}: {check.told}, suma {check.found} en {check.rows} filas: {verdict}")
    counts = result.counts
    click.echo(f"{counts.created} líneas nuevas, {counts.changed} cambiadas, {counts.unchanged} iguales")
    percent = executed_percents(result.total).accrued_percent
    click.echo(f"Devengado: {percent if percent is not None else '—'} % del vigente; sin vínculo: {result.unlinked}")
    click.echo(f"Ejecución hasta {result.period or '—'}: guardada" if result.applied else "No se guardó nada.")
