"""The other institutions in the demo: their plans and people, and three periods that they report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path

from app.demo.history import Event, moment, walk_events
from app.demo.importing import import_package
from app.demo.neighbor_history import Round, round_acts, round_hours
from app.demo.neighbor_packages import neighbor_package
from app.demo.neighbor_people import neighbor_accounts
from app.demo.neighbors import Neighbor, NeighborPlan, neighbors, neighbors_fingerprint
from app.demo.people import make_people
from models.clock import set_business_clock
from models.scope import Reader, as_system
from models.tables.base import db

LAST_MONTH, ITS_QUARTER = "2027-03", "2027-Q1"
NOON = time(12, 0)

BEFORE = (
    ("2026-Q2", tuple(date(2026, 7, day) for day in (1, 2, 3, 6, 7)), date(2026, 7, 22)),
    ("2026-Q3", tuple(date(2026, 10, day) for day in (1, 2, 5, 6, 7)), date(2026, 10, 22)),
    ("2026-Q4", tuple(date(2027, 1, day) for day in (4, 5, 6, 7, 8)), date(2027, 1, 13)),
)
"""Quarters over before the demo's ministry begins: period, business days of its window, day of its closing."""


def walk_before(institutions: Mapping[str, int], hashed: str, files: Path) -> None:
    """Put in force what is older than the demo's year, and let its quarters be reported."""
    for neighbor in neighbors():
        older = [plan for plan in neighbor.plans if plan.since is not None]
        with as_system(institutions[neighbor.code]) as actor:
            for plan in older:
                _import(neighbor, plan, actor, moment(plan.since or plan.starts_on, NOON))
            if older:
                _make_people(institutions, neighbor, hashed)
            db.session.commit()
    for period, window, closes in BEFORE:
        rounds = list(_rounds(institutions, period, window, closes, files))
        walk_events([*round_hours(rounds), *(event for each in rounds for event in round_acts(each))])


def put_in_force(institutions: Mapping[str, int], hashed: str, now: datetime) -> None:
    """Put in force the plans that begin with the demo's year."""
    for neighbor in neighbors():
        with as_system(institutions[neighbor.code]) as actor:
            for plan in neighbor.plans:
                if plan.since is None:
                    _import(neighbor, plan, actor, now)
            if all(plan.since is None for plan in neighbor.plans):
                _make_people(institutions, neighbor, hashed)
            db.session.commit()


def neighbor_acts(
    institutions: Mapping[str, int], month: str, window: tuple[date, ...], closes: date | None, files: Path
) -> Iterator[Event]:
    """What happens in a month of the demo's year, and in the quarter that ends with its last."""
    for period in (month, ITS_QUARTER) if month == LAST_MONTH else (month,):
        for each in _rounds(institutions, period, window, closes, files):
            yield from round_acts(each)


def _rounds(
    institutions: Mapping[str, int], period: str, window: tuple[date, ...], closes: date | None, files: Path
) -> Iterator[Round]:
    for neighbor in neighbors():
        if neighbor.reporting(period):
            yield Round(neighbor, institutions[neighbor.code], period, window, closes, files)


def _import(neighbor: Neighbor, plan: NeighborPlan, actor: Reader, now: datetime) -> None:
    set_business_clock(now)
    import_package(neighbor_package(neighbor, plan), neighbors_fingerprint(), plan.act, actor, now)


def _make_people(institutions: Mapping[str, int], neighbor: Neighbor, hashed: str) -> None:
    """The units that they serve came with the plan."""
    domain = f"{neighbor.code.replace('_', '-')}.example"
    make_people(institutions[neighbor.code], neighbor_accounts(neighbor), domain, hashed)
