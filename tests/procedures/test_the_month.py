"""AC0-1: the month of Hacienda (El Salvador) from its first day to the notices, as its people live it (R 7.1)."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from jobs.deliver_mail import deliver_mail
from models.rules.workflow import SheetState
from models.tables.base import db
from models.tables.reporting_period import ReportingPeriod
from tests.conftest import rows
from tests.post_office import PostOffice, body
from tests.procedures.steps import MARCH, fill, score, send, sheet
from tests.procedures.story import LAST_EVENING, OPENING, TOLD, Story

SignIn = Callable[[str], FlaskClient]
TickAt = Callable[[str], Any]
MISSION = {
    "internal-name-0": "Apoyo a misión FMI",
    "internal-unit-0": "misión",
    "internal-actual-0": "1",
    "internal-note-0": "A pedido del despacho",
}


@pytest.fixture
def sent(story: Story, tick_at: TickAt, sign_in: SignIn) -> FlaskClient:
    """The liaison filled March on the first day and sent it on the last evening."""
    browser = sign_in("enlace")
    words = {f"cause-{story.indicators['b']}": "Faltó personal", f"corrective_action-{story.indicators['b']}": "Turnos"}
    assert fill(browser, story, MARCH, TOLD[MARCH], **MISSION, **words).status_code == 302
    tick_at(LAST_EVENING)
    assert send(browser).status_code == 302
    return browser


def test_it_opens_on_the_first_business_day(story: Story) -> None:
    opened = db.session.scalars(select(ReportingPeriod).where(ReportingPeriod.period == MARCH)).one()
    assert (opened.state.value, opened.opened_at.isoformat()[:16]) == ("open", "2027-04-01T14:00")


def test_it_does_nothing_the_second_time(story: Story, tick_at: TickAt) -> None:
    again = tick_at(OPENING)
    assert (again.opened, again.mails_queued, again.occurrences) == ([], 0, [])


def test_it_is_sent_on_time_on_the_last_evening(sent: FlaskClient, story: Story) -> None:
    states = {(sheet("DGA", plan, story).state, sheet("DGA", plan, story).is_late) for plan in ("POA", "PEI")}
    assert states == {(SheetState.SUBMITTED, False)}


FIGURES = {
    ("F-01", MARCH): ("78.89", "87.22", "yellow"),  # R 6.1: both rows of the function
    ("PE-01", "2027-01"): (None, "100.00", "green"),
    ("PE-01", "2027-02"): (None, "88.46", "yellow"),
    ("PE-01", MARCH): (None, "77.78", "yellow"),
}


@pytest.mark.parametrize(("item", "period"), FIGURES)
def test_it_shows_the_figures_of_the_example(sent: FlaskClient, story: Story, item: str, period: str) -> None:
    period_percent, to_date_percent, color = FIGURES[item, period]
    found = score(story, item, period)
    assert (str(found.to_date_percent), found.color) == (to_date_percent, color)
    assert period_percent in (None, str(found.period_percent))


def test_it_colors_execution_that_was_not_planned_blue(story: Story) -> None:
    found = score(story, "b", "2027-02")
    assert (found.state.value, found.color) == ("unplanned_execution", "blue")


def test_it_lists_an_internal_activity_without_effect(sent: FlaskClient, story: Story) -> None:
    assert "Apoyo a misión FMI" in sent.get(f"/mi-mes/{MARCH}/").text
    found = score(story, "F-01")
    assert (found.expected, found.reported) == (3, 3)


def test_it_takes_an_internal_activity_once_from_two_windows(story: Story, sign_in: SignIn) -> None:
    browser = sign_in("enlace")
    assert fill(browser, story, MARCH, {}, **MISSION).status_code == 302
    again = fill(browser, story, MARCH, {}, **MISSION)  # a window that was opened before
    assert again.status_code == 422
    assert "ya tiene la actividad interna «Apoyo a misión FMI»" in unescape(again.text)
    assert rows("SELECT count(*) FROM internal_activity") == [(1,)]


def test_it_keeps_causes_actions_and_notes(sent: FlaskClient, story: Story) -> None:
    words = rows(f"SELECT cause, corrective_action FROM progress WHERE indicator_id = {story.indicators['b']}")  # noqa: S608
    assert ("Faltó personal", "Turnos") in words


def test_it_tells_the_head_at_once(sent: FlaskClient, story: Story, post_office: PostOffice) -> None:
    deliver_mail()
    notices = [mail for mail in post_office.to("jefatura") if "espera su revisión" in mail["Subject"]]
    assert len(notices) == 2  # one for each plan
    links = {f"http://rumbo.example/bandeja/{sheet('DGA', plan, story).id}/" for plan in ("POA", "PEI")}
    assert all(any(link in body(notice) for notice in notices) for link in links)


def test_it_tells_those_who_watch_in_one_digest(
    sent: FlaskClient, story: Story, tick_at: TickAt, post_office: PostOffice
) -> None:
    tick_at("2027-04-08T17:00:05-06:00")
    deliver_mail()
    digests = {str(mail["To"]).split("@")[0]: body(mail) for mail in post_office.about("reportes enviados")}
    assert len(post_office.about("reportes enviados")) == len(digests)
    assert sorted(digests) == ["analista", "control", "finanzas", "planificacion"]
    assert all(text.count("Dirección DGA, marzo de 2027") == 2 for text in digests.values())
    assert all("http://rumbo.example/control/?period=2027-03" in text for text in digests.values())


def test_it_tells_nobody_who_is_not_concerned(
    sent: FlaskClient, story: Story, tick_at: TickAt, post_office: PostOffice
) -> None:
    tick_at("2027-04-07T23:59:00-06:00")
    deliver_mail()
    assert not [mail for mail in post_office.about("espera su revisión") if "jefatura@" not in str(mail["To"])]
