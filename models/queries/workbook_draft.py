"""A kept workbook as the screen shows it: its draft, and what a mapping makes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from models.files.limits import Limits
from models.files.workbook_check import FileKind
from models.files.workbook_read import open_foreign
from models.queries.draft_office import draft_office
from models.queries.package_known import package_known
from models.rules.apply_mapping import MappedWorkbook, map_workbook
from models.rules.cell import Cell, cell_text
from models.rules.mapping_check import check_mapping
from models.rules.mapping_parse import parse_mapping
from models.rules.package import ParsedPackage
from models.rules.package_problems import Problem
from models.rules.parse_mapped import parse_mapped
from models.rules.propose_mapping.propose import Proposal, propose_mapping

SCREEN_WORKBOOK = Limits(
    rows=20_000,
    columns=300,
    cells=400_000,
    memory_bytes=2**30,
    processor_seconds=20,
    wall_seconds=25.0,
)
"""What is read while a person waits: about 15 microseconds a cell, so six seconds. Larger files go by the command."""

SHOWN_ROWS = 8
_LONGEST_CELL = 80


@dataclass(frozen=True, slots=True)
class PreviewSheet:
    """The first rows of a sheet of the package; columns that stay blank in them are left out. `count` is of all."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    count: int


@dataclass(frozen=True, slots=True)
class WorkbookReading:
    """A workbook read by a mapping: the package or None, its problems in the workbook's places, and its first rows.

    `plan_type` is the code that the mapping gives; the institution has it.
    """

    plan_type: str
    parsed: ParsedPackage
    located: Callable[[Problem], Problem]
    preview: tuple[PreviewSheet, ...]


def draft_workbook(path: Path, name: str, sheet: str | None, institution_id: int, now: datetime) -> Proposal:
    """Draft a mapping for somebody of the institution's planning, who loads no execution of money.

    Raises RuleBroken for a refused file, one without a table, or a sheet that it has not.
    """
    office = replace(draft_office(institution_id, now), with_execution=False)
    with open_foreign(path, [sheet] if sheet else [], SCREEN_WORKBOOK) as (_kind, sheets):
        return propose_mapping(sheets, name, office, sheet)


def read_workbook(path: Path, mapping: str, institution_id: int, now: datetime) -> WorkbookReading:
    """Read a workbook by the text of a mapping; nothing is stored.

    Raises RuleBroken `bad_toml`, MappingRefused, and RuleBroken for a refused file.
    """
    rules, known = parse_mapping(mapping), package_known(institution_id, now)
    check_mapping(rules, known)
    with open_foreign(path, rules.sheets, SCREEN_WORKBOOK) as (kind, sheets):
        mapped = map_workbook(rules, sheets, errors_seen=kind is not FileKind.XLS)
    return WorkbookReading(rules.plan.type, parse_mapped(mapped, known), mapped.located, tuple(_preview(mapped)))


def _preview(mapped: MappedWorkbook) -> Sequence[PreviewSheet]:
    outputs = [output for output in mapped.outputs.by_name().values() if output.rows]
    return [_first_rows(output.name, output.columns, [row.cells for row in output.rows]) for output in outputs]


def _first_rows(name: str, columns: Sequence[str], rows: Sequence[tuple[Cell, ...]]) -> PreviewSheet:
    first = [[cell_text(cell)[:_LONGEST_CELL] for cell in cells] for cells in rows[:SHOWN_ROWS]]
    kept = [place for place in range(len(columns)) if any(cells[place] for cells in first)]
    shown = tuple(tuple(cells[place] for place in kept) for cells in first)
    return PreviewSheet(name, tuple(columns[place] for place in kept), shown, len(rows))
