"""The findings on the page of a workbook that is being imported: asked of a worker, shown to its owner alone."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from flask import Flask
from flask.testing import FlaskClient
from rq import SimpleWorker
from rq.serializers import JSONSerializer

from jobs.allowed import AllowedJob
from jobs.queue import connection, queue
from models.tables.base import db
from tests.conftest import Ministry, csrf_token, rows
from tests.english_page import spanish_in
from tests.factories import make_unit, make_user
from tests.views.test_import_workbook import draft_of, press

SignIn = Callable[[str], FlaskClient]
PLACE = "/importar/hallazgos/"
HEADS = [
    "Función",
    "Código",
    "Actividad",
    "Unidad de medida",
    "Dependencia",
    "Enero 2027",
    "Febrero 2027",
    "Total 2027",
]


def content(wrong: str = "=F4") -> bytes:
    """Activities with a total a row; that of the fourth row leaves a month out."""
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"strings_to_formulas": False})
    sheet = book.add_worksheet("POA")
    sheet.write_row(0, 0, HEADS)
    for row in range(2, 9):
        sheet.write_row(row - 1, 0, ["Administrar", f"A{row}", f"=Taller {row}", "Informe", "DGA", row, row + 1])
        is_wrong = row == 4 and wrong == "=F4"
        sheet.write_formula(
            row - 1, 7, "=F4" if is_wrong else f"=F{row}+G{row}", None, row if is_wrong else 2 * row + 1
        )
    book.close()
    return kept.getvalue()


@pytest.fixture
def work(app: Flask) -> Iterator[Callable[[], None]]:
    """Let a worker do what the pages asked for."""
    redis: Any = connection()
    redis.flushall()

    def work_on() -> None:
        bells = queue(redis)
        worker = SimpleWorker([bells], connection=redis, serializer=JSONSerializer, job_class=AllowedJob)
        worker.work(burst=True, logging_level="CRITICAL")

    yield work_on
    redis.flushall()
    redis.close()


@pytest.fixture
def analyst(ministry: Ministry, sign_in: SignIn) -> FlaskClient:
    """Planning, signed in."""
    return sign_in("analista")


def told(page: str) -> str:
    """What a person reads."""
    return " ".join(re.sub("<[^>]+>", "", page).split())


def waiting(page: str) -> str:
    """The address at which the findings will be."""
    return page.split('data-waits="')[1].split('"', maxsplit=1)[0].replace("&amp;", "&")


def test_it_shows_the_findings_when_a_worker_has_found_them(analyst: FlaskClient, work: Callable[[], None]) -> None:
    key, mapping, page = draft_of(analyst, content())
    address = waiting(page)
    assert analyst.get(address).headers["Refresh"] == "3"
    work()
    found = analyst.get(address)
    assert "Refresh" not in found.headers
    assert "un hallazgo en una celda, 1 con algo seguro" in told(found.text)
    again = press(analyst, "revisar", key, mapping).text
    assert "POA: H4 (una celda)" in told(again)
    assert "data-waits" not in again
    assert rows("SELECT counted > 0, error FROM job_run WHERE name = 'audit_workbooks'") == [(True, "")]


def test_it_tells_them_in_the_readers_language(analyst: FlaskClient, work: Callable[[], None]) -> None:
    analyst.post("/idioma/", data={"csrf_token": csrf_token(analyst, "/importar/"), "language": "en"})
    _key, mapping, page = draft_of(analyst, content())
    work()
    found = told(analyst.get(waiting(page)).text)
    with analyst.get(waiting(page).replace(PLACE, f"{PLACE}libro")) as answer:
        marked = openpyxl.load_workbook(io.BytesIO(answer.data))
    shown = [str(cell.value) for cells in marked["Findings"].iter_rows() for cell in cells if cell.value]
    assert marked["POA"]["H4"].comment.text.startswith("A total is not the sum of its parts")
    assert not spanish_in(shown)
    assert "A total is not the sum of its parts" in found
    assert "# Draft of the mapping of" in mapping
    assert not spanish_in([*found.split(". "), *mapping.splitlines()])


def test_it_gives_the_workbook_with_its_cells_marked(analyst: FlaskClient, work: Callable[[], None]) -> None:
    _key, _mapping, page = draft_of(analyst, content(), "mi poa.xlsx")
    marked = waiting(page).replace(PLACE, f"{PLACE}libro")
    assert analyst.get(marked).status_code == 404
    work()
    with analyst.get(marked) as answer:
        assert "mi poa-revisado.xlsx" in answer.headers["Content-Disposition"]
        data = answer.data
    sheet = openpyxl.load_workbook(io.BytesIO(data))["POA"]
    assert sheet["H4"].comment is not None
    assert (sheet["C4"].value, sheet["C4"].data_type) == ("=Taller 4", "s")


def test_it_looks_again_by_an_edited_mapping(analyst: FlaskClient, work: Callable[[], None]) -> None:
    key, mapping, page = draft_of(analyst, content())
    work()
    edited = press(analyst, "revisar", key, f"{mapping}\n# otra").text
    assert waiting(edited) != waiting(page)
    old = analyst.get(waiting(page)).text
    assert "La revisión del libro no terminó" in old


def test_it_says_so_where_a_form_of_file_has_no_formulas(analyst: FlaskClient, work: Callable[[], None]) -> None:
    lines = [",".join(HEADS[:7]), *(f"Administrar,A{row},Taller {row},Informe,DGA,{row},1" for row in range(2, 9))]
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("POA.csv", "\n".join(lines))
    _key, _mapping, page = draft_of(analyst, kept.getvalue(), "poa.zip")
    work()
    assert "Las fórmulas se revisan en libros .xlsx y .ods" in analyst.get(waiting(page)).text


def test_it_agrees_with_a_workbook_that_is_right(analyst: FlaskClient, work: Callable[[], None]) -> None:
    _key, _mapping, page = draft_of(analyst, content("=F4+G4"))
    work()
    assert "está de acuerdo con él" in analyst.get(waiting(page)).text


@pytest.mark.parametrize("who", ["planificacion", "ajena"])
def test_it_shows_nothing_to_anybody_else(
    ministry: Ministry, sign_in: SignIn, work: Callable[[], None], who: str
) -> None:
    _key, _mapping, page = draft_of(sign_in("analista"), content())
    work()
    make_user("ajena", ("planning_analyst", make_unit("AJENA", of="pasto_co", kind="secretaria")), of="pasto_co")
    db.session.commit()
    other = sign_in(who)
    addresses = (waiting(page), waiting(page).replace(PLACE, f"{PLACE}libro"))
    assert [other.get(address).status_code for address in addresses] == [404, 404]


@pytest.mark.parametrize("query", ["libro=x", "libro=" + "0" * 32, "libro={key}&mapeo=../name", "libro={key}"])
def test_it_knows_no_other_addresses(analyst: FlaskClient, query: str) -> None:
    key, _mapping, _page = draft_of(analyst, content())
    for address in (PLACE, f"{PLACE}libro"):
        assert analyst.get(f"{address}?{query.format(key=key)}").status_code == 404
