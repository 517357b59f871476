"""The requests of an institution as their reader sees them, each with how many lines are answered."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import and_, func, or_, select

from models.rules.errors import RuleBroken
from models.tables.base import db
from models.tables.information_request import InformationRequest
from models.tables.progress import Progress
from models.tables.request_line import RequestLine


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request; `lines` and `answered` count what the reader sees of it."""

    request: InformationRequest
    lines: int
    answered: int

    @property
    def missing(self) -> int:
        """Lines without an answer."""
        return self.lines - self.answered


def request_board(institution_id: int) -> list[RequestRow]:
    """Give the requests in which something is asked of what the reader sees, the newest first; one statement."""
    is_answered = and_(
        Progress.indicator_id == RequestLine.indicator_id,
        Progress.org_unit_id == RequestLine.org_unit_id,
        Progress.period == InformationRequest.period,
        or_(Progress.counted_actual.is_not(None), Progress.counted_reason != ""),
    )
    rows = db.session.execute(
        select(InformationRequest, func.count(RequestLine.id), func.count(Progress.id))
        .join(RequestLine, RequestLine.information_request_id == InformationRequest.id)
        .outerjoin(Progress, is_answered)
        .where(InformationRequest.institution_id == institution_id)
        .group_by(InformationRequest.id)
        .order_by(InformationRequest.sent_at.desc(), InformationRequest.id.desc())
    )
    return [RequestRow(*row) for row in rows]


def request_of(request_id: int) -> InformationRequest:
    """Give a request, if its reader may see it; raises RuleBroken 404 otherwise."""
    found = db.session.scalars(select(InformationRequest).where(InformationRequest.id == request_id)).one_or_none()
    if found is None:
        raise RuleBroken("request_not_found", "No encontramos esa solicitud. Vuelva a la lista.", status=404)
    return found


def request_for(institution_id: int, rule: str, period: str) -> InformationRequest | None:
    """Give the request that a deadline made about a period; None where nobody was asked."""
    return db.session.scalars(
        select(InformationRequest).where(
            InformationRequest.institution_id == institution_id,
            InformationRequest.rule == rule,
            InformationRequest.period == period,
        )
    ).one_or_none()
