"""The planning head asks the units now, where the clock has not."""

from __future__ import annotations

from datetime import datetime

from models.actions.hold_sheet import central_roles
from models.actions.send_request import Asking, send_request
from models.queries.requests.to_ask import requests_to_send
from models.rules.errors import RuleBroken
from models.rules.roles import Role
from models.scope import Reader


def request_by_hand(rule: str, period: str, org_unit_id: int | None, actor: Reader, now: datetime) -> int:
    """Ask one unit, or all, for what was not asked for yet (S0-I-07, S0-I-10); give the mails queued.

    The caller commits. Raises RuleBroken 403 unless the actor is the planning head, 409 where nothing is left to ask.
    """
    if Role.PLANNING_HEAD not in central_roles(actor):
        raise RuleBroken("wrong_role", "Solo la jefatura de planificación solicita información.", status=403)
    institution_id = actor.institution_id or 0
    for found in requests_to_send(institution_id, now):
        if (found.kind.rule, str(found.deadline.period)) == (rule, period):
            mails = send_request(Asking(institution_id, found.kind, found.deadline, org_unit_id), actor, now)
            if mails is not None:
                return mails
    raise RuleBroken("nothing_to_request", "Ya se solicitó: vea las respuestas en la lista de solicitudes.", status=409)
