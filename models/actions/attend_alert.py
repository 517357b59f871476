"""What people do with alerts: seen, attended to, closed once they are answered; taken to the urgent meeting."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from models.actions.hold_action import roles_over
from models.actions.hold_sheet import roles_in
from models.actions.record_act import Act, record_act
from models.queries.alert_list import AlertFilter, alert_lines
from models.queries.answered_alerts import answered_alerts
from models.queries.part import Part
from models.rules.alert import ALERT_STEPS, FOR_UNITS, AlertKind, AlertState, Ending, check_answered
from models.rules.errors import RuleBroken
from models.rules.roles import Role
from models.rules.workflow import Action, check_note, find_step, steps_open_to
from models.scope import Reader
from models.tables.alert import Alert
from models.tables.base import db
from models.tables.plan_item import PlanItem


def see_alerts(actor: Reader, now: datetime) -> int:
    """Mark what was told to the actor's units as seen; gives how many. The caller commits."""
    waiting = AlertFilter(states=(AlertState.GENERATED, AlertState.NOTIFIED))
    seen = []
    for line in alert_lines(waiting, Part()):
        open_to = steps_open_to(ALERT_STEPS, line.alert.state, roles_in(actor, line.unit.id))
        if any(step.action is Action.SEE for step in open_to):
            line.alert.state = AlertState.SEEN
            seen.append(line.alert.id)
    if seen:
        record_act(actor, Act("see_alerts", "alert", None, {"alerts": len(seen)}), now)
    return len(seen)


def attend_alert(alert: Alert, actor: Reader, now: datetime) -> None:
    """Its unit works on it. The caller commits. Raises RuleBroken 403, 409."""
    step = find_step(ALERT_STEPS, alert.state, Action.ATTEND, roles_over(actor, alert.plan_item.org_unit_id))
    alert.state = step.to
    _record(alert, "attend_alert", actor, now)


def close_alert(alert: Alert, note: str, actor: Reader, now: datetime) -> None:
    """Close what is answered: one that goes on not green wants a new action (S0-I-06, AC0-5). The caller commits.

    Raises RuleBroken 403 for another unit, or a head about incoherent facts; 409 while the action is missing or it is
    closed; 422 without a note.
    """
    roles = roles_over(actor, alert.plan_item.org_unit_id)
    if alert.kind is AlertKind.INCOHERENT:
        roles -= {Role.DEPARTMENT_HEAD}  # they are for whoever verifies (R C-23)
    step = find_step(ALERT_STEPS, alert.state, Action.CLOSE, roles)
    check_note(step, note)
    check_answered(alert.kind, is_answered=alert.id in answered_alerts([alert.id]))
    alert.state, alert.closed_at, alert.closed_by_id = step.to, now, actor.user_id
    alert.ending, alert.note = Ending.MANAGED, note.strip()
    _record(alert, "close_alert", actor, now)


def escalate_alerts(item_ids: Collection[int], actor: Reader, now: datetime) -> None:
    """Note that these items are taken to the urgent meeting (S0-I-09). The caller commits. Raises RuleBroken 403."""
    if not actor.holds(Role.PLANNING_DIRECTOR):
        raise RuleBroken("wrong_role", "La reunión urgente la convoca la dirección de planificación.", status=403)
    found = db.session.scalars(
        select(Alert)
        .join(PlanItem, PlanItem.id == Alert.plan_item_id)
        .where(Alert.plan_item_id.in_(item_ids), Alert.kind.in_(FOR_UNITS), Alert.state != AlertState.CLOSED)
    ).all()
    for alert in found:
        alert.escalated_at = alert.escalated_at or now
    record_act(actor, Act("escalate_alerts", "alert", None, {"alerts": len(found)}), now)


def _record(alert: Alert, act: str, actor: Reader, now: datetime) -> None:
    detail = {"kind": alert.kind.value, "period": alert.period, "plan_item_id": alert.plan_item_id}
    record_act(actor, Act(act, "alert", alert.id, detail), now)
