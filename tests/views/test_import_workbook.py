"""« Importar un libro »: upload, draft, review, import; who may not, what is refused, and what is left behind."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import Workbook
from sqlalchemy import select
from werkzeug.datastructures import FileStorage

from models.actions.put_in_force import put_in_force
from models.files import kept_workbook as shelves
from models.files.kept_workbook import Shelf, keep_workbook, sweep_workbooks
from models.rules.cell import Cell
from models.scope import as_system
from models.tables.base import db
from models.tables.plan_version import PlanVersion
from tests.conftest import Ministry, csrf_token, rows
from tests.factories import make_unit, make_user
from tests.rules.draft_books import goals

SignIn = Callable[[str], FlaskClient]
HOME = "/importar/"
GRID: list[list[Cell]] = [
    ["Función", "Código", "Actividad", "Unidad de medida", "Dependencia", *[f"{m} 2027" for m in ("Enero", "Febrero")]],
    *(["Administrar", f"A{n}", name, "Informe", "DGA", n, n + 1] for n, name in enumerate(goals(5), start=1)),
]


def content(grid: list[list[Cell]]) -> bytes:
    """A workbook of one sheet."""
    workbook = Workbook()
    sheet: Any = workbook.active
    sheet.title = "POA"
    for row in grid:
        sheet.append(row)
    for cell in (cell for line in sheet.iter_rows() for cell in line if cell.data_type == "f"):
        cell.data_type = "s"  # somebody typed it as a text
    kept = io.BytesIO()
    workbook.save(kept)
    return kept.getvalue()


def upload(browser: FlaskClient, data: bytes, name: str = "poa.xlsx", **fields: str) -> Any:
    """Choose a file and press the button."""
    form = {"csrf_token": csrf_token(browser, HOME), "book": FileStorage(io.BytesIO(data), name), **fields}
    return browser.post("/importar/libro", data=form)


def draft(browser: FlaskClient, grid: list[list[Cell]] | None = None) -> tuple[str, str, str]:
    """Upload a workbook of these lines; give its key, its drafted mapping and the page."""
    return draft_of(browser, content(grid or GRID))


def draft_of(browser: FlaskClient, data: bytes, name: str = "poa.xlsx") -> tuple[str, str, str]:
    """Upload the bytes of a workbook; give its key, its drafted mapping and the page."""
    answer = upload(browser, data, name)
    assert answer.status_code == 302, answer.text
    page = browser.get(answer.headers["Location"]).text
    key = page.split('name="book" value="')[1].split('"')[0]
    return key, unescape(page.split("<textarea")[1].split(">", 1)[1].split("</textarea>")[0]), page


def press(browser: FlaskClient, what: str, key: str, mapping: str) -> Any:
    """Press « Revisar » or « Importar »."""
    form = {"csrf_token": csrf_token(browser, HOME), "book": key, "mapping": mapping}
    return browser.post(f"/importar/{what}", data=form)


def finished(mapping: str) -> str:
    """The draft with its plan named."""
    return re.sub(r'(?m)^code = "POA".*$', 'code = "POA-2027"', mapping, count=1)


def shelved(app: Flask) -> set[Path]:
    """The workbooks that are kept, whoever's."""
    return set(Path(app.config["RUMBO_FILES_URL"]).glob("workbooks/*/*"))


def plans() -> list[Any]:
    """Plans that are stored."""
    db.session.rollback()
    return rows("SELECT code FROM plan")


@pytest.fixture
def analyst(ministry: Ministry, sign_in: SignIn) -> FlaskClient:
    """Planning, signed in."""
    return sign_in("analista")


def test_it_shows_a_draft_with_its_doubts_columns_and_first_rows(analyst: FlaskClient) -> None:
    _key, mapping, page = draft(analyst)
    assert 'type = "POA"' in mapping
    assert "Lo que usted decide" in page
    preview, columns = page.split("</textarea>")[1].split("<h2>Columnas del libro (7)</h2>")
    assert "Realizar talleres del grupo 0" in preview
    assert "unidad de medida" in columns


def test_it_says_the_first_rows_in_words(analyst: FlaskClient) -> None:
    preview = draft(analyst)[2].split("</textarea>")[1]
    for words in ("enero de 2027", "cuanto más, mejor", "se suma", "mensual", "Función", "Actividad"):
        assert f">{words}<" in preview
    for code in ("2027-01", "up", "sum", "month", "function", "activity"):
        assert f">{code}<" not in preview


def test_it_imports_a_draft_and_keeps_no_file(app: Flask, analyst: FlaskClient) -> None:
    key, mapping, _page = draft(analyst)
    answer = press(analyst, "guardar", key, finished(mapping))
    assert answer.status_code == 302, answer.text
    assert plans() == [("POA-2027",)]
    assert rows("SELECT planned::int FROM target WHERE period = '2027-02' ORDER BY 1") == [(n,) for n in range(2, 7)]
    assert rows("SELECT state FROM plan_version") == [("draft",)]
    assert rows("SELECT actor_id IS NOT NULL FROM audit_entry WHERE action = 'import_plan'") == [(True,)]
    assert key not in {path.name for path in shelved(app)}


def test_it_imports_the_same_workbook_again_and_changes_nothing(analyst: FlaskClient) -> None:
    for _time in (1, 2):
        key, mapping, _page = draft(analyst)
        press(analyst, "guardar", key, finished(mapping))
    assert rows("SELECT count(*)::int FROM target") == [(10,)]
    assert "0 filas nuevas, 0 cambiadas" in analyst.get("/importaciones/list/").text


def test_it_reads_again_what_was_edited(analyst: FlaskClient) -> None:
    key, mapping, _page = draft(analyst)
    answer = press(analyst, "revisar", key, mapping.replace('name = "C"', 'name = "D"'))
    assert answer.status_code == 200
    assert "Realizar talleres" not in answer.text.split("Columnas del libro")[0].split("</textarea>")[1]
    assert plans() == []


NO_MAPPINGS = (
    ("plan = ", "no es TOML"),
    ("", "El mapeo no se puede usar"),
    ("[plan]\ncode = 3", "El mapeo no se puede usar"),
)


@pytest.mark.parametrize(("text", "said"), NO_MAPPINGS)
@pytest.mark.parametrize("what", ["revisar", "guardar"])
def test_it_tells_what_is_wrong_with_a_mapping(analyst: FlaskClient, what: str, text: str, said: str) -> None:
    key, _mapping, _page = draft(analyst)
    answer = press(analyst, what, key, text)
    assert answer.status_code in {200, 422}
    assert said in answer.text
    assert plans() == []


def test_it_stores_nothing_for_one_error_and_names_the_cell(analyst: FlaskClient) -> None:
    wrong: list[Cell] = ["Administrar", "A9", "Otra", "Informe", "DGA", "tres", 4]
    key, mapping, _page = draft(analyst, [*GRID[:3], wrong, *GRID[3:]])
    answer = press(analyst, "guardar", key, finished(mapping))
    assert answer.status_code == 422
    assert "POA F4" in " ".join(answer.text.split())
    assert plans() == []


def test_it_lets_no_analyst_make_units(analyst: FlaskClient) -> None:
    grid = [GRID[0], *([*row[:4], "Oficina nueva", *row[5:]] for row in GRID[1:])]
    key, mapping, _page = draft(analyst, grid)
    answer = press(analyst, "guardar", key, finished(mapping))
    assert (answer.status_code, "su rol no las mantiene" in answer.text) == (422, True)
    assert rows("SELECT code FROM org_unit WHERE code LIKE 'OFICINA%'") == []


def test_it_leaves_execution_of_money_to_finance(analyst: FlaskClient) -> None:
    grid = [[*row, "Pagos 2027" if row is GRID[0] else 500] for row in GRID]
    key, mapping, _page = draft(analyst, grid)
    assert "la carga finanzas" in mapping
    forced = finished(mapping).replace('  "H",  #', "  #") + '\n[[tables.budget]]\nyear = 2027\npaid = "H"\n'
    answer = press(analyst, "guardar", key, forced)
    assert (answer.status_code, "La ejecución del gasto la carga finanzas" in answer.text) == (422, True)


def test_it_touches_no_plan_in_force(analyst: FlaskClient) -> None:
    key, mapping, _page = draft(analyst)
    press(analyst, "guardar", key, finished(mapping))
    version = db.session.scalars(select(PlanVersion)).one()
    with as_system(version.institution_id) as actor:
        put_in_force(version, "Acuerdo 1", actor, datetime(2027, 1, 4, tzinfo=UTC))
        db.session.commit()
    key, mapping, _page = draft(analyst)
    answer = press(analyst, "guardar", key, finished(mapping))
    assert (answer.status_code, "está vigente" in answer.text) == (422, True)


BAD_FILES = (
    ("", b"", "Elija el libro"),
    ("poa.xlsx", b"", "Elija el libro"),
    ("poa.xlsx", b"<html><table>", "página web"),
    ("poa.xlsx", b"PK\x03\x04 cut off", "dañado"),
    ("poa.xlsx", b"%PDF-1.4", "no es un libro"),
    ("vacio.xlsx", content([]), "Ninguna hoja visible tiene una tabla"),
)


@pytest.mark.parametrize(("name", "data", "said"), BAD_FILES)
def test_it_refuses_a_bad_file_and_keeps_nothing(
    app: Flask, analyst: FlaskClient, name: str, data: bytes, said: str
) -> None:
    before = shelved(app)
    answer = upload(analyst, data, name)
    assert answer.status_code == 422
    assert said in answer.text
    assert shelved(app) <= before


def test_it_refuses_a_sheet_that_is_not_there(analyst: FlaskClient) -> None:
    answer = upload(analyst, content(GRID), sheet="Otra")
    assert (answer.status_code, "Sus hojas: POA" in answer.text) == (422, True)


def test_it_refuses_a_sheet_of_its_address_that_is_not_there(analyst: FlaskClient) -> None:
    key, _mapping, _page = draft(analyst)
    answer = analyst.get(f"{HOME}?libro={key}&hoja=Otra")
    assert (answer.status_code, "Sus hojas: POA" in answer.text) == (422, True)


def test_it_wants_the_token_of_its_form(analyst: FlaskClient) -> None:
    sent = {"book": FileStorage(io.BytesIO(content(GRID)), "poa.xlsx")}
    assert analyst.post("/importar/libro", data=sent).status_code == 400


@pytest.mark.parametrize("person", ["enlace", "jefatura", "direccion", "viceministro", "control", "finanzas", "admin"])
def test_it_is_for_planning_alone(ministry: Ministry, sign_in: SignIn, person: str) -> None:
    browser = sign_in(person)
    assert browser.get(HOME).status_code == 403
    assert "/importar/" not in browser.get("/registros/").text
    form = {"csrf_token": csrf_token(browser, "/contrasena/"), "book": "0" * 32, "mapping": "x"}
    met = {browser.post(f"/importar/{what}", data=form).status_code for what in ("libro", "revisar", "guardar")}
    assert met == {403}


def test_it_stands_among_the_registers_of_planning(analyst: FlaskClient) -> None:
    assert 'href="/importar/"' in analyst.get("/registros/").text


@pytest.mark.parametrize("who", ["planificacion", "ajena"])
def test_it_hides_a_workbook_from_everybody_else(ministry: Ministry, sign_in: SignIn, who: str) -> None:
    key, mapping, _page = draft(sign_in("analista"))
    make_user("ajena", ("planning_analyst", make_unit("AJENA", of="pasto_co", kind="secretaria")), of="pasto_co")
    db.session.commit()
    other = sign_in(who)
    assert "El libro ya no está" in other.get(f"{HOME}?libro={key}").text
    for what in ("revisar", "guardar"):
        answer = press(other, what, key, finished(mapping))
        assert (answer.status_code, "El libro ya no está" in answer.text) == (422, True)
    assert plans() == []


@pytest.mark.parametrize("key", ["", "x", "../" * 8 + "etc", "0" * 32, "%00", "a" * 4000])
def test_it_takes_no_key_that_is_none(analyst: FlaskClient, key: str) -> None:
    assert press(analyst, "revisar", key, "x").status_code == 422


def test_it_forgets_workbooks_after_a_day_and_beyond_five(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, 1, 2)
    kept = [keep_workbook(shelf, f"{number}.xlsx", b"x") for number in range(shelves.MOST + 2)]
    assert sum(book.path.exists() for book in kept) == shelves.MOST
    assert sweep_workbooks(tmp_path, datetime.now(UTC)) == 0
    assert sweep_workbooks(tmp_path, datetime.now(UTC) + timedelta(hours=25)) == shelves.MOST


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\planes\\poa.xlsx", "poa\x00\n.xlsx", "", "x" * 400])
def test_it_keeps_a_workbook_under_a_plain_name(tmp_path: Path, name: str) -> None:
    book = keep_workbook(Shelf(tmp_path, 1, 2), name, b"x")
    assert book.name.isprintable()
    assert 0 < len(book.name) <= 150
    assert not {"/", "\\"} & set(book.name)
