"""How each unit had reported at the cuts of a period (R C-29, C-30)."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import text

from models.rules.punctuality import Completeness, Timeliness
from models.tables.base import db


class CutSheetRow(NamedTuple):
    """One report of one unit; what was waived is `not_due`."""

    org_unit_id: int
    org_unit: str
    org_unit_name: str
    period: str
    state: str
    timeliness: str
    submitted_at: datetime | None
    days_late: int
    programmed: int
    answered: int

    @property
    def completeness(self) -> Completeness:
        """Entries that were programmed, and those that have a value or a reason."""
        return Completeness(self.programmed, self.answered)

    @property
    def is_missing(self) -> bool:
        """Nothing was sent until the period closed."""
        return self.timeliness == Timeliness.MISSING


_SHEETS = text(
    """
    SELECT unit.id, unit.code, unit.name, sheet.period, sheet.state, sheet.timeliness, sheet.submitted_at,
           sheet.days_late, sheet.programmed, sheet.answered
      FROM (SELECT DISTINCT ON (cut.period) cut.id FROM cut
             WHERE cut.institution_id = :institution_id AND cut.plan_version_id = :plan_version_id
               AND cut.period = ANY(:periods) AND (CAST(:at AS timestamptz) IS NULL OR cut.frozen_at <= :at)
             ORDER BY cut.period, cut.number DESC) AS latest
      JOIN cut_sheet sheet ON sheet.cut_id = latest.id
      JOIN org_unit unit ON unit.id = sheet.org_unit_id
     ORDER BY sheet.period, unit.code
    """
)


def cut_sheets(
    institution_id: int, plan_version_id: int, periods: list[str], at: datetime | None = None
) -> list[CutSheetRow]:
    """Give the reports of the captured periods named, from the cut in force of each, now or at a moment."""
    bound = {"institution_id": institution_id, "plan_version_id": plan_version_id, "periods": periods, "at": at}
    return [CutSheetRow(*row) for row in db.session.execute(_SHEETS, bound)]
