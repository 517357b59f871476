"""Take a unit's report of a month out of every figure, with a reason."""

from __future__ import annotations

from datetime import datetime

from models.actions.hold_sheet import central_roles, lock_open_period
from models.actions.record_act import Act, record_act
from models.actions.refresh_scores import refresh_scores
from models.rules.errors import RuleBroken
from models.rules.roles import Role
from models.scope import Reader
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet


def waive_report(sheet: CaptureSheet, reason: str, actor: Reader, now: datetime) -> None:
    """Only a waiver makes a silent report `exempt` (rulings 10). The caller commits.

    Raises RuleBroken 403 unless the actor is the planning head, 409 for a sent sheet, 422 without a reason.
    """
    lock_open_period(sheet.institution_id, sheet.period)
    if Role.PLANNING_HEAD not in central_roles(actor):
        raise RuleBroken("wrong_role", "Solo la jefatura de planificación exime de un reporte.", status=403)
    if sheet.round > 0:
        raise RuleBroken("already_sent", "La unidad ya envió este reporte: no hace falta eximirla.", status=409)
    if not reason.strip():
        raise RuleBroken("reason_missing", "Escriba el motivo por el que se exime a la unidad.", field="reason")
    sheet.exempt_reason = reason.strip()
    db.session.flush()
    refresh_scores(sheet.plan_id, None, sheet.period, now, org_unit_id=sheet.org_unit_id)
    record_act(actor, Act("waive_report", "capture_sheet", sheet.id, {"reason": reason.strip()}), now)
