"""Planning opens a period whose first day has come, where the clock has not."""

from __future__ import annotations

from datetime import datetime

from models.actions.hold_sheet import central_roles
from models.actions.open_period import open_period
from models.queries.asked_sheets import count_asked
from models.queries.capture_deadline import capture_deadline
from models.queries.local_day import local_day
from models.rules.errors import RuleBroken
from models.rules.period import Period
from models.rules.roles import Role
from models.scope import Reader


def open_by_hand(institution_id: int, period: str, actor: Reader, now: datetime) -> None:
    """Open the window of a period that is over, be it before its first business day (R SM-3). The caller commits.

    Raises RuleBroken 403 unless the actor is the planning head, 404 where such periods are not captured, 409 for one
    that is not over, is open already or has nobody to report.
    """
    if Role.PLANNING_HEAD not in central_roles(actor):
        raise RuleBroken("wrong_role", "Solo la jefatura de planificación abre un periodo.", status=403)
    deadline = capture_deadline(institution_id, period)
    span = Period.parse(period)
    if span.end >= local_day(institution_id, now):
        raise RuleBroken("period_not_over", "Ese periodo aún no termina: se abre después de su último día.", status=409)
    if count_asked(institution_id, span) == (0, 0):
        raise RuleBroken(
            "nothing_to_report", "Ningún plan vigente pide reportes de ese periodo: ponga uno en vigencia.", status=409
        )
    if not open_period(institution_id, deadline, actor, now):
        raise RuleBroken("period_is_open", "Ese periodo ya está abierto.", status=409)
