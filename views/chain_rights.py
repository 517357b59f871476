"""What a person may do on the page of a chain: the buttons beside each alert and action."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.actions.hold_sheet import roles_in
from models.queries.action_deciders import deciders
from models.queries.chain import Chain
from models.rules.alert import ALERT_STEPS, AlertKind
from models.rules.corrective_action import ACTION_STEPS, VALIDATION, standing
from models.rules.roles import Role
from models.rules.workflow import Action, steps_open_to
from models.scope import Reader
from models.tables.alert import Alert
from models.tables.corrective_action import CorrectiveAction


@dataclass(frozen=True, slots=True)
class ChainRights:
    """Names of the steps that are open, by the id of the action or alert; how each action stands today."""

    actions: dict[int, frozenset[str]]
    alerts: dict[int, frozenset[str]]
    standings: dict[int, str]


def rights_in_chain(chain: Chain, reader: Reader, today: date) -> ChainRights:
    """Ask the rules about every link; they are asked again when a step is taken."""
    actions = [link.row for link in chain.links if link.kind == "action"]
    alerts = [link.row for link in chain.links if link.kind == "alert"]
    return ChainRights(
        {action.id: _over_action(action, reader, today) for action in actions},
        {alert.id: _over_alert(alert, reader) for alert in alerts},
        {action.id: standing(action.state, action.due_on, today) for action in actions},
    )


def _over_action(action: CorrectiveAction, reader: Reader, today: date) -> frozenset[str]:
    roles = roles_in(reader, action.org_unit_id)
    if action.state is VALIDATION.state and reader.user_id in deciders(action, today):
        roles |= VALIDATION.by
    steps = steps_open_to(ACTION_STEPS, action.state, roles)
    is_author = action.recorded_by_id == reader.user_id
    return frozenset(step.action.value for step in steps if not (is_author and step.not_by_author))


def _over_alert(alert: Alert, reader: Reader) -> frozenset[str]:
    roles = roles_in(reader, alert.plan_item.org_unit_id)
    if alert.kind is AlertKind.INCOHERENT:
        roles -= {Role.DEPARTMENT_HEAD, Role.LIAISON}
    return frozenset(step.action.value for step in steps_open_to(ALERT_STEPS, alert.state, roles)) - {Action.SEE}
