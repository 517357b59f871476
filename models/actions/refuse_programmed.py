"""The money that a formalized year programs stays: what is imported may execute it and add to it (S3-GEN)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from models.actions.plan_import import PlanImport
from models.actions.put_rows import Brought
from models.actions.refuse_in_force import years_text
from models.rules.package_problems import Place
from models.rules.sentence import say


def refuse_programmed(
    work: PlanImport, lines: Iterable[Brought], months: Iterable[Brought], standing: tuple[Iterable[Any], Iterable[Any]]
) -> None:
    """Note rows by which a formalized year would have other initial or programmed money than the `standing` ones.

    `standing` has the lines and months that there are. What is new and programs nothing, as an addition to the budget,
    is taken.
    """
    frozen = {line.id: line for line in lines if line.key[2] in work.formalized}
    initial = {row.id: row.initial for row in standing[0]}
    programmed = {(row.budget_line_id, row.period): row.programmed for row in standing[1]}
    for line in frozen.values():
        _compare(work, line, line, initial.get(line.id))
    for month in months:
        if month.key[0] in frozen:
            _compare(work, frozen[month.key[0]], month, programmed.get(month.key))


def _compare(work: PlanImport, line: Brought, row: Brought, before: Decimal | None) -> None:
    if (row.values[0] or 0) != (before or 0):
        place, source = Place("budget", row.file_row), str(line.key[3])
        work.problems.add("year_formalized", place, source, verb=say("cambiar"), year=years_text(work))
