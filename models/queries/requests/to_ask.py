"""What could be asked of the units now, because no request has asked for it yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from models.queries.deadlines import announced_deadlines, counted_deadline
from models.queries.local_day import local_day
from models.queries.plan_spans import plan_spans
from models.queries.preset_in_use import preset_in_use
from models.queries.requests.asked_lines import unasked_lines
from models.rules.deadline import Deadline, DeadlineRule
from models.rules.period import Period
from models.rules.request_kind import RequestKind
from models.tables.base import db
from models.tables.org_unit import OrgUnit

LOOKS_BACK = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class UnitToAsk:
    """A unit, and how many of its indicators were not asked for."""

    org_unit_id: int
    name: str
    indicators: int


@dataclass(frozen=True, slots=True)
class RequestToSend:
    """A request of a period that is over, with the units that it would go to."""

    kind: RequestKind
    deadline: Deadline
    units: tuple[UnitToAsk, ...]


def requests_to_send(institution_id: int, now: datetime) -> list[RequestToSend]:
    """Give what the last twelve months leave to ask for, the newest period first.

    As for the clock: of plans that were in force before the answer was due.
    """
    preset, spans = preset_in_use(institution_id).preset, plan_spans(institution_id)
    today, announced = local_day(institution_id, now), announced_deadlines(institution_id)
    found = []
    for rule in preset.deadlines:
        kind = preset.request_kind(rule.id)
        for period in _periods(rule, today) if kind else ():
            deadline = announced.get((rule.id, period)) or counted_deadline(institution_id, rule, period)
            if kind and any(span.asks_for(period, deadline.effective_due) for span in spans):
                found.append(RequestToSend(kind, deadline, _units(institution_id, kind, period)))
    return sorted((each for each in found if each.units), key=lambda each: each.deadline.due_at, reverse=True)


def _periods(rule: DeadlineRule, today: date) -> Iterator[Period]:
    """Periods of the rule's kind that are over."""
    if rule.anchor.period_kind is None:
        return
    period = Period.containing(today - LOOKS_BACK, rule.anchor.period_kind)
    while period.end < today:
        if rule.applies_to(period):
            yield period
        period = period.next()


def _units(institution_id: int, kind: RequestKind, period: Period) -> tuple[UnitToAsk, ...]:
    counts = Counter(line.org_unit_id for line in unasked_lines(institution_id, kind, period))
    rows = db.session.execute(select(OrgUnit.id, OrgUnit.name).where(OrgUnit.id.in_(counts)).order_by(OrgUnit.code))
    return tuple(UnitToAsk(unit, name, counts[unit]) for unit, name in rows)
