"""The audit of a workbook file, by the mapping that it is imported with where there is one."""

from __future__ import annotations

from pathlib import Path

from models.files.formula_read import read_audit_book
from models.files.limits import FOREIGN_WORKBOOK, Limits
from models.files.workbook_check import FileKind, check_workbook
from models.rules.errors import RuleBroken
from models.rules.mapping import Mapping
from models.rules.workbook_audit.audit import AuditResult, audit_workbook
from models.rules.workbook_audit.book import AuditBook
from models.rules.workbook_audit.mapping_hints import hints_of


def audit_file(path: Path, mapping: Mapping | None, limits: Limits = FOREIGN_WORKBOOK) -> tuple[AuditBook, AuditResult]:
    """Read a workbook with its formulas in a limited process and audit it.

    Raises RuleBroken `no_formulas` for a form of file that is imported and not audited, and for a refused file.
    """
    if check_workbook(path, foreign=True) not in {FileKind.XLSX, FileKind.ODS}:
        raise RuleBroken("no_formulas", "Las fórmulas se revisan en libros .xlsx y .ods; en este archivo, no.")
    book = read_audit_book(path, limits)
    return book, audit_workbook(book, None if mapping is None else hints_of(mapping, book))
