"""The life of a period at the screen: closed with its consequences shown, opened again for a reason and until a day."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.conftest import rows
from tests.procedures.steps import MARCH, fill, press
from tests.procedures.story import AFTER_THE_WINDOW, Story
from tests.views.test_deadlines import words

SignIn = Callable[[str], FlaskClient]
TickAt = Callable[[str], Any]
BOARD, CLOSE, REOPEN = (f"/control/{MARCH}/{step}" for step in ("", "close", "reopen"))


def state() -> str:
    return str(rows(f"SELECT state FROM reporting_period WHERE period = '{MARCH}'")[0][0])  # noqa: S608


@pytest.fixture
def closed(story: Story, sign_in: SignIn, tick_at: TickAt) -> FlaskClient:
    """The head of planning, who has just closed March."""
    tick_at(AFTER_THE_WINDOW)
    head = sign_in("planificacion")
    assert press(head, CLOSE, CLOSE).status_code == 302
    return head


def test_closing_takes_the_reports_from_the_units(closed: FlaskClient, story: Story, sign_in: SignIn) -> None:
    assert state() == "closed"
    assert "Reabrir el periodo" in closed.get(BOARD).text
    indicator = story.indicators["F2"]
    assert f'name="actual-{indicator}"' not in sign_in("enlace2").get(f"/mi-mes/{MARCH}/").text
    assert rows("SELECT DISTINCT state FROM capture_sheet WHERE period = '2027-03'") == [("no_report",)]


def test_closing_twice_is_refused_beside_the_form(closed: FlaskClient) -> None:
    answer = press(closed, CLOSE, CLOSE)
    assert answer.status_code == 409
    assert 'role="alert"' in answer.text


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({"until": "2027-04-20"}, 422),  # no reason
        ({"reason": "   ", "until": "2027-04-20"}, 422),
        ({"reason": "Dato corregido"}, 422),  # no end
        ({"reason": "Dato corregido", "until": "mañana"}, 422),
        ({"reason": "Dato corregido", "until": "2027-04-07"}, 422),  # yesterday
    ],
)
def test_it_opens_again_only_for_a_reason_and_until_a_day(
    closed: FlaskClient, typed: dict[str, str], status: int
) -> None:
    answer = press(closed, REOPEN, REOPEN, **typed)
    assert answer.status_code == status
    assert 'role="alert"' in answer.text
    assert typed.get("reason", "").strip() in answer.text
    assert state() == "closed"


def test_opened_again_it_takes_reports_until_its_end_and_closes_by_itself(
    closed: FlaskClient, story: Story, sign_in: SignIn, tick_at: TickAt
) -> None:
    assert press(closed, REOPEN, REOPEN, reason="Dato corregido", until="2027-04-12").status_code == 302
    assert "reabierto hasta el 12/04/2027 23:59" in words(closed.get(BOARD).text)
    assert fill(sign_in("enlace2"), story, MARCH, {"F2": "1"}).status_code == 302
    assert tick_at("2027-04-12T23:59:00-06:00").closed == []
    assert state() == "reopened"
    report = tick_at("2027-04-13T00:01:00-06:00")
    assert report.closed == [{"institution": "hacienda_sv", "period": MARCH}]
    assert state() == "closed"
    assert tick_at("2027-04-13T00:02:00-06:00").closed == []
    ((detail,),) = rows("SELECT detail FROM audit_entry WHERE action = 'reopen_period'")
    assert detail["reason"] == "Dato corregido"


@pytest.mark.parametrize("person", ["analista", "enlace", "viceministro", "control", "admin"])
def test_others_neither_close_nor_open_again(closed: FlaskClient, sign_in: SignIn, person: str) -> None:
    browser = sign_in(person)
    values = {"reason": "Dato corregido", "until": "2027-04-12"}
    assert browser.get(REOPEN).status_code == 403
    assert press(browser, "/mis-avisos/", REOPEN, **values).status_code == 403
    assert press(browser, "/mis-avisos/", CLOSE).status_code == 403
    assert state() == "closed"
