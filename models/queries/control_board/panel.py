"""One unit in one period: what is missing line by line, who was reminded, what was remarked, who did what."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import select

from models.queries.control_board.board import deadline_of
from models.queries.control_board.people import Signal, UnitPeople, unit_people
from models.queries.local_day import local_day
from models.queries.preset_in_use import preset_in_use
from models.queries.sheet_lines import SheetLine, sheet_lines
from models.queries.unit_deadline import extended, extensions
from models.queries.unit_sheets import unit_sheets
from models.queries.update_status import Check, kind_of, update_checks
from models.rules.deadline import Deadline
from models.rules.errors import RuleBroken
from models.rules.period import Period
from models.rules.reporting_mark import WAITED_FOR, ReportFacts
from models.rules.update_kind import UpdateKind
from models.rules.workflow import MailState, PeriodState
from models.tables.audit_entry import AuditEntry
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.deadline_extension import DeadlineExtension
from models.tables.outbox_mail import OutboxMail
from models.tables.remark import Remark
from models.tables.reporting_period import ReportingPeriod

REMINDERS = ("reminder", "asked_reminder")
MOST_ACTS = 8


@dataclass(frozen=True, slots=True)
class PanelSheet:
    """One report with its programmed activities, those of them that lack a value, and planning's mark."""

    sheet: CaptureSheet
    programmed: int
    missing: tuple[SheetLine, ...]
    kind: UpdateKind
    check: Check | None

    @property
    def is_waited_for(self) -> bool:
        """The unit has still to send it."""
        sheet = self.sheet
        return ReportFacts(sheet.state, sheet.round, sheet.is_late, bool(sheet.exempt_reason)).mark in WAITED_FOR


@dataclass(frozen=True, slots=True)
class Reminder:
    """A mail that reminded somebody of the period's report."""

    person: str
    queued_at: datetime
    sent_at: datetime | None
    state: MailState


@dataclass(frozen=True, slots=True)
class PanelRemark:
    """What a check wrote when a report went back."""

    text: str
    made_at: datetime
    made_by: str


@dataclass(frozen=True, slots=True)
class UnitPanel:
    """All of one cell. `period` is None before it opened, `deadline` where the institution has none for it.

    `deadline` is the unit's own where it has an `extension`.
    """

    unit: UnitPeople
    period: ReportingPeriod | None
    deadline: Deadline | None
    extension: DeadlineExtension | None
    sheets: tuple[PanelSheet, ...]
    reminders: tuple[Reminder, ...]
    remarks: tuple[PanelRemark, ...]
    acts: tuple[Signal, ...]

    @property
    def takes_values(self) -> bool:
        """The period is open in one way or another."""
        return self.period is not None and self.period.state not in {PeriodState.FUTURE, PeriodState.CLOSED}

    @property
    def is_waited_for(self) -> bool:
        """Something is still to be sent."""
        return self.takes_values and any(each.is_waited_for for each in self.sheets)


def unit_panel(institution_id: int, unit_id: int, span: Period, now: datetime) -> UnitPanel:
    """Give the panel of a unit and period; ten statements. Raises RuleBroken 404 for a unit of somewhere else."""
    found = unit_people(institution_id, [unit_id], local_day(institution_id, now))
    if not found:
        raise RuleBroken("unit_not_found", "No encontramos esa unidad. Vuelva a la sala de control.", status=404)
    period = str(span)
    sheets = unit_sheets(unit_id, period)
    ids = [sheet.id for sheet in sheets]
    question = select(ReportingPeriod).where(
        ReportingPeriod.institution_id == institution_id, ReportingPeriod.period == period
    )
    deadline = deadline_of(institution_id, span)
    extension = extensions(institution_id, [period]).get((unit_id, period))
    return UnitPanel(
        unit=found[0],
        period=db.session.scalars(question).one_or_none(),
        deadline=extended(institution_id, deadline, extension) if deadline else None,
        extension=extension,
        sheets=_panel_sheets(institution_id, sheets, period),
        reminders=_reminders(institution_id, unit_id, period),
        remarks=_remarks(ids),
        acts=_acts(institution_id, ids),
    )


def _panel_sheets(institution_id: int, sheets: Sequence[CaptureSheet], period: str) -> tuple[PanelSheet, ...]:
    preset = preset_in_use(institution_id).preset
    lines, checks = sheet_lines(sheets), update_checks(institution_id, period) if sheets else {}
    found = []
    for sheet in sheets:
        own = [line for line in lines if line.sheet_id == sheet.id and line.is_programmed]
        kind = kind_of(preset.plan_type(sheet.plan.plan_type.code))
        missing = tuple(line for line in own if line.is_missing)
        found.append(PanelSheet(sheet, len(own), missing, kind, checks.get((sheet.org_unit_id, kind))))
    return tuple(found)


def _reminders(institution_id: int, unit_id: int, period: str) -> tuple[Reminder, ...]:
    mail = OutboxMail
    rows = db.session.execute(
        select(User.first_name, User.last_name, mail.queued_at, mail.sent_at, mail.state)
        .join(User, User.id == mail.recipient_id)
        .where(
            mail.institution_id == institution_id,
            mail.period == period,
            mail.subject == f"unit-{unit_id}",
            mail.kind.in_(REMINDERS),
        )
        .order_by(mail.queued_at.desc(), mail.id.desc())
    )
    return tuple(
        Reminder(f"{first} {last}".strip(), queued_at, sent_at, state)
        for first, last, queued_at, sent_at, state in rows
    )


def _remarks(sheet_ids: Collection[int]) -> tuple[PanelRemark, ...]:
    rows = db.session.execute(
        select(Remark.text, Remark.made_at, User.first_name, User.last_name)
        .join(User, User.id == Remark.made_by_id)
        .where(Remark.capture_sheet_id.in_(sheet_ids))
        .order_by(Remark.made_at.desc(), Remark.id)
    )
    return tuple(PanelRemark(text, made_at, f"{first} {last}".strip()) for text, made_at, first, last in rows)


def _acts(institution_id: int, sheet_ids: Collection[int]) -> tuple[Signal, ...]:
    """Who, what and when; a table and not its class, for the details alone are the trail readers' (R 3.2)."""
    entry = AuditEntry.__table__.c
    rows = db.session.execute(
        select(entry.action, entry.actor, entry.at)
        .where(
            entry.institution_id == institution_id,
            entry.object_type == "capture_sheet",
            entry.object_id.in_(sheet_ids),
        )
        .order_by(entry.id.desc())
        .limit(MOST_ACTS)
    )
    return tuple(Signal(action, actor, at) for action, actor, at in rows)
