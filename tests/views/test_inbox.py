"""The head's inbox: what changed at a glance, exceptions first, clean reports at once, a receipt that matches."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from models.rules.receipt import receipt_number
from models.rules.workflow import SheetState
from models.tables.base import db
from tests.conftest import rows
from tests.procedures.steps import MARCH, fill, press, send, sheet
from tests.procedures.story import Story

SignIn = Callable[[str], FlaskClient]
MARCH_OF_DGA = {"a": "3", "b": "0", "d": "16", "A1": "60", "A2": "45", "A3": "50"}
"""The audits (b) lag; the rest is done, the project's activities as programmed to date."""


@pytest.fixture
def sent(story: Story, sign_in: SignIn) -> Story:
    """DGA sent both sheets of its March: the functions lag and are explained, the project does as programmed."""
    liaison = sign_in("enlace")
    fill(liaison, story, MARCH, MARCH_OF_DGA, **{f"cause-{story.indicators['b']}": "Retraso en la contratación"})
    send(liaison)
    return story


def fingerprint(story: Story, plan: str = "POA") -> str:
    return sheet("DGA", plan, story).fingerprint


def test_it_tells_colors_and_changes_before_anything_is_opened(sent: Story, sign_in: SignIn) -> None:
    page = sign_in("jefatura").get("/bandeja/").text
    assert "bajó a rojo" in page
    assert "una causa nueva" in page


@pytest.mark.parametrize("number", [1, 2])
def test_it_shows_a_page_of_reports_of_how_many(
    sent: Story, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr("views.inbox.REPORTS", 1)
    page = sign_in("jefatura").get(f"/bandeja/?page={number}").text
    assert page.count('class="card report"') == 1
    assert f"{number} a {number} de 6" in page


def test_it_says_that_a_page_is_behind_the_last(sent: Story, sign_in: SignIn) -> None:
    page = sign_in("jefatura").get("/bandeja/?page=9").text
    assert "Esta página queda después de la última." in page
    assert "page=1" in page


def test_it_asks_no_more_for_more_reports(
    sent: Story, sign_in: SignIn, count_statements: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    head, asked = sign_in("jefatura"), []
    for many in (1, 2):
        monkeypatch.setattr("views.inbox.REPORTS", many)
        head.get("/bandeja/")
        count_statements.clear()
        head.get("/bandeja/")
        asked.append(len(count_statements))
    assert asked[0] == asked[1]


def test_it_ticks_only_reports_in_which_nothing_asks_for_a_look(sent: Story, sign_in: SignIn) -> None:
    page = sign_in("jefatura").get("/bandeja/").text
    assert f'value="{sheet("DGA", "PE", sent).id}"' in page
    assert f'value="{sheet("DGA", "POA", sent).id}"' not in page


def test_it_verifies_what_is_ticked(sent: Story, sign_in: SignIn) -> None:
    clean = sheet("DGA", "PE", sent).id
    assert press(sign_in("jefatura"), "/bandeja/", "/bandeja/verificar", sheet=[str(clean)]).status_code == 302
    assert sheet("DGA", "PE", sent).state is SheetState.VERIFIED


def test_it_verifies_none_where_one_asks_for_a_look(sent: Story, sign_in: SignIn) -> None:
    both = [str(sheet("DGA", plan, sent).id) for plan in ("PE", "POA")]
    answer = press(sign_in("jefatura"), "/bandeja/", "/bandeja/verificar", sheet=both)
    assert answer.status_code == 409
    assert "ábrala y revísela aparte" in answer.text
    assert {sheet("DGA", plan, sent).state for plan in ("PE", "POA")} == {SheetState.SUBMITTED}


def test_it_verifies_nothing_of_another_unit_at_once_either(sent: Story, sign_in: SignIn) -> None:
    clean = str(sheet("DGA", "PE", sent).id)
    assert press(sign_in("jefatura3"), "/bandeja/", "/bandeja/verificar", sheet=[clean]).status_code == 404


def test_it_says_that_nothing_was_ticked(sent: Story, sign_in: SignIn) -> None:
    answer = press(sign_in("jefatura"), "/bandeja/", "/bandeja/verificar")
    assert answer.status_code == 422
    assert "Marque al menos un reporte" in answer.text


def test_it_shows_what_deserves_a_look_and_the_rest_when_asked(sent: Story, sign_in: SignIn) -> None:
    head, mine = sign_in("jefatura"), sheet("DGA", "POA", sent).id
    first, whole = head.get(f"/bandeja/{mine}/").text, head.get(f"/bandeja/{mine}/?all=1").text
    assert "F-01.b" in first
    assert "F-01.a" not in first
    assert "F-01.a" in whole


def test_it_shows_what_stood_there_a_month_before(sent: Story, sign_in: SignIn) -> None:
    assert "antes:" in sign_in("jefatura").get(f"/bandeja/{sheet('DGA', 'POA', sent).id}/?all=1").text


def test_it_gives_a_receipt_that_head_and_trail_see_alike(sent: Story, sign_in: SignIn) -> None:
    mine = sheet("DGA", "POA", sent)
    page = sign_in("jefatura").get(f"/bandeja/{mine.id}/").text
    assert receipt_number(mine.fingerprint) in page
    assert "el contenido es el que se envió" in page
    press(sign_in("jefatura"), f"/bandeja/{mine.id}/", f"/bandeja/{mine.id}/verify")
    told = rows("SELECT detail ->> 'fingerprint' FROM audit_entry WHERE action IN ('submit_sheet', 'verify_sheet')")
    assert told.count((fingerprint(sent),)) == 2


def test_it_notices_a_value_that_changed_behind_its_back(sent: Story, sign_in: SignIn) -> None:
    mine = sheet("DGA", "POA", sent).id
    db.session.execute(db.text("UPDATE progress SET note = 'x' WHERE capture_sheet_id = :id"), {"id": mine})
    db.session.commit()
    assert "el contenido cambió" in sign_in("jefatura").get(f"/bandeja/{mine}/").text


def test_it_gives_the_same_receipt_for_the_same_content_and_another_for_a_corrected_one(
    sent: Story, sign_in: SignIn
) -> None:
    mine, head, liaison, before = (
        sheet("DGA", "POA", sent).id,
        sign_in("jefatura"),
        sign_in("enlace"),
        fingerprint(sent),
    )
    press(head, f"/bandeja/{mine}/", f"/bandeja/{mine}/return", remark="Revise")
    send(liaison)
    assert fingerprint(sent) == before
    press(head, f"/bandeja/{mine}/", f"/bandeja/{mine}/return", remark="Revise otra vez")
    fill(liaison, sent, MARCH, {"b": "3"})
    send(liaison)
    assert fingerprint(sent) != before
