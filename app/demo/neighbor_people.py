"""The other institutions' accounts: named by role and institution, and by unit where a role stands in several."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.demo.neighbors import Neighbor, neighbors
from app.demo.people import Account, accounts
from models.rules.roles import Role

SINCE = date(2026, 1, 1)

NAMES = {
    Role.PLANNING_ANALYST: "analista",
    Role.PLANNING_HEAD: "planificacion",
    Role.VICE_MINISTER: "viceministro",
    Role.INTERNAL_CONTROL: "control",
    Role.FINANCE: "finanzas",
    Role.SECRETARY: "secretaria",
}


def everybody() -> Iterator[Account]:
    """All accounts of the demo."""
    yield from accounts()
    for neighbor in neighbors():
        yield from neighbor_accounts(neighbor)


def neighbor_accounts(neighbor: Neighbor) -> Iterator[Account]:
    """Those who serve the whole institution, then liaison and head of every unit below its top."""
    for role, office in neighbor.offices.items():
        yield Account(office_name(neighbor, role), office, (role,), SINCE)
    for unit in neighbor.units[1:]:
        yield Account(liaison_name(neighbor, unit.code), unit.code, (Role.LIAISON,), SINCE)
        yield Account(head_name(neighbor, unit.code), unit.code, (Role.DEPARTMENT_HEAD,), SINCE)


def office_name(neighbor: Neighbor, role: Role) -> str:
    """`analista_pasto_co`."""
    return f"{NAMES[role]}_{neighbor.code}"


def liaison_name(neighbor: Neighbor, unit: str) -> str:
    """`enlace_pasto_co` for the first unit below the top, `enlace_pasto_co_sal` for another."""
    return _unit_name("enlace", neighbor, unit)


def head_name(neighbor: Neighbor, unit: str) -> str:
    """The same for its head."""
    return _unit_name("jefatura", neighbor, unit)


def _unit_name(word: str, neighbor: Neighbor, unit: str) -> str:
    own = "" if unit == neighbor.units[1].code else f"_{unit.lower().replace('-', '_')}"
    return f"{word}_{neighbor.code}{own}"
