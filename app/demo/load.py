"""Fill the demo's database once: plans, people, a quarter of history. The last line written says that it is whole."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum
from pathlib import Path

from sqlalchemy import create_engine, inspect, select, text

from app.demo.history import STARTS, ZONE, Walk, clock, moment, report_late, walk_month
from app.demo.ministry import fingerprint
from app.demo.packages import pei_package, poa_package
from app.demo.people import make_people
from models.actions.import_plan import ImportOrder, import_plan
from models.actions.record_act import Act, record_act
from models.clock import set_business_clock
from models.rules.errors import RuleBroken
from models.rules.package import ParsedPackage
from models.rules.package_rows import Package
from models.scope import Reader, as_system
from models.tables.audit_entry import AuditEntry
from models.tables.base import db
from models.tables.institution import Institution

MINISTRY = "hacienda_sv"
LOADED = "load_demo"
PUT_IN_FORCE = datetime(2027, 1, 15, 10, 0, tzinfo=ZONE)
EXECUTION_LOADED = datetime(2027, 4, 7, 18, 0, tzinfo=ZONE)
ACTS = {
    "PEI": "Acuerdo Ejecutivo de aprobación del PEI 2025–2029",
    "POA": "Acuerdo Ejecutivo de aprobación del POA 2027",
}


class Standing(StrEnum):
    """How far an earlier load came; one that was killed is not continued but made anew."""

    EMPTY = "empty"
    CUT_SHORT = "cut short"
    WHOLE = "whole"


def standing(owner_url: str) -> Standing:
    """What the database at this address holds; asked before any application stands."""
    engine = create_engine(owner_url, hide_parameters=True)
    with engine.connect() as connection:
        if not inspect(connection).has_table(AuditEntry.__tablename__):
            found = Standing.EMPTY
        else:
            marks = select(AuditEntry.__table__.c.id).where(AuditEntry.__table__.c.action == LOADED)
            found = Standing.CUT_SHORT if connection.execute(marks).first() is None else Standing.WHOLE
    engine.dispose()
    return found


def load_demo(password: str, files: Path) -> None:
    """Load an empty database; the clock then shows 8 April 2027, 09:00. Commits step by step."""
    _sync_commits(wanted=False)
    with as_system() as system:
        institution_id = db.session.scalars(select(Institution.id).where(Institution.code == MINISTRY)).one()
        db.session.commit()
    with as_system(institution_id, system.name) as actor:
        _load_plans(institution_id, actor)
        make_people(institution_id, password)
        db.session.commit()
    _walk(institution_id, files)
    _sync_commits(wanted=True)
    with as_system(institution_id) as actor:
        record_act(actor, Act(LOADED, "institution", institution_id), STARTS)
        set_business_clock(STARTS)
        db.session.commit()


def _sync_commits(*, wanted: bool) -> None:
    """A load that is cut short begins anew, so that only its last commit must wait for the disk; it brings the rest."""
    db.session.execute(text(f"SET synchronous_commit = {'on' if wanted else 'off'}"))
    db.session.commit()


def _load_plans(institution_id: int, actor: Reader) -> None:
    """Both plans, put in force on the same day, with the strategic one first because the other is aligned with it."""
    set_business_clock(PUT_IN_FORCE)
    for package in (pei_package(), poa_package(with_execution=False)):
        _import(institution_id, package, actor, PUT_IN_FORCE, ACTS[package.plan.type])
    db.session.commit()


def _import(institution_id: int, package: Package, actor: Reader, now: datetime, act: str | None = None) -> None:
    """As `rumbo import-plan` does; raises RuleBroken where our own files are wrong."""
    rows = sum(len(getattr(package, name)) for name in ("org_units", "items", "indicators", "targets", "budget"))
    parsed = ParsedPackage(package, (), rows)
    order = ImportOrder(institution_id, parsed, f"{package.plan.code}.zip", fingerprint(), act)
    result = import_plan(order, actor, now)
    if not result.applied:
        raise RuleBroken("demo_not_loaded", "; ".join(problem.message for problem in result.problems))


def _walk(institution_id: int, files: Path) -> None:
    """January and February to their closing, March to the morning on which the demo begins."""
    for period, window, sixth_day, closes in MONTHS:
        walk_month(Walk(institution_id, period, window, sixth_day, closes, files))
    with as_system(institution_id) as actor:
        _import(institution_id, poa_package(with_execution=True), actor, EXECUTION_LOADED)
        db.session.commit()
    db.session.remove()
    for at in (time(0, 1), time(6, 0), time(7, 0)):
        clock(moment(STARTS.date(), at))
    report_late(Walk(institution_id, *MONTHS[-1], files))
    clock(STARTS)


def _days(year: int, month: int, *days: int) -> tuple[date, ...]:
    return tuple(date(year, month, day) for day in days)


MONTHS = (
    ("2027-01", _days(2027, 2, 1, 2, 3, 4, 5), date(2027, 2, 8), date(2027, 2, 12)),
    ("2027-02", _days(2027, 3, 1, 2, 3, 4, 5), date(2027, 3, 8), date(2027, 3, 12)),
    ("2027-03", _days(2027, 4, 1, 2, 5, 6, 7), STARTS.date(), None),
)
"""Period, the business days of its window, the day after them, and the day on which planning closed it."""
