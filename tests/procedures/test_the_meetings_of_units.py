"""S3-T7, R 3.2: a unit calls meetings of its own; its liaison prepares, its head convenes, nobody else's head."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from jobs.deliver_mail import deliver_mail
from models.rules.meeting import MeetingState
from tests.conftest import rows
from tests.post_office import PostOffice
from tests.procedures.meeting_steps import NEW, came, draft, meeting_at, step
from tests.procedures.story import Story

SignIn = Callable[[str], FlaskClient]
TickAt = Callable[[str], Any]
DAY, AFTER_IT = "2027-04-15", "2027-04-15T11:30:00-06:00"
TIMES = {"day": DAY, "starts": "09:00", "ends": "11:00"}


@pytest.fixture
def prepared(story: Story, sign_in: SignIn) -> str:
    """The liaison of DGA prepared a bilateral meeting of the unit."""
    return draft(sign_in("enlace"), "bilateral", "Alertas de DGA", DAY, org_unit=str(story.units["DGA"]))


def test_its_head_convenes_what_its_liaison_prepared(prepared: str, sign_in: SignIn, post_office: PostOffice) -> None:
    assert step(sign_in("enlace"), prepared, "convocar").status_code == 403
    assert step(sign_in("jefatura"), prepared, "convocar").status_code == 302
    deliver_mail()
    called = {str(mail["To"]).split("@")[0] for mail in post_office.about("Convocatoria a reunión")}
    assert called == {"jefatura", "viceministro"}


def test_no_other_unit_sees_or_convenes_it(prepared: str, sign_in: SignIn) -> None:
    for person in ("jefatura2", "enlace2", "finanzas"):
        assert sign_in(person).get(prepared).status_code == 404
    assert step(sign_in("jefatura2"), NEW, "").status_code != 302
    assert meeting_at(prepared).state is MeetingState.DRAFT


@pytest.mark.parametrize(
    ("person", "kind", "unit"),
    [
        ("enlace", "working", "DGA"),  # prepares bilateral ones alone
        ("jefatura", "bilateral", "DGT"),  # of another unit
        ("jefatura", "bilateral", "MH"),  # of the institution
        ("jefatura", "urgent", "DGA"),
        ("jefatura", "presentation", "DGA"),
    ],
)
def test_it_prepares_no_other_meeting(story: Story, sign_in: SignIn, person: str, kind: str, unit: str) -> None:
    asked = {"kind": kind, "title": "Reunión", "org_unit": str(story.units[unit]), **TIMES}
    refused = step(sign_in(person), NEW, "", item=str(story.items["PE-01"]), **asked)
    assert refused.status_code == 403
    assert rows("SELECT id FROM meeting") == []


def test_its_head_convenes_none_of_the_institution(story: Story, sign_in: SignIn) -> None:
    page = draft(sign_in("direccion"), "presentation", "Informe", DAY)
    assert step(sign_in("jefatura"), page, "convocar").status_code == 403
    assert step(sign_in("jefatura"), page, "agenda", point="Otro asunto").status_code == 403


def test_it_calls_its_own_people_and_those_of_planning(prepared: str, story: Story, sign_in: SignIn) -> None:
    head = sign_in("jefatura")
    shown = head.get(prepared).text
    assert "Analista de prueba" in shown
    assert "Jefatura2 de prueba" not in shown
    assert step(head, prepared, "personas", person=str(story.people["analista"])).status_code == 302
    assert step(head, prepared, "personas", person=str(story.people["jefatura2"])).status_code == 422


def test_its_head_moves_and_holds_it(prepared: str, sign_in: SignIn, tick_at: TickAt) -> None:
    head = sign_in("jefatura")
    step(head, prepared, "convocar")
    moved = {**TIMES, "day": "2027-04-14", "place": "Sala 2", "reason": "Agenda"}
    assert step(head, prepared, "reprogramar", **moved).status_code == 302
    tick_at(AFTER_IT)
    assert came(prepared, head).status_code == 302
    assert meeting_at(prepared).state is MeetingState.HELD
    terms = {"commitment": "Algo", "org_unit": "1", "due_on": "2027-05-14"}
    assert step(head, prepared, "compromisos", **terms).status_code == 403  # planning takes down what was agreed
    assert step(sign_in("analista"), prepared, "acta", body="Lo tratado").status_code == 302


def test_the_form_offers_a_head_its_own(story: Story, sign_in: SignIn) -> None:
    form = sign_in("jefatura").get(NEW).text
    assert 'value="bilateral"' in form
    assert 'value="urgent"' not in form
    assert f'value="{story.units["DGT"]}"' not in form.split('name="org_unit"')[1].split("</select>")[0]
