"""Alerts as lists: what asks for somebody's attention, the most pressing first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import ColumnElement, case, func, select

from models.queries.answered_alerts import answered_alerts
from models.queries.part import Part
from models.rules.alert import FOR_UNITS, OPEN, AlertKind, AlertState, Severity
from models.tables.alert import Alert
from models.tables.base import db
from models.tables.org_unit import OrgUnit
from models.tables.plan_item import PlanItem


class AlertLine(NamedTuple):
    """An alert, its item with the unit that answers for it, and whether the action that it asks for is there."""

    alert: Alert
    item_code: str
    item_name: str
    unit: OrgUnit
    is_answered: bool

    @property
    def wants_action(self) -> bool:
        """It is open, a unit's, and no validated action came yet."""
        return self.alert.state in OPEN and self.alert.kind in FOR_UNITS and not self.is_answered


@dataclass(frozen=True, slots=True)
class AlertFilter:
    """What is asked for; what is left out narrows nothing. `kinds` leaves the incoherent ones aside."""

    kinds: Collection[AlertKind] = FOR_UNITS
    states: Collection[AlertState] = OPEN
    severity: Severity | None = None
    org_unit_ids: Collection[int] | None = None
    item_ids: Collection[int] | None = None
    period: str | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """As conditions on alerts that are joined with their items."""
        found: list[ColumnElement[bool]] = [Alert.kind.in_(self.kinds), Alert.state.in_(self.states)]
        if self.severity is not None:
            found.append(Alert.severity == self.severity)
        if self.org_unit_ids is not None:
            found.append(PlanItem.org_unit_id.in_(self.org_unit_ids))
        if self.item_ids is not None:
            found.append(Alert.plan_item_id.in_(self.item_ids))
        if self.period is not None:
            found.append(Alert.period == self.period)
        return found


_PRESSING = case({severity.value: place for place, severity in enumerate(Severity)}, value=Alert.severity)
_ROWS = (
    select(Alert, PlanItem.code, PlanItem.name, OrgUnit)
    .join(PlanItem, PlanItem.id == Alert.plan_item_id)
    .join(OrgUnit, OrgUnit.id == PlanItem.org_unit_id)
)


def alert_lines(asked: AlertFilter, part: Part) -> list[AlertLine]:
    """Give those of the reader's scope: open before closed, pressing before not, newest first; two statements."""
    order = (Alert.state == AlertState.CLOSED, _PRESSING, Alert.period.desc(), PlanItem.code, Alert.id)
    question = _ROWS.where(*asked.conditions()).order_by(*order).limit(part.limit).offset(part.offset)
    rows = db.session.execute(question).all()
    answered = answered_alerts([row.Alert.id for row in rows])
    return [AlertLine(*row, is_answered=row.Alert.id in answered) for row in rows]


def count_alerts(asked: AlertFilter) -> int:
    """Give how many there are."""
    question = select(func.count()).select_from(Alert).join(PlanItem, PlanItem.id == Alert.plan_item_id)
    return db.session.scalar(question.where(*asked.conditions())) or 0


def alert_choices() -> tuple[list[str], list[tuple[int, str]]]:
    """Give the periods, the last one first, and the units as (id, name) of which the reader has alerts."""
    periods = db.session.scalars(select(Alert.period).distinct().order_by(Alert.period.desc()))
    units = (
        select(OrgUnit.id, OrgUnit.name, OrgUnit.code)
        .distinct()
        .join(PlanItem, PlanItem.org_unit_id == OrgUnit.id)
        .join(Alert, Alert.plan_item_id == PlanItem.id)
        .order_by(OrgUnit.code)
    )
    return list(periods), [(unit.id, unit.name) for unit in db.session.execute(units)]


def units_unseen(institution_id: int, period: str) -> set[int]:
    """Give the units with an early alert of the period that was told and that none of its people has opened yet."""
    question = (
        select(PlanItem.org_unit_id)
        .distinct()
        .join(Alert, Alert.plan_item_id == PlanItem.id)
        .where(
            Alert.institution_id == institution_id,
            Alert.period == period,
            Alert.kind == AlertKind.EARLY,
            Alert.state == AlertState.NOTIFIED,
        )
    )
    return set(db.session.scalars(question))


def items_wanting_action(item_ids: Collection[int]) -> frozenset[int]:
    """Give those of some items with an open alert and without the validated action that it asks for; two statements."""
    lines = alert_lines(AlertFilter(item_ids=item_ids), Part())
    return frozenset(line.alert.plan_item_id for line in lines if line.wants_action)
