"""« Explorar » gives its pictures the figures that its tables show, inside the reader's scope."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient

from models.tables.base import db
from models.tables.budget_line import BudgetLine
from models.tables.budget_month import BudgetMonth
from models.tables.plan_item import PlanItem
from tests.procedures.steps import MARCH, fill, send
from tests.procedures.story import TOLD, Story

SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def told(story: Story, sign_in: SignIn) -> Story:
    """March is sent."""
    browser = sign_in("enlace")
    fill(browser, story, MARCH, TOLD[MARCH])
    send(browser)
    return story


def data(browser: FlaskClient, more: str = "") -> Any:
    """The document of the pictures."""
    answer = browser.get(f"/explorar/datos/?period={MARCH}{more}")
    assert answer.status_code == 200
    return answer.json


def test_it_gives_units_by_month_and_tells_the_missing_from_zero(told: Story, sign_in: SignIn) -> None:
    heat = data(sign_in("viceministro"))["heat"]
    assert [len(heat["periods"]), len(heat["rows"][0]["cells"])] == [12, 12]
    april = heat["rows"][0]["cells"][3]
    assert [april["value"], april["color"]] == [None, "none"]
    assert "abril de 2027: sin cifra" in april["text"]


def test_it_shows_the_figures_of_the_pages(told: Story, sign_in: SignIn) -> None:
    browser = sign_in("viceministro")
    rows = {row["code"]: row["cells"][2] for row in data(browser)["heat"]["rows"]}
    page = browser.get(f"/tablero/dependencia/{told.units['DGA']}/?period={MARCH}").text
    figure = rows["DGA"]["text"].split(": ")[1].split(" ·")[0]
    assert figure in page
    assert figure in browser.get(f"/explorar/?period={MARCH}").text


def test_it_compares_what_was_expected_with_what_was_done(told: Story, sign_in: SignIn) -> None:
    curves = data(sign_in("viceministro"))["curves"]
    plan = next(curve for curve in curves if curve["name"].startswith("PEI"))
    assert plan["periods"] == ["enero de 2027", "febrero de 2027", "marzo de 2027"]
    assert plan["done"][-1] > plan["done"][0]
    item = data(sign_in("viceministro"), f"&item={told.items['PE-01']}")["curves"]
    assert [curve["name"] for curve in item] == ["PE-01"]


def test_it_hangs_each_node_under_one_that_is_shown(told: Story, sign_in: SignIn) -> None:
    nodes = data(sign_in("viceministro"))["tree"]
    seen: set[int] = set()
    for node in nodes:
        assert node["parent"] is None or node["parent"] in seen
        seen.add(node["id"])
    assert told.items["PE-01"] in seen


def test_it_compares_what_advanced_with_what_was_paid(told: Story, sign_in: SignIn) -> None:
    item = db.session.get_one(PlanItem, told.items["F-01"])
    where = {"institution_id": item.institution_id, "plan_item_id": item.id, "org_unit_id": item.org_unit_id}
    line = BudgetLine(**where, year=2027, funding_source="Fondo", initial=Decimal(1000), current=Decimal(1000))
    db.session.add(line)
    db.session.flush()
    db.session.add(
        BudgetMonth(institution_id=item.institution_id, budget_line_id=line.id, period=MARCH, accrued=Decimal(250))
    )
    db.session.commit()
    (point,) = data(sign_in("viceministro"))["money"]
    assert (point["name"], point["executed"]) == ("F-01", 25)
    assert point["physical"] is not None


def test_it_says_why_there_is_no_money_to_compare(told: Story, sign_in: SignIn) -> None:
    browser = sign_in("viceministro")
    assert data(browser)["money"] == []
    assert "Ningún elemento del plan tiene presupuesto" in browser.get(f"/explorar/?period={MARCH}").text


def test_it_shows_a_unit_only_its_own(told: Story, sign_in: SignIn) -> None:
    found = data(sign_in("enlace2"))
    assert [row["code"] for row in found["heat"]["rows"]] == ["DGT"]
    assert told.items["F-01"] not in {node["id"] for node in found["tree"]}
    assert data(sign_in("enlace3"), f"&item={told.items['F-01']}")["curves"] == []


def test_it_loads_its_library_on_its_own_page_alone(told: Story, sign_in: SignIn) -> None:
    browser = sign_in("viceministro")
    assert "echarts" in browser.get(f"/explorar/?period={MARCH}").text
    assert "echarts" not in browser.get(f"/tablero/?period={MARCH}").text
