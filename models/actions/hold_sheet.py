"""Sheets under change: locked against a closing period, with what decides about the change."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models.rules.errors import RuleBroken
from models.rules.period_step import check_takes_values
from models.rules.roles import Role
from models.scope import Reader
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.reporting_period import ReportingPeriod


def sheet_of(sheet_id: int, *, lock: bool = False) -> CaptureSheet:
    """The sheet, if its reader may see it; raises RuleBroken 404 otherwise."""
    question = (
        select(CaptureSheet)
        .options(joinedload(CaptureSheet.org_unit), joinedload(CaptureSheet.plan))
        .where(CaptureSheet.id == sheet_id)
    )
    if lock:
        question = question.with_for_update(of=CaptureSheet)
    sheet = db.session.scalars(question).one_or_none()
    if sheet is None:
        raise RuleBroken("sheet_not_found", "No encontramos esa hoja. Vuelva a su página de inicio.", status=404)
    return sheet


def lock_open_period(institution_id: int, period: str) -> ReportingPeriod:
    """The period, held against closing until the transaction ends (security D19).

    Raises RuleBroken 409 when it has not opened or is closed.
    """
    found = db.session.scalars(
        select(ReportingPeriod)
        .where(ReportingPeriod.institution_id == institution_id, ReportingPeriod.period == period)
        .with_for_update(read=True)
    ).one_or_none()
    if found is None:
        raise RuleBroken("period_not_open", "El periodo aún no abre: espere el primer día de captura.", status=409)
    check_takes_values(found.state)
    return found


def roles_in(actor: Reader, org_unit_id: int) -> frozenset[Role]:
    """The roles whose authority covers the unit (rulings 16)."""
    return frozenset(role for role in Role if actor.holds_in(role, org_unit_id))


def central_roles(actor: Reader) -> frozenset[Role]:
    """The roles that an act on the whole institution may rest on."""
    return frozenset(role for role in Role if actor.holds(role))
