"""The capture sheets that imported values stand on: made where there are none, and sent by the system."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import text

from models.actions.plan_import import PlanImport
from models.rules.package_problems import Place
from models.rules.workflow import PeriodState, SheetState
from models.tables.base import db

SheetKey = tuple[int, str]
"""The unit and the period of a sheet of the plan."""

_PERIODS = text(
    """
    INSERT INTO reporting_period (institution_id, period, state)
    SELECT :institution_id, period, 'future' FROM unnest(CAST(:periods AS text[])) AS named (period)
    ON CONFLICT (institution_id, period) DO NOTHING
    """
)
_SHEETS = text(
    """
    INSERT INTO capture_sheet (institution_id, plan_id, org_unit_id, period)
    SELECT :institution_id, :plan_id, org_unit_id, period
      FROM unnest(CAST(:org_unit_ids AS bigint[]), CAST(:periods AS text[])) AS named (org_unit_id, period)
    ON CONFLICT (plan_id, org_unit_id, period) DO NOTHING
    """
)
_STANDING = text(
    """
    SELECT sheet.org_unit_id, sheet.period, sheet.id, sheet.state, sheet.submitted_by_id IS NOT NULL,
           period.state, unit.code
      FROM capture_sheet sheet
      JOIN reporting_period period ON period.institution_id = :institution_id AND period.period = sheet.period
      JOIN org_unit unit ON unit.id = sheet.org_unit_id
     WHERE sheet.institution_id = :institution_id AND sheet.plan_id = :plan_id
       FOR SHARE OF period
    """
)
_SEND = text(
    """
    UPDATE capture_sheet
       SET state = 'submitted', round = round + 1, is_late = is_late OR (state = 'no_report' AND round = 0),
           submitted_at = :now, submitted_by_id = :actor_id, verified_at = NULL, verified_by_id = NULL,
           fingerprint = '', row_version = row_version + 1
     WHERE institution_id = :institution_id AND id = ANY(:sheet_ids)
    """
)
_BEGIN = text(
    """
    UPDATE capture_sheet SET state = 'draft', row_version = row_version + 1
     WHERE institution_id = :institution_id AND id = ANY(:sheet_ids) AND state = 'not_started'
    """
)

_CHECKED = frozenset({SheetState.VERIFIED, SheetState.VALIDATED})
_SENT = frozenset({SheetState.SUBMITTED, SheetState.SUPERVISED, SheetState.RETURNED})


@dataclass(frozen=True, slots=True)
class StandingSheet:
    """A sheet as it stood before the import; `by_person` says that somebody sent it."""

    sheet_id: int
    state: SheetState
    by_person: bool
    period_state: PeriodState
    unit: str


def ensure_sheets_for(work: PlanImport, keys: Collection[SheetKey]) -> Mapping[SheetKey, StandingSheet]:
    """Make what is missing, and give every sheet of the plan by its key; its period cannot close meanwhile."""
    periods = {"periods": sorted({period for _, period in keys})}
    db.session.execute(_PERIODS, {**work.bound, **periods})
    named = sorted(keys)
    values = {"org_unit_ids": [unit for unit, _ in named], "periods": [period for _, period in named]}
    db.session.execute(_SHEETS, {**work.bound, **values})
    found = db.session.execute(_STANDING, work.bound)
    return {
        (unit_id, period): StandingSheet(sheet_id, SheetState(state), by_person, PeriodState(period_state), unit)
        for unit_id, period, sheet_id, state, by_person, period_state, unit in found
    }


def send_sheets(work: PlanImport, sheet_ids: Iterable[int]) -> None:
    """What was imported counts from now on, as if it had been sent (rulings 6)."""
    db.session.execute(_SEND, {**work.bound, "sheet_ids": list(sheet_ids)})


def begin_sheets(work: PlanImport, sheet_ids: Iterable[int]) -> None:
    """An internal activity alone makes a draft of an untouched sheet; it sends nothing."""
    db.session.execute(_BEGIN, {**work.bound, "sheet_ids": list(sheet_ids)})


def check_sheet(work: PlanImport, sheet: StandingSheet, place: Place, period: str, *, sends: bool) -> None:
    """Note what speaks against changing a sheet, or what its people should know."""
    words = {"unit": sheet.unit}
    if PeriodState.CLOSED is sheet.period_state:
        work.problems.add("period_closed", place, period)
    elif sheet.state in _CHECKED:
        work.problems.add("sheet_verified", place, period, **words)
    elif sends and sheet.by_person and sheet.state in _SENT:
        work.problems.add("overwrites_sent", place, period, **words)
    elif sends and sheet.state is SheetState.DRAFT:
        work.problems.add("overwrites_draft", place, period, **words)
