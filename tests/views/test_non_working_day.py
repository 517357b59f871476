"""The calendar's editor: what moves is shown before it moves; what was announced stays unless a reason is given."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.conftest import rows
from tests.procedures.steps import press
from tests.procedures.story import Story
from tests.views.test_deadlines import extend, words

SignIn = Callable[[str], FlaskClient]
SetClock = Callable[[str], datetime]
ADD = "/calendario/add"
APRIL = {"on": "2027-05-04", "name": "Duelo nacional", "kind": "decree"}
"""A Tuesday of the window of April, which nobody was told yet."""
MARCH = {"on": "2027-04-06", "name": "Duelo nacional", "kind": "decree"}
"""A Tuesday of the window of March, which opened this morning: people were told."""
A_SUNDAY = {"on": "2027-05-09", "is_working": "y"}
"""Weekends are never made business days."""
NEWS = "SELECT u.username, m.data FROM outbox_mail m JOIN ab_user u ON u.id = m.recipient_id"
MOVED = f"{NEWS} WHERE m.kind = 'deadline_moved' AND m.step = 'moved' ORDER BY 1"


def preview(page: str) -> dict[str, str]:
    """The rows of the table, by what is due and of which period."""
    body = page.split("<tbody>")[1].split("</tbody>", maxsplit=1)[0]
    cells = [re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL) for row in body.split("</tr>") if "<th" in row]
    return {words(first): words(" ".join(rest)) for first, *rest in cells}


def own_days() -> list[Any]:
    return [tuple(row) for row in rows('SELECT "on"::text, name, is_working FROM non_working_day')]


def due(period: str) -> list[str]:
    return [row[0] for row in rows(f"SELECT effective_due::text FROM announced_deadline WHERE period = '{period}'")]  # noqa: S608


def day_id() -> int:
    return int(rows("SELECT max(id) FROM non_working_day")[0][0])


def version(page: str) -> str:
    return page.split('name="row_version"')[1].split('value="')[1].split('"', maxsplit=1)[0]


def test_a_new_day_shows_from_when_to_when_each_deadline_goes_and_whom_it_concerns(
    story: Story, sign_in: SignIn
) -> None:
    page = press(sign_in("planificacion"), ADD, ADD, **APRIL).text
    assert "Martes 4 de mayo de 2027 sería no laborable (Duelo nacional)" in words(page)
    (capture,) = (text for name, text in preview(page).items() if name == "Reporte mensual abril de 2027")
    assert re.match(r"03/05/2027 – vie 07/05/2027 03/05/2027 – mar 11/05/2027", capture)
    assert "no se cuentan: 4 de mayo (Duelo nacional), 10 de mayo" in capture
    assert "se mueve solo" in capture
    assert "Enlace de la dependencia; Alta Dirección de la dependencia" in capture
    assert own_days() == []


def test_it_is_done_when_it_was_confirmed_and_the_page_says_how_much_moved(story: Story, sign_in: SignIn) -> None:
    head = sign_in("planificacion")
    many = len(preview(press(head, ADD, ADD, **APRIL).text))
    done = press(head, ADD, ADD, **APRIL, confirmed="y")
    assert own_days() == [("2027-05-04", "Duelo nacional", False)]
    assert f"Se movieron {many} plazos" in head.get(done.location).text


def test_the_page_sends_back_all_that_was_typed(story: Story, sign_in: SignIn) -> None:
    head = sign_in("planificacion")
    page = press(head, ADD, ADD, **APRIL).text
    form = page.split(f'action="{ADD}"')[1].split("</form>")[0]
    typed = dict(re.findall(r'type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"', form))
    assert {**APRIL, "confirmed": "y"}.items() <= typed.items()
    assert head.post(ADD, data=typed).status_code == 302
    assert own_days() == [("2027-05-04", "Duelo nacional", False)]


def test_a_day_after_which_nothing_is_due_is_taken_at_once(story: Story, sign_in: SignIn) -> None:
    head = sign_in("planificacion")
    done = press(head, ADD, ADD, on="2027-04-29", name="Asueto", kind="decree")
    assert done.status_code == 302
    assert "Ningún plazo se movió" in head.get(done.location).text


def test_what_was_announced_is_named_and_stays_without_a_reason(story: Story, sign_in: SignIn) -> None:
    head = sign_in("planificacion")
    page = press(head, ADD, ADD, **MARCH).text
    found = preview(page)
    assert "ya anunciado" in found["Reporte mensual marzo de 2027"]
    assert "se mueve solo" in found["Alerta temprana marzo de 2027"]
    assert press(head, ADD, ADD, **MARCH, confirmed="y", move_announced="  ").status_code == 302
    assert due("2027-03") == ["2027-04-07"]
    assert rows(MOVED) == []


def test_a_reason_moves_it_and_those_who_were_told_hear_it(story: Story, sign_in: SignIn) -> None:
    head = sign_in("planificacion")
    promised = re.search(r"se avisa por correo a (\d+) personas", press(head, ADD, ADD, **MARCH).text)
    assert press(head, ADD, ADD, **MARCH, confirmed="y", move_announced="Decreto 12").status_code == 302
    assert due("2027-03") == ["2027-04-08"]
    told = rows(MOVED)
    assert {"enlace", "enlace2", "enlace3"} <= {row.username for row in told}
    assert promised is not None
    assert int(promised[1]) == len(told)
    assert told[0].data["reason"] == "Decreto 12"
    assert told[0].data["before"].startswith("2027-04-07T23:59:59")
    assert told[0].data["after"].startswith("2027-04-08T23:59:59")


def test_a_moved_date_says_why_it_moved(story: Story, sign_in: SignIn) -> None:
    press(sign_in("planificacion"), ADD, ADD, **MARCH, confirmed="y", move_announced="Decreto 12")
    page = words(sign_in("enlace").get("/plazos/?month=2027-04").text)
    assert "5.º día hábil de abril de 2027; no se cuentan: 6 de abril (Duelo nacional); se movió: Decreto 12" in page


def test_each_move_is_told_once(story: Story, sign_in: SignIn) -> None:
    head = sign_in("planificacion")
    press(head, ADD, ADD, **MARCH, confirmed="y", move_announced="Decreto 12")
    first = len(rows(MOVED))
    monday = MARCH | {"on": "2027-04-05"}
    press(head, ADD, ADD, **monday, confirmed="y", move_announced="Decreto 13")
    assert due("2027-03") == ["2027-04-09"]
    assert len(rows(MOVED)) == 2 * first


def test_a_unit_with_a_later_date_of_its_own_hears_nothing(story: Story, sign_in: SignIn) -> None:
    extend(story, "DGT", "2027-04-15T23:59:59-06:00")
    press(sign_in("planificacion"), ADD, ADD, **MARCH, confirmed="y", move_announced="Decreto 12")
    told = {row.username for row in rows(MOVED)}
    assert "enlace" in told
    assert not {"enlace2", "jefatura2"} & told


@pytest.mark.parametrize("person", ["planificacion", "admin"])
def test_changing_and_taking_back_a_day_show_first_what_moves(story: Story, sign_in: SignIn, person: str) -> None:
    keeper = sign_in(person)
    press(keeper, ADD, ADD, **APRIL, confirmed="y")
    edit, delete = f"/calendario/edit/{day_id()}", f"/calendario/delete/{day_id()}"
    typed = {"name": "Se trabaja", "kind": "decree", "is_working": "y"}
    typed["row_version"] = version(keeper.get(edit).text)
    page = press(keeper, edit, edit, **typed).text
    assert "sería laborable (Se trabaja)" in words(page)
    assert "vie 07/05/2027" in preview(page)["Reporte mensual abril de 2027"]
    page = press(keeper, edit, delete).text
    assert "contaría como dice el calendario público" in words(page)
    assert own_days() == [("2027-05-04", "Duelo nacional", False)]
    assert press(keeper, edit, delete, confirmed="y").status_code == 302
    assert own_days() == []


def test_a_day_that_somebody_changed_meanwhile_is_not_written_over(story: Story, sign_in: SignIn) -> None:
    head, other = sign_in("planificacion"), sign_in("admin")
    press(head, ADD, ADD, **APRIL, confirmed="y")
    edit = f"/calendario/edit/{day_id()}"
    stale = version(head.get(edit).text)
    fresh = {"name": "Feriado", "kind": "local", "row_version": stale, "confirmed": "y"}
    assert press(other, edit, edit, **fresh).status_code == 302
    answer = press(head, edit, edit, name="Duelo", kind="decree", row_version=stale, confirmed="y")
    assert answer.status_code == 409
    assert own_days() == [("2027-05-04", "Feriado", False)]


@pytest.mark.parametrize(
    "typed", [{"on": "2027-02-30"}, {"on": ""}, {"name": ""}, {"kind": "x"}, {"on": "9999-12-31"}, A_SUNDAY]
)
def test_it_takes_no_day_that_is_none(story: Story, sign_in: SignIn, typed: dict[str, str]) -> None:
    answer = press(sign_in("planificacion"), ADD, ADD, **(APRIL | typed), confirmed="y")
    assert answer.status_code == 422
    assert own_days() == []


@pytest.mark.parametrize("person", ["enlace", "jefatura", "analista", "viceministro", "control"])
def test_who_does_not_keep_the_calendar_changes_nothing(story: Story, sign_in: SignIn, person: str) -> None:
    browser = sign_in(person)
    assert browser.get(ADD).status_code == 403
    assert press(browser, "/mis-avisos/", ADD, **APRIL, confirmed="y").status_code == 403
    assert own_days() == []
