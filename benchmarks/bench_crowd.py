"""Fifty people at once on the server as it is deployed: how long nineteen of twenty pages take.

Each asks for a page every five seconds, which is faster than anybody reads one; server, database and the fifty share
this machine's processors.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from benchmarks.crowd import Pace, Visitor, percentile, waits
from benchmarks.dataset import Size
from benchmarks.deployment import deployment
from benchmarks.peers.browser import running, session_of
from benchmarks.place import PASSWORD, Place, add_person, large_place, row
from models.actions.compute_scores import compute_scores
from models.clock import real_now, set_business_clock
from models.rules.roles import Role
from models.scope import as_system
from models.tables.base import db
from models.tables.org_unit import OrgUnit

PEOPLE = 50
PACE = Pace(pause=5.0, rounds=8)
NINETEEN_OF_TWENTY = 0.95
PAGES = (
    ("Mi mes con 60 filas", "enlace", "/mi-mes/2027-03/", 300),
    ("Sala de control, 50 dependencias por 12 meses", "analista", "/control/2027-03/", 400),
    ("Tablero", "viceministro", "/tablero/?period=2027-03", 300),
)


def run() -> list[dict[str, Any]]:
    """Milliseconds of each page."""
    with large_place(Size(units=PEOPLE, activities=PEOPLE * 60)) as place:
        set_business_clock(datetime.fromisoformat("2027-04-02T10:00:00-06:00"))
        _people(place)
        with as_system(place.institution_id):
            compute_scores(place.version_id, "2027-03", real_now())
        db.session.commit()
        with running(deployment(place), PASSWORD) as browser:
            return [_page(browser.port, *page) for page in PAGES]


def _page(port: int, name: str, who: str, address: str, asked: int) -> dict[str, Any]:
    """Liaisons ask each for the sheet of the own unit; the others are one person with fifty sessions."""
    people = [f"{who}{number}" for number in range(PEOPLE)] if who == "enlace" else [who] * PEOPLE
    visitors = [Visitor(session_of(port, person, PASSWORD), address) for person in people]
    waits(port, visitors[:4], Pace(0, 2))  # each worker reads the declaration once
    taken = waits(port, visitors, PACE)
    note = f"la mitad en {percentile(taken, 0.5) * 1000:.0f} ms; {len(taken)} páginas"
    worst = percentile(taken, NINETEEN_OF_TWENTY) * 1000
    return row(f"{name}: 95 de cada 100, con {PEOPLE} personas", f"≤ {asked}", worst, "ms", note)


def _people(place: Place) -> None:
    with as_system(place.institution_id):
        units = db.session.scalars(select(OrgUnit.id).where(OrgUnit.code.like("B%")).order_by(OrgUnit.code)).all()
        for number, unit in enumerate(units):
            add_person(place.institution_id, f"enlace{number}", Role.LIAISON, unit)
        add_person(place.institution_id, "viceministro", Role.VICE_MINISTER, units[0])
