"""`rumbo import-plan`: a plan package into the database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import click

from app.commands.context import command_context, print_json
from app.commands.import_audit import audit_in_short, show_audit
from models.actions.import_plan import ImportOrder, ImportResult, as_it_is, import_plan
from models.clock import business_now
from models.files.mapping_file import read_mapping
from models.files.workbook_check import FileKind
from models.files.workbook_read import open_foreign, open_workbook
from models.queries.institution_ids import institution_id_of
from models.queries.package_known import package_known
from models.rules.apply_mapping import map_workbook
from models.rules.mapping_check import check_mapping
from models.rules.package import ParsedPackage, parse_package
from models.rules.package_known import Known
from models.rules.package_problems import Problem
from models.rules.parse_mapped import parse_mapped
from models.scope import Reader, current_reader


@click.command(
    "import-plan",
    help="Importa un plan (xlsx, ods, carpeta o zip de csv), o un libro ajeno por su mapeo, como borrador.",
)
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option("--institution", required=True, help="Código de la institución.")
@click.option("--mapping", type=click.Path(path_type=Path), help="Mapeo de un libro ajeno: archivo TOML o nombre.")
@click.option("--audit/--no-audit", default=True, help="Con mapeo, revisa además las fórmulas y totales del libro.")
@click.option("--in-force", "act", metavar="ACTO", help="Además lo pone en vigencia con este acto.")
@click.option("--dry-run", is_flag=True, help="Dice qué cambiaría y no guarda nada.")
@click.option("--json", "as_json", is_flag=True, help="Un documento JSON.")
def import_plan_command(  # noqa: PLR0913 -- one parameter an option
    file: Path, institution: str, mapping: Path | None, act: str | None, *, audit: bool, dry_run: bool, as_json: bool
) -> None:
    """Check the file, compare it with what stands and store the difference; one error and nothing is stored."""
    with command_context(institution):
        institution_id, now = institution_id_of(institution), business_now()
        parsed, located = read_plan(file, mapping, partial(package_known, institution_id, now))
        order = ImportOrder(institution_id, parsed, file.name, digest_of(file), act, dry_run, located)
        result = import_plan(order, acting(), now)
    audited = audit_in_short(file, mapping) if audit and mapping is not None else None
    if as_json:
        print_json(_document(result) | ({} if audited is None else {"audit": audited}))
    else:
        _show(result, by_cell=mapping is not None)
        if audited is not None:
            show_audit(audited)
    if not result.applied and not dry_run:
        raise click.exceptions.Exit(1)


def read_plan(
    file: Path, mapping: Path | None, ask_known: Callable[[], Known]
) -> tuple[ParsedPackage, Callable[[Problem], Problem]]:
    """Read a package, or by a mapping somebody else's workbook, and give where its problems are.

    What is known is asked for while another process already looks into the workbook.
    """
    if mapping is None:
        with open_workbook(file) as sheets:
            return parse_package(sheets, ask_known()), as_it_is
    rules = read_mapping(mapping)
    with open_foreign(file, rules.sheets) as (kind, sheets):
        known = ask_known()
        check_mapping(rules, known)
        mapped = map_workbook(rules, sheets, errors_seen=kind is not FileKind.XLS)
    return parse_mapped(mapped, known), mapped.located


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, or of the csv files of a folder in the order of their names."""
    files = sorted(path.glob("*.csv")) if path.is_dir() else [path]
    digest = sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def acting() -> Reader:
    """Give whom the command acts as."""
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
        "problems": [problem._asdict() for problem in result.problems],
        "applied": result.applied,
    }


def _show(result: ImportResult, *, by_cell: bool) -> None:
    show_problems(result.problems, by_cell=by_cell)
    for kind, each in result.counts.items():
        if each.created or each.changed or each.unchanged:
            click.echo(f"{kind:<20} {each.created:>8} nuevas {each.changed:>8} cambiadas {each.unchanged:>8} iguales")
    click.echo(f"{result.plan}: guardado" if result.applied else "No se guardó nada.")


def show_problems(problems: Sequence[Problem], *, by_cell: bool) -> None:
    """Print each problem at its place on standard error."""
    for problem in problems:
        place = " ".join(
            str(part)
            for part in (problem.sheet, (problem.cell if by_cell else None) or problem.row, problem.column)
            if part
        )
        word = "error" if problem.severity == "error" else "aviso"
        click.echo(f"{word}: {place}: {problem.message}", err=True)
