"""The control room: marks, filters in the address, the panel, the queue, the state of mails, and who may do what."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from models.rules.workflow import MailState, SheetState
from models.tables.assignment import Assignment
from models.tables.audit_entry import AuditEntry
from models.tables.base import db
from models.tables.outbox_mail import OutboxMail
from tests.conftest import rows
from tests.procedures.steps import MARCH, fill, press, send, sheet
from tests.procedures.story import AFTER_THE_WINDOW, TOLD, Story

SignIn = Callable[[str], FlaskClient]
TickAt = Callable[[str], Any]
BOARD = f"/control/{MARCH}/"
MOST_STATEMENTS = 15
LETTER_STATEMENTS = 3
"""What the printed letter asks for its lines, its sender's address and whom to ask."""


@pytest.fixture
def sent(story: Story, sign_in: SignIn) -> Story:
    """DGA sent its March, DGT and UAJ did not."""
    browser = sign_in("enlace")
    fill(browser, story, MARCH, TOLD[MARCH])
    assert send(browser).status_code == 302
    return story


def marks(page: str, unit: str) -> list[str]:
    """What the cells of a unit say, month by month."""
    return [" ".join(found.split()) for found in re.findall(rf"{unit}, \w+: ([^<]+)</span>", page)]


def test_it_says_in_words_how_each_month_of_a_unit_stands(sent: Story, sign_in: SignIn) -> None:
    page = sign_in("analista").get(BOARD).text
    assert marks(page, "DGA") == ["en revisión", "en revisión", "en revisión"]
    assert marks(page, "DGT")[-1] == "sin iniciar, 0 de 1"


def test_a_draft_counts_its_activities(story: Story, sign_in: SignIn) -> None:
    fill(sign_in("enlace2"), story, MARCH, {"F2": "1"})
    assert marks(sign_in("analista").get(BOARD).text, "DGT")[-1] == "en captura, 1 de 1"


@pytest.mark.parametrize(
    ("address", "units"),
    [
        ("", {"DGA", "DGT", "UAJ"}),
        ("?state=not_started", {"DGT", "UAJ"}),
        ("?state=in_review", {"DGA"}),
        ("?state=missing", {"DGT", "UAJ"}),
        ("?state=closed", set()),
        ("?plan=PEI-1", {"DGA", "DGT", "UAJ"}),  # a plan that is not there keeps nobody out by accident
    ],
)
def test_its_filters_stand_in_the_address(sent: Story, sign_in: SignIn, address: str, units: set[str]) -> None:
    plan = rows("SELECT code FROM plan WHERE code LIKE 'PEI%'")[0][0]
    page = sign_in("analista").get(BOARD + address.replace("PEI-1", plan)).text
    shown = {code for code in ("DGA", "DGT", "UAJ") if marks(page, code)}
    assert shown <= units if "plan" in address else shown == units


def test_it_tells_who_has_no_head_and_who_never_reported(story: Story, sign_in: SignIn, tick_at: TickAt) -> None:
    head = update(Assignment).where(Assignment.user_id == story.people["jefatura3"])
    db.session.execute(head.values(ends_on="2027-01-31"))
    db.session.commit()
    tick_at(AFTER_THE_WINDOW)
    page = sign_in("analista").get(BOARD).text
    needs = page.split('id="attention"')[1]
    assert re.search(r"Dirección UAJ:\s+sin jefatura asignada", needs)
    assert re.search(r"Nunca reportó \(2\)", needs)


def test_the_panel_names_what_is_missing_line_by_line(sent: Story, sign_in: SignIn) -> None:
    page = sign_in("analista").get(f"{BOARD}unit/{sent.units['DGT']}/").text
    assert "1 de 1 actividad programada no tiene dato:" in page
    assert "F-02.a" in page
    assert "Enlace2 de prueba" in page


@pytest.mark.parametrize(
    ("person", "seen", "unseen"),
    [
        ("analista", {"Recordar el reporte"}, {"Prorrogar el plazo", "Eximir a la unidad"}),
        ("planificacion", {"Recordar el reporte", "Prorrogar el plazo", "Eximir a la unidad"}, set()),
        ("control", set(), {"Recordar el reporte", "Prorrogar el plazo", "Eximir a la unidad"}),
        ("viceministro", set(), {"Recordar el reporte", "Prorrogar el plazo"}),
    ],
)
def test_the_panel_offers_what_the_role_may_do(
    sent: Story, sign_in: SignIn, person: str, seen: set[str], unseen: set[str]
) -> None:
    page = sign_in(person).get(f"{BOARD}unit/{sent.units['DGT']}/").text
    assert {words for words in seen if words in page} == seen
    assert not {words for words in unseen if words in page}


def test_it_shows_recipients_and_text_before_it_reminds(sent: Story, sign_in: SignIn) -> None:
    analyst, unit = sign_in("analista"), sent.units["DGT"]
    page = analyst.get(f"{BOARD}remind?unit={unit}").text
    assert "enlace2@ministerio.example" in page
    assert "Falta 1 de 1 actividad con meta en el periodo" in page
    assert not rows("SELECT 1 FROM outbox_mail WHERE kind = 'asked_reminder'")
    assert press(analyst, BOARD, f"{BOARD}remind", unit=str(unit)).status_code == 302
    assert "recordatorio" in analyst.get(f"{BOARD}unit/{unit}/").text.lower()
    assert press(analyst, BOARD, f"{BOARD}remind", unit=str(unit)).status_code == 409


def test_a_refused_extension_is_told_at_its_field(sent: Story, sign_in: SignIn) -> None:
    head, address = sign_in("planificacion"), f"{BOARD}unit/{sent.units['DGT']}/extend"
    answer = press(head, address, address, until="2027-04-01", reason="Traslado")
    assert answer.status_code == 422
    assert 'aria-describedby="until-error"' in answer.text
    assert "Traslado" in answer.text


def test_the_queue_puts_what_fails_a_rule_first(sent: Story, sign_in: SignIn) -> None:
    page = sign_in("analista").get("/control/verificacion/").text
    assert re.search(r"\d+ en rojo sin causa", page)
    plans = re.findall(r"<th scope=\"row\">\s*Dirección DGA\s*<span class=\"hint\">(\w+)", page)
    assert len(plans) == len(rows("SELECT 1 FROM capture_sheet WHERE state = 'submitted'"))


def test_the_queue_sends_back_only_where_the_role_may(sent: Story, sign_in: SignIn) -> None:
    mine = sheet("DGA", "POA", sent)
    address = f"/control/verificacion/{mine.id}/return"
    answer = press(sign_in("analista"), "/control/verificacion/", address, remark="Revise la causa")
    assert answer.status_code == 403  # in this ministry the head returns
    assert sheet("DGA", "POA", sent).state is SheetState.SUBMITTED


def test_failed_mails_are_tried_again_and_it_is_written_down(story: Story, sign_in: SignIn) -> None:
    db.session.execute(update(OutboxMail).values(state=MailState.FAILED, error="550", sent_at=None, lease_until=None))
    db.session.commit()
    failed = db.session.query(OutboxMail).filter_by(state=MailState.FAILED).count()
    admin = sign_in("admin")
    assert "550" in admin.get("/control/tareas/").text
    assert press(admin, "/control/tareas/", "/control/tareas/mails").status_code == 302
    assert db.session.query(AuditEntry).filter_by(action="retry_mail").count() == failed > 0
    assert press(admin, "/control/tareas/", "/control/tareas/mails").status_code == 409


def test_the_administrator_finds_mails_and_tasks_and_no_board(story: Story, sign_in: SignIn) -> None:
    admin = sign_in("admin")
    assert admin.get("/control/tareas/").status_code == 200
    assert admin.get(BOARD).status_code == 403


def test_the_wizard_says_what_will_happen_and_does_nothing_yet(sent: Story, sign_in: SignIn, tick_at: TickAt) -> None:
    tick_at(AFTER_THE_WINDOW)
    page = sign_in("planificacion").get(f"{BOARD}close").text
    assert re.search(r"\d reportes? enviados? se cierran? sin su comprobación", page)
    assert rows(f"SELECT state FROM reporting_period WHERE period = '{MARCH}'")[0][0] == "under_review"  # noqa: S608


def test_a_period_is_opened_by_hand_only_when_it_is_over(story: Story, sign_in: SignIn) -> None:
    head = sign_in("planificacion")
    answer = press(head, BOARD, "/control/2027-04/open")
    assert answer.status_code == 409
    assert "aún no termina" in answer.text


@pytest.mark.parametrize(
    ("address", "most"),
    [
        (BOARD, MOST_STATEMENTS),
        (f"{BOARD}unit/{{unit}}/", MOST_STATEMENTS),
        (f"{BOARD}remind", MOST_STATEMENTS + LETTER_STATEMENTS),
        ("/control/verificacion/", MOST_STATEMENTS),
        ("/control/tareas/", MOST_STATEMENTS),
    ],
)
def test_its_pages_take_few_statements(
    sent: Story, sign_in: SignIn, count_statements: list[str], address: str, most: int
) -> None:
    browser, path = sign_in("planificacion"), address.format(unit=sent.units["DGT"])
    browser.get(path)
    db.session.remove()
    count_statements.clear()
    assert browser.get(path).status_code == 200
    assert len(count_statements) <= most, "\n\n".join(count_statements)
