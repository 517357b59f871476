"""Have the clock prepare a report with its unit and filters at each closing, or no more."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from models.actions.editions.hold import check_prepares
from models.actions.record_act import Act, record_act
from models.queries.preset_in_use import preset_in_use
from models.queries.report.reading import ReportOrder
from models.rules.errors import RuleBroken
from models.rules.report.filters import WHOLE
from models.rules.sentence import say
from models.scope import Reader
from models.tables.base import db
from models.tables.edition_schedule import EditionSchedule


def schedule_edition(order: ReportOrder, actor: Reader, now: datetime) -> EditionSchedule:
    """Keep what is to be prepared; the period of the order plays no part. The caller commits.

    Raises RuleBroken 403 for other roles, 404 for an unknown kind, 409 for what the clock prepares already.
    """
    check_prepares(actor)
    kind = preset_in_use(order.institution_id).preset.report_kind(order.kind)
    is_whole = order.org_unit_id is None and order.filters == WHOLE
    if (is_whole and kind.rule) or _standing(order) is not None:
        raise RuleBroken(
            "already_scheduled",
            say("Ese informe ya se prepara solo, con esos mismos filtros."),
            field="kind",
            status=409,
        )
    schedule = EditionSchedule(
        institution_id=order.institution_id,
        kind=order.kind,
        org_unit_id=order.org_unit_id,
        filters=order.filters.kept,
        added_at=now,
        added_by_id=actor.user_id or 0,
    )
    db.session.add(schedule)
    db.session.flush()
    record_act(actor, Act("schedule_edition", "edition_schedule", schedule.id, {"report": kind.name}), now)
    return schedule


def unschedule_edition(schedule: EditionSchedule, actor: Reader, now: datetime) -> None:
    """Prepare it no more; what was prepared stays. The caller commits. Raises RuleBroken 403 for other roles."""
    check_prepares(actor)
    record_act(actor, Act("unschedule_edition", "edition_schedule", schedule.id, {"report": schedule.kind}), now)
    db.session.delete(schedule)
    db.session.flush()


def _standing(order: ReportOrder) -> EditionSchedule | None:
    return db.session.scalars(
        select(EditionSchedule).where(
            EditionSchedule.institution_id == order.institution_id,
            EditionSchedule.kind == order.kind,
            EditionSchedule.org_unit_id.is_not_distinct_from(order.org_unit_id),
            EditionSchedule.filters == order.filters.kept,
        )
    ).one_or_none()
