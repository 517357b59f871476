"""What planning does for one unit from the control room: a later date, and a report that goes back."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from models.rules.workflow import SheetState
from models.tables.capture_sheet import CaptureSheet
from tests.conftest import rows
from tests.procedures.steps import MARCH, fill, press, send, sheet
from tests.procedures.story import TOLD, Story

SignIn = Callable[[str], FlaskClient]
BOARD = f"/control/{MARCH}/"
QUEUE = "/control/verificacion/"


@pytest.fixture
def sent(story: Story, sign_in: SignIn) -> Story:
    """DGA sent its March, DGT and UAJ did not."""
    browser = sign_in("enlace")
    fill(browser, story, MARCH, TOLD[MARCH])
    assert send(browser).status_code == 302
    return story


def extend(browser: FlaskClient, story: Story, **typed: str) -> Any:
    return press(browser, BOARD, f"{BOARD}unit/{story.units['DGT']}/extend", **typed)


def verified(story: Story, sign_in: SignIn) -> CaptureSheet:
    """The report of DGA, which its own head has checked: now planning looks at it."""
    mine = sheet("DGA", "POA", story)
    press(sign_in("jefatura"), f"/bandeja/{mine.id}/", f"/bandeja/{mine.id}/verify")
    return sheet("DGA", "POA", story)


def told_of(kind: str) -> set[str]:
    question = "SELECT u.username FROM outbox_mail m JOIN ab_user u ON u.id = m.recipient_id WHERE m.kind = "
    return {row[0] for row in rows(f"{question}'{kind}'")}


def test_a_unit_with_a_later_date_is_told_and_shown_with_it(sent: Story, sign_in: SignIn) -> None:
    head = sign_in("planificacion")
    assert "Traslado" not in head.get(f"{BOARD}unit/{sent.units['DGT']}/extend").text
    answer = extend(head, sent, until="2027-04-15", reason="Traslado de oficinas")
    assert answer.location == f"{BOARD}unit/{sent.units['DGT']}/"
    assert "15 de abril de 2027" in head.get(answer.location).text
    assert {"enlace2", "jefatura2"} <= told_of("deadline_moved")


def test_it_is_refused_beside_the_form_without_a_day(sent: Story, sign_in: SignIn) -> None:
    answer = extend(sign_in("planificacion"), sent, until="", reason="Traslado de oficinas")
    assert answer.status_code == 422
    assert 'aria-describedby="until-error"' in answer.text
    assert "Traslado de oficinas" in answer.text


def test_nobody_else_grants_one(sent: Story, sign_in: SignIn) -> None:
    assert extend(sign_in("enlace"), sent, until="2027-04-15", reason="Traslado").status_code == 403
    assert told_of("deadline_moved") == set()


def test_the_head_sends_a_report_back_and_stays_in_the_queue(sent: Story, sign_in: SignIn) -> None:
    mine, head = verified(sent, sign_in), sign_in("planificacion")
    answer = press(head, QUEUE, f"{QUEUE}{mine.id}/return", remark="Revise la causa del atraso")
    assert answer.location == QUEUE
    assert sheet("DGA", "POA", sent).state is SheetState.RETURNED
    assert "enlace" in told_of("sheet_returned")
    assert not re.search(rf"{QUEUE}{mine.id}/return", head.get(QUEUE).text)


def test_a_report_goes_back_with_a_remark_only(sent: Story, sign_in: SignIn) -> None:
    mine = verified(sent, sign_in)
    answer = press(sign_in("planificacion"), QUEUE, f"{QUEUE}{mine.id}/return", remark=" ")
    assert answer.status_code == 422
    assert sheet("DGA", "POA", sent).state is SheetState.VERIFIED


@pytest.mark.parametrize(
    ("person", "period", "status"),
    [
        ("analista", MARCH, 403),  # only the head closes
        ("planificacion", "2027-06", 404),  # what has not opened is not closed
    ],
)
def test_a_period_is_closed_by_the_head_once_it_opened(
    sent: Story, sign_in: SignIn, person: str, period: str, status: int
) -> None:
    assert press(sign_in(person), BOARD, f"/control/{period}/close").status_code == status
    assert rows(f"SELECT state FROM reporting_period WHERE period = '{MARCH}'") == [("open",)]  # noqa: S608
