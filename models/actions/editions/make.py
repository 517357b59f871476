"""Make an edition of a report: the first one of its kind and period, or a later version of what was frozen."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, select

from models.actions.editions.hold import check_prepares, check_writes, is_frozen, print_again
from models.actions.record_act import Act, record_act
from models.queries.local_day import local_day
from models.queries.preset_in_use import preset_in_use
from models.queries.report.reading import ReportOrder, figures_period, report_versions
from models.queries.report.templates import template_in_use
from models.rules.errors import RuleBroken
from models.rules.period import Period
from models.rules.report_kind import ReportKind
from models.rules.sentence import say
from models.scope import Reader
from models.tables.base import db
from models.tables.edition import Edition
from models.tables.edition_data import EditionData
from models.tables.institution import Institution


def make_edition(order: ReportOrder, actor: Reader, now: datetime) -> Edition:
    """Give it a number and its place among the versions; a job reads the figures. The caller commits and rings.

    Raises RuleBroken 403 for other roles, 404 for an unknown kind, 422 for a period of which there is no such report
    or that is not over, 409 while a version of it is in progress.
    """
    check_prepares(actor)
    kind = preset_in_use(order.institution_id).preset.report_kind(order.kind)
    _check_period(order, kind, now)
    _hold_numbers(order.institution_id)
    latest = latest_edition(order)
    if latest is not None and not is_frozen(latest):
        raise RuleBroken(
            "edition_in_progress",
            say("Ya hay un informe en preparación de ese periodo: es el {number}. Ábralo.", number=latest.label),
            field="period",
            status=409,
        )
    edition = _stored(order, latest, actor, now)
    detail = {"report": kind.name, "number": edition.label, "version": edition.version, "period": order.period}
    record_act(actor, Act("make_edition", "edition", edition.id, detail), now)
    return edition


def _check_period(order: ReportOrder, kind: ReportKind, now: datetime) -> None:
    period = Period.parse(order.period)
    kind.check_takes(period)
    if period.start > local_day(order.institution_id, now):
        raise RuleBroken("period_is_ahead", say("El periodo {period} aún no empieza.", period=period), field="period")
    if not report_versions(order.institution_id, kind, figures_period(period), order.filters.plan):
        raise RuleBroken(
            "no_plans_in_period",
            say("Ningún plan vigente de los que trata el informe cubre {period}.", period=period),
            field="period",
        )


def _stored(order: ReportOrder, latest: Edition | None, actor: Reader, now: datetime) -> Edition:
    """The row with its number; a later version begins with the texts of the one before."""
    edition = Edition(
        institution_id=order.institution_id,
        **_number(order.institution_id, now),
        kind=order.kind,
        period=order.period,
        org_unit_id=order.org_unit_id,
        filters=order.filters.kept,
        version=1 if latest is None else latest.version + 1,
        supersedes_id=None if latest is None else latest.id,
        word_template_id=_template_id(order.institution_id, order.kind),
        author_id=actor.user_id,
        asked_at=now,
    )
    if latest is not None:
        edition.conclusions, edition.recommendations = latest.conclusions, latest.recommendations
    db.session.add(edition)
    db.session.flush()
    return edition


def read_figures_again(edition: Edition, actor: Reader, now: datetime) -> None:
    """Have the figures of a draft read anew, as when its period was closed meanwhile, in the template of now.

    The caller commits and rings.
    """
    check_writes(edition, actor)
    db.session.execute(delete(EditionData).where(EditionData.edition_id == edition.id))
    edition.read_at, edition.is_provisional = None, True
    edition.word_template_id = _template_id(edition.institution_id, edition.kind)
    print_again(edition)
    db.session.flush()
    detail = {"number": edition.label, "period": edition.period}
    record_act(actor, Act("read_figures_again", "edition", edition.id, detail), now)


def _template_id(institution_id: int, kind: str) -> int | None:
    """The Word template that is in use now; the edition keeps it."""
    template = template_in_use(institution_id, kind)
    return None if template is None else template.id


def latest_edition(order: ReportOrder) -> Edition | None:
    """The last version of a report of a period and scope; None before the first."""
    return db.session.scalars(
        select(Edition)
        .where(
            Edition.institution_id == order.institution_id,
            Edition.kind == order.kind,
            Edition.period == order.period,
            Edition.org_unit_id.is_not_distinct_from(order.org_unit_id),
            Edition.filters == order.filters.kept,
        )
        .order_by(Edition.version.desc())
        .limit(1)
    ).one_or_none()


def _hold_numbers(institution_id: int) -> None:
    """One after the other: two who make a report at the same moment get two numbers."""
    db.session.execute(select(Institution.id).where(Institution.id == institution_id).with_for_update())


def _number(institution_id: int, now: datetime) -> dict[str, int]:
    year = local_day(institution_id, now).year
    last = db.session.scalar(
        select(func.max(Edition.number)).where(Edition.institution_id == institution_id, Edition.year == year)
    )
    return {"year": year, "number": (last or 0) + 1}
