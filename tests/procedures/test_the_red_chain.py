"""From the red cell to the closed commitment: alerts, corrective actions, the urgent meeting (S0-I-02 to S0-I-09)."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from models.rules.alert import AlertKind, AlertState, Ending
from models.rules.corrective_action import ActionState
from models.tables.base import db
from models.tables.corrective_action import CorrectiveAction
from tests.conftest import rows
from tests.post_office import PostOffice
from tests.procedures.chain_steps import NEW, SAID, action, alert, chain_page, register, step, validate
from tests.procedures.steps import MARCH, fill, press, send
from tests.procedures.story import AFTER_THE_WINDOW, ALERT, LAST_EVENING, TOLD, Story
from tests.procedures.test_the_cuts import close

SignIn = Callable[[str], FlaskClient]
TickAt = Callable[[str], Any]
JANUARY, FEBRUARY = "2027-01", "2027-02"


@pytest.fixture
def reported(story: Story, tick_at: TickAt, sign_in: SignIn) -> Story:
    """March is sent by DGA with the cause and the action of A1; its window has ended, and the heads are warned."""
    line = story.indicators["A1"]
    words = {f"cause-{line}": "Renuncias", f"corrective_action-{line}": SAID}
    fill(sign_in("enlace"), story, MARCH, TOLD[MARCH], **words)
    tick_at(LAST_EVENING)
    assert send(sign_in("enlace")).status_code == 302
    tick_at(AFTER_THE_WINDOW)
    tick_at(ALERT)
    return story


def test_it_warns_of_what_is_not_green(reported: Story) -> None:
    early = alert(reported, AlertKind.EARLY, MARCH)
    assert (early.color, early.state) == ("yellow", AlertState.NOTIFIED)


def test_it_raises_nothing_twice(reported: Story, tick_at: TickAt) -> None:
    before = rows("SELECT id, row_version FROM alert ORDER BY id")
    tick_at(ALERT)
    assert rows("SELECT id, row_version FROM alert ORDER BY id") == before


def test_it_makes_the_typed_text_the_action_of_the_activity(reported: Story) -> None:
    made = action()
    assert (made.plan_item_id, made.period, made.state) == (reported.items["A1"], MARCH, ActionState.REGISTERED)
    assert (made.cause, made.recorded_by_id) == ("Renuncias", reported.people["enlace"])


def test_it_joins_what_was_told_before_with_the_alert(story: Story, tick_at: TickAt, sign_in: SignIn) -> None:
    browser, line = sign_in("enlace"), story.indicators["b"]
    fill(browser, story, MARCH, TOLD[MARCH], **{f"corrective_action-{line}": SAID})
    send(browser)
    assert action().alert_id is None  # nobody was warned of March yet
    tick_at(ALERT)
    assert action().alert_id == alert(story, AlertKind.EARLY, MARCH, "b").id
    page = sign_in("jefatura").get(chain_page(story, "b")).text
    assert f'href="#alert-{action().alert_id}"' in page


@pytest.fixture
def closed(reported: Story, sign_in: SignIn) -> Story:
    """January, February and March are closed: PE-01 green, yellow, yellow."""
    close(sign_in, JANUARY, FEBRUARY, MARCH)
    return reported


def test_it_goes_on_in_the_alert_of_the_next_cut(closed: Story) -> None:
    assert alert(closed, AlertKind.EARLY, FEBRUARY).ending is Ending.CONTINUES
    assert alert(closed, AlertKind.PERSISTENT, MARCH).state is AlertState.NOTIFIED


def test_it_flags_the_action_that_did_not_come_before_the_next_cut(closed: Story, sign_in: SignIn) -> None:
    assert alert(closed, AlertKind.MISSING_ACTION, FEBRUARY).state is AlertState.NOTIFIED
    assert "falta la acción validada" in sign_in("planificacion").get("/alertas/").text


def test_it_says_what_does_not_go_together_to_whoever_verifies(closed: Story, sign_in: SignIn) -> None:
    page = sign_in("analista").get("/alertas/?kind=incoherent").text
    assert "F-01.a" in page
    assert alert(closed, AlertKind.INCOHERENT, MARCH, "a").facts == ["no_narrative", "over_execution"]


def test_it_tells_the_head_at_once(closed: Story, post_office: PostOffice) -> None:
    told = rows("SELECT recipient_id FROM outbox_mail WHERE kind = 'alerts'")
    assert [row[0] for row in told] == [closed.people["jefatura"]]


def test_it_lets_no_author_validate(reported: Story, sign_in: SignIn) -> None:
    refused = validate(sign_in("enlace"), reported, action())
    assert refused.status_code == 403
    assert action().state is ActionState.REGISTERED


def test_it_lets_no_other_unit_validate(reported: Story, sign_in: SignIn) -> None:
    assert validate(sign_in("jefatura3"), reported, action()).status_code == 404


def test_it_is_validated_by_the_head(reported: Story, sign_in: SignIn) -> None:
    head = sign_in("jefatura")
    assert validate(head, reported, action()).status_code == 302
    made = action()
    assert (made.state, made.decided_by_id) == (ActionState.VALIDATED, reported.people["jefatura"])
    page = head.get(chain_page(reported)).text
    assert "Validada" in page
    assert "Jefatura de prueba" in page


def test_it_is_not_validated_without_an_end(reported: Story, sign_in: SignIn) -> None:
    refused = step(sign_in("jefatura"), reported, "validar", action(), owner=str(reported.people["enlace"]))
    assert refused.status_code == 422
    assert "hasta cuándo" in refused.text


def test_it_is_rejected_and_said_better(reported: Story, sign_in: SignIn) -> None:
    step(sign_in("jefatura"), reported, "rechazar", action(), comment="Diga cuántas plazas")
    assert rows("SELECT recipient_id FROM outbox_mail WHERE kind = 'action_returned'") == [(reported.people["enlace"],)]
    again = {"cause": "Renuncias", "description": "Contratar dos analistas en mayo"}
    assert step(sign_in("enlace"), reported, "corregir", action(), **again).status_code == 302
    assert action("Contratar dos analistas en mayo").state is ActionState.REGISTERED


def test_it_counts_in_the_inbox_of_the_head(reported: Story, sign_in: SignIn) -> None:
    head = sign_in("jefatura")
    assert re.search(r"Acciones por validar[^0-9]*1", head.get("/bandeja/").text)
    before = _badge(head)
    validate(head, reported, action())
    assert _badge(head) == before - 1


def _badge(browser: FlaskClient) -> int:
    """The figure beside the inbox in the menu."""
    menu = browser.get("/plazos/").text.split('href="/bandeja/"', 1)[1].split("</a>")[0]
    return int(re.findall(r">\s*(\d+)\s*<", menu)[0])


def test_it_refuses_a_copy_of_an_earlier_action(closed: Story, sign_in: SignIn) -> None:
    browser = sign_in("enlace")
    refused = register(browser, closed, "  CONTRATAR dos analistas. ", "A1")
    assert refused.status_code == 422
    assert "acción nueva" in refused.text


def test_it_is_not_due_before_it_was_recorded(closed: Story, sign_in: SignIn) -> None:
    assert register(sign_in("enlace"), closed, NEW, due_on="2027-04-01").status_code == 422


def test_it_is_not_recorded_by_who_only_takes_part(closed: Story, sign_in: SignIn) -> None:
    assert register(sign_in("enlace2"), closed, NEW).status_code == 404


def test_it_stays_open_until_a_new_action_is_validated(closed: Story, sign_in: SignIn) -> None:
    head, of = sign_in("jefatura"), alert(closed, AlertKind.PERSISTENT, MARCH)
    address = f"/alertas/{of.id}/cerrar"
    refused = press(head, chain_page(closed), address, note="Ya se atiende")
    assert refused.status_code == 409
    assert "acción correctiva nueva" in refused.text
    assert register(sign_in("enlace"), closed, NEW).status_code == 302
    assert alert(closed, AlertKind.PERSISTENT, MARCH).state is AlertState.MANAGED
    assert press(head, chain_page(closed), address, note="Ya se atiende").status_code == 409
    validate(head, closed, action(NEW))
    assert press(head, chain_page(closed), address, note="Ya se atiende").status_code == 302
    ended = alert(closed, AlertKind.PERSISTENT, MARCH)
    assert (ended.state, ended.ending) == (AlertState.CLOSED, Ending.MANAGED)


def test_it_takes_no_copy_of_another_activity_for_a_new_action(closed: Story, sign_in: SignIn) -> None:
    head, of = sign_in("jefatura"), alert(closed, AlertKind.PERSISTENT, MARCH)
    db.session.execute(db.text("UPDATE corrective_action SET period = '2027-02'"))  # as if it had been told then
    db.session.commit()
    register(sign_in("enlace"), closed, SAID)
    copied = db.session.scalars(select(CorrectiveAction).order_by(CorrectiveAction.id.desc()).limit(1)).one()
    validate(head, closed, copied)
    assert press(head, chain_page(closed), f"/alertas/{of.id}/cerrar", note="Ya").status_code == 409


def test_it_ends_the_missing_alert_with_the_action(closed: Story, sign_in: SignIn) -> None:
    validate(sign_in("jefatura"), closed, action())
    assert alert(closed, AlertKind.MISSING_ACTION, FEBRUARY).ending is Ending.ANSWERED


def test_it_is_carried_out_and_verified_by_planning(reported: Story, sign_in: SignIn) -> None:
    validate(sign_in("jefatura"), reported, action())
    liaison = sign_in("enlace")
    assert step(liaison, reported, "implementar", action(), result="").status_code == 422
    file = (BytesIO(b"%PDF-1.4 contratos"), "contratos.pdf")
    assert step(liaison, reported, "implementar", action(), result="", evidence=file).status_code == 302
    assert step(sign_in("jefatura"), reported, "verificar", action()).status_code == 403
    analyst = sign_in("analista")
    assert "contratos.pdf" in analyst.get(chain_page(reported)).text
    assert step(analyst, reported, "verificar", action()).status_code == 302
    assert action().verified_by_id == reported.people["analista"]


def test_it_is_given_back_where_the_result_does_not_show_it(reported: Story, sign_in: SignIn) -> None:
    validate(sign_in("jefatura"), reported, action())
    step(sign_in("enlace"), reported, "implementar", action(), result="Hecho")
    assert step(sign_in("analista"), reported, "devolver", action(), comment="Adjunte los contratos").status_code == 302
    assert action().state is ActionState.IN_EXECUTION


QUARTER = {"quarter": "2027-Q1", "title": "Sin verde", "day": "2027-04-20", "starts": "09:00", "ends": "11:00"}


def call_urgently(browser: FlaskClient) -> str:
    """Press the button of the quarter's urgent meeting; give the address that it leads to."""
    made = press(browser, "/alertas/", "/alertas/reunion", **QUARTER)
    assert made.status_code == 302
    return str(made.headers["Location"])


def test_it_drafts_the_urgent_meeting_of_who_takes_part(closed: Story, sign_in: SignIn) -> None:
    director = sign_in("direccion")
    page = director.get("/alertas/").text
    assert "PE-01" in page.split("Reunión urgente", 1)[1].split("</ul>")[0]
    address = call_urgently(director)
    assert {row[0] for row in rows("SELECT org_unit_id FROM invitee")} == {closed.units["DGA"], closed.units["DGT"]}
    assert alert(closed, AlertKind.PERSISTENT, MARCH).escalated_at is not None
    assert address in director.get(chain_page(closed)).text


def test_it_has_one_urgent_meeting_however_often_it_is_pressed(closed: Story, sign_in: SignIn) -> None:
    director = sign_in("direccion")
    assert call_urgently(director) == call_urgently(director)
    assert rows("SELECT count(*) FROM meeting") == [(1,)]


def test_it_opens_the_urgent_meeting_that_the_clock_drafted(closed: Story, sign_in: SignIn, tick_at: TickAt) -> None:
    tick_at("2027-04-12T09:00:00-06:00")
    director = sign_in("direccion")
    address = call_urgently(director)
    assert f'href="{address}"' in director.get("/alertas/").text
    assert rows("SELECT count(*) FROM meeting") == [(1,)]
    assert alert(closed, AlertKind.PERSISTENT, MARCH).escalated_at is not None


def test_it_drafts_another_urgent_meeting_after_one_that_was_called_off(closed: Story, sign_in: SignIn) -> None:
    director = sign_in("direccion")
    first = call_urgently(director)
    for verb, words in (("convocar", {}), ("cancelar", {"reason": "Sin sala"})):
        assert press(director, first, f"{first}{verb}", **words).status_code == 302
    assert call_urgently(director) != first


def test_it_leaves_the_urgent_meeting_to_the_director(closed: Story, sign_in: SignIn) -> None:
    assert press(sign_in("analista"), "/alertas/", "/alertas/reunion", quarter="2027-Q1").status_code == 403


def test_it_is_walked_from_the_cell_and_back(closed: Story, sign_in: SignIn) -> None:
    head = sign_in("jefatura")
    assert chain_page(closed) in head.get(f"/tablero/{closed.items['PE-01']}/").text
    page = head.get(chain_page(closed)).text
    assert "continúa: 2 cortes sin verde" in page
    assert f"/tablero/{closed.items['PE-01']}/" in page
    assert SAID in page


def test_it_is_narrowed_by_period_and_unit(closed: Story, sign_in: SignIn) -> None:
    analyst = sign_in("analista")
    of_dgt = analyst.get(f"/alertas/?unit={closed.units['DGT']}").text.split("<tbody>")[-1]
    assert "PE-01" not in of_dgt
    march = analyst.get(f"/alertas/?period={MARCH}&unit={closed.units['DGA']}").text
    assert "PE-01" in march.split("<tbody>")[-1]
    assert "febrero de 2027" not in march.split("<tbody>")[-1]
    assert re.search(rf'value="{MARCH}"\s+selected', march)


def test_a_line_that_is_not_green_leads_to_its_chain(reported: Story, sign_in: SignIn) -> None:
    page = sign_in("enlace").get(f"/mi-mes/{MARCH}/").text
    line = {key: page.split(f'data-line="{reported.indicators[key]}"')[1].split("</tr>")[0] for key in ("a", "b")}
    assert chain_page(reported, "b") in line["b"]  # 3 of 4
    assert chain_page(reported, "a") not in line["a"]  # 7 of 6
