"""Foreign workbooks for tests: written cell by cell, read by a mapping, and said in a few plain facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

import xlsxwriter

from models.files.workbook_check import FileKind
from models.files.workbook_read import open_foreign
from models.rules.apply_mapping import map_workbook
from models.rules.mapping_parse import parse_mapping
from models.rules.package import ParsedPackage
from models.rules.package_known import Known, LevelRule
from models.rules.package_messages import Severity
from models.rules.parse_mapped import parse_mapped
from tests.files.old_xls import write_xls
from tests.files.parts import ods_parts, write_zip

KNOWN = Known(
    today=date(2026, 6, 30),
    plan_types={
        "PDM": {
            "eje": LevelRule(at_top=True),
            "programa": LevelRule(at_top=False, parents=frozenset({"eje"})),
            "meta": LevelRule(at_top=True, parents=frozenset({"eje", "programa"})),
        }
    },
    unit_kinds=frozenset({"despacho", "secretaria"}),
    org_units=frozenset({"ALC", "SALUD"}),
)

HEAD = """
[plan]
code = "PI"
name = "Plan Indicativo"
type = "PDM"
from = 2024-01-01
to = 2027-12-31
org_unit = "ALC"
"""
READING = """
[reading]
locale = "es_CO"
missing = ["SD", "ND"]
"""
INDICATOR = """
[[tables.indicators]]
name = "B"
direction = "up"
accumulation = "sum"
frequency = "month"
"""
"""The indicator of tables whose column B has a name."""

META = """
[[tables.levels]]
level = "meta"
code = "A"
name = "B"
"""

BookCell = str | int | float | bool | date | None
Rows = Sequence[Sequence[BookCell]]


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook and its mapping after the head; `suffix` says in which form it is written."""

    sheets: Mapping[str, Rows]
    mapping: str
    hidden: tuple[str, ...] = ()
    reading: str = READING
    suffix: str = ".xlsx"
    merged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What a workbook should give: targets and actuals by code and period, items by code, what is told where.

    With `asked`, which are exactly its errors, nothing else is looked at; `warned` are some of the warnings.
    """

    asked: frozenset[tuple[str, str | None]] = frozenset()
    warned: frozenset[tuple[str, str | None]] = frozenset()
    items: Mapping[str, tuple[str | None, str]] = field(default_factory=dict)
    targets: Mapping[tuple[str, str], str] = field(default_factory=dict)
    actuals: Mapping[tuple[str, str], str] = field(default_factory=dict)
    money: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    more: Mapping[str, object] = field(default_factory=dict)


def write_book(book: Book, folder: Path) -> Path:
    """Write the workbook in its form."""
    path = folder / f"libro{book.suffix}"
    if book.suffix == ".xls":
        return write_xls(path, book.sheets, hidden=book.hidden)  # type: ignore[arg-type]  # texts and numbers alone
    if book.suffix == ".ods":
        return write_zip(path, ods_parts(_ods_rows(next(iter(book.sheets.values()))), table=""))
    if book.suffix == ".zip":
        return write_zip(path, {f"{name}.csv": _csv(rows) for name, rows in book.sheets.items()})
    return _write_xlsx(book, path)


def _write_xlsx(book: Book, path: Path) -> Path:
    workbook = xlsxwriter.Workbook(str(path))
    days = workbook.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in book.sheets.items():
        sheet = workbook.add_worksheet(name)
        if name in book.hidden:
            sheet.hide()
        for number, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                _write_cell(sheet, (number, column), cell, days)
        for area in book.merged:
            sheet.merge_range(area, "")
    workbook.close()
    return path


def _write_cell(
    sheet: xlsxwriter.worksheet.Worksheet, place: tuple[int, int], cell: BookCell, days: xlsxwriter.format.Format
) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(*place, cell, days)
    elif isinstance(cell, str) and cell.startswith("#"):
        sheet.write_formula(*place, "=1/0", None, cell)
    elif isinstance(cell, str):
        sheet.write_string(*place, cell)
    elif isinstance(cell, bool):
        sheet.write_boolean(*place, cell)
    elif cell is not None:
        sheet.write_number(*place, cell)


def _ods_rows(rows: Rows) -> str:
    def cell(value: BookCell) -> str:
        if isinstance(value, str):
            return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
        if value is None:
            return "<table:table-cell/>"
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'

    return "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)


def _csv(rows: Rows) -> str:
    return "\n".join(",".join("" if cell is None else f'"{cell}"' for cell in row) for row in rows)


def read_book(book: Book, folder: Path) -> ParsedPackage:
    """Write a workbook and read it back by its mapping."""
    mapping = parse_mapping(HEAD + book.reading + book.mapping)
    with open_foreign(write_book(book, folder), mapping.sheets) as (kind, sheets):
        return parse_mapped(map_workbook(mapping, sheets, errors_seen=kind is not FileKind.XLS), KNOWN)


def facts_of(parsed: ParsedPackage) -> Facts:
    """Say what was read."""
    told = {
        severity: frozenset((problem.code, problem.cell) for problem in parsed.problems if problem.severity is severity)
        for severity in Severity
    }
    package = parsed.package
    if package is None:
        return Facts(told[Severity.ERROR], told[Severity.WARNING])
    return Facts(
        asked=told[Severity.ERROR],
        warned=told[Severity.WARNING],
        items={row.code: (row.parent, row.name) for row in package.items},
        targets={(row.indicator, str(row.period)): _plain(row.planned) for row in package.targets},
        actuals={(row.indicator, str(row.period)): _plain(row.actual) for row in package.actuals},
        money={
            (row.item, str(row.period), stage): _plain(getattr(row, stage))
            for row in package.budget
            for stage in ("initial", "current", "programmed", "committed", "paid")
            if getattr(row, stage) is not None
        },
        more={
            "units": {row.code: row.name for row in package.org_units},
            "unit of": {row.code: row.org_unit for row in package.items},
            "description": {row.code: row.description for row in package.items if row.description},
            "weights": {row.code: _plain(row.weight) for row in package.items if row.weight is not None},
            "dates": {row.code: (row.starts_on, row.ends_on) for row in package.items if row.starts_on},
            "baselines": {row.code: _plain(row.baseline) for row in package.indicators if row.baseline is not None},
            "ways": {row.code: row.accumulation.value for row in package.indicators},
            "unit figures": {(row.org_unit, row.indicator): _plain(row.planned) for row in package.targets},
        },
    )


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"
