"""How far the reporting of a plan has come: its sheets, the state of each period, the dates that people were told."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import text

from models.queries.score_tables import NOW, Source
from models.tables.base import db


class SheetRow(NamedTuple):
    """One capture sheet of a plan: whose, of when, its state, how often it was sent, whether it was waived.

    `is_extended`: its unit has a later date of its own, which is not over.
    """

    org_unit_id: int
    period: str
    state: str
    round: int
    is_exempt: bool
    is_extended: bool = False


@dataclass(frozen=True, slots=True)
class FollowUp:
    """`period_states` and `told` (the last moment on time, as announced) are by period code."""

    sheets: Sequence[SheetRow]
    period_states: Mapping[str, str]
    told: Mapping[str, datetime]


_ROWS = """
    SELECT sheet.org_unit_id, sheet.period, sheet.state, sheet.round, sheet.exempt_reason <> '',
           EXISTS (SELECT FROM deadline_extension later
                    WHERE later.org_unit_id = sheet.org_unit_id AND later.period = sheet.period
                      AND later.granted_at <= :now AND later.due_at >= :now),
           CAST(NULL AS timestamptz)
      FROM {capture_sheet} sheet
     WHERE sheet.institution_id = :institution_id AND sheet.plan_id = :plan_id
       AND (CAST(:org_unit_ids AS bigint[]) IS NULL OR sheet.org_unit_id = ANY(:org_unit_ids))
     UNION ALL
    SELECT NULL, each.period, each.state, 0, false, false, NULL
      FROM {reporting_period} each WHERE each.institution_id = :institution_id
     UNION ALL
    SELECT NULL, announced.period, NULL, 0, false, false, announced.due_at
      FROM announced_deadline announced
     WHERE announced.institution_id = :institution_id AND announced.subject = 'capture_sheet'
       AND announced.announced_at <= :now
"""


def follow_up(
    institution_id: int,
    plan_id: int,
    now: datetime,
    *,
    source: Source = NOW,
    org_unit_ids: Collection[int] | None = None,
) -> FollowUp:
    """Read it, of all units or of some, with the dates announced until `now`: one statement."""
    statement = _ROWS.format(**source.tables("capture_sheet", "reporting_period"))
    values = source.bound(
        institution_id=institution_id,
        plan_id=plan_id,
        now=now,
        org_unit_ids=None if org_unit_ids is None else list(org_unit_ids),
    )
    sheets: list[SheetRow] = []
    states: dict[str, str] = {}
    told: dict[str, datetime] = {}
    for unit_id, period, state, *facts, due_at in db.session.execute(text(statement), values):
        if unit_id is not None:
            sheets.append(SheetRow(unit_id, period, state, *facts))
        elif due_at is None:
            states[period] = state
        else:
            told[period] = due_at
    return FollowUp(sheets, states, told)
