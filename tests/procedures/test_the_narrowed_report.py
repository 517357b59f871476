"""A report of a part: its filters are frozen with it and stand on its head; the clock makes it again (ux 3.9)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from jobs.build_edition import build_edition
from models.scope import as_system
from models.tables.base import db
from models.tables.plan import Plan
from models.tables.plan_item import PlanItem
from models.tables.plan_version import PlanVersion
from tests.conftest import rows
from tests.pages import cells
from tests.procedures.reports import BD8, close, document_of, edition, file_of, number_of, step
from tests.procedures.steps import MARCH, fill, press, send
from tests.procedures.story import AFTER_THE_WINDOW, LAST_EVENING, TOLD, Story

SignIn = Callable[[str], FlaskClient]
TickAt = Callable[[str], Any]
SCHEDULED = "/informes/programados/"


@pytest.fixture
def quarter(story: Story, tick_at: TickAt, sign_in: SignIn, set_clock: Callable[[str], Any]) -> Story:
    """March was told as in R 6.1, and the three months are closed; the clock has not ticked since."""
    fill(sign_in("enlace"), story, MARCH, TOLD[MARCH])
    tick_at(LAST_EVENING)
    send(sign_in("enlace"))
    tick_at(AFTER_THE_WINDOW)
    close(sign_in("planificacion"))
    set_clock(BD8)
    return story


def ask(browser: FlaskClient, to: str, **narrowed: str) -> Any:
    """Choose the quarter's report of the POA with these filters, and press a button of the wizard."""
    fields = {"kind": "poa_quarterly", "period": "2027-Q1", "unit": "", "part": "", "only_not_green": ""} | narrowed
    page = "/informes/nuevo/?" + "&".join(f"{name}={value}" for name, value in fields.items())
    return press(browser, page, to, **fields)


def made(browser: FlaskClient, **narrowed: str) -> int:
    """The report, once the worker came by."""
    answer = ask(browser, "/informes/hacer", **narrowed)
    assert answer.status_code == 302, answer.text
    build_edition(number_of(answer))
    return number_of(answer)


def plan_of(code: str) -> str:
    """The code of the plan that has an item."""
    plans = select(Plan.code).join(PlanVersion, PlanVersion.plan_id == Plan.id)
    with as_system():
        question = plans.join(PlanItem, PlanItem.plan_version_id == PlanVersion.id).where(PlanItem.code == code)
        return db.session.scalars(question).one()


def test_it_suggests_the_quarter_that_is_over(quarter: Story, sign_in: SignIn) -> None:
    page = sign_in("analista").get("/informes/nuevo/?kind=poa_quarterly").text
    offered = re.search(r'<select id="period".*?</select>', page, re.DOTALL)
    assert offered is not None
    assert re.findall(r'value="([^"]+)"\s+selected', offered[0]) == ["2027-Q1"]


def test_the_wizard_offers_plans_and_their_parts(quarter: Story, sign_in: SignIn) -> None:
    page = sign_in("analista").get("/informes/nuevo/?kind=poa_quarterly").text
    assert f'value="{plan_of("PE-01")}|PE-01"' in page
    assert f'value="{plan_of("F-01")}"' in page


def test_it_is_looked_at_before_it_is_made(quarter: Story, sign_in: SignIn) -> None:
    part = f"{plan_of('PE-01')}|PE-01"
    page = sign_in("analista").get(f"/informes/nuevo/?kind=poa_quarterly&period=2027-Q1&part={part}").text
    codes = {cell for row in cells(page) for cell in row}
    assert "PE-01" in codes
    assert "F-01" not in codes
    assert rows("SELECT count(*) FROM edition") == [(0,)]


def test_a_part_of_a_plan_is_frozen_with_the_report_and_stands_on_its_head(quarter: Story, sign_in: SignIn) -> None:
    analyst, part = sign_in("analista"), f"{plan_of('PE-01')}|PE-01"
    number = made(analyst, part=part)
    assert edition(number).filters == {"plan": plan_of("PE-01"), "item": "PE-01"}
    assert f"solo {part.replace('|', ' › ')}" in document_of(number).subtitle
    assert "PE-01" in analyst.get(f"/informes/{number}/").text
    assert "F-01" not in {cell for row in cells(analyst.get(f"/informes/{number}/").text) for cell in row}
    assert file_of(analyst, number, "pdf").startswith(b"%PDF")


def test_each_narrowing_has_its_own_versions(quarter: Story, sign_in: SignIn) -> None:
    analyst, head = sign_in("analista"), sign_in("planificacion")
    whole, narrow = made(analyst), made(analyst, only_not_green="1")
    assert (edition(whole).version, edition(narrow).version) == (1, 1)
    assert ask(analyst, "/informes/hacer", only_not_green="1").status_code == 409  # one is in progress
    step(analyst, narrow, "submit")
    step(head, narrow, "endorse")
    assert edition(made(analyst, only_not_green="1")).supersedes_id == narrow


def test_a_part_that_the_plan_does_not_have_is_refused(quarter: Story, sign_in: SignIn) -> None:
    page = sign_in("analista").get(f"/informes/nuevo/?kind=poa_quarterly&period=2027-Q1&part={plan_of('F-01')}|NADA")
    assert "El plan no tiene «NADA»" in page.text
    assert ask(sign_in("analista"), "/informes/hacer", part="NINGUNO").status_code == 422


def test_the_clock_prepares_what_was_scheduled_with_its_filters_once(
    quarter: Story, sign_in: SignIn, tick_at: TickAt
) -> None:
    analyst = sign_in("analista")
    assert ask(analyst, f"{SCHEDULED}agregar", unit="DGA", only_not_green="1").status_code == 302
    assert "solo lo que no está en verde" in analyst.get(SCHEDULED).text
    tick_at(BD8)
    tick_at(BD8)
    drafted = "SELECT kind, period, org_unit_id IS NOT NULL, filters FROM edition WHERE filters <> '{}'"
    assert rows(drafted) == [("poa_quarterly", "2027-Q1", True, {"only_not_green": True})]


def test_what_is_scheduled_already_is_not_scheduled_twice(quarter: Story, sign_in: SignIn) -> None:
    analyst = sign_in("analista")
    assert ask(analyst, f"{SCHEDULED}agregar", unit="DGA").status_code == 302
    assert ask(analyst, f"{SCHEDULED}agregar", unit="DGA").status_code == 409
    assert ask(analyst, f"{SCHEDULED}agregar").status_code == 409  # the procedure has it prepared
    assert rows("SELECT count(*) FROM edition_schedule") == [(1,)]


def test_what_was_taken_out_is_prepared_no_more(quarter: Story, sign_in: SignIn, tick_at: TickAt) -> None:
    analyst = sign_in("analista")
    ask(analyst, f"{SCHEDULED}agregar", unit="DGA")
    number = rows("SELECT id FROM edition_schedule")[0][0]
    assert press(analyst, SCHEDULED, f"{SCHEDULED}{number}/quitar").status_code == 302
    tick_at(BD8)
    assert rows("SELECT count(*) FROM edition WHERE org_unit_id IS NOT NULL") == [(0,)]
