"""Opening a year in one walk: what each period asks for and when, then one button; nothing happens twice."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete, update

from models.rules.workflow import PeriodState
from models.tables.announced_deadline import AnnouncedDeadline
from models.tables.base import db
from models.tables.reporting_period import ReportingPeriod
from tests.conftest import Ministry, rows
from tests.procedures.steps import press
from tests.procedures.story import AFTER_THE_WINDOW, Story
from tests.views.test_deadlines import words

SignIn = Callable[[str], FlaskClient]
SetClock = Callable[[str], datetime]
TickAt = Callable[[str], Any]
YEAR = "/control/anio/2027/"
TO_COME = [f"2027-{month:02}" for month in range(4, 13)]


def lines(page: str) -> dict[str, str]:
    """What the table says of each month, by the month's name."""
    body = page.split("<tbody>")[1].split("</tbody>", maxsplit=1)[0]
    found = [words(row) for row in body.split("</tr>") if "<th" in row]
    return {match[0]: text for text in found if (match := re.match(r"\w+ de 2027", text))}


def offered(page: str) -> list[str]:
    return re.findall(r'type="checkbox"\s+name="period"\s+value="([^"]+)"\s+checked', page)


def announced() -> list[str]:
    return [row[0] for row in rows("SELECT period FROM announced_deadline ORDER BY period")]


@pytest.fixture
def forgotten(story: Story, set_clock: SetClock) -> Story:
    """March was never opened, though it is over: nothing had run."""
    db.session.execute(delete(AnnouncedDeadline).where(AnnouncedDeadline.period == "2027-03"))
    db.session.execute(
        update(ReportingPeriod).where(ReportingPeriod.period == "2027-03").values(state=PeriodState.FUTURE)
    )
    db.session.commit()
    return story


def test_it_shows_each_period_with_its_date_and_what_would_happen(forgotten: Story, sign_in: SignIn) -> None:
    page = sign_in("planificacion").get(YEAR).text
    found = lines(page)
    assert "nada: ya se abrió" in found["Febrero de 2027"]
    assert "se abre ahora" in found["Marzo de 2027"]
    assert re.search(r"03/05/2027 vie 07/05/2027 5.º día hábil de mayo de 2027", found["Abril de 2027"])
    assert "se anuncia su fecha" in found["Abril de 2027"]
    assert offered(page) == ["2027-03", *TO_COME]
    assert announced() == ["2027-01", "2027-02"]


def test_it_says_how_many_reports_a_period_asks_for(story: Story, sign_in: SignIn) -> None:
    march = lines(sign_in("planificacion").get(YEAR).text)["Marzo de 2027"]
    (asked,) = rows("SELECT count(*), count(DISTINCT org_unit_id) FROM capture_sheet WHERE period = '2027-03'")
    assert f"{asked[0]} de {asked[1]} unidades" in march


def test_one_press_opens_and_announces_what_is_left(forgotten: Story, sign_in: SignIn) -> None:
    head = sign_in("planificacion")
    done = press(head, YEAR, YEAR, period=["2027-03", *TO_COME])
    page = head.get(done.location).text
    assert "Se abrió 1 periodo" in page
    assert announced() == ["2027-01", "2027-02", "2027-03", *TO_COME]
    assert rows("SELECT state FROM reporting_period WHERE period = '2027-03'") == [("open",)]
    assert offered(page) == []
    ((told,),) = rows("SELECT detail FROM audit_entry WHERE action = 'open_year'")
    assert (told["opened"], told["announced"]) == (["2027-03"], TO_COME)


def test_only_what_was_chosen_is_done(story: Story, sign_in: SignIn) -> None:
    head = sign_in("planificacion")
    assert press(head, YEAR, YEAR, period=["2027-05", "2027-01", "2030-01", "x"]).status_code == 302
    assert announced() == ["2027-01", "2027-02", "2027-03", "2027-05"]


@pytest.mark.parametrize("chosen", [[], ["2027-01"], ["2027-Q1"], ["2028-05"], ["'"]])
def test_where_nothing_is_left_to_do_it_says_so(story: Story, sign_in: SignIn, chosen: list[str]) -> None:
    answer = press(sign_in("planificacion"), YEAR, YEAR, period=chosen)
    assert answer.status_code == 409
    assert "Elija al menos un periodo" in answer.text
    assert announced() == ["2027-01", "2027-02", "2027-03"]


def test_an_announced_month_opens_by_itself_on_the_day_that_was_told(
    story: Story, sign_in: SignIn, tick_at: TickAt
) -> None:
    press(sign_in("planificacion"), YEAR, YEAR, period=["2027-04"])
    tick_at("2027-05-03T08:00:00-06:00")
    assert rows("SELECT state FROM reporting_period WHERE period = '2027-04'") == [("open",)]
    assert announced().count("2027-04") == 1


def test_a_date_announced_ahead_moves_only_for_a_reason_and_is_told(story: Story, sign_in: SignIn) -> None:
    head = sign_in("planificacion")
    press(head, YEAR, YEAR, period=["2027-04"])
    day = {"on": "2027-05-04", "name": "Duelo nacional", "kind": "decree", "confirmed": "y"}
    press(head, "/calendario/add", "/calendario/add", **day, move_announced="Decreto 12")
    told = rows(
        "SELECT u.username FROM outbox_mail m JOIN ab_user u ON u.id = m.recipient_id"
        " WHERE m.kind = 'deadline_moved' AND m.period = '2027-04'"
    )
    assert {"enlace", "enlace2", "enlace3"} <= {row[0] for row in told}


def test_without_a_plan_there_is_nothing_to_open(ministry: Ministry, sign_in: SignIn, set_clock: SetClock) -> None:
    set_clock(AFTER_THE_WINDOW)
    head = sign_in("planificacion")
    page = head.get(YEAR).text
    assert offered(page) == []
    assert "ningún plan vigente pide reportes" in lines(page)["Marzo de 2027"]
    assert press(head, YEAR, YEAR, period=["2027-03"]).status_code == 409


@pytest.mark.parametrize("year", ["1999", "2099", "0", "99999999999", "-1", "x"])
def test_it_knows_no_other_years(ministry: Ministry, sign_in: SignIn, year: str) -> None:
    assert sign_in("planificacion").get(f"/control/anio/{year}/").status_code == 404


@pytest.mark.parametrize("person", ["enlace", "jefatura", "analista", "direccion", "control", "admin"])
def test_only_the_head_of_planning_opens_a_year(story: Story, sign_in: SignIn, person: str) -> None:
    browser = sign_in(person)
    assert browser.get(YEAR).status_code == 403
    assert press(browser, "/mis-avisos/", YEAR, period=["2027-05"]).status_code == 403
    assert announced() == ["2027-01", "2027-02", "2027-03"]


def test_it_is_found_from_the_board(story: Story, sign_in: SignIn) -> None:
    assert "/control/anio/2027/" in sign_in("planificacion").get("/control/2027-03/").text
    assert "/control/anio/2027/" not in sign_in("analista").get("/control/2027-03/").text
