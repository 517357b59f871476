"""What the clock does at a moment: each due occasion is claimed once and done in the same transaction."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select

from jobs.schedule import LOOKS_BACK, due_tasks
from jobs.tasks import DOINGS
from jobs.tasks.actions import call_for_actions
from jobs.tasks.commitments import call_for_commitments
from jobs.tasks.desk import Desk
from jobs.tasks.digest import digest
from jobs.tasks.drafts import draft_editions
from jobs.tasks.last_call import last_call
from jobs.tasks.urgent_meeting import draft_urgent_meeting
from jobs.tasks.window import CLOSED, OPENED, WINDOW_CLOSED
from models.actions.claim_occurrence import claim_occurrence
from models.actions.end_extensions import end_extensions
from models.actions.end_reopenings import end_reopenings
from models.clock import business_now
from models.scope import Reader, as_system
from models.tables.base import db
from models.tables.institution import Institution
from models.tables.occurrence import Occurrence

CLOCK = "reloj"
CALLS = {"commitments": call_for_commitments, "corrective_actions": call_for_actions}
"""What people answer for by a day, and who reminds them of it."""


@dataclass(slots=True)
class TickReport:
    """What happened; run twice for one moment, the second report is empty."""

    now: datetime
    opened: list[dict[str, str]] = field(default_factory=list)
    closed_windows: list[dict[str, str]] = field(default_factory=list)
    closed: list[dict[str, str]] = field(default_factory=list)
    mails_queued: int = 0
    reports_started: int = 0
    occurrences: list[dict[str, Any]] = field(default_factory=list)


def tick(now: datetime | None = None) -> TickReport:
    """Do what is due by `now` (business time; the clock's own by default) in every institution.

    1. Ask the rules which occasions have come, in order of time.
    2. Leave out those that were claimed before.
    3. Of several overdue ones of a series do the last and mark the others as superseded.
    4. Claim, do and commit one by one: a kill loses at most the one in hand, which is found again.
    """
    report = TickReport(now or business_now())
    with as_system(None, CLOCK):
        places = list(db.session.execute(select(Institution.id, Institution.code).order_by(Institution.id)))
        db.session.commit()
    for institution_id, code in places:
        with as_system(institution_id, CLOCK) as actor:
            _tick_institution(institution_id, code, actor, report)
    return report


def _tick_institution(institution_id: int, code: str, actor: Reader, report: TickReport) -> None:
    claimed = _claimed(institution_id, report.now)
    waiting = [task for task in due_tasks(institution_id, report.now) if (task.key, task.at) not in claimed]
    last = {task.series: task.key for task in waiting}
    db.session.commit()
    for task in waiting:
        _run(code, Desk(institution_id, task, actor, report.now, last[task.series] == task.key), report)
    for end, mails in last_call(institution_id, report.now):
        report.mails_queued += mails
        report.occurrences.append({"institution": code, "period": end.period, "task": "last_call"})
    db.session.commit()
    for period in end_extensions(institution_id, actor, report.now):
        report.occurrences.append({"institution": code, "period": period, "task": "end_extension"})
    db.session.commit()
    for period in end_reopenings(institution_id, actor, report.now):
        report.closed.append({"institution": code, "period": period})
        report.occurrences.append({"institution": code, "period": period, "task": "end_reopening"})
    db.session.commit()
    quarter = draft_urgent_meeting(institution_id, actor, report.now)
    if quarter is not None:
        report.mails_queued += 1
        report.occurrences.append({"institution": code, "period": quarter, "task": "urgent_meeting"})
    db.session.commit()
    _call_people(institution_id, code, report)
    _draft_reports(institution_id, code, actor, report)
    digested = digest(institution_id, report.now)
    if digested is not None:
        report.mails_queued += digested.mails
        report.occurrences.append({"institution": code, "task": "digest", "due_at": digested.at.isoformat()})
    db.session.commit()


def _call_people(institution_id: int, code: str, report: TickReport) -> None:
    for name, call in CALLS.items():
        mails = call(institution_id, report.now)
        if mails:
            report.mails_queued += mails
            report.occurrences.append({"institution": code, "task": name})
        db.session.commit()


def _draft_reports(institution_id: int, code: str, actor: Reader, report: TickReport) -> None:
    for edition in draft_editions(institution_id, actor, report.now):
        report.reports_started += 1
        report.occurrences.append({"institution": code, "period": edition.period, "task": "draft_edition"})
    db.session.commit()


def _run(code: str, desk: Desk, report: TickReport) -> None:
    task = desk.task
    claimed = claim_occurrence(desk.institution_id, task.key, task.at, report.now)
    if claimed is None:
        db.session.rollback()
        return
    result = DOINGS[task.name.split(".")[0]](desk)
    claimed.done_at, claimed.result = report.now, result.word
    db.session.commit()
    period = {"institution": code, "period": desk.period}
    lists = {OPENED: report.opened, WINDOW_CLOSED: report.closed_windows, CLOSED: report.closed}
    if result.word in lists:
        lists[result.word].append(period)
    report.mails_queued += result.mails
    report.reports_started += result.reports
    at = task.at.isoformat()
    report.occurrences.append({**period, "task": task.name, "rule": task.rule.id, "due_at": at, "result": result.word})


def _claimed(institution_id: int, now: datetime) -> set[tuple[str, datetime]]:
    """Names and moments of everything that was claimed before, as far back as tasks go; one statement."""
    question = select(Occurrence.task, Occurrence.due_at).where(
        Occurrence.institution_id == institution_id, Occurrence.due_at > now - LOOKS_BACK
    )
    return {(task, due_at) for task, due_at in db.session.execute(question)}
