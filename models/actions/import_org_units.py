"""The units that a package brings: made, renamed, hung under another."""

from __future__ import annotations

from collections.abc import Mapping

from models.actions.plan_import import PlanImport
from models.actions.put_rows import Brought, Shape
from models.actions.refuse_in_force import refuse_in_force
from models.rules.package_problems import Place

_UNITS = Shape("org_unit", key=("code",), values=("name", "kind", "parent_id"), hang_on="institution_id")


def import_org_units(work: PlanImport) -> None:
    """Put the units in place and learn the ids of all; a circle of parents is a problem."""
    units = work.package.org_units
    standing = list(_UNITS.standing(work.bound, [work.institution_id]))
    ids = work.unit_ids = _UNITS.ids(standing, (unit.code for unit in units))
    above = {unit.id: unit.parent_id for unit in standing}
    above |= {ids[unit.code]: ids[unit.parent] if unit.parent else None for unit in units}
    for unit in units:
        if _hangs_under_itself(ids[unit.code], above):
            work.problems.add("unit_cycle", Place("org_units", unit.row, "parent"), unit.code)
    rows = (
        Brought(unit.row, (unit.code,), (unit.name, unit.kind, above[ids[unit.code]]), id=ids[unit.code])
        for unit in units
    )
    put = _UNITS.put(rows, standing, work.bound)
    work.count("org_units", put.counts)
    refuse_in_force(work, "org_units", put, lambda row: str(row.key[0]))


def _hangs_under_itself(unit: int, above: Mapping[int, int | None]) -> bool:
    """Tell whether the way up leads back; a circle that begins further up is that of others."""
    passed: set[int] = set()
    parent = above[unit]
    while parent is not None and parent != unit and parent not in passed:
        passed.add(parent)
        parent = above[parent]
    return parent == unit
