"""The targets that a package brings; a blank one takes back what was programmed (rulings 23)."""

from __future__ import annotations

from sqlalchemy import text

from models.actions.plan_import import PlanImport
from models.actions.refuse_in_force import refuse_in_force
from models.actions.stage_rows import Counts, Stage
from models.rules.package_problems import Place
from models.rules.package_rows import TargetRow
from models.tables.base import db

_TARGETS = Stage(
    table="target",
    brought={
        "indicator_id": "bigint",
        "org_unit_id": "bigint",
        "period": "text",
        "planned": "numeric",
        "does_not_apply": "boolean",
    },
    key=("indicator_id", "org_unit_id", "period"),
    values=("planned", "does_not_apply"),
)
_NAME = "(SELECT code FROM indicator WHERE id = indicator_id) || ' ' || period"

_TAKE_BACK = text(
    """
    DELETE FROM target
     USING unnest(CAST(:indicator_ids AS bigint[]), CAST(:org_unit_ids AS bigint[]), CAST(:periods AS text[]))
           AS blank (indicator_id, org_unit_id, period)
     WHERE target.institution_id = :institution_id AND target.indicator_id = blank.indicator_id
       AND target.org_unit_id = blank.org_unit_id AND target.period = blank.period
    RETURNING target.indicator_id, target.period
    """
)


def import_targets(work: PlanImport) -> None:
    """Put the targets in place."""
    answering = work.unit_of_indicator()

    def key(row: TargetRow) -> tuple[int, int, str]:
        unit = row.org_unit or answering[row.indicator] or ""
        return work.indicator_ids[row.indicator], work.unit_ids[unit], str(row.period)

    rows = work.package.targets
    filled = (row for row in rows if row.planned is not None or row.does_not_apply)
    staged = work.staged(_TARGETS)
    staged.bring((row.row, *key(row), row.planned, row.does_not_apply) for row in filled)
    work.count("targets", staged.put())
    refuse_in_force(work, "targets", _TARGETS.staged, _NAME)
    _take_back(work, [key(row) for row in rows if row.planned is None and not row.does_not_apply])


def _take_back(work: PlanImport, blank: list[tuple[int, int, str]]) -> None:
    if not blank:
        return
    indicator_ids, org_unit_ids, periods = (list(column) for column in zip(*blank, strict=True))
    values = {"indicator_ids": indicator_ids, "org_unit_ids": org_unit_ids, "periods": periods}
    gone = db.session.execute(_TAKE_BACK, {**work.bound, **values}).all()
    work.count("targets", Counts(changed=len(gone), unchanged=len(blank) - len(gone)))
    codes = {number: code for code, number in work.indicator_ids.items()}
    for indicator_id, period in gone if work.is_in_force else ():
        work.problems.add("plan_in_force", Place("targets"), f"{codes[indicator_id]} {period}", verb="quitarse")
