"""What was done, as a package brings it: values that count at once, and work outside the plan."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import text

from models.actions.import_sheets import (
    SheetKey,
    StandingSheet,
    begin_sheets,
    check_sheet,
    ensure_sheets_for,
    send_sheets,
)
from models.actions.plan_import import PlanImport
from models.actions.stage_rows import Counts, Stage
from models.rules.package_problems import Place
from models.rules.package_rows import ActualRow, InternalActivityRow
from models.tables.base import db

_PROGRESS = Stage(
    table="progress",
    brought={
        "capture_sheet_id": "bigint",
        "indicator_id": "bigint",
        "org_unit_id": "bigint",
        "period": "text",
        "counted_actual": "numeric",
        "counted_reason": "text",
        "cause": "text",
        "corrective_action": "text",
        "note": "text",
    },
    key=("indicator_id", "org_unit_id", "period"),
    values=("capture_sheet_id", "counted_actual", "counted_reason", "cause", "corrective_action", "note"),
    # What counts is compared; a draft beside it gives way only where something else comes to count.
    stamped={
        "actual": "staged.counted_actual",
        "no_report_reason": "staged.counted_reason",
        "counted_at": ":now",
        "entered_by_id": "CAST(:actor_id AS integer)",
    },
)
_INTERNAL = Stage(
    table="internal_activity",
    brought={"capture_sheet_id": "bigint", "name": "text", "unit": "text", "actual": "numeric", "note": "text"},
    key=("capture_sheet_id", "name"),
    values=("unit", "actual", "note"),
)
# In a draft all values came by import: a file that speaks of an indicator says all of them.
_TAKE_BACK = """
    DELETE FROM progress
     WHERE progress.institution_id = :institution_id AND progress.indicator_id = ANY(:indicator_ids)
       AND NOT EXISTS (SELECT FROM {staged} staged
                        WHERE staged.indicator_id = progress.indicator_id
                          AND staged.org_unit_id = progress.org_unit_id AND staged.period = progress.period)
    RETURNING progress.id
"""
_CHANGED_SHEETS = """
    SELECT capture_sheet_id, min(file_row) FROM {staged} WHERE is_new OR is_changed GROUP BY capture_sheet_id
"""


def import_actuals(work: PlanImport) -> None:
    """Put actuals and internal activities in place; sheets with new values are sent by the system."""
    keyed = _keyed_actuals(work)
    internal = [((work.unit_ids[row.org_unit], str(row.period)), row) for row in work.package.internal_activities]
    keys = {key for key, _ in keyed} | {key for key, _ in internal}
    if not keys:
        return
    sheets = ensure_sheets_for(work, keys)
    changed = _import_progress(work, keyed, sheets)
    _check(work, "actuals", changed, sheets, sends=True)
    send_sheets(work, changed)
    work.scored_periods |= {period for (_, period), sheet in sheets.items() if sheet.sheet_id in changed}
    begun = _import_internal(work, internal, sheets)
    _check(work, "internal_activities", begun, sheets, sends=False)
    begin_sheets(work, begun)


def _keyed_actuals(work: PlanImport) -> list[tuple[SheetKey, ActualRow]]:
    """Each row with its sheet; a row that says nothing is left out."""
    answering = work.unit_of_indicator()
    return [
        ((work.unit_ids[row.org_unit or answering[row.indicator] or ""], str(row.period)), row)
        for row in work.package.actuals
        if row.actual is not None or row.no_report_reason or row.cause or row.corrective_action or row.note
    ]


def _import_progress(
    work: PlanImport, keyed: list[tuple[SheetKey, ActualRow]], sheets: Mapping[SheetKey, StandingSheet]
) -> dict[int, int]:
    staged = work.staged(_PROGRESS)
    staged.bring(
        (
            *(row.row, sheets[key].sheet_id, work.indicator_ids[row.indicator], *key),
            *(row.actual, row.no_report_reason, row.cause, row.corrective_action, row.note),
        )
        for key, row in keyed
    )
    work.count("actuals", staged.put())
    if not work.is_in_force:
        mentioned = sorted({work.indicator_ids[row.indicator] for _, row in keyed})
        work.count("actuals", Counts(changed=len(staged.run(_TAKE_BACK, indicator_ids=mentioned).all())))
    return _changed_sheets(_PROGRESS)


def _import_internal(
    work: PlanImport, keyed: list[tuple[SheetKey, InternalActivityRow]], sheets: Mapping[SheetKey, StandingSheet]
) -> dict[int, int]:
    staged = work.staged(_INTERNAL)
    staged.bring((row.row, sheets[key].sheet_id, row.name, row.unit, row.actual, row.note) for key, row in keyed)
    work.count("internal_activities", staged.put())
    return _changed_sheets(_INTERNAL)


def _changed_sheets(stage: Stage) -> dict[int, int]:
    """Give the sheets with new or changed rows, each with the first such row of the file."""
    return dict(db.session.execute(text(_CHANGED_SHEETS.format(staged=stage.staged))).all())


def _check(
    work: PlanImport, name: str, changed: Mapping[int, int], sheets: Mapping[SheetKey, StandingSheet], *, sends: bool
) -> None:
    for (_, period), sheet in sheets.items():
        if sheet.sheet_id in changed:
            check_sheet(work, sheet, Place(name, changed[sheet.sheet_id], "period"), period, sends=sends)
