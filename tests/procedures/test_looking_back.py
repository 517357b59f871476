"""« As reported on »: every screen, list, workbook and command answers as of a past day (design section 5)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from models.scope import as_system
from models.tables.base import db
from tests.commands.conftest import Shell
from tests.conftest import csrf_token, rows
from tests.procedures.steps import MARCH, fill, press, send, sheet
from tests.procedures.story import AFTER_THE_WINDOW, LAST_EVENING, TOLD, Story

SignIn = Callable[[str], FlaskClient]
TickAt = Callable[[str], Any]
BEFORE, AFTER = "2027-04-07T23:59:00-06:00", "2027-04-16T09:00:00-06:00"
MONTH = ("--institution", "hacienda_sv", "--period", MARCH)


@pytest.fixture
def corrected(story: Story, tick_at: TickAt, sign_in: SignIn) -> Story:
    """DGA sent March with b = 2; on the fourteenth it was returned, corrected to 4 and sent again."""
    fill(sign_in("enlace"), story, MARCH, TOLD[MARCH])
    tick_at(LAST_EVENING)
    assert send(sign_in("enlace")).status_code == 302
    tick_at(AFTER_THE_WINDOW)
    tick_at("2027-04-14T09:00:00-06:00")
    page = f"/bandeja/{sheet('DGA', 'POA', story).id}/"
    assert press(sign_in("jefatura"), page, f"{page}return", remark="b fueron 4").status_code == 302
    fill(sign_in("enlace"), story, MARCH, {"b": "4"})
    assert send(sign_in("enlace")).status_code == 302
    tick_at(AFTER)
    return story


REOPENED = """reporting_period SET state = 'reopened', closed_at = NULL, preset_version_id = NULL,
    reopen_reason = 'Un error', reopened_until = '2027-04-30T23:59:59-06:00' WHERE period = '2027-03'"""


def look_back(browser: FlaskClient, day: str) -> Any:
    """Choose a day."""
    return press(browser, "/pasado/", "/pasado/entrar", day=day)


@pytest.fixture
def desk(corrected: Story, shell: Shell) -> Shell:
    """Commands typed on the sixteenth, after the correction."""
    return replace(shell, now=AFTER)


def function(shell: Shell, *words: str) -> tuple[str, str]:
    """Percent of the period and to date of F-01 in the consolidation."""
    document = shell.json("consolidate", *MONTH, *words)
    return next((row["period_percent"], row["percent"]) for row in document["functions"] if row["code"] == "F-01")


def test_the_command_gives_both(desk: Shell) -> None:
    assert function(desk, "--as-of", BEFORE) == ("78.89", "87.22")
    assert function(desk) == ("95.56", "95.56")


def test_it_says_the_same_as_the_scores_of_that_moment(desk: Shell) -> None:
    document = desk.json(
        "score", "--institution", "hacienda_sv", "--plan", "POA-2027", "--period", MARCH, "--as-of", BEFORE
    )
    found = {item["code"]: item["period_percent"] for item in document["items"]}
    assert found["F-01"] == function(desk, "--as-of", BEFORE)[0]


def test_the_screens_show_that_day(corrected: Story, sign_in: SignIn) -> None:
    browser = sign_in("analista")
    item = f"/tablero/{corrected.items['F-01']}/?period={MARCH}"
    today = browser.get(item)
    assert look_back(browser, "2027-04-07").status_code == 302
    then = browser.get(item)
    assert (today.status_code, then.status_code) == (200, 200)
    assert "87.22" in then.text
    assert "87.22" not in today.text
    assert "como se había reportado hasta el" in then.text


def test_internal_control_looks_back_too(corrected: Story, sign_in: SignIn) -> None:
    browser = sign_in("control")
    look_back(browser, "2027-04-07")
    assert "87.22" in browser.get(f"/tablero/{corrected.items['F-01']}/?period={MARCH}").text


def test_it_shows_what_had_closed_from_its_cut(desk: Shell, sign_in: SignIn) -> None:
    close = f"/control/{MARCH}/close"
    assert press(sign_in("planificacion"), close, close).status_code == 302
    closed_at = rows("SELECT max(frozen_at) FROM cut")[0][0]
    desk = replace(desk, now="2027-04-20T09:00:00-06:00")
    assert function(desk, "--as-of", closed_at.isoformat()) == ("95.56", "95.56")


def test_it_shows_the_version_that_was_in_force(desk: Shell) -> None:
    with as_system():
        db.session.execute(text("SELECT set_config('rumbo.now', '2027-04-15T09:00:00-06:00', true)"))
        db.session.execute(text("UPDATE plan_version SET state = 'superseded' WHERE state = 'in_force'"))
        db.session.commit()
    assert desk.json("consolidate", *MONTH)["functions"] == []
    assert function(desk, "--as-of", BEFORE) == ("78.89", "87.22")


def test_before_anything_existed_every_screen_is_empty(corrected: Story, sign_in: SignIn) -> None:
    browser = sign_in("analista")
    look_back(browser, "2020-01-01")
    for page in ("/tablero/", "/presupuesto/ejecucion/", "/explorar/", "/calendario/", "/bandeja/", "/control/"):
        answer = browser.get(page, follow_redirects=True)
        assert answer.status_code in {200, 403, 404}, page
        assert "F-01" not in answer.text


def test_what_was_reopened_is_shown_as_it_stood_that_day(desk: Shell, sign_in: SignIn) -> None:
    planning, month = sign_in("planificacion"), f"/control/{MARCH}"
    assert press(planning, f"{month}/close", f"{month}/close").status_code == 302
    with as_system():
        for moment, change in (
            ("2027-04-18T09:00:00-06:00", REOPENED),
            (
                "2027-04-19T09:00:00-06:00",
                "progress SET counted_actual = 1 WHERE period = '2027-03' AND counted_actual = 4",
            ),
        ):
            db.session.execute(text("SELECT set_config('rumbo.now', :moment, true)"), {"moment": moment})
            db.session.execute(text(f"UPDATE {change}"))
        db.session.commit()
    desk = replace(desk, now="2027-04-25T09:00:00-06:00")
    assert function(desk, "--as-of", "2027-04-17T12:00:00-06:00") == ("95.56", "95.56")
    assert function(desk, "--as-of", "2027-04-20T12:00:00-06:00") != ("95.56", "95.56")


def test_it_changes_nothing_meanwhile(corrected: Story, sign_in: SignIn) -> None:
    browser = sign_in("enlace")
    look_back(browser, "2027-04-07")
    token = csrf_token(browser, f"/mi-mes/{MARCH}/")
    answer = browser.post(f"/mi-mes/{MARCH}/save", data={"csrf_token": token})
    assert answer.status_code == 403
    assert "Vuelva a hoy primero" in answer.text


def test_it_comes_back_with_one_press(corrected: Story, sign_in: SignIn) -> None:
    browser = sign_in("analista")
    look_back(browser, "2027-04-07")
    assert press(browser, "/pasado/", "/pasado/salir").status_code == 302
    assert "87.22" not in browser.get(f"/tablero/{corrected.items['F-01']}/?period={MARCH}").text


def test_a_refusal_meanwhile_is_still_written_down(corrected: Story, sign_in: SignIn) -> None:
    browser = sign_in("analista")
    look_back(browser, "2027-04-07")
    assert browser.get("/mi-mes/").status_code == 403
    assert rows("SELECT count(*) FROM audit_entry WHERE action = 'denied' AND detail->>'path' = '/mi-mes/'") == [(1,)]


@pytest.mark.parametrize("day", ["", "mañana", "2027-04-17", "2027-13-40"])
def test_it_refuses_what_is_no_past_day(corrected: Story, sign_in: SignIn, day: str) -> None:
    answer = look_back(sign_in("analista"), day)
    assert answer.status_code == 422
    assert "Escriba un día que ya pasó" in answer.text


@pytest.mark.parametrize(("moment", "message"), [("ayer", "no es un momento"), ("2099-01-01T00:00-06:00", "ya pasó")])
def test_the_command_refuses_it_too(desk: Shell, moment: str, message: str) -> None:
    assert message in desk.run("consolidate", *MONTH, "--json", "--as-of", moment).output


def test_it_leaves_nothing_behind(desk: Shell) -> None:
    function(desk, "--as-of", BEFORE)
    assert function(desk) == ("95.56", "95.56")
    assert rows("SELECT count(*) FROM pg_class WHERE relpersistence = 't' AND relname = 'score'") == [(0,)]
