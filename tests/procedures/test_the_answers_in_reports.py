"""AC0-6 and AC0-8 with what the units answered: their indicators stand coloured beside the projects."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from jobs.deliver_mail import deliver_mail
from tests.pages import cells
from tests.post_office import PostOffice
from tests.procedures.reports import BD8, close, file_of, make, number_of, step, write
from tests.procedures.steps import MARCH, fill, press, send, sheet
from tests.procedures.story import AFTER_THE_WINDOW, LAST_EVENING, MONTHS, TOLD, Story
from tests.procedures.test_the_requests import ASK, strategy

__all__ = ["strategy"]
SignIn = Callable[[str], FlaskClient]
TickAt = Callable[[str], Any]
QUARTER, HALF_YEAR = "2027-Q1", "2027-S1"
ACTION = "Se amplía la muestra."


@pytest.fixture
def quarter(strategy: Story, tick_at: TickAt, set_clock: Callable[[str], datetime], sign_in: SignIn) -> Story:
    """The first quarter was requested, one of two dependencies answered, and everything is closed."""
    press(sign_in("planificacion"), ASK, ASK, rule="S0-D09", period=QUARTER)
    liaison = sign_in("enlace")
    fill(liaison, strategy, MARCH, TOLD[MARCH])
    fill(liaison, strategy, QUARTER, {"R": "8"})
    tick_at(LAST_EVENING)
    send(liaison)
    assert send(liaison, QUARTER).status_code == 302
    tick_at(AFTER_THE_WINDOW)
    close(sign_in("planificacion"), *MONTHS, QUARTER)
    set_clock(BD8)
    return strategy


@pytest.fixture
def half_year(quarter: Story, tick_at: TickAt, sign_in: SignIn) -> Story:
    """The half-year was requested too, and answered under target with the actions to take."""
    for month in ("2027-04", "2027-05", "2027-06"):
        following = int(month[-2:]) + 1
        tick_at(f"2027-{following:02}-01T08:00:30-06:00")
        if month == "2027-06":
            answer(quarter, sign_in, "15")
        tick_at(f"2027-{following:02}-12T00:01:00-06:00")
        close(sign_in("planificacion"), month)
    return quarter


def answer(story: Story, sign_in: SignIn, value: str) -> None:
    """What the liaison of DGA says of the half-year."""
    liaison, number = sign_in("enlace"), story.indicators["R"]
    fill(liaison, story, HALF_YEAR, {"R": value}, **{f"corrective_action-{number}": ACTION})
    assert send(liaison, HALF_YEAR).status_code == 302


def row(page: str, code: str) -> list[str]:
    """The first row of the page's tables that begins with a code."""
    return next(found for found in cells(page) if found[0] == code)


def test_the_executive_report_has_colored_indicators_and_projects(
    quarter: Story, sign_in: SignIn, post_office: PostOffice
) -> None:
    analyst = sign_in("analista")
    number = number_of(make(analyst, "executive_quarterly", QUARTER))
    page = analyst.get(f"/informes/{number}/").text
    assert row(page, "OE-7-IND")[2:7] == ["Dirección DGA", "informe", "8.00", "80.00 %", "▲ Amarillo"]
    assert row(page, "OE-8-IND")[6] == "⏱ Sin reporte"  # who has not answered is listed
    assert row(page, "PE-01")[6:8] == ["77.78 %", "▲ Amarillo"]
    step(analyst, number, "send")
    deliver_mail()
    told = {str(mail["To"]).split("@")[0] for mail in post_office.about("Informe Ejecutivo")}
    assert told == {"jefatura", "jefatura2", "jefatura3", "viceministro"}


def test_the_half_year_has_its_report_in_place_of_the_second_quarter(half_year: Story, sign_in: SignIn) -> None:
    analyst = sign_in("analista")
    assert make(analyst, "executive_quarterly", "2027-Q2").status_code == 422
    assert "primer semestre de 2027" in analyst.get("/informes/nuevo/?kind=pei_semester").text
    number = number_of(make(analyst, "pei_semester", HALF_YEAR))
    assert row(analyst.get(f"/informes/{number}/").text, "OE-7-IND")[4:] == ["15.00", "75.00 %", "▲ Amarillo", ACTION]


def test_what_was_endorsed_keeps_the_answers_of_its_day(
    half_year: Story, sign_in: SignIn, post_office: PostOffice
) -> None:
    analyst, director = sign_in("analista"), sign_in("direccion")
    number = number_of(make(analyst, "pei_semester", HALF_YEAR))
    write(analyst, number, "Así queda.")
    step(analyst, number, "submit")
    assert step(analyst, number, "endorse").status_code == 403
    assert step(director, number, "endorse").status_code == 302
    assert step(director, number, "send").status_code == 302
    deliver_mail()
    told = {str(mail["To"]).split("@")[0] for mail in post_office.about("Informe de Seguimiento del PEI")}
    assert {"jefatura", "jefatura2", "jefatura3", "viceministro"} <= told
    before = file_of(analyst, number, "xlsx")
    mine = f"/bandeja/{sheet('DGA', 'PEI', half_year, HALF_YEAR).id}/"
    assert press(sign_in("jefatura"), mine, f"{mine}return", remark="Corrija.").status_code == 302
    answer(half_year, sign_in, "10")
    assert file_of(analyst, number, "xlsx") == before
    again = number_of(make(analyst, "pei_semester", HALF_YEAR))
    assert row(analyst.get(f"/informes/{again}/").text, "OE-7-IND")[4] == "10.00"
