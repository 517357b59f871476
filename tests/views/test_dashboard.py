"""The dashboard leads to what stands behind each figure, and leaves no function out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from models.scope import as_system
from models.tables.base import db
from models.tables.plan_item import PlanItem
from tests.factories import ItemSpec, make_item
from tests.procedures.steps import MARCH, fill, send
from tests.procedures.story import TOLD, Story

SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def reported(story: Story, sign_in: SignIn) -> Story:
    """March is sent, with a cause for one activity and a justified no-report for another."""
    browser = sign_in("enlace")
    values = {key: value for key, value in TOLD[MARCH].items() if key != "b"}
    texts = {
        f"cause-{story.indicators['a']}": "Faltó un auditor",
        f"no_report_reason-{story.indicators['b']}": "El ente no entregó",
    }
    fill(browser, story, MARCH, values | {"b": ""}, **texts)
    send(browser)
    return story


def behind(browser: FlaskClient, story: Story, code: str) -> str:
    """The page behind the figure of an item."""
    return browser.get(f"/tablero/{story.items[code]}/?period={MARCH}").text


def test_it_leads_from_a_figure_to_its_activities(reported: Story, sign_in: SignIn) -> None:
    browser = sign_in("viceministro")
    board = browser.get(f"/tablero/?period={MARCH}").text
    for code in ("PE-01", "F-01"):
        assert f'href="/tablero/{reported.items[code]}/?period={MARCH}"' in board
    page = behind(browser, reported, "F-01")
    assert page.count('<th scope="row">') == 4
    assert "Faltó un auditor" in page
    assert "El ente no entregó" in page
    assert "None" not in page


def test_it_keeps_what_is_not_sent_to_its_writer(story: Story, sign_in: SignIn) -> None:
    fill(sign_in("enlace"), story, MARCH, {"a": "3"}, **{f"cause-{story.indicators['a']}": "Faltó un auditor"})
    assert "Faltó un auditor" not in behind(sign_in("viceministro"), story, "F-01")


def test_it_shows_a_unit_only_its_own_activities(reported: Story, sign_in: SignIn) -> None:
    browser = sign_in("enlace2")
    assert browser.get(f"/tablero/{reported.items['F-01']}/?period={MARCH}").status_code == 404


@pytest.mark.parametrize(("address", "status"), [("?period=marzo", 422), ("?period=2031-01", 200), ("", 200)])
def test_it_takes_any_period(reported: Story, sign_in: SignIn, address: str, status: int) -> None:
    assert sign_in("viceministro").get(f"/tablero/{reported.items['F-01']}/{address}").status_code == status


def copy_function(story: Story, code: str) -> None:
    """One more function with the figures of F-01; the caller commits."""
    like = db.session.get_one(PlanItem, story.items["F-01"])
    made = make_item(like.plan_version, code, ItemSpec("function", like.org_unit))
    statement = """
        INSERT INTO score SELECT (jsonb_populate_record(score, jsonb_build_object('plan_item_id', :made))).*
          FROM score WHERE plan_item_id = :like AND period = :period
    """
    db.session.execute(text(statement), {"made": made.id, "like": like.id, "period": MARCH})


def test_it_shows_ten_functions_and_leads_to_all(reported: Story, sign_in: SignIn) -> None:
    codes = [f"F-X{number:02d}" for number in range(12)]
    with as_system():
        for code in codes:
            copy_function(reported, code)
        db.session.commit()
    browser = sign_in("viceministro")
    short = browser.get(f"/tablero/?period={MARCH}").text
    assert sum(code in short for code in codes) < 10
    assert "Ver las 15" in short
    whole = browser.get(f"/tablero/?period={MARCH}&all=y").text
    assert all(code in whole for code in codes)
    assert "Ver las" not in whole
