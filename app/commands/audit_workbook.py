"""`rumbo audit-workbook`: what a workbook computes wrong, cell by cell, before anybody imports it."""

from __future__ import annotations

from collections import defaultdict
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
from models.rules.workbook_audit.hints import Hints
from models.rules.workbook_audit.mapping_hints import hints_of

_SHOWN_OF_A_COLUMN = 5


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


def _show(result: AuditResult) -> None:
    """Print the findings by kind; of many alike in one column the first ones."""
    for note in result.notes:
        click.echo(f"Nota: {note}")
    if not result.tables:
        click.echo("No se encontró ninguna tabla con encabezados y cifras.")
    by_kind: dict[str, list[Finding]] = defaultdict(list)
    for finding in result.findings:
        by_kind[finding.kind].append(finding)
    for kind, title in KINDS.items():
        if kind in by_kind:
            click.echo(f"\n{title} ({result.counts[kind]})")
            _show_kind(by_kind[kind])
    click.echo(_summary(result))


def _show_kind(found: list[Finding]) -> None:
    by_column: dict[tuple[str, int], list[Finding]] = defaultdict(list)
    for finding in found:
        by_column[finding.where.sheet, finding.where.column].append(finding)
    for (sheet, column), alike in by_column.items():
        for finding in sorted(alike, key=lambda each: not each.sure)[:_SHOWN_OF_A_COLUMN]:
            ask = "" if finding.sure else "REVISE  "
            click.echo(f"  {sheet}!{cell_name(finding.where.row + 1, column)}  {ask}{finding.message}")
            click.echo(f"      {finding.effect}")
        more = len(alike) - _SHOWN_OF_A_COLUMN
        if more > 0:
            click.echo(f"      … y {more} más en la columna {column_letters(column)} (véalas con --out o --json).")


def _summary(result: AuditResult) -> str:
    if not result.findings:
        return "No se encontró ningún problema."
    found = sum(result.counts.values())
    sure = sum(finding.sure for finding in result.findings)
    return f"\n{found} hallazgos: {sure} seguros; los demás son para que una persona los revise."
