"""Ask the units for their indicators of a quarter or half-year: the request, its lines, and the sheets to answer on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert

from models.actions.open_period import close_window, open_period, period_row
from models.actions.record_act import Act, record_act
from models.actions.tell_request import tell_request
from models.queries.requests.asked_lines import AskedLine, unasked_lines
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


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked of the units, and the deadline to answer by; of one unit, or of all."""

    institution_id: int
    kind: RequestKind
    deadline: Deadline
    org_unit_id: int | None = None

    @property
    def identity(self) -> dict[str, int | str]:
        """What names the request: there is one for a rule and period."""
        return {"institution_id": self.institution_id, "rule": self.kind.rule, "period": str(self.deadline.period)}

    def unasked(self) -> list[AskedLine]:
        """What no request has asked for yet."""
        return unasked_lines(self.institution_id, self.kind, self.deadline.period, self.org_unit_id)


def send_request(asking: Asking, actor: Reader, now: datetime) -> int | None:
    """Ask for what was not asked for yet, open its period for answers and write to the units; give the mails queued.

    However often and by whom it is called, nobody is asked twice for the same: an indicator that came into the plan
    later is added to the request. None where nothing is left to ask for. The caller commits.
    """
    if not asking.unasked():
        return None
    request = _locked_request(asking, now)
    lines = asking.unasked()
    if not lines:  # somebody asked before the lock was ours
        return None
    where = {"institution_id": asking.institution_id, "information_request_id": request.id}
    request.answered_at = None
    db.session.add_all(RequestLine(**where, **line._asdict()) for line in lines)
    db.session.flush()
    _open(asking, request, actor, now)
    units = sorted({line.org_unit_id for line in lines})
    detail = {"period": request.period, "rule": request.rule, "units": len(units)}
    record_act(actor, Act("send_request", "information_request", request.id, detail), now)
    return tell_request(request, units, now)


def settle_requests(institution_id: int, period: str, actor: Reader, now: datetime) -> None:
    """Note the requests about a period whose last answer has come in. The caller commits."""
    values = {"institution_id": institution_id, "period": period, "now": now}
    for request_id in db.session.scalars(_ANSWERED, values).all():
        record_act(actor, Act("answer_request", "information_request", request_id, {"period": period}), now)


def _locked_request(asking: Asking, now: datetime) -> InformationRequest:
    """The request, made where it is not there yet, locked until the transaction ends."""
    statement = insert(InformationRequest).values(
        **asking.identity, needs_actions=asking.kind.needs_actions, sent_at=now, due_at=asking.deadline.due_at
    )
    db.session.execute(statement.on_conflict_do_nothing(index_elements=list(asking.identity)))
    return db.session.scalars(select(InformationRequest).filter_by(**asking.identity).with_for_update()).one()


def _open(asking: Asking, request: InformationRequest, actor: Reader, now: datetime) -> None:
    """The sheets to answer on; what was asked for after its deadline is late from the first moment (rulings 1)."""
    values = {"institution_id": asking.institution_id, "period": request.period, "request_id": request.id}
    db.session.execute(_SHEETS, values)
    open_period(asking.institution_id, asking.deadline, actor, now)
    if not asking.deadline.is_on_time(now):
        close_window(asking.institution_id, period_row(asking.institution_id, request.period), actor, now)
