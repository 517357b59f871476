"""The targets that a package brings; of an indicator that it speaks of, no row is not programmed (rulings 23)."""

from __future__ import annotations

from models.actions.plan_import import PlanImport
from models.actions.refuse_in_force import refuse_in_force
from models.actions.stage_rows import Counts, Stage
from models.rules.package_problems import Place
from models.rules.package_rows import TargetRow

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

_TAKE_BACK = """
    DELETE FROM target
     WHERE target.institution_id = :institution_id AND target.indicator_id = ANY(:indicator_ids)
       AND NOT EXISTS (SELECT FROM {staged} staged
                        WHERE staged.indicator_id = target.indicator_id AND staged.org_unit_id = target.org_unit_id
                          AND staged.period = target.period)
    RETURNING target.indicator_id, target.org_unit_id, target.period
"""


def import_targets(work: PlanImport) -> None:
    """Put the targets in place, and take back those that the file no longer gives an indicator it speaks of."""
    answering = work.unit_of_indicator()

    def key(row: TargetRow) -> tuple[int, int, str]:
        unit = row.org_unit or answering[row.indicator] or ""
        return work.indicator_ids[row.indicator], work.unit_ids[unit], str(row.period)

    filled = [row for row in work.package.targets if row.planned is not None or row.does_not_apply]
    blank = {key(row) for row in work.package.targets if row.planned is None and not row.does_not_apply}
    staged = work.staged(_TARGETS)
    staged.bring((row.row, *key(row), row.planned, row.does_not_apply) for row in filled)
    work.count("targets", staged.put())
    refuse_in_force(work, "targets", _TARGETS.staged, _NAME)
    mentioned = sorted({work.indicator_ids[row.indicator] for row in work.package.targets})
    gone = [tuple(row) for row in staged.run(_TAKE_BACK, indicator_ids=mentioned)]
    work.count("targets", Counts(changed=len(gone), unchanged=len(blank.difference(gone))))
    codes = {number: code for code, number in work.indicator_ids.items()}
    for indicator_id, _, period in gone if work.is_in_force else ():
        work.problems.add("plan_in_force", Place("targets"), f"{codes[indicator_id]} {period}", verb="quitarse")
