"""Reports that meetings look at: those that were sent, how an agenda names them, and when they are presented."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import select

from models.queries.local_day import zone_of
from models.queries.preset_in_use import calendar_of, preset_in_use
from models.rules.deadline_kind import Anchor, Subject
from models.rules.due_date import deadline_on_event
from models.rules.edition_step import HANDED_OVER
from models.rules.period import Period
from models.rules.sentence import say
from models.rules.wording import period_name
from models.tables.agenda_point import AgendaPoint
from models.tables.base import db
from models.tables.edition import Edition
from models.tables.institution import Institution
from models.tables.meeting import Meeting

CHOICES = 12
"""How many of the reports that were sent last are offered."""


def sent_editions(institution_id: int, edition_ids: Collection[int] | None = None) -> list[tuple[int, str]]:
    """Give the reports that were sent last, or those named as far as they were sent, with the line of an agenda."""
    question = select(Edition).where(Edition.institution_id == institution_id, Edition.state.in_(HANDED_OVER))
    question = question.order_by(Edition.sent_at.desc(), Edition.id.desc())
    chosen = question.limit(CHOICES) if edition_ids is None else question.where(Edition.id.in_(edition_ids))
    locale = db.session.get_one(Institution, institution_id).locale
    return [(edition.id, _line(edition, locale)) for edition in db.session.scalars(chosen)]


def _line(edition: Edition, locale: str) -> str:
    return say(
        "Informe «{report}» de {period}, número {number}",
        report=report_name(edition),
        period=period_name(edition.period, locale),
        number=edition.label,
    )


def report_name(edition: Edition) -> str:
    """What the institution calls reports of its kind."""
    return preset_in_use(edition.institution_id).preset.report_kind(edition.kind).name


def presentation_day(edition: Edition) -> date | None:
    """The last day to meet about a report that was sent, where the institution's limits have one (S0-D14)."""
    rules = preset_in_use(edition.institution_id).preset.deadlines
    rule = next((each for each in rules if (each.subject, each.anchor) == (Subject.MEETING, Anchor.REPORT_SENT)), None)
    if rule is None or edition.sent_at is None:
        return None
    calendar, zone = calendar_of(edition.institution_id), zone_of(edition.institution_id)
    return deadline_on_event(rule, Period.parse(edition.period), edition.sent_at, calendar, zone).effective_due


def meetings_about(edition_id: int) -> list[Meeting]:
    """Those that the reader sees with the report on their agenda, in the order of their days."""
    about = select(AgendaPoint.meeting_id).where(AgendaPoint.edition_id == edition_id)
    return list(db.session.scalars(select(Meeting).where(Meeting.id.in_(about)).order_by(Meeting.starts_at)))
