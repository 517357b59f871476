"""Reminders, the ladder, the early warning and the call to check: who is told what, and who is spared."""

from __future__ import annotations

from jobs.tasks.desk import SUPERSEDED, Desk, Result, units_of
from models.actions.raise_alerts import raise_early
from models.actions.tell_alerts import mark_notified
from models.queries.alert_list import units_unseen
from models.queries.unit_deadline import running_extensions
from models.queries.warning_content import warning_content
from models.rules.roles import Role
from models.rules.sentence import say
from models.rules.workflow import SheetState

FIRST = "due"
"""The step of the notice itself; its later ones are for who has not seen it."""


def remind(desk: Desk) -> Result:
    """To each unit that has not sent, while its window is open (R 4.1)."""
    window = desk.task.window
    if not desk.is_last or window is None or desk.now >= window.ends_at:
        return SUPERSEDED
    mails, later, liaisons = 0, running_extensions(desk.institution_id, desk.period, desk.now), _liaisons(desk)
    for unit in units_of(row for row in desk.board if not row.is_sent and not row.is_exempt):
        data = {"org_unit_id": unit, "due_at": later.get(unit, desk.task.deadline.due_at).isoformat()}
        for person in desk.recipients([unit]):
            opens_sheet = person in liaisons
            mails += desk.write("reminder", f"unit-{unit}", [person], {**data, "opens_sheet": opens_sheet})
    return Result("reminded", mails)


def escalate(desk: Desk) -> Result:
    """Whoever stands on the rung gets one mail with all silent units that concern him (R 4.1 ladder)."""
    if not desk.is_last:
        return SUPERSEDED
    concerned: dict[int, list[int]] = {}
    later = running_extensions(desk.institution_id, desk.period, desk.now)
    silent = (row for row in desk.board if row.round == 0 and not row.is_exempt and row.org_unit_id not in later)
    for unit in units_of(silent):
        for person in desk.recipients([unit]):
            concerned.setdefault(person, []).append(unit)
    mails, liaisons = 0, _liaisons(desk)
    for person, units in concerned.items():
        path = "/mi-mes/" if person in liaisons else "/control/"
        data = {"org_unit_ids": units, "path": path, "why": say("el reporte de estas unidades no llegó a tiempo")}
        mails += desk.write("escalation", "silent-units", [person], data)
    return Result("escalated", mails)


def warn_early(desk: Desk) -> Result:
    """One notice per dependency to its head, whether planning verified or not (AC0-3, G-02)."""
    if not desk.is_last:
        return SUPERSEDED
    if desk.task.notice is not None and desk.task.notice.step != FIRST:
        return _warn_again(desk)
    raise_early(desk.institution_id, desk.period, desk.now)
    mails, told = 0, []
    for unit in warning_content(desk.institution_id, desk.period):
        heads = _head(desk, unit)
        mails += desk.write("early_warning", f"unit-{unit}", heads, {"org_unit_id": unit})
        told += [unit] if heads else []
    mark_notified(desk.institution_id, told)
    return Result("warned", mails)


def _warn_again(desk: Desk) -> Result:
    """Once more to the heads of units that have not seen their alerts (S0-D04)."""
    mails, concerned = 0, warning_content(desk.institution_id, desk.period)
    for unit in sorted(units_unseen(desk.institution_id, desk.period) & concerned.keys()):
        mails += desk.write("early_warning", f"unit-{unit}", _head(desk, unit), {"org_unit_id": unit, "again": True})
    return Result("warned_again", mails)


def ask_for_check(desk: Desk) -> Result:
    """To the heads, and later to planning: reports that wait for their check (S0-D07)."""
    if not desk.is_last:
        return SUPERSEDED
    mails = 0
    for unit in units_of(row for row in desk.board if row.state is SheetState.SUBMITTED):
        mails += desk.write("completeness", f"unit-{unit}", desk.recipients([unit]), {"org_unit_id": unit})
    return Result("asked", mails)


def _liaisons(desk: Desk) -> set[int]:
    """Those who have a sheet to open; a link to it would be refused to anybody else."""
    return {holder.user_id for holder in desk.people.holders if holder.role is Role.LIAISON}


def _head(desk: Desk, unit: int) -> list[int]:
    """One person: who acts as head today, or else the head."""
    heads = [h for h in desk.people.holders if h.org_unit_id == unit and h.role is Role.DEPARTMENT_HEAD]
    return [h.user_id for h in sorted(heads, key=lambda h: (not h.is_acting, h.user_id))][:1]
