"""The filtered list as a file: the rows and columns that are shown, text as text, within the reader's scope."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from models.tables.base import db
from models.tables.budget_line import BudgetLine
from tests.conftest import Ministry, rows
from tests.factories import ItemSpec, make_item, make_plan, make_unit
from views.base import export

SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def items(ministry: Ministry, system: Any) -> None:
    """A function with a weight and one whose name a spreadsheet would compute."""
    version = make_plan("POA-2027")
    make_item(version, "F-01", ItemSpec("function", ministry.unit)).name = "Fiscalización"
    make_item(version, "F-02", ItemSpec("function", ministry.unit)).name = "=1+1"
    db.session.commit()


def lines(browser: FlaskClient, path: str) -> list[list[str]]:
    answer = browser.get(path)
    assert answer.status_code == 200
    assert answer.mimetype == "text/csv"
    return list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig"))))


def test_it_writes_the_rows_of_the_list_as_csv(items: None, sign_in: SignIn) -> None:
    heading, *rows = lines(sign_in("analista"), "/plan/list/?export=csv")
    assert heading[:2] == ["Código", "Nombre"]
    assert [row[:2] for row in rows] == [["F-01", "Fiscalización"], ["F-02", "'=1+1"]]


def test_it_writes_only_what_passes_the_filters(items: None, sign_in: SignIn) -> None:
    _heading, *rows = lines(sign_in("analista"), "/plan/list/?export=csv&_flt_0_name=FISCALIZACION")
    assert [row[0] for row in rows] == ["F-01"]


def test_it_writes_only_the_chosen_columns(items: None, sign_in: SignIn) -> None:
    heading, *_rows = lines(sign_in("analista"), "/plan/list/?export=csv&cols_PlanItemView=name")
    assert heading == ["Código", "Nombre"]


def test_it_writes_a_workbook_with_text_as_text(items: None, sign_in: SignIn) -> None:
    answer = sign_in("analista").get("/plan/list/?export=xlsx")
    assert "plan-" in answer.headers["Content-Disposition"]
    sheet = load_workbook(io.BytesIO(answer.get_data())).active
    assert sheet is not None
    assert [cell.value for cell in sheet["B"]] == ["Nombre", "Fiscalización", "=1+1"]
    assert sheet["B3"].data_type == "s"


FORMULAS = ("=1+1", "+1", "-1+2", "@SUM(1)", "\t=1", " =1+1", "\u00a0=1", "＝1+1")


def test_no_text_is_a_formula_in_it(ministry: Ministry, sign_in: SignIn) -> None:
    version = make_plan("POA-2027")
    for number, name in enumerate(FORMULAS):
        make_item(version, f"F-{number:02d}", ItemSpec("function", ministry.unit)).name = name
    db.session.commit()
    _heading, *rows = lines(sign_in("analista"), "/plan/list/?export=csv")
    assert [row[1] for row in rows] == [f"'{name}" for name in FORMULAS]


def test_a_country_of_the_comma_parts_cells_by_semicolons(items: None, ministry: Ministry, sign_in: SignIn) -> None:
    rows("UPDATE plan_item SET weight = 12.5 WHERE code = 'F-01' RETURNING id")
    rows("UPDATE institution SET locale = 'es_CO' RETURNING id")
    db.session.commit()
    text = sign_in("analista").get("/plan/list/?export=csv&cols_PlanItemView=weight").get_data().decode("utf-8-sig")
    assert text.splitlines()[:2] == ["Código;Peso, por ciento", "F-01;12,5"]


def test_both_kinds_hold_the_same_rows(items: None, sign_in: SignIn) -> None:
    analyst, query = sign_in("analista"), "_flt_0_code=f&_oc_PlanItemView=code&_od_PlanItemView=desc"
    sheet = load_workbook(io.BytesIO(analyst.get(f"/plan/list/?export=xlsx&{query}").get_data())).active
    assert sheet is not None
    codes = [cell.value for cell in sheet["A"]][1:]
    assert codes == [row[0] for row in lines(analyst, f"/plan/list/?export=csv&{query}")[1:]] == ["F-02", "F-01"]


@pytest.fixture
def money(ministry: Ministry, system: Any) -> None:
    """Three budget lines of 2027, one of them of another unit, and one of 2026."""
    version = make_plan("POA-2027")
    spent = [(ministry.unit, 2027, "100.25"), (ministry.unit, 2027, "0.50"), (ministry.other, 2027, "7"),
             (ministry.unit, 2026, "1000000")]  # fmt: skip
    for number, (unit, year, amount) in enumerate(spent):
        item = make_item(version, f"F-{number:02d}", ItemSpec("function", unit))
        figures = {"initial": Decimal(amount), "current": Decimal(1), "institution_id": unit.institution_id}
        db.session.add(BudgetLine(plan_item=item, org_unit=unit, year=year, funding_source="Fondo", **figures))
    db.session.commit()


def workbook(browser: FlaskClient, path: str) -> Worksheet:
    sheet = load_workbook(io.BytesIO(browser.get(path).get_data())).active
    assert isinstance(sheet, Worksheet)
    return sheet


def last_row(sheet: Worksheet) -> list[object]:
    return [cell.value for cell in sheet[sheet.max_row]]


# who asks, and the cells that the screen shows below its rows
TOTALS = [
    ("analista", "year=2027", ["Total de 3 registros", None, None, None, None, 107.75, 3]),
    ("enlace", "year=2027", ["Total de 2 registros", None, None, None, None, 100.75, 2]),  # not of the other unit
    ("analista", "year=2026", ["Total de 1 registro", None, None, None, None, 1_000_000, 1]),
]


@pytest.mark.parametrize(("who", "narrowed", "total"), TOTALS)
def test_a_workbook_ends_with_the_totals_of_the_screen(
    money: None, sign_in: SignIn, who: str, narrowed: str, total: list[object]
) -> None:
    sheet = workbook(sign_in(who), f"/presupuesto/list/?export=xlsx&_flt_0_{narrowed}")
    assert last_row(sheet) == total
    assert sheet.auto_filter.ref == f"A1:G{sheet.max_row - 1}"  # a reader's filter or sorting leaves it where it is


def test_its_totals_are_of_the_columns_that_are_shown(money: None, sign_in: SignIn) -> None:
    sheet = workbook(sign_in("analista"), "/presupuesto/list/?export=xlsx&cols_BudgetLineView=current")
    assert last_row(sheet) == ["Total de 4 registros", 4]


def test_a_total_of_a_cut_list_counts_what_was_left_out(
    money: None, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "MOST", 1)
    monkeypatch.setattr(export, "BATCH", 1)
    sheet = workbook(sign_in("analista"), "/presupuesto/list/?export=xlsx&_flt_0_year=2027")
    assert last_row(sheet) == ["Total de todas las filas", None, None, None, None, 107.75, 3]


def test_cents_are_seen_in_a_workbook(money: None, sign_in: SignIn) -> None:
    sheet = workbook(sign_in("analista"), "/presupuesto/list/?export=xlsx")
    assert [sheet.cell(2, column).number_format for column in (6, 7)] == ["#,##0.00", "#,##0"]


def test_a_year_is_not_grouped_in_a_workbook(money: None, sign_in: SignIn) -> None:
    assert workbook(sign_in("analista"), "/presupuesto/list/?export=xlsx").cell(2, 4).number_format == "0"


def test_a_workbook_prints_as_wide_as_a_page(money: None, sign_in: SignIn) -> None:
    sheet = workbook(sign_in("analista"), "/presupuesto/list/?export=xlsx")
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight, sheet.print_title_rows) == (
        "landscape",
        0,
        "$1:$1",
    )


@pytest.mark.parametrize("path", ["/presupuesto/list/?_flt_0_year=2020", "/plan/list/?"])
def test_it_has_no_totals_where_the_screen_has_none(money: None, sign_in: SignIn, path: str) -> None:
    sheet = workbook(sign_in("analista"), f"{path}&export=xlsx")
    assert not any("Total" in str(cell.value) for cell in sheet["A"])


def test_a_csv_has_the_rows_alone(money: None, sign_in: SignIn) -> None:
    _heading, *found = lines(sign_in("analista"), "/presupuesto/list/?export=csv&_flt_0_year=2027")
    assert sorted(row[5] for row in found) == ["0.5", "100.25", "7"]


def test_another_unit_stays_out_of_it(items: None, sign_in: SignIn) -> None:
    assert [row[0] for row in lines(sign_in("enlace2"), "/plan/list/?export=csv")[1:]] == []


def test_it_says_where_it_was_cut(ministry: Ministry, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "MOST", 2)
    monkeypatch.setattr(export, "BATCH", 2)
    make_unit("ZZZ")
    db.session.commit()
    assert "Aquí están solo las primeras 2 filas" in lines(sign_in("admin"), "/unidades/list/?export=csv")[-1][0]


@pytest.mark.parametrize("wrong", ["export=pdf", "cols_PlanItemView=institution_id", "export=csv&_flt_0_nothing=x"])
def test_it_refuses_what_is_not_offered(ministry: Ministry, sign_in: SignIn, wrong: str) -> None:
    assert sign_in("analista").get(f"/plan/list/?{wrong}").status_code == 400
