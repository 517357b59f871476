"""S0-II-05 and the end of a month: returned with remarks, corrected, verified by somebody else; closed and reopened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient

from jobs.deliver_mail import deliver_mail
from models.rules.roles import Role
from models.rules.workflow import SheetState
from models.tables.assignment import Assignment
from models.tables.base import db
from tests.conftest import rows
from tests.factories import institution
from tests.post_office import PostOffice, body
from tests.procedures.steps import MARCH, fill, press, score, send, sheet
from tests.procedures.story import AFTER_THE_WINDOW, MONTHS, TOLD, Story

SignIn = Callable[[str], FlaskClient]
TickAt = Callable[[str], Any]
BOARD = f"/control/{MARCH}/"


@pytest.fixture
def sent(story: Story, sign_in: SignIn) -> Story:
    """DGA sent its March, all of it."""
    browser = sign_in("enlace")
    fill(browser, story, MARCH, TOLD[MARCH])
    assert send(browser).status_code == 302
    return story


def decide(browser: FlaskClient, sheet_id: int, what: str, **fields: str) -> Any:
    """The head presses a button of the check."""
    return press(browser, f"/bandeja/{sheet_id}/", f"/bandeja/{sheet_id}/{what}", **fields)


def also(story: Story, person: str, role: Role, unit: str) -> None:
    """The person holds one role more."""
    db.session.add(
        Assignment(
            institution_id=institution().id,
            user_id=story.people[person],
            org_unit_id=story.units[unit],
            role=role,
            starts_on=date(2020, 1, 1),
        )
    )
    db.session.commit()


def test_it_goes_back_with_remarks_per_row_and_is_sent_again(
    sent: Story, sign_in: SignIn, post_office: PostOffice
) -> None:
    mine = sheet("DGA", "POA", sent).id
    head, liaison = sign_in("jefatura"), sign_in("enlace")
    decide(head, mine, "return", **{"remark": "Revise", f"remark-{sent.indicators['b']}": "¿Solo dos auditorías?"})
    deliver_mail()
    told = body(post_office.about("Devuelto con observaciones")[0])
    assert "F-01.b Elemento F-01.b: ¿Solo dos auditorías?" in told
    assert "¿Solo dos auditorías?" in liaison.get(f"/mi-mes/{MARCH}/").text
    fill(liaison, sent, MARCH, {"b": "4"})
    assert send(liaison).status_code == 302
    decide(head, mine, "return", remark="Falta el anexo")
    assert rows("SELECT round, text FROM remark ORDER BY id") == [
        (1, "Revise"),
        (1, "¿Solo dos auditorías?"),
        (2, "Falta el anexo"),
    ]  # both rounds stay readable


def test_it_keeps_the_figures_last_sent_while_it_is_returned(sent: Story, sign_in: SignIn) -> None:
    decide(sign_in("jefatura"), sheet("DGA", "POA", sent).id, "return", remark="Revise")
    fill(sign_in("enlace"), sent, MARCH, {"b": "0"})
    assert str(score(sent, "F-01").period_percent) == "78.89"
    send(sign_in("enlace"))
    assert str(score(sent, "F-01").period_percent) == "62.22"


def test_it_wants_a_remark_to_go_back(sent: Story, sign_in: SignIn) -> None:
    answer = decide(sign_in("jefatura"), sheet("DGA", "POA", sent).id, "return")
    assert answer.status_code == 422
    assert "escriba el motivo" in answer.text
    assert sheet("DGA", "POA", sent).state is SheetState.SUBMITTED


def test_it_is_verified_by_the_head(sent: Story, sign_in: SignIn) -> None:
    for month in MONTHS:
        mine = sheet("DGA", "POA", sent, month).id
        assert decide(sign_in("jefatura"), mine, "verify").status_code == 302
    found = sheet("DGA", "POA", sent)
    assert (found.state, found.verified_by_id) == (SheetState.VERIFIED, sent.people["jefatura"])
    assert score(sent, "F-01").basis == "verified"  # the figure to date rests on all three months


def test_it_is_not_verified_with_gaps(story: Story, sign_in: SignIn) -> None:
    browser = sign_in("enlace")
    fill(browser, story, MARCH, {key: value for key, value in TOLD[MARCH].items() if key != "b"})
    send(browser)
    answer = decide(sign_in("jefatura"), sheet("DGA", "POA", story).id, "verify")
    assert answer.status_code == 409
    assert "F-01.b" in answer.text
    assert sheet("DGA", "POA", story).state is SheetState.SUBMITTED


def test_it_takes_a_justified_no_report_as_complete(story: Story, sign_in: SignIn) -> None:
    browser = sign_in("enlace")
    values = {key: value for key, value in TOLD[MARCH].items() if key != "b"}
    reason = {f"no_report_reason-{story.indicators['b']}": "El ente auditado no entregó", "then": "review"}
    fill(browser, story, MARCH, values | {"b": ""}, **reason)
    send(browser)
    assert decide(sign_in("jefatura"), sheet("DGA", "POA", story).id, "verify").status_code == 302


def test_it_moves_up_where_the_head_is_also_the_liaison(story: Story, sign_in: SignIn) -> None:
    also(story, "jefatura", Role.LIAISON, "DGA")  # SoD-15
    head = sign_in("jefatura")
    fill(head, story, MARCH, TOLD[MARCH])
    assert send(head).status_code == 302
    mine = sheet("DGA", "POA", story).id
    assert press(head, "/bandeja/", f"/bandeja/{mine}/verify").status_code == 403
    assert decide(sign_in("analista"), mine, "verify").status_code == 302


def test_it_gives_a_head_no_authority_where_he_is_liaison(story: Story, sign_in: SignIn) -> None:
    also(story, "jefatura", Role.LIAISON, "DGT")
    fill(sign_in("enlace2"), story, MARCH, {"F2": "1"})
    send(sign_in("enlace2"))
    theirs = sheet("DGT", "POA", story).id
    assert press(sign_in("jefatura"), "/bandeja/", f"/bandeja/{theirs}/verify").status_code == 403


def test_it_closes_and_opens_again_for_a_reason(sent: Story, sign_in: SignIn, tick_at: TickAt) -> None:
    tick_at(AFTER_THE_WINDOW)
    planning, liaison = sign_in("planificacion"), sign_in("enlace2")
    assert press(planning, BOARD, f"{BOARD}close").status_code == 302
    assert fill_blind(liaison, sent).status_code == 409
    assert sheet("DGA", "POA", sent).state is SheetState.CLOSED
    assert press(planning, BOARD, f"{BOARD}reopen", reason="", until="2027-04-30").status_code == 422
    assert press(planning, BOARD, f"{BOARD}reopen", reason="Dato corregido", until="2027-04-01").status_code == 422
    assert press(planning, BOARD, f"{BOARD}reopen", reason="Dato corregido", until="2027-04-30").status_code == 302
    assert fill(liaison, sent, MARCH, {"F2": "1"}).status_code == 302


def fill_blind(browser: FlaskClient, story: Story) -> Any:
    """A value for a page that shows no input any more."""
    number = story.indicators["F2"]
    fields = {f"version-{number}": "", f"actual-{number}": "1"}
    return press(browser, f"/mi-mes/{MARCH}/", f"/mi-mes/{MARCH}/save", **fields)


def test_it_takes_a_waived_report_out_of_the_figures(sent: Story, sign_in: SignIn, tick_at: TickAt) -> None:
    tick_at(AFTER_THE_WINDOW)
    silent = sheet("DGT", "POA", sent).id
    assert score(sent, "F2").state.value == "no_report"
    planning = sign_in("planificacion")
    assert press(planning, BOARD, f"/control/sheet/{silent}/waive", reason="").status_code == 422
    assert press(planning, BOARD, f"/control/sheet/{silent}/waive", reason="Traslado de oficinas").status_code == 302
    assert score(sent, "F2").state.value == "exempt"
    assert "Traslado" not in sign_in("viceministro").get(BOARD).text


def test_it_lets_only_the_planning_head_waive(sent: Story, sign_in: SignIn) -> None:
    silent = sheet("DGT", "POA", sent).id
    answer = press(sign_in("analista"), BOARD, f"/control/sheet/{silent}/waive", reason="x")
    assert answer.status_code == 403
