"""A unit says what it does about an item: from the item's page, or again after it was rejected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from models.actions.hold_action import attend, roles_over, take_action_step
from models.actions.record_act import Act, record_act
from models.queries.item_alerts import asking_alerts, is_known_action
from models.queries.local_day import local_day
from models.rules.corrective_action import ActionState, check_due_on, check_is_new, check_says_something
from models.rules.errors import RuleBroken
from models.rules.roles import Role
from models.rules.workflow import Action
from models.scope import Reader
from models.tables.base import db
from models.tables.corrective_action import CorrectiveAction
from models.tables.plan_item import PlanItem
from models.tables.reporting_period import ReportingPeriod

RECORDERS = frozenset({Role.LIAISON, Role.DEPARTMENT_HEAD, Role.PLANNING_ANALYST, Role.PLANNING_HEAD})


@dataclass(frozen=True, slots=True)
class ActionWords:
    """What was typed: why the item is not green, what is done about it, who answers for that and until when."""

    cause: str
    description: str
    owner_id: int | None = None
    due_on: date | None = None


def register_action(item: PlanItem, words: ActionWords, actor: Reader, now: datetime) -> CorrectiveAction:
    """Record an action on an item; the open alert that asks for it is attended to with it. The caller commits.

    Raises RuleBroken 404 for another unit, 422 without words, for a copy of an earlier one, or one due in the past.
    """
    if not roles_over(actor, item.org_unit_id) & RECORDERS:
        raise RuleBroken("wrong_role", "Solo la unidad responsable registra acciones de este elemento.", status=403)
    alert = asking_alerts(item.institution_id, [item.id]).get(item.id)
    today = local_day(item.institution_id, now)
    _check(item.institution_id, item.id, words, today)
    action = CorrectiveAction(
        institution_id=item.institution_id,
        plan_item_id=item.id,
        org_unit_id=item.org_unit_id,
        alert_id=alert.alert_id if alert else None,
        period=alert.period if alert else _latest_period(item.institution_id),
        cause=words.cause.strip(),
        description=words.description.strip(),
        owner_id=words.owner_id,
        due_on=words.due_on,
        state=ActionState.REGISTERED,
        recorded_on=today,
        recorded_at=now,
        recorded_by_id=actor.user_id,
    )
    db.session.add(action)
    db.session.flush()
    attend(action.alert_id)
    _record(action, actor, now)
    return action


def revise_action(action: CorrectiveAction, words: ActionWords, actor: Reader, now: datetime) -> None:
    """Change what nobody validated yet; what was rejected waits for its head again. The caller commits.

    Raises RuleBroken 403, 409 once it is validated, 422 as above.
    """
    take_action_step(action, Action.SUBMIT, actor, local_day(action.institution_id, now))
    action.decided_at = action.decided_by_id = None
    _check(action.institution_id, action.plan_item_id, words, action.recorded_on, but=action.id)
    action.cause, action.description = words.cause.strip(), words.description.strip()
    action.owner_id, action.due_on = words.owner_id, words.due_on
    action.recorded_by_id = actor.user_id
    _record(action, actor, now)


def _check(institution_id: int, item_id: int, words: ActionWords, since: date, but: int | None = None) -> None:
    check_says_something(words.description)
    check_due_on(words.due_on, since)
    check_is_new(is_known=is_known_action(institution_id, item_id, words.description, but=but))


def _record(action: CorrectiveAction, actor: Reader, now: datetime) -> None:
    detail = {"plan_item_id": action.plan_item_id, "period": action.period}
    record_act(actor, Act("register_action", "corrective_action", action.id, detail), now)


def _latest_period(institution_id: int) -> str:
    """The period that is reported now, or was last."""
    found = db.session.scalars(
        select(ReportingPeriod.period)
        .where(ReportingPeriod.institution_id == institution_id, ReportingPeriod.opened_at.is_not(None))
        .order_by(ReportingPeriod.opened_at.desc(), ReportingPeriod.period.desc())
        .limit(1)
    ).one_or_none()
    if found is None:
        raise RuleBroken("period_not_open", "El periodo aún no abre: espere el primer día de captura.", status=409)
    return found
