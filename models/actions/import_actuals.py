"""What was done, as a package brings it: values that count at once, and work outside the plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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
from models.actions.put_rows import Brought, Counts, Shape
from models.rules.package_problems import Place
from models.rules.package_rows import ActualRow, InternalActivityRow
from models.tables.base import db

_PROGRESS = Shape(
    "progress",
    key=("indicator_id", "org_unit_id", "period"),
    values=(
        *("capture_sheet_id", "counted_actual", "counted_reason"),
        *("counted_cause", "counted_corrective_action", "counted_note"),
    ),
    hang_on="indicator_id",
    # What counts is compared; a draft beside it gives way only where something else comes to count.
    also=(
        *("actual", "no_report_reason", "counted_at", "entered_by_id"),
        *("cause", "corrective_action", "note"),
    ),
    # In force, what the file is silent about is not looked at.
    further="(NOT :is_in_force OR standing.period = ANY(:periods))",
)
_INTERNAL = Shape(
    "internal_activity",
    key=("capture_sheet_id", "name"),
    values=("unit", "actual", "note"),
    hang_on="capture_sheet_id",
)
# In a draft all values came by import: a file that speaks of an indicator says all of them.
_TAKE_BACK = text("DELETE FROM progress WHERE institution_id = :institution_id AND id = ANY(:progress_ids)")


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
    if not internal:
        return
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
    rows = [
        Brought(
            row.row,
            (work.indicator_ids[row.indicator], *key),
            (sheets[key].sheet_id, row.actual, row.no_report_reason, row.cause, row.corrective_action, row.note),
            (
                *(row.actual, row.no_report_reason, work.now, work.actor.user_id),
                *(row.cause, row.corrective_action, row.note),
            ),
        )
        for key, row in keyed
    ]
    mentioned = {row.key[0] for row in rows}
    spoken = {"periods": list({row.key[2] for row in rows}), "is_in_force": work.is_in_force}
    standing = _PROGRESS.standing(work.bound | spoken, mentioned & work.indicators_before)
    put = _PROGRESS.put(rows, standing, work.bound)
    work.count("actuals", put.counts)
    if put.gone and not work.is_in_force:
        db.session.execute(_TAKE_BACK, work.bound | {"progress_ids": [row.id for row in put.gone]})
        work.count("actuals", Counts(changed=len(put.gone)))
    return _touched_sheets((row.values[0], row.file_row) for row in put.touched)


def _import_internal(
    work: PlanImport, keyed: list[tuple[SheetKey, InternalActivityRow]], sheets: Mapping[SheetKey, StandingSheet]
) -> dict[int, int]:
    rows = [Brought(row.row, (sheets[key].sheet_id, row.name), (row.unit, row.actual, row.note)) for key, row in keyed]
    put = _INTERNAL.put(rows, _INTERNAL.standing(work.bound, {row.key[0] for row in rows}), work.bound)
    work.count("internal_activities", put.counts)
    return _touched_sheets((row.key[0], row.file_row) for row in put.touched)


def _touched_sheets(touched: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Give the sheets with new or changed rows, each with the first such row of the file."""
    first: dict[int, int] = {}
    for sheet_id, row in touched:
        first.setdefault(sheet_id, row)
    return first


def _check(
    work: PlanImport, name: str, changed: Mapping[int, int], sheets: Mapping[SheetKey, StandingSheet], *, sends: bool
) -> None:
    for (_, period), sheet in sheets.items():
        if sheet.sheet_id in changed:
            check_sheet(work, sheet, Place(name, changed[sheet.sheet_id], "period"), period, sends=sends)
