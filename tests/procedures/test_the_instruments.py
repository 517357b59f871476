"""The instruments of a year of the municipality's plan, from one set of data; the year is formalized (S3-T1, AC3-1)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from models.rules.roles import Role
from models.tables.base import db
from tests.commands.conftest import Shell
from tests.conftest import rows
from tests.procedures.office import Office, item, money, people, store, targets
from tests.procedures.steps import fill, press, send
from tests.procedures.test_the_municipality_of_pasto import CUT, budget, development_plan, pasto, told

__all__ = ["pasto", "told"]
YEAR = "/instrumentos/anio/?plan=PDM&year=2026"
FORMALIZE = "/instrumentos/formalizar/?plan=PDM&year=2026"
TABLES = {"/plan": "plan_item", "/indicadores": "indicator", "/metas": "target"}
ACT = "Circular OPGI 12"


def address(instrument: str, door: str = "", year: int = 2026) -> str:
    return f"/instrumentos/{door}?plan=PDM&year={year}&instrument={instrument}"


def page(office: Office, instrument: str, who: str = "jefe-opgi") -> str:
    """The page of an instrument as plain text, a cell after the other."""
    answer = office.sign_in(who).get(address(instrument))
    assert answer.status_code == 200
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


def book(office: Office, instrument: str) -> dict[str, list[list[Any]]]:
    """Its workbook: the rows of every sheet."""
    answer = office.sign_in("jefe-opgi").get(address(instrument, "libro/"))
    assert answer.status_code == 200
    found = load_workbook(BytesIO(answer.data), data_only=True)
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in found}


def row_of(sheet: list[list[Any]], code: str) -> list[Any]:
    return next(row for row in sheet if row[0] == code)


def formalize(office: Office, who: str = "jefe-opgi", act: str = ACT) -> Any:
    return press(office.sign_in(who), YEAR, FORMALIZE, act=act)


TITLES = {
    "PI": "Metas y recursos por año, 2024-2027",
    "PPI": "Inversiones 2024-2027 por fuente",
    "POAI": "Inversiones de 2026 por fuente",
    "PA": "Programas, proyectos y actividades de 2026",
    "HC": "Lo que reporta cada dependencia en 2026",
    "TC": "Por dimensión",
}


def test_it_shows_each_instrument_as_a_page_and_a_workbook(told: Office) -> None:
    for code, title in TITLES.items():
        assert title in page(told, code)
        assert code in book(told, code) or title in book(told, code)


def test_it_programs_targets_and_money_by_year_and_dependency(pasto: Office) -> None:
    plan = book(pasto, "PI")["PI"]
    rate = row_of(plan, "MP-3")
    assert rate[6:12] == [18, "–", "–", 16, 14, 14]  # baseline, four years, the plan
    assert row_of(plan, "MP-1")[7:12] == [10, 10, 10, 10, 40]
    assert row_of(plan, "SOC-1.1")[12:17] == ["–", "–", 6_000_000_000, "–", 6_000_000_000]
    by_unit = book(pasto, "PI")["PI por dependencia"]
    assert row_of(by_unit, "SBS")[2:] == [2, 2, 3, 4, "–", "–", 6_000_000_000, "–", 6_000_000_000]


def test_it_programs_the_year_by_project_and_source(pasto: Office) -> None:
    sheets = book(pasto, "POAI")
    given = {row[4]: row[5] for row in sheets["POAI"] if row[0] == "SOC-1.1"}
    assert given == {"Propios": 1_000_000_000, "SGP": 3_000_000_000, "Regalías": 2_000_000_000}
    assert row_of(sheets["POAI por fuente"], "Total")[1:] == [6_000_000_000, 6_000_000_000, 100]
    assert row_of(sheets["POAI por fuente"], "SGP")[3] == 50


def test_it_programs_every_year_by_program_and_source(pasto: Office) -> None:
    plan = book(pasto, "PPI")["PPI"]
    given = {row[3]: row[4:] for row in plan if row[0] == "SOC-1"}
    assert given["SGP"] == ["–", "–", 3_000_000_000, "–", 3_000_000_000]
    assert row_of(plan, "Total")[-1] == 6_000_000_000


def test_it_lists_what_is_done_in_the_year(pasto: Office) -> None:
    plan = book(pasto, "PA")["PA"]
    codes = [row[0] for row in plan]
    assert codes[-6:] == ["SOC-1", "SOC-1.1", "MP-1", "MP-2", "MP-3", "MP-4"]
    assert row_of(plan, "SOC-1.1")[9:] == [6_000_000_000, 6_000_000_000]
    assert row_of(plan, "MP-3")[3:7] == ["Unidad SBS", "Indicador MP-3", 16, "tasa"]


def test_it_speaks_in_millions_on_the_page_alone(pasto: Office) -> None:
    shown = page(pasto, "POAI")
    assert "3.000,00" in shown
    assert "3.000.000.000" not in shown


def test_it_puts_the_example_on_the_board(told: Office) -> None:
    sheets = book(told, "TC")
    social = row_of(sheets["Por dimensión"], "SOC")
    assert social[2:6] == [82.28, "▲ Amarillo", 43.55, 50]
    assert social[6:13] == [6e9, 4.7e9, 78.33, 3.6e9, 60, 3.45e9, 57.5]
    assert social[13:15] == [22.28, "Alerta: lo físico va delante del dinero"]
    assert social[15:] == [3, 2, 0, 1, 1, 0]  # measured, green, yellow, red, not programmed, silent
    dependency = row_of(sheets["Por dependencia"], "SBS")
    assert dependency[2:] == social[2:]
    missing = row_of(sheets["Cada meta de producto"], "MP-4")
    assert missing[5:9] == ["–", "○ No programado", 0, 0]


def test_it_says_the_same_as_the_score_and_the_consolidation(told: Office) -> None:
    scored, sheets = told.items(CUT), book(told, "TC")
    for code in ("MP-1", "MP-2", "MP-3"):
        shown = row_of(sheets["Cada meta de producto"], code)
        same = scored[code]
        assert [Decimal(str(shown[at])) for at in (5, 7)] == [
            Decimal(same[name]) for name in ("capped_percent", "plan_percent")
        ]
    consolidated = {row["funding_source"]: row for row in told.consolidated(CUT)["budget"]}
    for source, row in consolidated.items():
        assert Decimal(str(row_of(sheets["TC por fuente"], source)[5])) == Decimal(row["executed_percent"])
    assert "82,28 %" in page(told, "TC")
    assert "82,28 %" in told.sign_in("jefe-opgi").get(f"/tablero/dependencias/?period={CUT}").text


def test_the_board_of_a_closed_month_stays_as_it_was_closed(told: Office) -> None:
    told.at("2027-01-20T09:00:00-05:00")
    head = told.sign_in("jefe-opgi")
    assert press(head, f"/control/{CUT}/", f"/control/{CUT}/close").status_code == 302
    closed = figures(told)
    assert row_of(closed["Por dimensión"], "SOC")[2] == 82.28
    told.at("2027-01-25T09:00:00-05:00")
    reopen, until = f"/control/{CUT}/reopen", "2027-01-31"
    assert press(head, reopen, reopen, reason="Se corrige la meta.", until=until).status_code == 302
    returned = f"/bandeja/{told.sheet('SBS', CUT).id}/"
    assert press(told.sign_in("opgi"), returned, f"{returned}return", remark="Corrija.").status_code == 302
    liaison = told.sign_in("enlace-SBS")
    fill(liaison, told.story, CUT, {"MP-2": "46"})
    assert send(liaison, CUT).status_code == 302
    assert give_more(told, "4000000000").status_code == 302
    assert told.items(CUT)["MP-2"]["capped_percent"] != row_of(closed["Cada meta de producto"], "MP-2")[5]
    assert figures(told) == closed
    told.at("2027-01-28T09:00:00-05:00")
    assert press(head, f"/control/{CUT}/", f"/control/{CUT}/close").status_code == 302
    restated = row_of(figures(told)["Por dimensión"], "SOC")
    assert restated[2] != 82.28
    assert restated[6] == 7e9  # now with what finance added


def figures(office: Office) -> dict[str, list[list[Any]]]:
    """The board of the cut, without the hour at which it was made."""
    tables = ("Por dimensión", "Por dependencia", "Cada meta de producto", "TC por fuente")
    found = book(office, "TC")
    return {name: [row for row in found[name] if row[0] and "Generado" not in str(row)] for name in tables}


def give_more(office: Office, current: str) -> Any:
    """Finance raises the budget of a source."""
    key, version = rows("SELECT id, row_version FROM budget_line WHERE funding_source = 'SGP'")[0]
    edit = f"/presupuesto/edit/{key}"
    typed = {"plan_item": "PDM:SOC-1.1", "org_unit": "SBS", "year": "2026", "funding_source": "SGP"}
    amounts = {"initial": "3000000000", "current": current, "row_version": str(version)}
    return press(office.sign_in("hacienda"), edit, edit, **typed, **amounts)


def test_it_narrows_to_what_a_dependency_may_see(told: Office) -> None:
    assert "MP-1" in page(told, "PI", "enlace-SBS")
    assert "MP-1" not in page(told, "PI", "enlace-SIV")


def test_the_head_of_planning_formalizes_the_year(pasto: Office) -> None:
    assert formalize(pasto, "opgi").status_code == 403
    assert formalize(pasto, act=" ").status_code == 422
    assert formalize(pasto).status_code == 302
    assert rows("SELECT year, act FROM plan_year WHERE state = 'formalized'") == [(2026, ACT)]
    assert ACT in pasto.sign_in("secretario").get(YEAR).text
    assert rows("SELECT kind, subject, period FROM outbox_mail WHERE kind = 'year_formalized'") == [
        ("year_formalized", "PDM", "2026")  # the analyst's
    ]
    assert formalize(pasto).status_code == 409  # once


def test_the_deadline_of_the_year_is_met_by_its_act(pasto: Office) -> None:
    pasto.at("2026-01-20T09:00:00-05:00")
    head = pasto.sign_in("jefe-opgi")
    assert "cumplido" not in deadline(head)
    assert formalize(pasto).status_code == 302
    assert "cumplido" in deadline(head)


def deadline(browser: FlaskClient) -> str:
    """What the deadlines of January 2026 say of the instruments of the year."""
    articles = re.findall(r"<article.*?</article>", browser.get("/plazos/?month=2026-01").text, re.DOTALL)
    found = [" ".join(re.sub(r"<[^>]+>", " ", each).split()) for each in articles]
    return next(each for each in found if each.startswith("Información para el plan"))


def test_an_empty_or_contradictory_instrument_holds_the_year_back(pasto: Office) -> None:
    found = pasto.sign_in("jefe-opgi").get(YEAR.replace("2026", "2027")).text
    assert "2027 no tiene recursos programados" in found
    above = [*budget(), money("SOC", "Crédito", 2026, initial=7)]  # on the dimension, in no project
    store(pasto.shell, replace(development_plan(), budget=tuple(above)), "pasto_co")
    answer = formalize(pasto)
    assert answer.status_code == 409
    assert "las fuentes suman 6.000.000.007,00 y los elementos que lista suman 6.000.000.000,00" in answer.text


def test_a_target_of_no_dependency_holds_the_year_back(
    system: Any, shell: Shell, sign_in: Callable[[str], FlaskClient]
) -> None:
    items = [replace(each, org_unit="ALC") if each.code == "MP-1" else each for each in development_plan().items]
    store(shell, replace(development_plan(budget=budget()), items=tuple(items)), "pasto_co", "--in-force", "Acuerdo 5")
    people("pasto_co", {"jefe-opgi": (Role.PLANNING_HEAD, "ALC")})
    found = sign_in("jefe-opgi").get(YEAR).text
    assert "estas metas no están a cargo de una dependencia: MP-1" in found


def test_a_plan_opens_its_years_with_the_act_that_approves_it(pasto: Office) -> None:
    assert rows("SELECT year, state FROM plan_year ORDER BY year") == [
        (year, "in_preparation") for year in range(2024, 2028)
    ]


def test_a_formalized_structure_asks_for_an_adjustment(pasto: Office) -> None:
    assert formalize(pasto).status_code == 302
    further = {
        "items": [*development_plan().items, item("MP-5", "SOC-1.1", "product", "SBS")],
        "targets": [*development_plan().targets, *targets("MP-3", {"2025": 17})],
        "budget": [*budget(), money("SOC-1.1", "Crédito", 2026, initial=5)],
    }
    for sheet, lines in further.items():
        problems = refusals(pasto, {sheet: lines})
        assert [(each["code"], each["sheet"]) for each in problems] == [("year_formalized", sheet)], sheet
        assert "Pida un ajuste del plan" in problems[0]["message"]
    assert not refusals(pasto, {"budget": [*budget(), money("SOC-1.1", "Crédito", 2026, initial=0, current=5)]})
    assert not refusals(pasto, {"budget": [*budget(), money("SOC-1.1", "Crédito", 2027, initial=5)]})


def refusals(office: Office, parts: dict[str, Any]) -> list[Any]:
    """The errors of importing the plan with other rows on some of its sheets."""
    package = replace(development_plan(), **{name: tuple(lines) for name, lines in parts.items()})
    document = office.shell.json(
        *("import-plan", office.shell.file(package, "otra.xlsx"), "--dry-run", "--institution", "pasto_co")
    )
    return [each for each in document["problems"] if each["severity"] == "error"]


@pytest.mark.parametrize("path", ["/plan", "/indicadores", "/metas"])
def test_the_registers_say_that_an_adjustment_is_needed(pasto: Office, path: str) -> None:
    assert formalize(pasto).status_code == 302
    key = rows(f"SELECT min(id) FROM {TABLES[path]}")[0][0]  # noqa: S608 -- a constant
    analyst = pasto.sign_in("opgi")
    assert "La estructura de 2026 está formalizada" in analyst.get(f"{path}/show/{key}").text
    assert analyst.get(f"{path}/edit/{key}").status_code == 409


def test_finance_adds_and_executes_but_programs_no_more(pasto: Office) -> None:
    assert formalize(pasto).status_code == 302
    key, version = rows("SELECT id, row_version FROM budget_line WHERE funding_source = 'SGP'")[0]
    edit = f"/presupuesto/edit/{key}"
    typed = {"plan_item": "PDM:SOC-1.1", "org_unit": "SBS", "year": "2026", "funding_source": "SGP"}
    amounts = {"initial": "3100000000", "current": "3100000000", "row_version": str(version)}
    answer = press(pasto.sign_in("hacienda"), edit, edit, **typed, **amounts)
    assert "Pida un ajuste del plan" in answer.text
    amounts["initial"] = "3000000000"
    assert press(pasto.sign_in("hacienda"), edit, edit, **typed, **amounts).status_code == 302


def test_the_database_keeps_what_was_formalized(pasto: Office) -> None:
    assert formalize(pasto).status_code == 302
    with pytest.raises(IntegrityError, match="formalizado"):
        db.session.execute(text("UPDATE budget_line SET initial = 1 WHERE funding_source = 'SGP'"))
    db.session.rollback()
    db.session.execute(text("UPDATE budget_line SET current = current + 1 WHERE funding_source = 'SGP'"))
    db.session.rollback()
