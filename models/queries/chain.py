"""The red chain of an item, in the order of time: colours, alerts, actions, meetings, decisions, commitments."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import select, text
from sqlalchemy.orm import joinedload

from models.queries.answered_alerts import answered_alerts
from models.queries.preset_in_use import preset_in_use
from models.rules.money import coherence_gap
from models.rules.period import Period, PeriodKind
from models.tables.agenda_point import AgendaPoint
from models.tables.alert import Alert
from models.tables.base import db
from models.tables.commitment import Commitment
from models.tables.corrective_action import CorrectiveAction
from models.tables.cut import Cut
from models.tables.cut_item import CutItem
from models.tables.decision import Decision
from models.tables.evidence import Evidence
from models.tables.level import Level
from models.tables.meeting import Meeting
from models.tables.plan_item import PlanItem
from models.tables.plan_type import PlanType


class FrozenColor(NamedTuple):
    """The item at the cut in force of a period; `run` counts the cuts at which it was not green, back from this one."""

    period: str
    frozen_at: datetime
    number: int
    color: str
    state: str
    percent: Decimal | None
    run: int
    year_percent: Decimal | None
    executed_percent: Decimal | None

    @property
    def gap(self) -> Decimal | None:
        """The advance of the year minus the execution of its money, in points (R C-22)."""
        return coherence_gap(self.year_percent, self.executed_percent)


@dataclass(frozen=True, slots=True)
class Link:
    """One link of the chain: when, of which kind (`color`, `alert`, `action`, …), and the row itself."""

    at: datetime
    kind: str
    row: Any


@dataclass(frozen=True, slots=True)
class Chain:
    """All links in order; `answered` has the alerts with their action, `files` those of each action."""

    links: list[Link]
    answered: frozenset[int]
    files: dict[int, list[Evidence]]


_BELOW = text(
    """
    WITH RECURSIVE below AS (
      SELECT id FROM plan_item WHERE id = :item_id AND institution_id = :institution_id
      UNION ALL SELECT child.id FROM plan_item child JOIN below ON child.parent_id = below.id)
    SELECT id FROM below
    """
)


def chain_of_item(item: PlanItem) -> Chain:
    """Give what the reader sees of it: colours and alerts of its own, actions and commitments also of what is below."""
    ids = list(db.session.scalars(_BELOW, {"item_id": item.id, "institution_id": item.institution_id}))
    alerts = db.session.scalars(select(Alert).where(Alert.plan_item_id == item.id)).all()
    actions = _actions(ids)
    links = [Link(color.frozen_at, "color", color) for color in _colors(item)]
    links += [Link(alert.raised_at, "alert", alert) for alert in alerts]
    links += [Link(action.recorded_at, "action", action) for action in actions]
    links += _governance(item.id, ids)
    return Chain(
        sorted(links, key=lambda link: link.at),
        answered_alerts([alert.id for alert in alerts]),
        _files([action.id for action in actions]),
    )


def _colors(item: PlanItem) -> list[FrozenColor]:
    rows = db.session.execute(
        select(
            *(Cut.period, Cut.frozen_at, Cut.number, CutItem.color, CutItem.state),
            *(CutItem.to_date_percent, CutItem.non_green_run, CutItem.year_percent, CutItem.executed_percent),
        )
        .join(CutItem, CutItem.cut_id == Cut.id)
        .where(CutItem.plan_item_id == item.id)
        .order_by(Cut.period, Cut.number)
    )
    found = {row.period: FrozenColor(*row) for row in rows}  # the latest of a period is in force
    frequency = _frequency(item)
    return [color for color in found.values() if Period.parse(color.period).kind is frequency]


def _frequency(item: PlanItem) -> PeriodKind:
    """How often its plan is captured; the cuts of longer periods say nothing new about it."""
    code = db.session.scalars(
        select(PlanType.code).join(Level, Level.plan_type_id == PlanType.id).where(Level.id == item.level_id)
    ).one()
    return preset_in_use(item.institution_id).preset.plan_type(code).frequency


def _actions(item_ids: Collection[int]) -> list[CorrectiveAction]:
    return list(
        db.session.scalars(
            select(CorrectiveAction)
            .options(
                joinedload(CorrectiveAction.plan_item),
                joinedload(CorrectiveAction.owner),
                joinedload(CorrectiveAction.recorded_by),
                joinedload(CorrectiveAction.decided_by),
                joinedload(CorrectiveAction.verified_by),
            )
            .where(CorrectiveAction.plan_item_id.in_(item_ids))
            .order_by(CorrectiveAction.id)
        )
    )


def _governance(item_id: int, item_ids: Collection[int]) -> Iterator[Link]:
    """Meetings about the item with their decisions, and the commitments that were agreed on it."""
    meetings = db.session.scalars(
        select(Meeting).where(Meeting.id.in_(select(AgendaPoint.meeting_id).where(AgendaPoint.plan_item_id == item_id)))
    ).all()
    yield from (Link(meeting.starts_at, "meeting", meeting) for meeting in meetings)
    decisions = select(Decision).where(Decision.meeting_id.in_([meeting.id for meeting in meetings]))
    yield from (Link(decision.recorded_at, "decision", decision) for decision in db.session.scalars(decisions))
    commitments = (
        select(Commitment)
        .options(joinedload(Commitment.owner), joinedload(Commitment.org_unit))
        .where(Commitment.plan_item_id.in_(item_ids))
    )
    yield from (Link(each.agreed_at, "commitment", each) for each in db.session.scalars(commitments))


def _files(action_ids: Collection[int]) -> dict[int, list[Evidence]]:
    found: dict[int, list[Evidence]] = {}
    rows = db.session.scalars(
        select(Evidence).where(Evidence.corrective_action_id.in_(action_ids)).order_by(Evidence.id)
    )
    for file in rows:
        found.setdefault(file.corrective_action_id or 0, []).append(file)
    return found
