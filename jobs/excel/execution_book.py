"""The execution of the budget as a workbook: amounts, their percents of the current budget, and the advance beside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jobs.excel.book import About, new_book
from jobs.excel.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from jobs.excel.book import Value
    from models.queries.execution_table import ExecutionRow, ExecutionTable


@dataclass(frozen=True, slots=True)
class ExecutionHead:
    """What stands over the table, in the words of whoever asked: `stages` are certified, committed, accrued and paid.

    `advance` are the headings of the advance, the gap and its verdict; `verdicts` has the words of a verdict by code.
    """

    title: str
    institution: str
    cut: str
    grouping: str
    budget: tuple[str, str]
    stages: tuple[str, ...]
    advance: tuple[str, str, str]
    verdicts: dict[str, str]
    total: str
    empty: str
    made_at: datetime


def write_execution(head: ExecutionHead, table: ExecutionTable, path: Path) -> None:
    """Write the workbook to `path`, whole or not at all."""
    with new_book(path, About(head.title, head.institution, head.made_at)) as book:
        sheet = book.sheet(head.title[:31])
        sheet.line([head.title], [book.styles.get("title")], lines=2)
        sheet.line([f"{head.institution} · {head.cut}"], [book.styles.get("context")])
        rows = Table(sheet, book.styles, _columns(head))
        for row in table.rows:
            rows.add(_cells(row, head))
        rows.finish(head.empty)
        if table.rows:
            rows.total([head.total, *_cells(table.total, head)[1:]])
        sheet.freeze(rows.first_row, 1)
        sheet.print_setup("letter", f"{head.institution} · {head.title} · {head.cut}")


def _columns(head: ExecutionHead) -> list[Column]:
    amounts = [Column(name, 18, "money") for name in (*head.budget, *head.stages)]
    percents = [Column(f"% {name.lower()}", 14, "percent") for name in head.stages]
    advance, gap, verdict = head.advance
    told = [Column(advance, 14, "percent"), Column(gap, 14, "money"), Column(verdict, 30)]
    return [Column(head.grouping, 40), *amounts, *percents, *told]


def _cells(row: ExecutionRow, head: ExecutionHead) -> list[Value]:
    money = row.money
    name = " ".join(part for part in (row.code, row.name) if part) or "—"
    stages = (money.certified, money.committed, money.accrued, money.paid)
    return [name, money.initial, money.current, *stages, *row.percents, *_advance(row, head)]


def _advance(row: ExecutionRow, head: ExecutionHead) -> Iterator[Value]:
    found = row.comparison
    yield found.physical if found else None
    yield found.gap if found else None
    yield head.verdicts[found.verdict] if found and found.verdict else None
