"""The head about a corrective action: adequate, or not (S0-I-03, SoD-7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import update

from models.actions.hold_action import take_action_step
from models.actions.queue_mail import queue_mail
from models.actions.record_act import Act, record_act
from models.actions.tell_action import action_order
from models.queries.answered_alerts import answered_alerts
from models.queries.local_day import local_day
from models.rules.alert import AlertKind, AlertState, Ending
from models.rules.corrective_action import check_due_on, check_is_whole, check_not_own_action
from models.rules.workflow import Action
from models.scope import Reader
from models.tables.alert import Alert
from models.tables.base import db
from models.tables.corrective_action import CorrectiveAction


@dataclass(frozen=True, slots=True)
class Decision:
    """What the head adds: a comment, and who answers until when where that was left open."""

    comment: str = ""
    owner_id: int | None = None
    due_on: date | None = None


def validate_action(action: CorrectiveAction, decision: Decision, actor: Reader, now: datetime) -> None:
    """Find it adequate. The caller commits.

    Raises RuleBroken 403 for its author and for other roles or units, 409 in another state, 422 while nobody answers
    for it or it has no end.
    """
    check_not_own_action(actor.user_id, action.recorded_by_id)
    take_action_step(action, Action.VALIDATE, actor, local_day(action.institution_id, now))
    action.owner_id = decision.owner_id or action.owner_id
    action.due_on = decision.due_on or action.due_on
    check_is_whole(action.owner_id, action.due_on)
    check_due_on(action.due_on, action.recorded_on)
    _decided(action, decision.comment, "validate_action", actor, now)
    db.session.flush()
    _end_missing(action, now)


def reject_action(action: CorrectiveAction, reason: str, actor: Reader, now: datetime) -> None:
    """Give it back to who recorded it, who is told at once. The caller commits. Raises RuleBroken 403, 409, 422."""
    check_not_own_action(actor.user_id, action.recorded_by_id)
    take_action_step(action, Action.REJECT, actor, local_day(action.institution_id, now), reason)
    _decided(action, reason, "reject_action", actor, now)
    tell_author(action, now)


def tell_author(action: CorrectiveAction, now: datetime) -> None:
    """Queue a mail to who recorded what came back, if that was a person."""
    if action.recorded_by_id is None:
        return
    step = f"returned-{now:%Y%m%dT%H%M%S}"
    queue_mail(action_order(action, step, "action_returned", action.recorded_by_id), now)


def _decided(action: CorrectiveAction, comment: str, act: str, actor: Reader, now: datetime) -> None:
    action.decided_by_id, action.decided_at = actor.user_id, now
    action.comment = comment.strip()
    detail = {"comment": action.comment, "period": action.period}
    record_act(actor, Act(act, "corrective_action", action.id, detail), now)


def _end_missing(action: CorrectiveAction, now: datetime) -> None:
    """Alerts about a missing action end with the action."""
    missing = (Alert.kind == AlertKind.MISSING_ACTION) & (Alert.state != AlertState.CLOSED)
    waiting = db.session.scalars(db.select(Alert.id).where(missing, Alert.institution_id == action.institution_id))
    db.session.execute(
        update(Alert)
        .where(Alert.id.in_(answered_alerts(waiting.all())))
        .values(state=AlertState.CLOSED, closed_at=now, ending=Ending.ANSWERED, row_version=Alert.row_version + 1)
        .execution_options(synchronize_session=False)
    )
