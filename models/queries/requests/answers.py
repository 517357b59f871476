"""What units answered to a request, line by line, and what they still owe."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import Select, and_, func, select

from models.rules.measure import State
from models.rules.workflow import SheetState
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.indicator import Indicator
from models.tables.information_request import InformationRequest
from models.tables.org_unit import OrgUnit
from models.tables.plan import Plan
from models.tables.progress import Progress
from models.tables.request_line import RequestLine

# Tables, not classes: the scope of people knows no second name for theirs.
SENDER, VERIFIER = User.__table__.alias("sender"), User.__table__.alias("verifier")


@dataclass(frozen=True, slots=True)
class Answer:
    """One line as it counts: what was sent, by whom, and in which colour it stands (None while nothing is scored)."""

    org_unit_id: int
    unit_code: str
    unit_name: str
    plan_code: str
    indicator_code: str
    indicator_name: str
    unit_of_measure: str
    decimals: int
    sheet_id: int | None
    sheet_state: SheetState | None
    is_late: bool
    submitted_at: datetime | None
    submitted_by: str
    verified_at: datetime | None
    verified_by: str
    value: Decimal | None
    reason: str
    narrative: str
    actions: str
    percent: Decimal | None
    color: str | None
    state: State | None

    @property
    def is_missing(self) -> bool:
        """Neither a value nor a reason was sent."""
        return self.value is None and not self.reason


def answers(request_id: int, org_unit_ids: Collection[int] | None = None) -> list[Answer]:
    """Give the lines of a request that the reader sees, by unit, plan and indicator; one statement."""
    question = _statement().where(RequestLine.information_request_id == request_id)
    if org_unit_ids is not None:
        question = question.where(RequestLine.org_unit_id.in_(org_unit_ids))
    return [_answer(*row) for row in db.session.execute(question)]


def missing_answers(request_id: int, org_unit_ids: Collection[int] | None = None) -> list[Answer]:
    """Give the lines to which no answer was sent (S0-I-07)."""
    return [answer for answer in answers(request_id, org_unit_ids) if answer.is_missing]


def answered_indicators(institution_id: int, periods: Collection[str]) -> list[Answer]:
    """Give what was asked about some periods with its figures and colours: the indicators of a report (S0-I-08)."""
    question = _statement().where(
        InformationRequest.institution_id == institution_id, InformationRequest.period.in_(periods)
    )
    return [_answer(*row) for row in db.session.execute(question)]


def _statement() -> Select[Any]:
    of_line = and_(
        Progress.indicator_id == RequestLine.indicator_id,
        Progress.org_unit_id == RequestLine.org_unit_id,
        Progress.period == InformationRequest.period,
    )
    of_unit = and_(
        CaptureSheet.plan_id == RequestLine.plan_id,
        CaptureSheet.org_unit_id == RequestLine.org_unit_id,
        CaptureSheet.period == InformationRequest.period,
    )
    names = [func.concat_ws(" ", person.c.first_name, person.c.last_name) for person in (SENDER, VERIFIER)]
    return (
        select(OrgUnit, Plan.code, Indicator, CaptureSheet, Progress, *names)
        .select_from(RequestLine)
        .join(InformationRequest, InformationRequest.id == RequestLine.information_request_id)
        .join(OrgUnit, OrgUnit.id == RequestLine.org_unit_id)
        .join(Plan, Plan.id == RequestLine.plan_id)
        .join(Indicator, Indicator.id == RequestLine.indicator_id)
        .outerjoin(CaptureSheet, of_unit)
        .outerjoin(SENDER, SENDER.c.id == CaptureSheet.submitted_by_id)
        .outerjoin(VERIFIER, VERIFIER.c.id == CaptureSheet.verified_by_id)
        .outerjoin(Progress, of_line)
        .order_by(OrgUnit.code, Plan.code, Indicator.code)
    )


def _answer(
    unit: OrgUnit,
    plan_code: str,
    indicator: Indicator,
    *found: Any,  # noqa: ANN401 -- sheet and line, there or not, and the two names
) -> Answer:
    sheet, line, sender, verifier = found
    return Answer(
        org_unit_id=unit.id,
        unit_code=unit.code,
        unit_name=unit.name,
        plan_code=plan_code,
        indicator_code=indicator.code,
        indicator_name=indicator.name,
        unit_of_measure=indicator.unit,
        decimals=indicator.decimals,
        sheet_id=sheet.id if sheet else None,
        sheet_state=sheet.state if sheet else None,
        is_late=bool(sheet and sheet.is_late),
        submitted_at=sheet.submitted_at if sheet else None,
        submitted_by=sender,
        verified_at=sheet.verified_at if sheet else None,
        verified_by=verifier,
        value=line.counted_actual if line else None,
        reason=line.counted_reason if line else "",
        narrative=line.counted_note if line else "",
        actions=line.counted_corrective_action if line else "",
        percent=line.to_date_percent if line else None,
        color=line.color if line else None,
        state=line.state if line else None,
    )
