"""The consolidation: the workbook that finance, audit and planning get of one cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobs.excel.activities_sheet import write_activities
from jobs.excel.book import About, new_book
from jobs.excel.budget_sheet import write_budget
from jobs.excel.follow_up_sheets import write_corrective_actions, write_no_report
from jobs.excel.frame import Frame
from jobs.excel.projects_sheet import write_projects
from jobs.excel.summary_sheet import write_summary
from jobs.excel.units_sheet import write_units

if TYPE_CHECKING:
    from pathlib import Path

    from models.rules.consolidation import Consolidation

# in the order of the tabs
_SHEETS = (
    write_summary,
    write_units,
    write_projects,
    write_activities,
    write_budget,
    write_no_report,
    write_corrective_actions,
)


def write_consolidation(data: Consolidation, path: Path) -> None:
    """Write the workbook of `data` to `path` (.xlsx), whole or not at all. The same data give the same bytes.

    Walks `data.activities` once. Raises `RuleBroken` when a text or a sheet is longer than Excel can hold, or when a
    colour has no name; what stood at `path` is then untouched.
    """
    head = data.head
    about = About(f"Consolidado de seguimiento, {head.cut}", head.institution_name, head.made_at)
    with new_book(path, about) as book:
        frame = Frame(book, head)
        for write_sheet in _SHEETS:
            write_sheet(frame, data)
