"""S0-I-13 and 14: the meeting in which a report is presented, from its sending to what was observed about it."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient

from jobs.deliver_mail import deliver_mail
from tests.conftest import rows
from tests.post_office import PostOffice, body
from tests.procedures.meeting_steps import NEW, came, draft
from tests.procedures.meeting_steps import step as at_meeting
from tests.procedures.reports import close, make, number_of, step
from tests.procedures.story import MONTHS, Story

SignIn = Callable[[str], FlaskClient]
TickAt = Callable[[str], Any]
DAY, AFTER_IT = "2027-04-15", "2027-04-15T11:30:00-06:00"
SAID = "Falta la ejecución de PE-01"


@pytest.fixture
def sent(story: Story, sign_in: SignIn) -> int:
    """The analyst sent the bimonthly report of January and February."""
    close(sign_in("planificacion"), *MONTHS[:2])
    analyst = sign_in("analista")
    number = number_of(make(analyst, "projects_bimonthly", "2027-B1"))
    assert step(analyst, number, "send").status_code == 302
    return number


@pytest.fixture
def convened(sent: int, sign_in: SignIn) -> str:
    """The director convened the meeting in which it is presented."""
    director = sign_in("direccion")
    page = draft(director, "presentation", "Reporte bimensual", DAY, edition=str(sent))
    assert at_meeting(director, page, "convocar").status_code == 302
    return page


def test_the_report_that_was_sent_leads_to_the_form_of_its_meeting(sent: int, sign_in: SignIn) -> None:
    director = sign_in("direccion")
    page = director.get(f"/informes/{sent}/").text
    assert "Se presenta a más tardar el 8 de abril de 2027" in page  # five business days after the first of April
    form = director.get(unescape(re.findall(rf'href="({NEW}\?[^"]+)"', page)[0])).text
    assert re.search(rf'name="edition"\s+value="{sent}"\s+checked', form)
    assert re.search(r'value="presentation"\s+selected', form)
    assert 'value="2027-04-08"' in form


def test_no_report_that_was_not_sent_is_presented(story: Story, sign_in: SignIn) -> None:
    close(sign_in("planificacion"), *MONTHS[:2])
    number = number_of(make(sign_in("analista"), "projects_bimonthly", "2027-B1"))
    times = {"day": DAY, "starts": "09:00", "ends": "11:00"}
    refused = at_meeting(
        sign_in("direccion"), NEW, "", kind="presentation", title="Informe", edition=str(number), **times
    )
    assert (refused.status_code, "ya remitidos" in refused.text) == (422, True)
    assert rows("SELECT id FROM meeting") == []


def test_the_convocation_carries_the_report(convened: str, sent: int, post_office: PostOffice) -> None:
    deliver_mail()
    mails = [mail for mail in post_office.about("Convocatoria a reunión") if str(mail["To"]).startswith("jefatura@")]
    (mail,) = mails
    assert "Informe «Reporte bimensual de proyectos estratégicos» de" in body(mail)
    assert f"/informes/{sent}/" in body(mail)
    assert [part.get_filename() for part in mail.iter_attachments() if part.get_filename()]


def test_its_agenda_lists_the_report_and_the_report_its_meeting(convened: str, sent: int, sign_in: SignIn) -> None:
    head = sign_in("jefatura")
    assert f'href="/informes/{sent}/"' in head.get(convened).text.split("Agenda")[1].split("</ol>")[0]
    assert f'href="{convened}"' in head.get(f"/informes/{sent}/").text


def test_a_report_is_put_on_the_agenda_once(sent: int, sign_in: SignIn) -> None:
    director = sign_in("direccion")
    page = draft(director, "ordinary", "Seguimiento", DAY)
    for _ in range(2):
        assert at_meeting(director, page, "agenda", edition=str(sent)).status_code == 302
    assert rows("SELECT count(*) FROM agenda_point WHERE edition_id IS NOT NULL") == [(1,)]


def test_what_is_observed_on_it_is_kept_with_its_remarks(
    convened: str, sent: int, story: Story, sign_in: SignIn, tick_at: TickAt
) -> None:
    tick_at(AFTER_IT)
    analyst = sign_in("analista")
    assert came(convened, analyst).status_code == 302
    observed = {"author": str(story.people["jefatura2"]), "remark": SAID, "edition": str(sent)}
    assert at_meeting(analyst, convened, "observaciones", **observed).status_code == 302
    (remark,) = rows("SELECT id FROM meeting_remark")
    at_meeting(analyst, convened, "observaciones", remark_id=str(remark.id), resolution="Va en el próximo")
    for person in ("direccion", "jefatura"):
        page = sign_in(person).get(f"/informes/{sent}/").text.split(SAID)[1].split("</article>")[0]
        assert "Jefatura2 de prueba" in page
        assert convened in page
        assert "Va en el próximo" in page


def test_a_remark_is_on_a_report_of_the_agenda_alone(story: Story, sent: int, sign_in: SignIn, tick_at: TickAt) -> None:
    director = sign_in("direccion")
    page = draft(director, "presentation", "Otro asunto", DAY)
    at_meeting(director, page, "convocar")
    observed = {"author": str(story.people["jefatura2"]), "remark": SAID, "edition": str(sent)}
    assert at_meeting(director, page, "observaciones", **observed).status_code == 422
    assert rows("SELECT id FROM meeting_remark") == []
