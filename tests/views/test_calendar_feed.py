"""The feed of deadlines: what a calendar program reads under a secret address, and what it can never read there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_appbuilder.security.sqla.models import User
from icalendar import Calendar, Event
from sqlalchemy import update

from models.actions.change_calendar import change_calendar
from models.actions.subscribe_calendar import subscribe_calendar
from models.clock import business_now
from models.queries.moved_deadlines import DayChange
from models.queries.reader_of import reader_of
from models.rules.calendar import CalendarDay, DayKind
from models.rules.roles import Role
from models.scope import Reader, reading_as
from models.tables.assignment import Assignment
from models.tables.base import db
from tests.conftest import rows
from tests.factories import institution, make_unit, make_user
from tests.procedures.steps import MARCH, fill, send
from tests.procedures.story import OPENING, TOLD, Story
from tests.views.test_deadlines import extend

SignIn = Callable[[str], FlaskClient]
CAPTURE = f"hacienda_sv-S0-D01-{MARCH}@rumbo"
APRIL = "hacienda_sv-S0-D01-2027-04@rumbo"
MOST_STATEMENTS = 16


def reader(user_id: int) -> Reader:
    return reader_of(user_id, date(2027, 4, 1))


def subscribe(user_id: int) -> str:
    """Make the person's address and give its path."""
    with reading_as(reader(user_id)):
        secret = subscribe_calendar(reader(user_id), business_now())
        db.session.commit()
    return f"/plazos/ics/{secret}.ics"


@dataclass(frozen=True, slots=True)
class Program:
    """A calendar program: no session, one address."""

    browser: FlaskClient
    path: str

    def read(self) -> dict[str, Event]:
        """The events by their uid."""
        answer = self.browser.get(self.path)
        assert answer.status_code == 200
        made = Calendar.from_ical(answer.data)
        found = {str(event["uid"]): event for event in made.walk("VEVENT") if isinstance(event, Event)}
        assert len(found) == len(made.walk("VEVENT"))
        return found

    def due(self, uid: str) -> tuple[date, int]:
        """The day of an event and its sequence."""
        event = self.read()[uid]
        return event["dtstart"].dt, int(event["sequence"])


@pytest.fixture
def program(app: Flask, story: Story) -> Callable[[str], Program]:
    return lambda person: Program(app.test_client(), subscribe(story.people[person]))


Programs = Callable[[str], Program]


def close_the_office(story: Story, on: date, reason: str = "") -> None:
    """A day off by decree, as the head of planning."""
    actor = reader(story.people["planificacion"])
    with reading_as(actor):
        change = DayChange(on, CalendarDay(on, "Duelo nacional", DayKind.DECREE))
        now = datetime.fromisoformat(OPENING)
        change_calendar(change, actor, now, institution_id=institution().id, reason=reason)
        db.session.commit()


def test_it_gives_what_is_addressed_to_its_owner(program: Programs) -> None:
    liaison, analyst = program("enlace").read(), program("analista").read()
    assert CAPTURE in liaison
    assert set(liaison) < set(analyst)
    event = liaison[CAPTURE]
    assert str(event["summary"]) == "Reporte mensual: marzo de 2027"
    assert str(event["description"]) == "Vence a las 23:59. 5.º día hábil de abril de 2027."
    assert str(event["url"]) == "http://rumbo.example/plazos/?month=2027-04"


def test_a_new_day_off_moves_its_dates_under_the_same_uid(story: Story, program: Programs) -> None:
    mine = program("enlace")
    before, sequence = mine.due(APRIL)
    close_the_office(story, date(2027, 5, 4))
    after, later = mine.due(APRIL)
    assert (before, after) == (date(2027, 5, 7), date(2027, 5, 11))
    assert later > sequence


def test_an_announced_date_moves_only_for_a_reason(story: Story, program: Programs) -> None:
    mine = program("enlace")
    before, sequence = mine.due(CAPTURE)
    close_the_office(story, date(2027, 4, 5))
    assert mine.due(CAPTURE)[0] == before == date(2027, 4, 7)
    close_the_office(story, date(2027, 4, 6), "Decreto 12")
    after, later = mine.due(CAPTURE)
    assert after == date(2027, 4, 9)
    assert later > sequence


def test_an_extension_moves_the_date_of_its_unit_alone(story: Story, program: Programs) -> None:
    mine, other, watching = program("enlace2"), program("enlace"), program("analista")
    before, sequence = mine.due(CAPTURE)
    extend(story, "DGT", "2027-04-15T23:59:59-06:00")
    after, later = mine.due(CAPTURE)
    assert (before, after, other.due(CAPTURE)[0]) == (date(2027, 4, 7), date(2027, 4, 15), date(2027, 4, 7))
    assert later > sequence
    extend(story, "DGT", "2027-04-20T23:59:59-06:00")
    assert mine.due(CAPTURE)[1] > later
    own = f"hacienda_sv-S0-D01-{MARCH}-{story.units['DGT']}@rumbo"
    assert {watching.due(CAPTURE)[0], watching.due(own)[0]} == {date(2027, 4, 7), date(2027, 4, 20)}


def test_nothing_of_a_report_stands_in_it(story: Story, program: Programs, sign_in: SignIn) -> None:
    liaison = sign_in("enlace")
    fill(liaison, story, MARCH, TOLD[MARCH], **{f"cause-{story.indicators['a']}": "Faltó un auditor"})
    send(liaison)
    extend(story, "DGT", "2027-04-15T23:59:59-06:00", reason="Asunto reservado")
    for person in ("enlace", "enlace2", "analista", "planificacion"):
        mine = program(person)
        text = mine.browser.get(mine.path).text.replace("\r\n ", "")
        assert "Plazos de Ministerio de Hacienda" in text
        for word in ("auditor", "reservado", "F-01", "Elemento", "Dirección DGA", "Enlace"):
            assert word not in text


def test_an_address_taken_back_or_replaced_opens_nothing(story: Story, program: Programs, sign_in: SignIn) -> None:
    first = program("enlace")
    second = program("enlace")
    assert first.browser.get(first.path).status_code == 404
    assert second.read()
    browser = sign_in("enlace")
    token = browser.get("/plazos/suscripcion/").text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    browser.post("/plazos/suscripcion/end", data={"csrf_token": token})
    assert second.browser.get(second.path).status_code == 404


def test_a_closed_account_opens_nothing(story: Story, program: Programs) -> None:
    mine = program("enlace")
    db.session.execute(update(User).where(User.id == story.people["enlace"]).values(active=False))
    db.session.commit()
    assert mine.browser.get(mine.path).status_code == 404


def test_who_has_lost_a_role_reads_what_is_left(story: Story, program: Programs) -> None:
    mine = program("analista")
    assert mine.read()
    held = update(Assignment).where(Assignment.user_id == story.people["analista"])
    db.session.execute(held.values(role=Role.LIAISON, org_unit_id=story.units["DGA"]))
    db.session.commit()
    assert set(mine.read()) == set(program("enlace").read())
    db.session.execute(held.values(ends_on="2027-03-31"))
    db.session.commit()
    assert mine.read() == {}


def test_another_institution_has_its_own_dates(app: Flask, story: Story, program: Programs) -> None:
    stranger = make_user("enlace_co", (Role.LIAISON, make_unit("SP", of="pasto_co", kind="secretaria")), of="pasto_co")
    db.session.commit()
    extend(story, "DGT", "2027-04-15T23:59:59-06:00")
    theirs = Program(app.test_client(), subscribe(stranger.id)).read()
    assert theirs
    assert all(uid.startswith("pasto_co-") for uid in theirs)
    assert all(uid.startswith("hacienda_sv-") for uid in program("analista").read())


def test_it_reads_as_its_owner_in_whoever_s_browser(story: Story, program: Programs, sign_in: SignIn) -> None:
    mine = program("enlace")
    assert set(Program(sign_in("analista"), mine.path).read()) == set(mine.read())


def test_it_makes_no_session_and_is_kept_and_listed_by_nobody(program: Programs) -> None:
    mine = program("enlace")
    answer = mine.browser.get(mine.path)
    assert answer.mimetype == "text/calendar"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"] == "none"
    assert "Set-Cookie" not in answer.headers
    assert "text/html" in mine.browser.get("/plazos/", follow_redirects=True).content_type


@pytest.mark.parametrize(
    ("method", "status"), [("HEAD", 200), ("POST", 405), ("PUT", 405), ("DELETE", 405), ("PROPFIND", 405)]
)
def test_it_is_only_read(program: Programs, method: str, status: int) -> None:
    mine = program("enlace")
    answer = mine.browser.open(mine.path, method=method)
    assert answer.status_code == status
    assert "BEGIN:VCALENDAR" not in answer.text


@pytest.mark.parametrize("secret", ["x", "", "a" * 43, "%2e%2e%2fetc", "' OR 1=1--", "ñandú", "a" * 5000])
def test_a_wrong_address_says_nothing(story: Story, client: FlaskClient, secret: str) -> None:
    subscribe(story.people["enlace"])
    answer = client.get(f"/plazos/ics/{secret}.ics")
    assert answer.status_code == 404
    assert "VCALENDAR" not in answer.text


def test_the_kept_hash_is_no_address(program: Programs) -> None:
    mine = program("enlace")
    ((kept,),) = rows("SELECT secret_sha256 FROM calendar_feed")
    assert kept not in mine.path
    assert mine.browser.get(f"/plazos/ics/{kept}.ics").status_code == 404


def test_it_takes_few_statements(program: Programs, count_statements: list[Any]) -> None:
    mine = program("analista")
    mine.read()
    count_statements.clear()
    mine.read()
    assert len(count_statements) <= MOST_STATEMENTS, "\n".join(count_statements)
