"""`rumbo audit-workbook`: what a workbook computes wrong, cell by cell, before anybody imports it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from app.commands.context import print_json
from jobs.excel.marked_book import write_marked_book
from models.clock import real_now
from models.files.formula_read import read_audit_book
from models.files.mapping_file import read_mapping
from models.rules.cell import cell_name, column_letters
from models.rules.errors import RuleBroken
from models.rules.workbook_audit.audit import AuditResult, audit_workbook
from models.rules.workbook_audit.book import AuditBook
from models.rules.workbook_audit.finding import KINDS, Finding
from models.rules.workbook_audit.groups import Group
from models.rules.workbook_audit.hints import Hints
from models.rules.workbook_audit.mapping_hints import hints_of

_WIDTH, _INDENT = 110, " " * 5


@click.command("audit-workbook", help="Revisa un libro de Excel u ODS: fórmulas, totales, promedios, pesos y textos.")
@click.argument("file", type=click.Path(exists=True, path_type=Path, dir_okay=False))
@click.option(
    "--mapping", type=click.Path(path_type=Path), help="Mapeo del libro: archivo TOML, o el nombre de uno de Rumbo."
)
@click.option("--hidden", is_flag=True, help="Revisa también las hojas ocultas.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Libro .xlsx con las celdas marcadas.")
@click.option("--json", "as_json", is_flag=True, help="Un documento JSON.")
def audit_workbook_command(file: Path, mapping: Path | None, out: Path | None, *, hidden: bool, as_json: bool) -> None:
    """Read the file in a limited process and audit it; findings are information, only a bad file is a failure."""
    try:
        book = read_audit_book(file)
        result = audit_workbook(book, _hints(mapping, book), hidden=hidden)
        if out is not None:
            write_marked_book(book, result, out, real_now())
    except RuleBroken as refused:
        raise click.ClickException(str(refused)) from refused
    except OSError as failed:
        raise click.ClickException(f"No se pudo leer o escribir {failed.filename}: {failed.strerror}.") from failed
    if as_json:
        print_json(_document(file, result))
    else:
        _show(result)


def _hints(mapping: Path | None, book: AuditBook) -> dict[str, tuple[Hints, ...]] | None:
    return None if mapping is None else hints_of(read_mapping(mapping), book)


def _document(file: Path, result: AuditResult) -> dict[str, Any]:
    return {
        "file": file.name,
        "tables": [
            {"sheet": sheet, "first_row": first, "last_row": last, "rows": rows}
            for sheet, first, last, rows in result.tables
        ],
        "counts": dict(result.counts),
        "notes": list(result.notes),
        "not_computed": dict(result.not_computed),
        "groups": [_group(group) for group in result.groups],
        "findings": [_row(finding) for finding in result.findings],
    }


def _row(finding: Finding) -> dict[str, Any]:
    where = finding.where
    cell = cell_name(where.row + 1, where.column)
    return {
        "kind": finding.kind,
        "title": KINDS[finding.kind],
        "certainty": "sure" if finding.sure else "review",
        "sheet": where.sheet,
        "row": where.row + 1,
        "column": column_letters(where.column),
        "cell": cell,
        "cells": finding.cells or cell,
        "value": finding.value,
        "expected": finding.expected,
        "message": finding.message,
        "effect": finding.effect,
        "related": list(finding.related),
    }


def _group(group: Group) -> dict[str, Any]:
    return {
        "kind": group.kind,
        "title": group.title,
        "certainty": "sure" if group.sure else "review",
        "sheet": group.sheet,
        "columns": list(group.columns),
        "count": group.count,
        "sure": group.sure,
        "cells": list(group.cells),
        "worst": _row(group.worst),
    }


def _show(result: AuditResult) -> None:
    """Print a paragraph for each group: the sure ones first, those that change the result most before others."""
    for note in result.notes:
        click.echo(f"Nota: {note}")
    if not result.tables:
        click.echo("No se encontró ninguna tabla con encabezados y cifras.")
    sure = sum(group.sure > 0 for group in result.groups)
    for number, group in enumerate(result.groups, start=1):
        if number in {1, sure + 1}:
            click.echo("\nSEGURO" if group.sure else "\nPARA REVISAR")
        _show_group(number, group)
    click.echo(_summary(result, sure))


def _show_group(number: int, group: Group) -> None:
    columns = f"columna{'s' if len(group.columns) > 1 else ''} {', '.join(group.columns)}"
    cells = "1 celda" if group.count == 1 else f"{group.count} celdas"
    certainty = f" ({group.how_sure})" if 0 < group.sure < group.count else ""
    worst = group.worst.where
    click.echo(f"\n{number:>3}. {group.title}")
    click.echo(f"     {group.sheet}, {columns}: {cells}{certainty}: {group.first_cells}")
    for text in (f"{cell_name(worst.row + 1, worst.column)}: {group.worst.message}", group.worst.effect):
        click.echo(click.wrap_text(text, _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT))


def _summary(result: AuditResult, sure: int) -> str:
    if not result.groups:
        return "No se encontró ningún problema."
    cells = sum(group.count for group in result.groups)
    found = "1 hallazgo" if len(result.groups) == 1 else f"{len(result.groups)} hallazgos"
    places = "1 celda" if cells == 1 else f"{cells} celdas"
    asked = f"{len(result.groups) - sure} para que una persona los revise"
    return f"\n{found} en {places}: {sure} con algo seguro, {asked}. Cada celda: --out o --json."
