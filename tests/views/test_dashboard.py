"""The dashboard says which data it shows, worst first, and leads in three steps to what was written of an activity."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from models.scope import as_system
from models.tables.base import db
from models.tables.plan_item import PlanItem
from tests.factories import ItemSpec, make_item
from tests.procedures.steps import MARCH, fill, press, send, sheet
from tests.procedures.story import TOLD, Story

SignIn = Callable[[str], FlaskClient]
LISTS = ("prioridades", "objetivos", "dependencias", "persistentes", "vencidos", "dinero")
MOST_STATEMENTS = 13


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


def board(browser: FlaskClient, path: str = "") -> str:
    """A page of the dashboard in March."""
    return browser.get(f"/tablero/{path}?period={MARCH}").text


def plain(page: str) -> str:
    """A page as it is read: no marks, single spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_it_says_which_data_and_how_many_of_how_many(reported: Story, sign_in: SignIn) -> None:
    read = plain(board(sign_in("viceministro")))
    assert "Cifras reportadas, algunas aún sin verificar · al " in read
    assert "Dependencias: reportaron 1 de 3" in read
    assert "cambio desde febrero de 2027" in read


def test_it_leads_from_a_figure_to_its_activities(reported: Story, sign_in: SignIn) -> None:
    browser = sign_in("viceministro")
    page = board(browser)
    for code in ("PE-01", "F-01"):
        assert f'href="/tablero/{reported.items[code]}/?period={MARCH}"' in page
    behind = board(browser, f"{reported.items['F-01']}/")
    for code in "abcd":
        assert f'href="/tablero/{reported.items[code]}/?period={MARCH}"' in behind
    assert "Faltó un auditor" in behind
    assert "El ente no entregó" in behind
    assert "None" not in behind


def test_it_leads_from_the_project_to_each_of_its_activities(reported: Story, sign_in: SignIn) -> None:
    page = board(sign_in("viceministro"), f"{reported.items['PE-01']}/")
    for code in ("A1", "A2", "A3"):
        assert f'href="/tablero/{reported.items[code]}/?period={MARCH}"' in page


def test_it_tells_the_most_frequent_cause(reported: Story, sign_in: SignIn) -> None:
    assert "«Faltó un auditor»" in board(sign_in("viceministro"))


def test_it_shows_an_activity_with_its_cause_and_history(reported: Story, sign_in: SignIn) -> None:
    browser, item = sign_in("viceministro"), reported.items["a"]
    page = board(browser, f"{item}/")
    assert "Faltó un auditor" in page
    assert f'href="/tablero/{item}/historia/?period={MARCH}"' in page
    history = plain(board(browser, f"{item}/historia/"))
    for month in ("Enero", "Febrero", "Marzo"):
        assert f"{month.lower()} de 2027" in history
    assert "Faltó un auditor" in history


def test_it_keeps_what_is_not_sent_to_its_writer(story: Story, sign_in: SignIn) -> None:
    fill(sign_in("enlace"), story, MARCH, {"a": "3"}, **{f"cause-{story.indicators['a']}": "Faltó un auditor"})
    browser = sign_in("viceministro")
    for path in ("", f"{story.items['F-01']}/", f"{story.items['a']}/", f"{story.items['a']}/historia/"):
        assert "Faltó un auditor" not in board(browser, path)


def test_it_shows_what_was_sent_until_it_is_sent_again(reported: Story, sign_in: SignIn) -> None:
    returned = sheet("DGA", "POA", reported)
    press(sign_in("jefatura"), f"/bandeja/{returned.id}/", f"/bandeja/{returned.id}/return", remark="Explique más")
    cause = f"cause-{reported.indicators['a']}"
    liaison, browser = sign_in("enlace"), sign_in("viceministro")
    pages = ("", f"{reported.items['F-01']}/", f"{reported.items['a']}/historia/")
    fill(liaison, reported, MARCH, {"a": "3"}, **{cause: "Borrador sin enviar"})
    for path in pages:
        assert "Borrador sin enviar" not in board(browser, path)
        assert "Faltó un auditor" in board(browser, path)
    send(liaison)
    assert all("Borrador sin enviar" in board(browser, path) for path in pages)


def test_it_draws_what_is_missing_as_missing(reported: Story, sign_in: SignIn) -> None:
    page = board(sign_in("viceministro"))
    assert "octubre de 2026: sin cifra" in page
    assert "octubre de 2026: 0.00 %" not in page


@pytest.mark.parametrize("path", LISTS)
def test_each_list_has_an_address_of_its_own(reported: Story, sign_in: SignIn, path: str) -> None:
    answer = sign_in("viceministro").get(f"/tablero/{path}/?period={MARCH}")
    assert answer.status_code == 200
    assert answer.text.count("<h1>") == 1
    assert "None" not in plain(answer.text)


def test_it_gives_a_unit_the_figure_of_the_consolidation(reported: Story, sign_in: SignIn) -> None:
    read = plain(board(sign_in("viceministro"), f"dependencia/{reported.units['DGA']}/"))
    assert "Dirección DGA" in read
    assert "Faltó un auditor" in read
    assert "enviado" in read


@pytest.mark.parametrize("path", ["{F-01}/", "{F-01}/historia/", "dependencia/2/"])
def test_it_shows_a_unit_only_its_own(reported: Story, sign_in: SignIn, path: str) -> None:
    address = path.replace("{F-01}", str(reported.items["F-01"])).replace("2", str(reported.units["DGA"]))
    assert sign_in("enlace2").get(f"/tablero/{address}?period={MARCH}").status_code == 404


@pytest.mark.parametrize(
    ("unit", "status", "shown"),
    [("{DGA}", 200, True), ("{DGT}", 200, False), ("DGA", 400, False), ("²", 400, False)],
)
def test_an_item_is_narrowed_to_a_unit(reported: Story, sign_in: SignIn, unit: str, status: int, shown: object) -> None:
    asked = unit.format(**reported.units)
    answer = sign_in("viceministro").get(f"/tablero/{reported.items['F-01']}/?period={MARCH}&unit={asked}")
    assert answer.status_code == status
    assert ("Faltó un auditor" in answer.text) is shown


@pytest.mark.parametrize(("address", "status"), [("?period=marzo", 422), ("?period=2031-01", 200), ("", 200)])
def test_it_takes_any_period(reported: Story, sign_in: SignIn, address: str, status: int) -> None:
    browser = sign_in("viceministro")
    for path in ("", f"{reported.items['F-01']}/", f"dependencia/{reported.units['DGA']}/"):
        assert browser.get(f"/tablero/{path}{address}").status_code == status


def test_a_period_without_figures_leads_to_the_latest_that_has_some(reported: Story, sign_in: SignIn) -> None:
    page = sign_in("viceministro").get("/tablero/?period=2027-09").text
    assert "Aún no hay cifras de septiembre de 2027. El último periodo con cifras es marzo de 2027." in plain(page)
    assert f'href="/tablero/?period={MARCH}"' in page


@pytest.mark.parametrize("page", ["0", "x", "99999", "²"])
def test_it_refuses_what_is_no_page(reported: Story, sign_in: SignIn, page: str) -> None:
    assert sign_in("viceministro").get(f"/tablero/prioridades/?period={MARCH}&page={page}").status_code == 400


def copy_function(story: Story, code: str) -> None:
    """One more function with the figures of F-01; the caller commits."""
    like = db.session.get_one(PlanItem, story.items["F-01"])
    made = make_item(like.plan_version, code, ItemSpec("function", like.org_unit))
    statement = """
        INSERT INTO score SELECT (jsonb_populate_record(score, jsonb_build_object('plan_item_id', :made))).*
          FROM score WHERE plan_item_id = :like AND period = :period
    """
    db.session.execute(text(statement), {"made": made.id, "like": like.id, "period": MARCH})


def test_it_shows_ten_and_leads_to_all_page_by_page(reported: Story, sign_in: SignIn) -> None:
    codes = [f"F-X{number:02d}" for number in range(52)]
    with as_system():
        for code in codes:
            copy_function(reported, code)
        db.session.commit()
    browser = sign_in("viceministro")
    assert "10 de 5" in plain(board(browser))
    first = board(browser, "prioridades/")
    second = browser.get(f"/tablero/prioridades/?period={MARCH}&page=2").text
    assert sum(code in first for code in codes) < 51
    assert all(code in first + second for code in codes)


@pytest.mark.parametrize("who", ["viceministro", "jefatura", "control"])
def test_each_page_asks_little_whatever_the_size(
    reported: Story, sign_in: SignIn, count_statements: list[str], who: str
) -> None:
    item, activity = reported.items["F-01"], reported.items["a"]
    below = (f"{item}/", f"{activity}/", f"{activity}/historia/", f"dependencia/{reported.units['DGA']}/")
    browser = sign_in(who)
    for path in ("", *(f"{name}/" for name in LISTS), *below):
        count_statements.clear()
        board(browser, path)
        assert len(count_statements) <= MOST_STATEMENTS, (path, count_statements)
