"""Fill the demo's database once: plans, people, a quarter of history. The last line written says that it is whole."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from enum import StrEnum
from pathlib import Path

from sqlalchemy import create_engine, inspect, select, text
from werkzeug.security import generate_password_hash

from app.demo.answers import answer_acts
from app.demo.follow_up import follow_up_acts
from app.demo.history import STARTS, ZONE, Walk, clock, moment, report_late, walk_month
from app.demo.importing import import_package
from app.demo.ministry import fingerprint
from app.demo.neighbor_load import neighbor_acts, put_in_force, walk_before
from app.demo.packages import pei_package, poa_package
from app.demo.people import DOMAIN, accounts, make_people
from models.actions.record_act import Act, record_act
from models.clock import set_business_clock
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
    with as_system():
        institutions = dict(db.session.execute(select(Institution.code, Institution.id)).all())
        db.session.commit()
    hashed = generate_password_hash(password)
    walk_before(institutions, hashed, files)
    institution_id = institutions[MINISTRY]
    with as_system(institution_id) as actor:
        _load_plans(actor)
        make_people(institution_id, accounts(), DOMAIN, hashed)
        db.session.commit()
    put_in_force(institutions, hashed, PUT_IN_FORCE)
    _walk(institution_id, institutions, files)
    _sync_commits(wanted=True)
    with as_system(institution_id) as actor:
        record_act(actor, Act(LOADED, "institution", institution_id), STARTS)
        set_business_clock(STARTS)
        db.session.commit()


def _sync_commits(*, wanted: bool) -> None:
    """A load that is cut short begins anew, so that only its last commit must wait for the disk; it brings the rest."""
    db.session.execute(text(f"SET synchronous_commit = {'on' if wanted else 'off'}"))
    db.session.commit()


def _load_plans(actor: Reader) -> None:
    """Both plans, put in force on the same day, with the strategic one first because the other is aligned with it."""
    set_business_clock(PUT_IN_FORCE)
    for package in (pei_package(), poa_package(with_execution=False)):
        import_package(package, fingerprint(), ACTS[package.plan.type], actor, PUT_IN_FORCE)
    db.session.commit()


def _walk(institution_id: int, institutions: Mapping[str, int], files: Path) -> None:
    """January and February to their closing, March to the morning on which the demo begins; the neighbors beside."""
    for period, window, sixth_day, closes in MONTHS:
        beside = [*neighbor_acts(institutions, period, window, closes, files)]
        if closes is None:
            beside += [*follow_up_acts(institution_id), *answer_acts()]
        walk_month(Walk(institution_id, period, window, sixth_day, closes, files), beside)
    with as_system(institution_id) as actor:
        import_package(poa_package(with_execution=True), fingerprint(), None, actor, EXECUTION_LOADED)
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
