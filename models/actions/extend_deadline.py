"""Give one unit a later date for one period, with a reason and until the end of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select

from models.actions.hold_sheet import central_roles, lock_open_period
from models.actions.queue_mail import MailOrder, queue_mail
from models.actions.record_act import Act, record_act
from models.actions.refresh_scores import refresh_scores
from models.queries.local_day import local_day
from models.queries.role_holders import chain_of
from models.queries.unit_deadline import unit_deadline
from models.queries.unit_sheets import unit_sheets
from models.rules.deadline import Deadline
from models.rules.errors import RuleBroken
from models.rules.reporting_mark import WAITED_FOR, ReportFacts
from models.rules.roles import Role
from models.rules.workflow import SheetState
from models.scope import Reader
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.deadline_extension import DeadlineExtension
from models.tables.progress import Progress


@dataclass(frozen=True, slots=True)
class Extension:
    """What is granted: to which unit, for which period, until which moment, and why."""

    org_unit_id: int
    period: str
    until: datetime
    reason: str


def extend_deadline(extension: Extension, actor: Reader, now: datetime) -> None:
    """Grant it: what the unit sends until then is on time, and until then it is not silent. The caller commits.

    A second one replaces the first. Raises RuleBroken 403 unless the actor is the planning head, 409 in a period that
    takes nothing or where the unit has sent all, 422 without a reason or for an end that is not later than before.
    """
    if Role.PLANNING_HEAD not in central_roles(actor):
        raise RuleBroken("wrong_role", "Solo la jefatura de planificación da una prórroga.", status=403)
    institution_id = actor.institution_id or 0
    lock_open_period(institution_id, extension.period)
    before = unit_deadline(institution_id, extension.period, extension.org_unit_id)
    waiting = [sheet for sheet in unit_sheets(extension.org_unit_id, extension.period) if _is_waited_for(sheet)]
    _check(extension, before, waiting, now)
    row = _keep(institution_id, extension, actor, now)
    _speak_again(waiting)
    db.session.flush()
    for sheet in waiting:
        refresh_scores(sheet.plan_id, None, sheet.period, now, org_unit_id=sheet.org_unit_id)
    detail = {
        "period": extension.period,
        "org_unit": waiting[0].org_unit.name,
        "before": before.due_at.isoformat(),
        "until": extension.until.isoformat(),
        "reason": row.reason,
    }
    record_act(actor, Act("extend_deadline", "deadline_extension", row.id, detail), now)
    _tell(row, before, now)


def _is_waited_for(sheet: CaptureSheet) -> bool:
    return ReportFacts(sheet.state, sheet.round, sheet.is_late, bool(sheet.exempt_reason)).mark in WAITED_FOR


def _check(extension: Extension, before: Deadline, waiting: list[CaptureSheet], now: datetime) -> None:
    if not waiting:
        raise RuleBroken("nothing_to_extend", "La unidad no tiene reportes pendientes en ese periodo.", status=409)
    if not extension.reason.strip():
        raise RuleBroken("reason_missing", "Escriba el motivo de la prórroga.", field="reason")
    if extension.until <= max(now, before.due_at):
        raise RuleBroken(
            "end_is_not_later", "La prórroga debe terminar después de hoy y del plazo que ya tiene.", field="until"
        )


def _keep(institution_id: int, extension: Extension, actor: Reader, now: datetime) -> DeadlineExtension:
    question = select(DeadlineExtension).where(
        DeadlineExtension.org_unit_id == extension.org_unit_id, DeadlineExtension.period == extension.period
    )
    row = db.session.scalars(question).one_or_none()
    if row is None:
        row = DeadlineExtension(
            institution_id=institution_id, org_unit_id=extension.org_unit_id, period=extension.period
        )
        db.session.add(row)
    row.due_at, row.reason = extension.until, extension.reason.strip()
    row.granted_at, row.granted_by_id = now, actor.user_id or 0
    db.session.flush()
    return row


def _speak_again(sheets: list[CaptureSheet]) -> None:
    """Who counted as silent has time again: as before the window ended."""
    for sheet in sheets:
        if sheet.state is SheetState.NO_REPORT:
            has_lines = db.session.scalar(select(exists().where(Progress.capture_sheet_id == sheet.id)))
            sheet.state = SheetState.DRAFT if has_lines else SheetState.NOT_STARTED


def _tell(row: DeadlineExtension, before: Deadline, now: datetime) -> None:
    """To those who answer for the unit's report."""
    chain = chain_of(row.institution_id, local_day(row.institution_id, now))
    people = {person for role in (Role.LIAISON, Role.DEPARTMENT_HEAD) for person in chain.own(row.org_unit_id, role)}
    data = {"before": before.due_at.isoformat(), "after": row.due_at.isoformat(), "reason": row.reason}
    for person in sorted(people):
        order = MailOrder(
            institution_id=row.institution_id,
            rule=before.rule,
            step="extended",
            kind="deadline_moved",
            recipient_id=person,
            subject=f"unit-{row.org_unit_id}",
            period=row.period,
            round=row.row_version,
            data=data,
        )
        queue_mail(order, now)
