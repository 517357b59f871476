"""Planning reminds units that have not sent their report: once a day for a unit and period, and on record."""

from __future__ import annotations

from datetime import datetime

from models.actions.hold_sheet import central_roles, lock_open_period
from models.actions.queue_mail import MailOrder, queue_mail
from models.actions.record_act import Act, record_act
from models.queries.asked_reminders import ASKED_REMINDER, Recipient, ReminderPlan, UnitToRemind, reminder_plan
from models.rules.errors import RuleBroken
from models.rules.roles import Role
from models.scope import Reader

REMINDERS = frozenset({Role.PLANNING_ANALYST, Role.PLANNING_HEAD})


def remind_units(period: str, unit_id: int | None, actor: Reader, now: datetime) -> int:
    """Queue the reminders of one unit, or of all that have something to send; give how many. The caller commits.

    Raises RuleBroken 403 unless the actor is planning, 409 where the period takes nothing, where nobody is waited for
    or nobody answers, and for a second reminder on a day.
    """
    if REMINDERS.isdisjoint(central_roles(actor)):
        raise RuleBroken("wrong_role", "Los recordatorios los envía la unidad de planificación.", status=403)
    institution_id = actor.institution_id or 0
    lock_open_period(institution_id, period)
    plan = reminder_plan(institution_id, period, now)
    units = [unit for unit in plan.units if unit_id in {None, unit.org_unit_id}]
    _refuse(units)
    return sum(_remind(plan, unit, period, actor, now) for unit in units if unit.can_be_reminded)


def reminder_order(plan: ReminderPlan, unit: UnitToRemind, to: Recipient, period: str, actor: Reader) -> MailOrder:
    """The mail to one person, as it is queued and as the page shows it before."""
    return MailOrder(
        institution_id=actor.institution_id or 0,
        rule=plan.rule,
        step=plan.step,
        kind=ASKED_REMINDER,
        recipient_id=to.user_id,
        subject=f"unit-{unit.org_unit_id}",
        period=period,
        data={
            "org_unit_id": unit.org_unit_id,
            "due_at": unit.due_at.isoformat(),
            "opens_sheet": to.is_liaison,
        },
    )


def _remind(plan: ReminderPlan, unit: UnitToRemind, period: str, actor: Reader, now: datetime) -> int:
    orders = [reminder_order(plan, unit, to, period, actor) for to in unit.recipients]
    mails = sum(queue_mail(order, now) for order in orders)
    detail = {"period": period, "recipients": [to.name for to in unit.recipients]}
    record_act(actor, Act("remind_unit", "org_unit", unit.org_unit_id, detail), now)
    return mails


def _refuse(units: list[UnitToRemind]) -> None:
    if not units:
        raise RuleBroken("nobody_to_remind", "Nadie tiene reportes pendientes en ese periodo.", status=409)
    if not any(unit.recipients for unit in units):
        raise RuleBroken(
            "nobody_answers", "No hay enlace ni jefatura a quien recordar: asigne primero a una persona.", status=409
        )
    if not any(unit.can_be_reminded for unit in units):
        raise RuleBroken("already_reminded", "Hoy ya se envió ese recordatorio. Puede repetirlo mañana.", status=409)
