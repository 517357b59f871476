"""Finance loads the month's execution by funding source, and the dashboard shows it beside the advance (AC3-5, 6.4)."""

from __future__ import annotations

import io
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook
from sqlalchemy import text

from models.rules.roles import Role
from models.tables.base import db
from tests.commands.conftest import Shell
from tests.conftest import csrf_token, rows
from tests.procedures.office import Office, people, store, story_of
from tests.procedures.steps import fill, press, send
from tests.procedures.test_the_municipality_of_pasto import CUT, SPENT, TOLD, development_plan

LOAD, STORE, SEEN = "/presupuesto/cargar/", "/presupuesto/cargar/guardar", "/presupuesto/ejecucion/"
MAPPING = """
[reading]
locale = "es_CO"

[[tables]]
sheet = "EJECUCION"
header_row = 4
control_row = 2
ignore_headings = ["% OBLIG."]

[[tables.skip]]
why = "total de la dependencia"
header = "PROYECTO"
starts = ["TOTAL"]

[tables.line]
year = 2026
item = {header = "PROYECTO", before = " - "}
funding_source = "FUENTE"

[[tables.budget]]
initial = "INICIAL"
current = "DEFINITIVA"

[[tables.budget]]
month = 11
committed = "COMPROMISOS"
accrued = "OBLIGACIONES"
paid = "PAGOS"
"""
MILLION = 1_000_000
CLOSE = """
    INSERT INTO reporting_period (institution_id, period, state, opened_at, closed_at, preset_version_id)
    SELECT institution_id, '2026-11', 'closed', now(), now(), max(id) FROM preset_version
     WHERE institution_id = (SELECT id FROM institution WHERE code = 'pasto_co') GROUP BY institution_id
    ON CONFLICT (institution_id, period) DO UPDATE
    SET state = 'closed', closed_at = now(), preset_version_id = excluded.preset_version_id
"""


def execution(folder: Path, spent: dict[str, tuple[int, int, int, int]] = SPENT) -> Path:
    """The file of the Secretaría de Hacienda: thousands in text, percents beside amounts, a row of totals."""
    path = folder / "ejecucion-noviembre.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("EJECUCION")
        sheet.write(0, 0, "Ejecución de la inversión por fuente")
        totals = [sum(amounts[place] for amounts in spent.values()) * MILLION for place in range(4)]
        sheet.write_row(1, 0, ["", "", totals[0], totals[0], *totals[1:]])
        heads = ("PROYECTO", "FUENTE", "INICIAL", "DEFINITIVA", "COMPROMISOS", "OBLIGACIONES", "PAGOS", "% OBLIG.")
        sheet.write_row(3, 0, heads)
        for number, (source, (current, *stages)) in enumerate(spent.items(), start=4):
            written = [f"{amount * MILLION:,}".replace(",", ".") + ",00" for amount in (current, *stages)]
            share = f"{stages[1] * 100 / current:.1f} %"
            sheet.write_row(number, 0, ["SOC-1.1 - Inclusión", source, written[0], *written, share])
        sheet.write_row(number + 1, 0, ["TOTAL SBS", "", totals[0], totals[0], *totals[1:]])
    return path


@pytest.fixture
def pasto(system: Any, shell: Shell, sign_in: Callable[[str], FlaskClient], tick_at: Callable[[str], Any]) -> Office:
    """The plan in force, without any money, and three years told."""
    shell.now = TOLD["2024-12"][0]
    store(shell, development_plan(), "pasto_co", "--in-force", "Acuerdo 5")
    held = {"enlace-SBS": (Role.LIAISON, "SBS"), "enlace-SIV": (Role.LIAISON, "SIV")}
    held |= {
        "hacienda": (Role.FINANCE, "ALC"),
        "opgi": (Role.PLANNING_ANALYST, "ALC"),
        "control": (Role.INTERNAL_CONTROL, "ALC"),
    }
    people("pasto_co", held)
    office = Office("pasto_co", "PDM", story_of("pasto_co"), shell, sign_in, tick_at)
    for period, (moment, values) in TOLD.items():
        office.at(moment)
        browser = sign_in("enlace-SBS")
        assert fill(browser, office.story, period, values).status_code == 302
        assert send(browser, period).status_code == 302
    return office


def upload(browser: FlaskClient, path: Path, mapping: str = MAPPING) -> Any:
    """Choose the file and the office's mapping, and press « Ver qué cambiaría »."""
    form = {
        "csrf_token": csrf_token(browser, LOAD),
        "book": (io.BytesIO(path.read_bytes()), path.name),
        "mapping_file": (io.BytesIO(mapping.encode()), "hacienda.toml"),
    }
    return browser.post(f"{LOAD}archivo", data=form, content_type="multipart/form-data")


def keep(browser: FlaskClient, preview: Any, mapping: str = MAPPING) -> Any:
    """Press « Guardar la ejecución » under the preview."""
    key = preview.text.split('name="book" value="')[1].split('"')[0]
    return press(browser, LOAD, STORE, book=key, mapping=mapping, month="")


@pytest.fixture
def loaded(pasto: Office, tmp_path: Path) -> Office:
    """Finance stored the file of the example."""
    browser = pasto.sign_in("hacienda")
    assert keep(browser, upload(browser, execution(tmp_path))).status_code == 302
    return pasto


def test_finance_begins_where_execution_is_loaded(pasto: Office) -> None:
    browser = pasto.sign_in("hacienda")
    assert browser.get("/").headers["Location"].endswith(LOAD)
    page = browser.get(LOAD).text
    assert "Todavía no se ha cargado ningún archivo de ejecución" in page
    assert "diciembre de 2026" in page  # on the fourth of January the month that ended is due


def test_it_shows_what_would_change_before_anything_is_stored(pasto: Office, tmp_path: Path) -> None:
    preview = upload(pasto.sign_in("hacienda"), execution(tmp_path))
    assert preview.status_code == 200
    assert "3 líneas nuevas, 0 cambiadas, 0 iguales" in preview.text
    assert "3.000.000.000,00" in preview.text
    assert rows("SELECT count(*)::int FROM budget_line") == [(0,)]


def test_the_totals_are_those_of_the_example(loaded: Office) -> None:
    page = loaded.sign_in("opgi").get(f"{SEEN}?period={CUT}&by=source").text
    total = page.split('<th scope="row">Total</th>')[1]
    assert [share in total for share in ("78,33", "60,00", "57,50")] == [True, True, True]
    assert "58,33" not in page  # the mean of the percents of the sources
    for source, shares in {"Propios": ("90,00", "70,00", "65,00"), "SGP": ("93,33", "80,00", "76,67")}.items():
        row = page.split(f">{source}</a>")[1].split("</tr>")[0]
        assert [share in row for share in shares] == [True, True, True]


@pytest.mark.parametrize("by", ["top", "unit"])
def test_the_advance_runs_ahead_of_the_money(loaded: Office, by: str) -> None:
    page = loaded.sign_in("opgi").get(f"{SEEN}?period={CUT}&by={by}").text
    row = page.split("<tbody>")[1].split("</tr>")[0]
    assert [told in row for told in ("82,28", "22,28", "60,00")] == [True, True, True]
    assert "el avance va adelante del dinero" in row


def test_a_dimension_opens_into_its_programs_and_a_source_into_dimensions(loaded: Office) -> None:
    browser, item = loaded.sign_in("opgi"), loaded.story.items["SOC"]
    assert "SOC-1 Elemento SOC-1</a>" in browser.get(f"{SEEN}?period={CUT}&by=top&item={item}").text
    regalias = browser.get(f"{SEEN}?period={CUT}&by=top&source=Regal%C3%ADas").text
    assert [told in regalias for told in ("2.000.000.000,00", "25,00")] == [True, True]


def test_what_was_done_without_money_is_said(pasto: Office, tmp_path: Path) -> None:
    nothing = {source: (current, committed, 0, 0) for source, (current, committed, *_spent) in SPENT.items()}
    browser = pasto.sign_in("hacienda")
    assert keep(browser, upload(browser, execution(tmp_path, nothing))).status_code == 302
    row = browser.get(f"{SEEN}?period={CUT}&by=top").text.split("<tbody>")[1].split("</tr>")[0]
    assert "avance sin gasto" in row


def test_the_workbook_says_the_same(loaded: Office) -> None:
    answer = loaded.sign_in("control").get(f"{SEEN}libro.xlsx?period={CUT}&by=top")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.data)).get_sheet_by_index(0).to_python()
    social = next(cells for cells in sheet if str(cells[0]).startswith("SOC "))
    told = [Decimal(str(cell)) for cell in social[8:13]]
    assert told == [Decimal(value) for value in ("78.33", "60", "57.5", "82.28", "22.28")]


def test_the_same_file_again_changes_nothing(loaded: Office, tmp_path: Path) -> None:
    browser = loaded.sign_in("hacienda")
    again = upload(browser, execution(tmp_path))
    assert "0 líneas nuevas, 0 cambiadas, 3 iguales" in again.text
    assert keep(browser, again).status_code == 302
    assert rows("SELECT count(*)::int FROM value_change WHERE table_name = 'budget_month' AND before IS NOT NULL") == [
        (0,)
    ]


def test_more_accrued_than_current_is_refused_with_its_row(pasto: Office, tmp_path: Path) -> None:
    browser = pasto.sign_in("hacienda")
    refused = upload(browser, execution(tmp_path, SPENT | {"SGP": (3000, 3200, 3100, 2300)}))
    assert "F6" in refused.text
    assert "pasa del presupuesto vigente (3000000000.00)" in refused.text
    assert "Guardar la ejecución" not in refused.text


def test_more_accrued_than_committed_is_told_and_stays_beside_its_row(pasto: Office, tmp_path: Path) -> None:
    browser = pasto.sign_in("hacienda")
    preview = upload(browser, execution(tmp_path, SPENT | {"SGP": (3000, 2300, 2400, 2300)}))
    assert "hay más devengado que comprometido (2400000000.00 y 2300000000.00)" in preview.text
    assert keep(browser, preview).status_code == 302
    row = browser.get(f"{SEEN}?period={CUT}&by=source").text.split(">SGP</a>")[1].split("</tr>")[0]
    assert "más devengado que comprometido" in row


@pytest.mark.parametrize("who", ["enlace-SBS", "opgi", "control"])
def test_nobody_else_loads_it(pasto: Office, who: str, tmp_path: Path) -> None:
    browser = pasto.sign_in(who)
    assert browser.get(LOAD).status_code == 403
    assert browser.post(STORE, data={"csrf_token": csrf_token(browser, "/plazos/"), "book": "x"}).status_code == 403


def test_a_dependency_sees_its_own_money_alone(loaded: Office) -> None:
    assert "SGP</a>" in loaded.sign_in("enlace-SBS").get(f"{SEEN}?period={CUT}").text
    assert "SGP</a>" not in loaded.sign_in("enlace-SIV").get(f"{SEEN}?period={CUT}").text


def test_a_closed_month_takes_no_other_amounts(loaded: Office, tmp_path: Path) -> None:
    loaded.shell.committed()
    db.session.execute(text(CLOSE))
    db.session.commit()
    browser = loaded.sign_in("hacienda")
    assert "3 iguales" in upload(browser, execution(tmp_path)).text
    refused = upload(browser, execution(tmp_path, SPENT | {"SGP": (3000, 2800, 2300, 2300)}))
    assert "El periodo 2026-11 está cerrado" in refused.text
    assert "Guardar la ejecución" not in refused.text
