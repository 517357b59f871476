"""Drafts of the reports that are due, as soon as every period that they speak of is closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import select

from models.actions.claim_occurrence import claim_occurrence
from models.actions.editions.make import make_edition
from models.actions.queue_mail import MailOrder, queue_mail
from models.queries.cuts import cut_of
from models.queries.local_day import local_day
from models.queries.plan_spans import plan_horizons
from models.queries.preset_in_use import preset_in_use
from models.queries.report.reading import ReportOrder, figures_period, report_versions
from models.queries.role_holders import role_holders
from models.rules.period import Period, PeriodKind
from models.rules.report_kind import ReportKind
from models.rules.roles import Role
from models.scope import Reader
from models.tables.base import db
from models.tables.edition import Edition


def draft_editions(institution_id: int, actor: Reader, now: datetime) -> list[Edition]:
    """Make what is missing of the last period of each kind, and tell the analysts. The caller commits and rings."""
    today = local_day(institution_id, now)
    wanted = [
        (kind, period)
        for kind in preset_in_use(institution_id).preset.report_kinds
        if kind.rule
        for period in _last_ended(institution_id, kind, today)
    ]
    known = select(Edition.kind, Edition.period).where(
        Edition.institution_id == institution_id, Edition.org_unit_id.is_(None)
    )
    made = {(row.kind, row.period) for row in db.session.execute(known)}
    missing = [each for each in wanted if (each[0].code, str(each[1])) not in made]
    return [
        _draft(institution_id, kind, period, actor, now)
        for kind, period in missing
        if _is_due(institution_id, kind, period, now)
    ]


def _last_ended(institution_id: int, kind: ReportKind, today: date) -> Iterator[Period]:
    """The last period of the kind that is over; of a kind on whole plans each plan's that is (S3-D11)."""
    if kind.frequency is PeriodKind.HORIZON:
        yield from (horizon for horizon in plan_horizons(institution_id) if horizon.end < today and kind.takes(horizon))
        return
    period = Period.containing(today, kind.frequency).previous()
    if kind.takes(period):
        yield period


def _is_due(institution_id: int, kind: ReportKind, period: Period, now: datetime) -> bool:
    """Every plan that it speaks of has its figures frozen, and nobody else is making it."""
    versions = report_versions(institution_id, kind, str(period))
    if not versions or not all(cut_of(version, figures_period(period)) for version, *_ in versions):
        return False
    due_at = datetime.combine(period.end, datetime.min.time(), now.tzinfo)
    return claim_occurrence(institution_id, f"draft_edition:{kind.code}", due_at, now) is not None


def _draft(institution_id: int, kind: ReportKind, period: Period, actor: Reader, now: datetime) -> Edition:
    edition = make_edition(ReportOrder(institution_id, kind.code, str(period)), actor, now)
    for holder in role_holders(institution_id, {Role.PLANNING_ANALYST}, local_day(institution_id, now)):
        order = MailOrder(
            institution_id=institution_id,
            rule=kind.rule,
            step="edition_drafted",
            kind="edition_drafted",
            recipient_id=holder.user_id,
            subject=f"edition-{edition.id}",
            period=edition.period,
            edition_id=edition.id,
        )
        queue_mail(order, now)
    return edition
