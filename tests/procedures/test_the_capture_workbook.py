"""AC3-3, AC3-4: the hoja de captura of Pasto, downloaded, filled in, uploaded, returned and corrected (S3-T3, T4)."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from flask.testing import FlaskClient

from jobs.deliver_mail import deliver_mail
from models.rules.capture.columns import LINES
from models.rules.measure import Accumulation
from models.rules.period import PeriodKind
from models.rules.roles import Role
from models.rules.workflow import SheetState
from tests.commands.conftest import Shell
from tests.conftest import csrf_token, rows
from tests.filled_books import fill_book
from tests.pages import cells
from tests.post_office import PostOffice, body
from tests.procedures.office import Office, indicator, item, people, plan, store, story_of, targets
from tests.procedures.steps import fill, press, send

JANUARY, FEBRUARY = "2027-01", "2027-02"
OPENINGS = {JANUARY: "2027-02-01T08:00-05:00", FEBRUARY: "2027-03-01T08:00-05:00"}
UNITS = [("ALC", None, "despacho"), ("SBS", "ALC", "secretaria"), ("SIV", "ALC", "secretaria")]
FILLED = {"MP-1": {"actual": 2}, "MP-2": {"actual": 85, "note": "Con el acueducto nuevo"}}


def development_plan(*more: str) -> Any:
    """A sum and a level reached, each with a target a month; `more` are further sums of the same secretariat."""
    monthly = PeriodKind.MONTH
    products = {"MP-1": "SBS", "MP-2": "SBS", "MP-9": "SIV"} | dict.fromkeys(more, "SBS")
    return plan(
        *("PDM", "PDM", (2024, 2027), UNITS),
        items=[
            item("SOC", None, "dimension", "SBS"),
            item("SOC-1", "SOC", "program", "SBS"),
            item("SOC-1.1", "SOC-1", "project", "SBS"),
            *(item(code, "SOC-1.1", "product", unit) for code, unit in products.items()),
        ],
        indicators=[
            indicator(code, monthly, Accumulation.LAST if code == "MP-2" else Accumulation.SUM) for code in products
        ],
        targets=[
            *targets("MP-2", {JANUARY: 85, FEBRUARY: 90}),
            *(row for code in products if code != "MP-2" for row in targets(code, {JANUARY: 2, FEBRUARY: 2})),
        ],
    )


@pytest.fixture
def further() -> tuple[str, ...]:
    """Further products of the plan; a test asks for them by a parameter."""
    return ()


@pytest.fixture
def pasto(
    system: Any,
    shell: Shell,
    sign_in: Callable[[str], FlaskClient],
    tick_at: Callable[[str], Any],
    further: tuple[str, ...],
) -> Office:
    """The plan in force with its people; January is open."""
    shell.now = "2027-01-04T08:00-05:00"
    store(shell, development_plan(*further), "pasto_co", "--in-force", "Acuerdo 5")
    held = {f"enlace-{unit}": (Role.LIAISON, unit) for unit, *_ in UNITS}
    people("pasto_co", held | {"secretaria-sbs": (Role.DEPARTMENT_HEAD, "SBS"), "opgi": (Role.PLANNING_ANALYST, "ALC")})
    office = Office("pasto_co", "PDM", story_of("pasto_co"), shell, sign_in, tick_at)
    office.at(OPENINGS[JANUARY])
    return office


@pytest.fixture
def liaison(pasto: Office) -> FlaskClient:
    return pasto.sign_in("enlace-SBS")


def download(browser: FlaskClient, folder: Path, period: str = JANUARY) -> Path:
    """Press « Descargar la hoja »."""
    page = browser.get(f"/hoja-de-captura/{period}/")
    assert f"/hoja-de-captura/{period}/libro" in page.text
    answer = browser.get(f"/hoja-de-captura/{period}/libro")
    assert answer.status_code == 200
    path = folder / f"hoja-{period}.xlsx"
    path.write_bytes(answer.data)
    return path


def upload(browser: FlaskClient, path: Path, period: str = JANUARY) -> Any:
    """Choose a workbook and press « Ver qué cambia »."""
    page = f"/hoja-de-captura/{period}/"
    data = {"csrf_token": csrf_token(browser, page), "book": (BytesIO(path.read_bytes()), path.name)}
    return browser.post(f"{page}subir", data=data, content_type="multipart/form-data")


def keep(browser: FlaskClient, shown: Any, period: str = JANUARY) -> Any:
    """Press « Guardar como borrador » on the preview."""
    book = re.search(r'name="book" value="([0-9a-f]{32})"', shown.text)
    assert book is not None
    page = f"/hoja-de-captura/{period}/"
    return browser.post(f"{page}guardar", data={"csrf_token": csrf_token(browser, page), "book": book[1]})


def report(browser: FlaskClient, folder: Path, values: Any, period: str) -> None:
    """Download, fill in, upload, store and send."""
    shown = upload(browser, fill_book(download(browser, folder, period), values), period)
    assert keep(browser, shown, period).status_code == 302
    assert send(browser, period).status_code == 302


def stored() -> list[Any]:
    db_rows = rows("SELECT actual, note FROM progress ORDER BY indicator_id")
    return [(str(actual), note) for actual, note in db_rows]


def test_it_shows_what_changes_before_anything_is_stored(pasto: Office, liaison: FlaskClient, tmp_path: Path) -> None:
    shown = upload(liaison, fill_book(download(liaison, tmp_path), FILLED))
    assert shown.status_code == 200
    assert [row[:4] for row in cells(shown.text)] == [
        ["MP-1 Elemento MP-1", "Realizado", "—", "2"],
        ["MP-2 Elemento MP-2", "Realizado", "—", "85"],
        ["MP-2 Elemento MP-2", "Nota", "—", "Con el acueducto nuevo"],
    ]
    assert (stored(), pasto.sheet("SBS", JANUARY).state) == ([], SheetState.NOT_STARTED)


def test_it_stores_a_draft_and_leads_to_the_review(pasto: Office, liaison: FlaskClient, tmp_path: Path) -> None:
    answer = keep(liaison, upload(liaison, fill_book(download(liaison, tmp_path), FILLED)))
    assert answer.headers["Location"] == f"/mi-mes/{JANUARY}/review"
    assert stored() == [("2.000000", ""), ("85.000000", "Con el acueducto nuevo")]
    assert pasto.sheet("SBS", JANUARY).state is SheetState.DRAFT
    assert send(liaison, JANUARY).status_code == 302
    assert pasto.sheet("SBS", JANUARY).state is SheetState.SUBMITTED


SIXTY = tuple(f"MP-{number}" for number in range(100, 158))


@pytest.mark.parametrize("further", [SIXTY])
def test_sixty_rows_take_one_upload(pasto: Office, liaison: FlaskClient, tmp_path: Path) -> None:
    values = {code: {"actual": 1 + number % 3, "note": f"Fila {number}"} for number, code in enumerate(SIXTY)}
    shown = upload(liaison, fill_book(download(liaison, tmp_path), FILLED | values))
    assert "60 filas nuevas" in shown.text
    assert keep(liaison, shown).status_code == 302
    assert (len(stored()), send(liaison, JANUARY).status_code) == (60, 302)


def test_it_is_stored_by_whoever_uploads(pasto: Office, liaison: FlaskClient, tmp_path: Path) -> None:
    keep(liaison, upload(liaison, fill_book(download(liaison, tmp_path), FILLED)))
    told = "SELECT action, actor_id FROM audit_entry WHERE action IN ('record_progress', 'import_progress') ORDER BY id"
    who = rows("SELECT id FROM ab_user WHERE username = 'enlace-SBS'")[0][0]
    assert rows(told) == [("record_progress", who), ("import_progress", who)]


def test_it_names_wrong_cells_by_row_and_column(pasto: Office, liaison: FlaskClient, tmp_path: Path) -> None:
    wrong = fill_book(download(liaison, tmp_path), {"MP-1": {"actual": "dos"}, "MP-2": {"actual": -5, "note": "x"}})
    answer = upload(liaison, wrong)
    assert answer.status_code == 422
    assert "Hay 2 errores en «hoja-2027-01.xlsx»; no se guardó nada." in answer.text
    assert re.search(r"Captura G\d+</strong>\s*<span[^>]*>Realizado</span>\s*<p>«dos» no es un número", answer.text)
    assert 'name="book" value="' not in answer.text  # there is nothing to store
    assert stored() == []


def test_it_says_that_an_untouched_sheet_changes_nothing(pasto: Office, liaison: FlaskClient, tmp_path: Path) -> None:
    assert "no cambia nada" in upload(liaison, download(liaison, tmp_path)).text
    assert stored() == []


@pytest.mark.parametrize(
    ("who", "period", "answer"),
    [
        ("enlace-SIV", JANUARY, "La hoja es de SBS y aquí se reporta SIV"),
        ("enlace-SBS", FEBRUARY, "La hoja es de enero de 2027 y esta página es de febrero de 2027"),
    ],
)
def test_it_belongs_to_its_unit_and_period(  # noqa: PLR0917 -- the case and what it needs
    pasto: Office, liaison: FlaskClient, tmp_path: Path, who: str, period: str, answer: str
) -> None:
    filled = fill_book(download(liaison, tmp_path), FILLED)
    pasto.at(OPENINGS[FEBRUARY])
    refused = upload(pasto.sign_in(who), filled, period)
    assert (refused.status_code, answer in refused.text, stored()) == (422, True, [])


def test_it_keeps_what_somebody_typed_meanwhile(pasto: Office, liaison: FlaskClient, tmp_path: Path) -> None:
    filled = fill_book(download(liaison, tmp_path), {"MP-1": {"actual": 9}, "MP-2": {"actual": 85}})
    assert fill(liaison, pasto.story, JANUARY, {"MP-1": "2"}).status_code == 302
    refused = upload(liaison, filled)
    assert refused.status_code == 422
    assert "MP-1 cambió en Rumbo después de que se descargó la hoja (01/02/2027 08:00)" in refused.text
    assert stored() == [("2.000000", "")]


def test_it_is_read_by_the_head_once_it_was_sent(pasto: Office, liaison: FlaskClient, tmp_path: Path) -> None:
    address = f"/hoja-de-captura/reporte/{pasto.sheet('SBS', JANUARY).id}"
    head = pasto.sign_in("secretaria-sbs")
    assert head.get(address).status_code == 409  # a draft is its writer's
    report(liaison, tmp_path, FILLED, JANUARY)
    (tmp_path / "leida.xlsx").write_bytes(head.get(address).data)
    sheet = openpyxl.load_workbook(tmp_path / "leida.xlsx")[LINES]
    assert all(cell.protection.locked for row in sheet.iter_rows() for cell in row)
    assert address in head.get(f"/bandeja/{pasto.sheet('SBS', JANUARY).id}/").text


@pytest.fixture
def returned(pasto: Office, liaison: FlaskClient, tmp_path: Path, post_office: PostOffice) -> PostOffice:
    """February told a lower level than January, and went back with a remark."""
    report(liaison, tmp_path, FILLED, JANUARY)
    pasto.at(OPENINGS[FEBRUARY])
    report(liaison, tmp_path, {"MP-1": {"actual": 2}, "MP-2": {"actual": 80}}, FEBRUARY)
    analyst, mine = pasto.sign_in("opgi"), pasto.sheet("SBS", FEBRUARY).id
    page = f"/bandeja/{mine}/"
    assert "menor que lo informado antes: 85" in analyst.get(page).text  # R C-23: said, not refused
    assert "una informa un nivel menor que antes" in analyst.get("/bandeja/").text
    assert press(analyst, "/bandeja/", "/bandeja/verificar", sheet=str(mine)).status_code == 409  # it asks for a look
    line = {f"remark-{pasto.story.indicators['MP-2']}": "En enero informó 85"}
    assert press(analyst, page, f"{page}return", remark="Revise la cobertura", **line).status_code == 302
    deliver_mail()
    return post_office


def test_it_goes_back_with_remarks_by_mail(pasto: Office, returned: PostOffice) -> None:
    told = body(returned.about("Devuelt")[0])
    assert "Revise la cobertura" in told
    assert "En enero informó 85" in told
    assert pasto.sheet("SBS", FEBRUARY).state is SheetState.RETURNED


def test_it_is_corrected_by_another_upload(
    pasto: Office, returned: PostOffice, liaison: FlaskClient, tmp_path: Path
) -> None:
    report(liaison, tmp_path, {"MP-2": {"actual": 90, "note": "Faltaba un barrio"}}, FEBRUARY)
    found = pasto.sheet("SBS", FEBRUARY)
    assert (found.state, found.round) == (SheetState.SUBMITTED, 2)
    page = pasto.sign_in("opgi").get(f"/bandeja/{found.id}/?all=1").text
    assert "menor que lo informado antes" not in page
    assert "En enero informó 85" in page  # what was said of the first round stays beside the second
    changes = [
        after or {} for (after,) in rows("SELECT after FROM value_change WHERE table_name = 'progress' ORDER BY id")
    ]
    told = [Decimal(str(after["actual"])) for after in changes if "actual" in after]
    assert list(dict.fromkeys(told)) == [2, 85, 80, 90]  # January, and both rounds of February
