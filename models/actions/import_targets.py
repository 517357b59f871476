"""The targets that a package brings; of an indicator that it speaks of, no row is not programmed (rulings 23)."""

from __future__ import annotations

from sqlalchemy import text

from models.actions.plan_import import PlanImport
from models.actions.put_rows import Brought, Counts, Shape
from models.actions.refuse_in_force import note_in_force, refuse_in_force
from models.rules.package_problems import Place
from models.rules.package_rows import TargetRow
from models.rules.sentence import say
from models.tables.base import db

_TARGETS = Shape(
    "target",
    key=("indicator_id", "org_unit_id", "period"),
    values=("planned", "does_not_apply"),
    hang_on="indicator_id",
)
_TAKE_BACK = text("DELETE FROM target WHERE institution_id = :institution_id AND id = ANY(:target_ids)")


def import_targets(work: PlanImport) -> None:
    """Put the targets in place, and take back those that the file no longer gives an indicator it speaks of."""
    answering = work.unit_of_indicator()

    def key(row: TargetRow) -> tuple[int, int, str]:
        unit = row.org_unit or answering[row.indicator] or ""
        return work.indicator_ids[row.indicator], work.unit_ids[unit], str(row.period)

    filled = [row for row in work.package.targets if row.planned is not None or row.does_not_apply]
    blank = {key(row) for row in work.package.targets if row.planned is None and not row.does_not_apply}
    mentioned = {work.indicator_ids[row.indicator] for row in work.package.targets}
    standing = _TARGETS.standing(work.bound, mentioned & work.indicators_before)
    rows = (Brought(row.row, key(row), (row.planned, row.does_not_apply)) for row in filled)
    put = _TARGETS.put(rows, standing, work.bound)
    work.count("targets", put.counts)
    codes = {number: code for code, number in work.indicator_ids.items()}
    refuse_in_force(work, "targets", put, lambda row: f"{codes[row.key[0]]} {row.key[2]}")
    gone = {(row.indicator_id, row.org_unit_id, row.period) for row in put.gone}
    if gone:
        db.session.execute(_TAKE_BACK, {**work.bound, "target_ids": [row.id for row in put.gone]})
    work.count("targets", Counts(changed=len(gone), unchanged=len(blank - gone)))
    for indicator_id, _, period in sorted(gone) if work.is_in_force else ():
        note_in_force(work, Place("targets"), f"{codes[indicator_id]} {period}", say("quitarse"))
