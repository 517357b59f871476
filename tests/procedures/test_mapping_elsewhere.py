"""A workbook by mapping brings values to the institution that is named, and to no other with the same codes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from click.testing import Result

from models.scope import as_system
from models.tables.base import db
from models.tables.org_unit import OrgUnit
from tests.conftest import rows
from tests.factories import institution
from tests.procedures.test_five_institutions import Five, five  # noqa: F401 -- a fixture

HOME = "hacienda_co"
MAPPING = """
[plan]
code = "{plan}"
name = "Plan de acción de otra hoja"
type = "PA"
from = 2027-01-01
to = 2027-12-31
org_unit = "{unit}"

[reading]
locale = "es_CO"

[[tables]]
sheet = "Hoja"
header_row = 1

[[tables.levels]]
level = "dependency"
code = "A"
name = "B"

[[tables.levels]]
level = "activity"
code = "C"
name = "D"

[[tables.indicators]]
name = "D"
direction = "up"
accumulation = "sum"
frequency = "month"

[[tables.periods]]
period = "2027-03"
planned = "E"
actual = "F"
"""
HEADINGS = ("Código", "Dependencia", "Código de actividad", "Actividad", "Programado", "Ejecutado")


@pytest.fixture
def read(five: Five, tmp_path: Path) -> Any:  # noqa: F811 -- the fixture
    """Import a workbook of one activity, whose codes stand in every institution, by a mapping."""
    book = tmp_path / "libro.xlsx"
    with xlsxwriter.Workbook(str(book)) as workbook:
        sheet = workbook.add_worksheet("Hoja")
        for number, line in enumerate((HEADINGS, ("I-dependency", "Una", "A-1", "Otra", 10, 4))):
            sheet.write_row(number, 0, line)

    def import_by(plan: str, unit: str) -> Result:
        mapping = tmp_path / "mapeo.toml"
        mapping.write_text(MAPPING.format(plan=plan, unit=unit), encoding="utf-8")
        return five.shell.run("import-plan", str(book), "--institution", HOME, "--mapping", str(mapping), "--json")

    return import_by


def elsewhere() -> list[Any]:
    """What a workbook could have changed in other institutions."""
    return rows(
        "SELECT institution.code,"  # noqa: S608 -- a constant of this module
        " (SELECT count(*) FROM plan_item item WHERE item.institution_id = institution.id),"
        " (SELECT sum(planned) FROM target WHERE target.institution_id = institution.id),"
        " (SELECT sum(counted_actual) FROM progress WHERE progress.institution_id = institution.id)"
        f" FROM institution WHERE code <> '{HOME}' ORDER BY code"
    )


def test_it_changes_nothing_in_another_institution(read: Any) -> None:
    before = elsewhere()
    result = read("Q-2027", "U-1")
    assert result.exit_code == 0, result.output
    assert elsewhere() == before
    assert rows("SELECT count(*) FROM plan WHERE code = 'Q-2027'") == [(1,)]


def test_it_names_no_unit_of_another_institution(read: Any) -> None:
    with as_system():
        home = institution("trabajo_co").id
        unit = {"code": "SOLO-EN-TRABAJO", "name": "Otra", "kind": "direccion", "in_scope": True}
        db.session.add(OrgUnit(institution_id=home, **unit))
        db.session.commit()
    before = rows("SELECT count(*) FROM plan_item")
    result = read("Q-2027", "SOLO-EN-TRABAJO")
    assert result.exit_code == 1
    assert "SOLO-EN-TRABAJO" in result.output
    assert rows("SELECT count(*) FROM plan_item") == before
