"""What the audit finds in a workbook that is imported by its mapping, in short, beside what the import says."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import click

from models.files.mapping_file import read_mapping
from models.queries.workbook_audit import audit_file
from models.rules.errors import RuleBroken
from models.rules.workbook_audit.finding import KINDS
from models.rules.workbook_audit.report import AuditReport, report_of


def audit_in_short(file: Path, mapping: Path) -> dict[str, Any]:
    """Audit a workbook by its mapping and give the document: how many findings of each kind, and how to see them all.

    `refused` tells instead why it was not audited: the import stands by itself.
    """
    try:
        report = report_of(audit_file(file, read_mapping(mapping))[1], most=0, most_cells=0)
    except RuleBroken as refused:
        return {"refused": refused.message}
    return {**_figures(report), "report": _command(file, mapping)}


def show_audit(audit: dict[str, Any]) -> None:
    """Print it below the import."""
    if "refused" in audit:
        click.echo(f"Revisión del libro: {audit['refused']}")
        return
    for note in audit["notes"]:
        click.echo(f"Nota: {note}")
    if not audit["findings"]:
        click.echo("Revisión del libro: no se encontró ningún problema.")
        return
    findings = "1 hallazgo" if audit["findings"] == 1 else f"{audit['findings']} hallazgos"
    cells = "1 celda" if audit["cells"] == 1 else f"{audit['cells']} celdas"
    click.echo(f"Revisión del libro: {findings} en {cells}, {audit['sure']} con algo seguro.")
    for kind, count in audit["counts"].items():
        click.echo(f"{count:>8}  {KINDS[kind]}")
    click.echo(f"Celda por celda: {audit['report']}")


def _figures(report: AuditReport) -> dict[str, Any]:
    return {
        "findings": report.count,
        "sure": report.sure,
        "cells": report.cells,
        "counts": dict(report.counts),
        "notes": list(report.notes),
    }


def _command(file: Path, mapping: Path) -> str:
    return shlex.join(["rumbo", "audit-workbook", str(file), "--mapping", str(mapping), "--out", "revisado.xlsx"])
