"""The units that a package brings: made, renamed, hung under another."""

from __future__ import annotations

from sqlalchemy import text

from models.actions.plan_import import PlanImport
from models.actions.refuse_in_force import refuse_in_force
from models.actions.stage_rows import Stage
from models.rules.package_problems import Place
from models.tables.base import db

_UNITS = Stage(
    table="org_unit",
    brought={"code": "text", "parent": "text", "name": "text", "kind": "text"},
    key=("code",),
    values=("name", "kind", "parent_id"),
    found={"parent_id": "bigint"},
    linked=("parent_id",),
    link=(
        """
        UPDATE {staged} staged SET parent_id = above.id FROM org_unit above
         WHERE above.institution_id = :institution_id AND above.code = staged.parent
        """,
    ),
)

# A pair that begins and ends with the same unit closes a circle; UNION ends the walk on its second round.
_CIRCLES = text(
    """
    WITH RECURSIVE above AS (
        SELECT unit.id, unit.parent_id FROM org_unit unit
         WHERE unit.institution_id = :institution_id AND unit.parent_id IS NOT NULL
         UNION
        SELECT above.id, unit.parent_id FROM above JOIN org_unit unit ON unit.id = above.parent_id
         WHERE unit.parent_id IS NOT NULL
    )
    SELECT staged.file_row, staged.code FROM staged_org_unit staged JOIN above USING (id)
     WHERE above.id = above.parent_id ORDER BY staged.file_row
    """
)


def import_org_units(work: PlanImport) -> None:
    """Put the units in place and learn the ids of all; a circle of parents is a problem."""
    staged = work.staged(_UNITS)
    staged.bring((unit.row, unit.code, unit.parent, unit.name, unit.kind) for unit in work.package.org_units)
    work.count("org_units", staged.put())
    refuse_in_force(work, "org_units", _UNITS.staged, "code")
    for row, code in db.session.execute(_CIRCLES, {"institution_id": work.institution_id}):
        work.problems.add("unit_cycle", Place("org_units", row, "parent"), code)
    known = text("SELECT code, id FROM org_unit WHERE institution_id = :institution_id")
    work.unit_ids = dict(db.session.execute(known, {"institution_id": work.institution_id}).all())
