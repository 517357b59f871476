"""Drafts of the reports that are due, as soon as every period that they speak of is closed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from models.actions.claim_occurrence import claim_occurrence
from models.actions.editions.make import latest_edition, make_edition
from models.actions.queue_mail import MailOrder, queue_mail
from models.queries.cuts import cut_of
from models.queries.local_day import local_day
from models.queries.plan_spans import plan_horizons
from models.queries.preset_in_use import preset_in_use
from models.queries.report.reading import ReportOrder, figures_period, report_versions
from models.queries.role_holders import role_holders
from models.rules.period import Period, PeriodKind
from models.rules.report.filters import WHOLE, ReportFilters
from models.rules.report_kind import ReportKind
from models.rules.roles import Role
from models.scope import Reader
from models.tables.base import db
from models.tables.edition import Edition
from models.tables.edition_schedule import EditionSchedule


@dataclass(frozen=True, slots=True)
class _Wish:
    """A kind of report of which the clock makes each period: as its rule says, or as somebody has scheduled it."""

    kind: ReportKind
    task: str
    org_unit_id: int | None = None
    filters: ReportFilters = WHOLE

    def of(self, institution_id: int, period: Period) -> ReportOrder:
        return ReportOrder(institution_id, self.kind.code, str(period), self.org_unit_id, self.filters)


def draft_editions(institution_id: int, actor: Reader, now: datetime) -> list[Edition]:
    """Make what is missing of the last period of each kind, and tell the analysts. The caller commits and rings."""
    today = local_day(institution_id, now)
    wanted = [
        (wish, period)
        for wish in _wishes(institution_id)
        for period in _last_ended(institution_id, wish.kind, today)
        if latest_edition(wish.of(institution_id, period)) is None
    ]
    return [
        _draft(wish.kind, wish.of(institution_id, period), actor, now)
        for wish, period in wanted
        if _is_due(wish, wish.of(institution_id, period), now)
    ]


def _wishes(institution_id: int) -> list[_Wish]:
    kinds = {kind.code: kind for kind in preset_in_use(institution_id).preset.report_kinds}
    scheduled = db.session.scalars(
        select(EditionSchedule).where(EditionSchedule.institution_id == institution_id).order_by(EditionSchedule.id)
    )
    return [
        *(_Wish(kind, f"draft_edition:{kind.code}") for kind in kinds.values() if kind.rule),
        *(
            _Wish(kinds[each.kind], f"draft_edition#{each.id}", each.org_unit_id, each.narrowed_to)
            for each in scheduled
            if each.kind in kinds
        ),
    ]


def _last_ended(institution_id: int, kind: ReportKind, today: date) -> Iterator[Period]:
    """The last period of the kind that is over; of a kind on whole plans each plan's that is (S3-D11)."""
    if kind.frequency is PeriodKind.HORIZON:
        yield from (horizon for horizon in plan_horizons(institution_id) if horizon.end < today and kind.takes(horizon))
        return
    period = Period.containing(today, kind.frequency).previous()
    if kind.takes(period):
        yield period


def _is_due(wish: _Wish, order: ReportOrder, now: datetime) -> bool:
    """Every plan that it speaks of has its figures frozen, and nobody else is making it."""
    period = Period.parse(order.period)
    versions = report_versions(order.institution_id, wish.kind, order.period, order.filters.plan)
    if not versions or not all(cut_of(version, figures_period(period)) for version, *_ in versions):
        return False
    due_at = datetime.combine(period.end, datetime.min.time(), now.tzinfo)
    return claim_occurrence(order.institution_id, wish.task, due_at, now) is not None


def _draft(kind: ReportKind, report: ReportOrder, actor: Reader, now: datetime) -> Edition:
    institution_id = report.institution_id
    edition = make_edition(report, actor, now)
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
