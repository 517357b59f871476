"""Corrective actions and alerts under change: locked, with the step that is taken."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select, update

from models.actions.hold_sheet import roles_in
from models.queries.action_deciders import deciders
from models.rules.alert import UNATTENDED, AlertState
from models.rules.corrective_action import ACTION_STEPS, VALIDATION
from models.rules.errors import RuleBroken
from models.rules.roles import Role
from models.rules.workflow import Action, check_note, find_step
from models.scope import Reader
from models.tables.alert import Alert
from models.tables.base import db
from models.tables.corrective_action import CorrectiveAction


def action_of(action_id: int, *, lock: bool = False) -> CorrectiveAction:
    """The action, if its reader may see it; raises RuleBroken 404 otherwise."""
    question = select(CorrectiveAction).where(CorrectiveAction.id == action_id)
    if lock:
        question = question.with_for_update().execution_options(populate_existing=True)
    action = db.session.scalars(question).one_or_none()
    if action is None:
        raise RuleBroken("action_not_found", "No encontramos esa acción. Vuelva a la lista de acciones.", status=404)
    return action


def alert_of(alert_id: int, *, lock: bool = False) -> Alert:
    """The alert, if its reader may see it; raises RuleBroken 404 otherwise."""
    question = select(Alert).where(Alert.id == alert_id)
    if lock:
        question = question.with_for_update().execution_options(populate_existing=True)
    alert = db.session.scalars(question).one_or_none()
    if alert is None:
        raise RuleBroken("alert_not_found", "No encontramos esa alerta. Vuelva a la lista de alertas.", status=404)
    return alert


def roles_over(actor: Reader, org_unit_id: int) -> frozenset[Role]:
    """The roles whose authority covers the unit; raises RuleBroken 404 for who only reads its items (rulings 17)."""
    roles = roles_in(actor, org_unit_id)
    if not roles:
        raise RuleBroken("other_unit", "Eso lo hace la unidad responsable del elemento.", status=404)
    return roles


def take_action_step(action: CorrectiveAction, step: Action, actor: Reader, on: date, note: str = "") -> None:
    """Bring the action to the state to which a step leads; raises RuleBroken 403, 409 or 422."""
    roles = roles_over(actor, action.org_unit_id)
    if step in (Action.VALIDATE, Action.REJECT) and actor.user_id in deciders(action, on):
        roles |= VALIDATION.by
    taken = find_step(ACTION_STEPS, action.state, step, roles)
    check_note(taken, note)
    action.state = taken.to


def attend(alert_id: int | None) -> None:
    """What was done about an alert shows that it is attended to. The caller commits."""
    if alert_id is not None:
        db.session.execute(
            update(Alert)
            .where(Alert.id == alert_id, Alert.state.in_(UNATTENDED))
            .values(state=AlertState.MANAGED, row_version=Alert.row_version + 1)
            .execution_options(synchronize_session=False)
        )
