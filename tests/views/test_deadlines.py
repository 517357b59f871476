"""« Plazos »: the month and the year, why each date is what it is, how it stands, and whom it concerns."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from models.actions.extend_deadline import Extension, extend_deadline
from models.queries.local_day import local_day
from models.queries.reader_of import reader_of
from models.scope import reading_as
from models.tables.base import db
from tests.conftest import Ministry
from tests.factories import institution
from tests.procedures.steps import MARCH, fill, press, send
from tests.procedures.story import LAST_EVENING, TOLD, Story

SignIn = Callable[[str], FlaskClient]
SetClock = Callable[[str], datetime]
MOST_STATEMENTS = 14


def words(page: str) -> str:
    """What stands in the page, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def entries(page: str) -> list[str]:
    """The agenda of a month, one text a deadline."""
    return [words(found) for found in re.findall(r"<article.*?</article>", page, re.DOTALL)]


def report(page: str) -> str:
    """What the agenda of a month says of the monthly report."""
    return next(text for text in entries(page) if text.startswith("Reporte mensual"))


def cell(page: str, day: int) -> str:
    """What the month's table says on a day."""
    cells = [words(found) for found in re.findall(r"<td class.*?</td>", page, re.DOTALL)]
    return next(text for text in cells if re.match(rf"{day}\b", text))


def extend(story: Story, unit: str, until: str, *, reason: str = "Traslado de oficinas") -> None:
    """Give a unit a later date for March, as the head of planning."""
    now = datetime.fromisoformat(LAST_EVENING)
    actor = reader_of(story.people["planificacion"], local_day(institution().id, now))
    with reading_as(actor):
        extend_deadline(Extension(story.units[unit], MARCH, datetime.fromisoformat(until), reason), actor, now)
        db.session.commit()


def test_a_month_says_what_is_due_until_when_and_why(story: Story, sign_in: SignIn) -> None:
    capture = report(sign_in("enlace").get("/plazos/?month=2027-04").text)
    assert "marzo de 2027" in capture
    assert "5.º día hábil de abril de 2027" in capture
    assert "Hasta las 23:59. Abre el 1 de abril de 2027" in capture
    assert "anunciado" in capture


def test_its_table_names_the_days_that_are_not_worked(story: Story, sign_in: SignIn) -> None:
    page = sign_in("enlace").get("/plazos/?month=2027-03").text
    assert "Semana Santa" in cell(page, 24)
    assert cell(page, 5).startswith("5")
    assert "febrero de 2027" in cell(page, 5)
    assert cell(page, 10) == "10"


def test_it_begins_with_this_month_and_leads_to_its_neighbours(story: Story, sign_in: SignIn) -> None:
    page = sign_in("enlace").get("/plazos/").text
    assert "abril de 2027" in words(page.split("<h2", 1)[1])
    assert {"2027-03", "2027-05"} <= set(re.findall(r"month=(\d{4}-\d\d)", page))
    assert "hoy" in cell(page, 1)


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        ("2027-03-31T18:00:00-06:00", "aún no abre"),
        ("2027-04-01T08:00:00-06:00", "abierto"),
        ("2027-04-05T08:00:00-06:00", "vence pronto"),
        ("2027-04-07T23:59:00-06:00", "vence hoy"),
        ("2027-04-08T00:00:00-06:00", "venció"),
    ],
)
def test_it_says_how_a_date_stands(story: Story, sign_in: SignIn, set_clock: SetClock, moment: str, state: str) -> None:
    set_clock(moment)
    assert state in report(sign_in("enlace2").get("/plazos/?month=2027-04").text)


def test_what_the_reader_has_sent_is_done_for_him_alone(story: Story, sign_in: SignIn) -> None:
    liaison = sign_in("enlace")
    fill(liaison, story, MARCH, TOLD[MARCH])
    send(liaison)
    assert "cumplido" in report(liaison.get("/plazos/?month=2027-04").text)
    assert "cumplido" not in report(sign_in("enlace2").get("/plazos/?month=2027-04").text)


def test_it_shows_what_concerns_the_reader_or_all(story: Story, sign_in: SignIn) -> None:
    liaison = sign_in("enlace")
    mine, everything = (liaison.get(f"/plazos/?month=2027-04&whose={whose}").text for whose in ("mine", "all"))
    hidden = len(entries(everything)) - len(entries(mine))
    assert set(entries(mine)) < set(entries(everything))
    assert f"hay {hidden} más que no son suyos" in words(mine)
    assert "que no son suyos" not in everything


@pytest.mark.parametrize(("person", "whose"), [("enlace", "mine"), ("jefatura", "mine"), ("analista", "all")])
def test_people_of_units_begin_with_their_own(story: Story, sign_in: SignIn, person: str, whose: str) -> None:
    page = sign_in(person).get("/plazos/?month=2027-04").text
    (current,) = re.findall(r'href="\?([^"]*)"\s+aria-current="true"', page)
    assert f"whose={whose}" in current


def test_a_unit_meets_its_later_date_and_not_the_one_of_all(story: Story, sign_in: SignIn) -> None:
    extend(story, "DGT", "2027-04-15T23:59:59-06:00")
    mine = [each for each in entries(sign_in("enlace2").get("/plazos/?month=2027-04").text) if "mensual" in each]
    assert len(mine) == 1
    assert "prórroga: Traslado de oficinas" in mine[0]
    assert "5.º día hábil" in report(sign_in("enlace").get("/plazos/?month=2027-04").text)
    both = [each for each in entries(sign_in("analista").get("/plazos/?month=2027-04").text) if "mensual" in each]
    assert [("Dirección DGT" in each, "5.º día hábil" in each) for each in both] == [(False, True), (True, False)]


def test_a_later_date_in_the_next_month_leaves_this_one(story: Story, sign_in: SignIn) -> None:
    extend(story, "DGT", "2027-05-04T23:59:59-06:00")
    liaison = sign_in("enlace2")
    assert "Reporte mensual" not in words(liaison.get("/plazos/?month=2027-04").text)
    assert any("prórroga" in entry for entry in entries(liaison.get("/plazos/?month=2027-05").text))


def test_a_later_date_concerns_its_unit_and_those_who_watch(story: Story, sign_in: SignIn) -> None:
    extend(story, "DGT", "2027-04-15T23:59:59-06:00")
    for person in ("jefatura2", "analista", "planificacion", "control"):
        assert "Traslado de oficinas" in sign_in(person).get("/plazos/?month=2027-04&whose=mine").text
    for person in ("enlace", "jefatura", "viceministro", "finanzas"):
        assert "Traslado de oficinas" not in sign_in(person).get("/plazos/?month=2027-04&whose=mine").text


def test_a_year_lists_every_month_and_what_waits_for_an_event(story: Story, sign_in: SignIn) -> None:
    page = sign_in("analista").get("/plazos/?year=2027").text
    months = re.findall(r'href="/plazos/\?month=(\d{4}-\d\d)"', page)
    assert months == sorted(months)
    assert set(months) == {f"2027-{number:02}" for number in range(1, 13)}
    text = words(page)
    assert "último día" in text or "5.º día hábil de agosto de 2027; no se cuentan: del 2 al 6 de agosto" in text
    assert "después de" in words(page.split("Después de un hecho")[-1])


@pytest.mark.parametrize(
    "asked",
    [
        "month=2027-13", "month=2027", "month=2027-Q1", "month=hoy", "month=1999-12", "month=2099-01", "month=٢٠٢٧-٠٤",
        "year=", "year=27", "year=1999", "year=2099", "year=٢٠٢٧", "year=2027-01", "year=1e3", "month=2027-04%27--",
    ],
)  # fmt: skip
def test_it_finds_nothing_under_what_is_no_month_and_no_year(ministry: Ministry, sign_in: SignIn, asked: str) -> None:
    assert sign_in("enlace").get(f"/plazos/?{asked}").status_code == 404


@pytest.mark.parametrize("asked", ["month=2000-01", "month=2098-12", "year=2000", "year=2098"])
def test_its_ends_stand_and_offer_no_step_beyond(ministry: Ministry, sign_in: SignIn, asked: str) -> None:
    browser = sign_in("enlace")
    page = browser.get(f"/plazos/?{asked}")
    assert page.status_code == 200
    steps = re.findall(r'href="(\?[^"]+)" rel="(?:prev|next)"', page.text)
    assert [browser.get(f"/plazos/{step.replace('&amp;', '&')}").status_code for step in steps] == [200]


@pytest.mark.parametrize("person", ["planificacion", "admin"])
def test_who_keeps_the_calendar_goes_to_it_from_here(story: Story, sign_in: SignIn, person: str) -> None:
    assert "/calendario/add" in sign_in(person).get("/plazos/?month=2027-04").text
    assert "/calendario/add" not in sign_in("analista").get("/plazos/?month=2027-04").text


def test_an_own_day_off_is_changed_from_its_cell(story: Story, sign_in: SignIn, set_clock: SetClock) -> None:
    set_clock("2027-04-01T09:00:00-06:00")
    head = sign_in("planificacion")
    day = {"on": "2027-06-02", "name": "Asueto por decreto", "kind": "decree", "confirmed": "y"}
    assert press(head, "/calendario/add", "/calendario/add", **day).status_code == 302
    page = head.get("/plazos/?month=2027-06").text
    assert "Asueto por decreto" in cell(page, 2)
    (address,) = re.findall(r'class="calendar-change"\s+href="([^"]+)"', page)
    assert head.get(address).status_code == 200


@pytest.mark.parametrize("asked", ["month=2027-04", "year=2027"])
def test_its_pages_take_few_statements(story: Story, sign_in: SignIn, count_statements: list[Any], asked: str) -> None:
    extend(story, "DGT", "2027-04-15T23:59:59-06:00")
    browser = sign_in("planificacion")
    browser.get(f"/plazos/?{asked}")
    count_statements.clear()
    assert browser.get(f"/plazos/?{asked}").status_code == 200
    assert len(count_statements) <= MOST_STATEMENTS, "\n".join(count_statements)
