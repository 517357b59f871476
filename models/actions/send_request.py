"""Ask the units for their indicators of a quarter or half-year: the request, its lines, and the sheets to answer on."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import text

from models.actions.open_period import open_period
from models.actions.record_act import Act, record_act
from models.queries.requests.asked_lines import asked_lines
from models.rules.deadline import Deadline
from models.rules.request_kind import RequestKind
from models.scope import Reader
from models.tables.base import db
from models.tables.information_request import InformationRequest
from models.tables.request_line import RequestLine

_SHEETS = text(
    """
    INSERT INTO capture_sheet (institution_id, plan_id, org_unit_id, period, state)
    SELECT DISTINCT institution_id, plan_id, org_unit_id, :period, 'not_started' FROM request_line
     WHERE institution_id = :institution_id AND information_request_id = :request_id
    ON CONFLICT (plan_id, org_unit_id, period) DO NOTHING
    """
)
_ANSWERED = text(
    """
    UPDATE information_request request SET answered_at = :now, row_version = row_version + 1
     WHERE institution_id = :institution_id AND period = :period AND answered_at IS NULL
       AND NOT EXISTS (
           SELECT FROM request_line line
            WHERE line.information_request_id = request.id
              AND NOT EXISTS (
                  SELECT FROM progress
                   WHERE progress.indicator_id = line.indicator_id AND progress.org_unit_id = line.org_unit_id
                     AND progress.period = request.period
                     AND (progress.counted_actual IS NOT NULL OR progress.counted_reason <> '')))
    RETURNING id
    """
)


def send_request(
    institution_id: int, kind: RequestKind, deadline: Deadline, actor: Reader, now: datetime
) -> InformationRequest | None:
    """Make the request of a deadline and open its period for answers; None where no unit has such an indicator.

    The caller commits, and writes the mails.
    """
    asked = asked_lines(institution_id, kind, deadline.period)
    if not asked:
        return None
    request = InformationRequest(
        institution_id=institution_id,
        rule=kind.rule,
        period=str(deadline.period),
        needs_actions=kind.needs_actions,
        sent_at=now,
        due_at=deadline.due_at,
    )
    db.session.add(request)
    db.session.flush()
    lines = (
        RequestLine(institution_id=institution_id, information_request_id=request.id, **line._asdict())
        for line in asked
    )
    db.session.add_all(lines)
    db.session.flush()
    values = {"institution_id": institution_id, "period": request.period}
    db.session.execute(_SHEETS, {**values, "request_id": request.id})
    open_period(institution_id, deadline, actor, now)
    detail = {"period": request.period, "rule": kind.rule, "units": len({line.org_unit_id for line in asked})}
    record_act(actor, Act("send_request", "information_request", request.id, detail), now)
    return request


def settle_requests(institution_id: int, period: str, actor: Reader, now: datetime) -> None:
    """Note the requests about a period whose last answer has come in. The caller commits."""
    values = {"institution_id": institution_id, "period": period, "now": now}
    for request_id in db.session.scalars(_ANSWERED, values).all():
        record_act(actor, Act("answer_request", "information_request", request_id, {"period": period}), now)
