"""Sheet « Proyectos estratégicos »: programmed and executed advance of each, and who takes part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobs.excel.figures import PERCENTS, VERDICT, count_cells, count_columns, count_totals, painted, percents, verdict
from jobs.excel.table import Column, Table
from jobs.excel.words import term

if TYPE_CHECKING:
    from jobs.excel.book import Value
    from jobs.excel.frame import Frame
    from models.rules.consolidation import Consolidation, Head, ProjectRow

_NAMES = 4
_ADVANCE = (Column("Avance programado", 11.5, "percent"), Column("Avance ejecutado", 11.5, "percent"))
_COLOR = _NAMES + len(_ADVANCE) + len(PERCENTS)
_COUNTS = _COLOR + len(VERDICT)
# visible rows only, so that the total follows the filter
_FORMULA = "=SUBTOTAL(109,{cells})"


def write_projects(frame: Frame, data: Consolidation) -> None:
    """Write the sheet. A project shared by several units is one line, at the unit that answers for it."""
    head, styles = frame.head, frame.book.styles
    sheet = frame.sheet("Proyectos estratégicos", "Proyectos estratégicos", wide=True)
    table = Table(sheet, styles, _columns(head))
    sheet.freeze(table.first_row, 2)
    for row in data.projects:
        cells = [*_names(row), row.planned_percent, row.executed_percent, *percents(row), *verdict(head, row)]
        looks = painted(table.plain, styles, _COLOR, row)
        table.add([*cells, *count_cells(head, row, (sheet.row, _COUNTS))], looks)
    table.finish("Este corte no tiene proyectos estratégicos.")
    if data.projects:
        blank: list[Value] = [None] * (_COUNTS - 1)
        table.total(["Total", *blank, *count_totals(head, data.projects, table.area(_COUNTS), _FORMULA)])


def _columns(head: Head) -> list[Column]:
    names = [
        Column("Código", 10),
        Column(term(head, "project"), 38),
        Column(f"{term(head, 'org_unit')} responsable", 26),
        Column("Participan", 20),
    ]
    return [*names, *_ADVANCE, *PERCENTS, *VERDICT, *count_columns(head)]


def _names(row: ProjectRow) -> list[Value]:
    return [row.code, row.name, row.org_unit_name, ", ".join(row.participants) or None]
