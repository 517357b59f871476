"""What was written on a sheet when it went back, round by round."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import select

from models.tables.base import db
from models.tables.indicator import Indicator
from models.tables.plan_item import PlanItem
from models.tables.remark import Remark


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """One remark; `line` is the activity that it speaks of, empty for the whole sheet."""

    indicator_id: int | None
    line: str
    text: str
    round: int
    made_at: datetime
    made_by: str


def sheet_remarks(sheet_id: int) -> list[RemarkRow]:
    """All remarks of a sheet, newest round first; one statement."""
    rows = db.session.execute(
        select(Remark, PlanItem.code, PlanItem.name, User.first_name, User.last_name)
        .outerjoin(Indicator, Indicator.id == Remark.indicator_id)
        .outerjoin(PlanItem, PlanItem.id == Indicator.plan_item_id)
        .join(User, User.id == Remark.made_by_id)
        .where(Remark.capture_sheet_id == sheet_id)
        .order_by(Remark.round.desc(), PlanItem.code.nulls_first(), Remark.id)
    )
    return [
        RemarkRow(
            indicator_id=remark.indicator_id,
            line=f"{code} {name}" if code else "",
            text=remark.text,
            round=remark.round,
            made_at=remark.made_at,
            made_by=f"{first} {last}".strip(),
        )
        for remark, code, name, first, last in rows
    ]
