"""AC0-7 and AC0-9: the urgent meeting, the vice-minister's decision, the minutes and what was agreed (R 7.1)."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage
from io import BytesIO
from typing import Any

import docx
import pytest
from flask.testing import FlaskClient

from jobs.deliver_mail import deliver_mail
from models.rules.commitment import CommitmentState
from models.rules.meeting import MeetingState
from models.rules.roles import Role
from models.tables.base import db
from models.tables.org_unit import OrgUnit
from tests.conftest import rows
from tests.factories import make_user
from tests.post_office import PostOffice, body
from tests.procedures.meeting_steps import (
    FEBRUARY,
    NEW,
    PDF,
    PHOTO,
    came,
    commitment_at,
    commitment_page,
    draft,
    event_of,
    meeting_at,
    step,
    uploaded,
)
from tests.procedures.steps import MARCH, fill, send
from tests.procedures.story import AFTER_THE_WINDOW, TOLD, Story
from tests.procedures.test_the_cuts import close

SignIn = Callable[[str], FlaskClient]
TickAt = Callable[[str], Any]
DAY, AFTER_IT = "2027-04-15", "2027-04-15T11:30:00-06:00"
TEXT = "Reprogramar las visitas de PE-01"


@pytest.fixture
def urgent(story: Story, sign_in: SignIn) -> str:
    """The director drafted the urgent meeting about the project that was yellow in February."""
    return draft(sign_in("direccion"), "urgent", "Proyectos en alerta", DAY, item=str(story.items["PE-01"]))


@pytest.fixture
def convened(urgent: str, sign_in: SignIn) -> str:
    """And convened it."""
    assert step(sign_in("direccion"), urgent, "convocar").status_code == 302
    return urgent


@pytest.fixture
def presented(story: Story, sign_in: SignIn, tick_at: TickAt) -> str:
    """A report was presented; the head of UAJ did not come."""
    secretary = sign_in("secretaria")
    page = draft(secretary, "presentation", "Informe del primer semestre", DAY)
    step(secretary, page, "convocar")
    tick_at(AFTER_IT)
    assert came(page, secretary, jefatura3="absent").status_code == 302
    return page


@pytest.fixture
def agreed(presented: str, sign_in: SignIn, story: Story) -> str:
    """The vice-minister's decision became a commitment of DGA; the minutes were approved and sent."""
    secretary = sign_in("secretaria")
    decide = {"decision": "Se refuerza PE-01", "act": "Acuerdo 45", "evidence": uploaded(PDF, "acuerdo.pdf")}
    assert step(secretary, presented, "decisiones", **decide).status_code == 302
    terms = {"commitment": TEXT, "org_unit": str(story.units["DGA"]), "due_on": "2027-05-14"}
    assert step(secretary, presented, "compromisos", **terms).status_code == 302
    assert step(sign_in("analista"), presented, "acta", body="Se presentó el informe.").status_code == 302
    assert step(sign_in("viceministro"), presented, "acta/aprobar").status_code == 302
    assert step(sign_in("analista"), presented, "acta/comunicar").status_code == 302
    return presented


@pytest.fixture
def assigned(agreed: str, sign_in: SignIn, story: Story) -> str:
    """The head of DGA gave it to the unit's liaison."""
    page = commitment_page(TEXT)
    assert step(sign_in("jefatura"), page, "asignar", owner=str(story.people["enlace"])).status_code == 302
    return page


def calls_to(person: str, post_office: PostOffice) -> list[EmailMessage]:
    """The mails about a meeting's time that somebody got, in order."""
    return [mail for mail in post_office.to(person) if "eunión" in str(mail["Subject"])]


def test_it_offers_what_is_not_green(story: Story, sign_in: SignIn) -> None:
    form = sign_in("direccion").get(f"{NEW}?period={FEBRUARY}").text
    assert "PE-01 Elemento PE-01" in form
    assert "88.46" in form


def test_a_closed_quarter_drafts_its_urgent_meeting(
    story: Story, sign_in: SignIn, tick_at: TickAt, post_office: PostOffice
) -> None:
    fill(sign_in("enlace"), story, MARCH, TOLD[MARCH])
    send(sign_in("enlace"))
    tick_at(AFTER_THE_WINDOW)
    close(sign_in, "2027-01", FEBRUARY, MARCH)
    for moment in ("2027-04-12T09:00:00-06:00", "2027-04-13T09:00:00-06:00"):
        tick_at(moment)
    deliver_mail()
    (notice,) = post_office.about("Reunión urgente por convocar")
    page = body(notice).split("http://rumbo.example")[1].split()[0]
    shown = sign_in("direccion").get(page).text
    assert "PE-01 Elemento PE-01: 77.78 % ▲ amarillo" in " ".join(shown.split())
    assert shown.count("de prueba</th>") == 2  # both heads, nobody else
    assert step(sign_in("direccion"), page, "convocar").status_code == 302


def test_an_urgent_one_is_about_something(story: Story, sign_in: SignIn) -> None:
    times = {"day": DAY, "starts": "09:00", "ends": "11:00"}
    answer = step(sign_in("direccion"), NEW, "", kind="urgent", title="Urgente", **times)
    assert (answer.status_code, "al menos un proyecto" in answer.text) == (422, True)


def test_it_calls_the_heads_of_who_takes_part_and_nobody_else(
    convened: str, post_office: PostOffice, sign_in: SignIn
) -> None:
    deliver_mail()
    called = {str(mail["To"]).split("@")[0] for mail in post_office.about("Convocatoria a reunión")}
    assert called == {"jefatura", "jefatura2"}
    assert sign_in("jefatura2").get(convened).status_code == 200
    assert sign_in("jefatura3").get(convened).status_code == 404


def test_it_brings_the_event_and_the_agenda(convened: str, post_office: PostOffice) -> None:
    deliver_mail()
    (mail,) = calls_to("jefatura", post_office)
    method, event = event_of(mail)
    assert (method, event["SEQUENCE"], event["DTSTART"].dt.isoformat()) == ("REQUEST", 0, "2027-04-15T15:00:00+00:00")
    assert "PE-01 Elemento PE-01: 88.46 % ▲ amarillo" in body(mail)


def test_a_moved_one_is_the_same_event(convened: str, post_office: PostOffice, sign_in: SignIn) -> None:
    deliver_mail()
    to = {"day": "2027-04-16", "starts": "14:00", "ends": "15:00", "place": "Sala 2", "reason": "Agenda del despacho"}
    assert step(sign_in("direccion"), convened, "reprogramar", **to).status_code == 302
    deliver_mail()
    first, second = (event_of(mail)[1] for mail in calls_to("jefatura", post_office))
    assert first["UID"] == second["UID"]
    assert (second["SEQUENCE"], second["DTSTART"].dt.isoformat()) == (1, "2027-04-16T20:00:00+00:00")


def test_a_cancelled_one_leaves_the_calendar(convened: str, post_office: PostOffice, sign_in: SignIn) -> None:
    deliver_mail()
    step(sign_in("direccion"), convened, "cancelar", reason="Ya se resolvió")
    deliver_mail()
    method, event = event_of(calls_to("jefatura2", post_office)[-1])
    assert (method, str(event["STATUS"]), event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)


def test_it_says_only_the_last_word_after_a_day_without_a_server(
    convened: str, post_office: PostOffice, sign_in: SignIn
) -> None:
    to = {"day": "2027-04-16", "starts": "14:00", "ends": "15:00", "place": "Sala 2", "reason": "Agenda del despacho"}
    step(sign_in("direccion"), convened, "reprogramar", **to)
    deliver_mail()
    deliver_mail()
    assert [str(mail["Subject"]).split(":")[0].strip() for mail in calls_to("jefatura", post_office)] == [
        "[Rumbo] Reunión reprogramada"
    ]
    assert set(post_office.copies().values()) == {1}


def test_who_is_not_named_came_where_the_form_says_so(convened: str, sign_in: SignIn, tick_at: TickAt) -> None:
    tick_at(AFTER_IT)
    analyst = sign_in("analista")
    keys = [part.split('"')[0] for part in analyst.get(convened).text.split('name="attendance-')[1:]]
    fields = {f"attendance-{key}": "" for key in keys} | {f"attendance-{keys[0]}": "excused"}
    step(analyst, convened, "asistencia", rest="present", **fields)
    assert rows("SELECT attendance FROM invitee ORDER BY id") == [("excused",), ("present",)]


def test_it_is_not_held_before_its_hour(convened: str, sign_in: SignIn) -> None:
    assert came(convened, sign_in("analista")).status_code == 409


def test_the_list_of_a_presentation_has_the_deputies(story: Story, sign_in: SignIn, system: Any) -> None:
    unit = db.session.get_one(OrgUnit, story.units["DGA"])
    make_user("subdireccion", (Role.DEPARTMENT_HEAD, unit), acting=True)
    db.session.commit()
    page = draft(sign_in("direccion"), "presentation", "Informe", DAY)
    called = sign_in("direccion").get(page).text
    assert "subdirección o encargo" in called.split("Subdireccion de prueba")[1].split("</tr>")[0]


def test_a_remark_has_its_author_and_its_resolution(presented: str, sign_in: SignIn, story: Story) -> None:
    analyst = sign_in("analista")
    head = str(story.people["jefatura2"])
    step(analyst, presented, "observaciones", author=head, remark="Falta la ejecución de marzo")
    (remark,) = rows("SELECT id FROM meeting_remark")
    step(analyst, presented, "observaciones", remark_id=str(remark.id), resolution="Se agrega en el anexo")
    shown = analyst.get(presented).text
    assert "Falta la ejecución de marzo" in shown
    assert "Se agrega en el anexo" in shown


def test_only_the_vice_minister_decides(presented: str, sign_in: SignIn) -> None:
    assert step(sign_in("direccion"), presented, "decisiones", decision="Nada").status_code == 403
    assert step(sign_in("viceministro"), presented, "decisiones", decision="Se refuerza PE-01").status_code == 302


def test_the_secretary_decides_on_behalf_with_the_act(presented: str, sign_in: SignIn) -> None:
    secretary = sign_in("secretaria")
    assert step(secretary, presented, "decisiones", decision="Se refuerza", act="Acuerdo 45").status_code == 422
    decide = {"decision": "Se refuerza", "act": "Acuerdo 45", "evidence": uploaded(PDF, "acuerdo.pdf")}
    assert step(secretary, presented, "decisiones", **decide).status_code == 302
    shown = secretary.get(presented).text
    assert "Viceministro de prueba" in shown.split("Se refuerza")[1]
    assert "en su nombre, acto Acuerdo 45" in shown
    assert "acuerdo.pdf" in shown


def test_the_minutes_are_approved_by_somebody_else(presented: str, sign_in: SignIn) -> None:
    director = sign_in("direccion")
    step(director, presented, "acta", body="Lo tratado")
    assert step(director, presented, "acta/aprobar").status_code == 403
    assert step(sign_in("viceministro"), presented, "acta/aprobar").status_code == 302


def test_the_minutes_wait_for_the_attendance(convened: str, sign_in: SignIn, tick_at: TickAt) -> None:
    tick_at(AFTER_IT)
    analyst = sign_in("analista")
    key = analyst.get(convened).text.split('name="attendance-')[1].split('"')[0]
    step(analyst, convened, "asistencia", **{f"attendance-{key}": "present"})
    step(analyst, convened, "acta", body="Lo tratado")
    answer = step(sign_in("viceministro"), convened, "acta/aprobar")
    assert (answer.status_code, meeting_at(convened).state) == (409, MeetingState.MINUTES_DRAFT)


def test_the_approved_minutes_stay_as_they_were(agreed: str, sign_in: SignIn, story: Story) -> None:
    secretary = sign_in("secretaria")
    first = secretary.get(f"{agreed}acta/docx").data
    step(sign_in("jefatura"), commitment_page(TEXT), "asignar", owner=str(story.people["enlace"]))
    step(secretary, commitment_page(TEXT), "prorrogar", until="2027-06-15", reason="Huelga")
    assert secretary.get(f"{agreed}acta/docx").data == first


def test_the_minutes_say_who_came_what_was_decided_and_agreed(agreed: str, sign_in: SignIn) -> None:
    file = BytesIO(sign_in("jefatura2").get(f"{agreed}acta/docx").data)
    word = docx.Document(file)
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    words = " ".join([*(paragraph.text for paragraph in word.paragraphs), *cells])
    for said in ("1/2027", "Se presentó el informe.", "Se refuerza PE-01", "Acuerdo 45", TEXT, "ausente"):
        assert said in words


def test_the_minutes_are_mailed_as_a_pdf(agreed: str, post_office: PostOffice) -> None:
    deliver_mail()
    (mail, *_) = post_office.about("Acta 1/2027")
    (file,) = (part for part in mail.iter_attachments() if part.get_content_type() == "application/pdf")
    assert (file.get_filename(), file.get_content()[:5]) == ("acta-1-2027.pdf", b"%PDF-")


def test_the_minutes_go_to_everybody_also_to_who_was_absent(agreed: str, post_office: PostOffice) -> None:
    deliver_mail()
    told = {str(mail["To"]).split("@")[0]: body(mail) for mail in post_office.about("Acta 1/2027")}
    assert set(told) == {"jefatura", "jefatura2", "jefatura3", "viceministro"}
    assert all("Se refuerza PE-01" in text and TEXT in text for text in told.values())


def test_the_head_hears_what_the_unit_took_on(agreed: str, post_office: PostOffice) -> None:
    deliver_mail()
    (notice,) = post_office.about("asigne responsables")
    assert str(notice["To"]).startswith("jefatura@")


def test_the_head_assigns_in_the_own_unit(agreed: str, sign_in: SignIn, story: Story) -> None:
    page = commitment_page(TEXT)
    refused = step(sign_in("jefatura"), page, "asignar", owner=str(story.people["enlace2"]))
    assert refused.status_code == 422
    assert sign_in("jefatura2").get(page).status_code == 404


def test_what_has_no_owner_is_listed(agreed: str, sign_in: SignIn, tick_at: TickAt, post_office: PostOffice) -> None:
    assert TEXT in sign_in("direccion").get("/compromisos/?whose=unassigned").text
    tick_at("2027-04-21T08:00:00-06:00")
    deliver_mail()
    told = [str(mail["To"]).split("@")[0] for mail in post_office.about("sin responsable")]
    assert sorted(told) == ["direccion", "jefatura"]


def test_the_commitment_appears_for_its_owner(assigned: str, sign_in: SignIn, post_office: PostOffice) -> None:
    deliver_mail()
    assert len([mail for mail in post_office.to("enlace") if "Se le asignó un compromiso" in str(mail["Subject"])]) == 1
    assert TEXT in sign_in("enlace").get("/compromisos/").text
    assert TEXT not in sign_in("enlace2").get("/compromisos/?whose=all").text


REMINDERS = ["2027-05-06T08:05:00-06:00", "2027-05-13T08:05:00-06:00"]
"""Five and one business days before Friday 14 May 2027; Monday 10 May is a holiday."""


@pytest.mark.parametrize("moment", REMINDERS)
def test_its_owner_is_reminded_once(assigned: str, tick_at: TickAt, post_office: PostOffice, moment: str) -> None:
    tick_at(moment)
    tick_at(moment)
    deliver_mail()
    assert len([mail for mail in post_office.to("enlace") if "Un compromiso vence" in str(mail["Subject"])]) == 1


def test_it_is_fulfilled_with_proof(assigned: str, sign_in: SignIn) -> None:
    liaison = sign_in("enlace")
    assert step(liaison, assigned, "cumplir").status_code == 422
    assert step(liaison, assigned, "cumplir", evidence=uploaded(PHOTO, "visita.jpg")).status_code == 302
    assert commitment_at(assigned).state is CommitmentState.FULFILLED
    assert "visita.jpg" in sign_in("jefatura").get(assigned).text


def test_it_is_verified_by_planning(assigned: str, sign_in: SignIn) -> None:
    step(sign_in("enlace"), assigned, "avance", note="Visitas acordadas", percent="40")
    step(sign_in("enlace"), assigned, "cumplir", note="Oficio 12")
    assert step(sign_in("jefatura"), assigned, "verificar").status_code == 403
    assert step(sign_in("analista"), assigned, "verificar").status_code == 302
    assert commitment_at(assigned).state is CommitmentState.VERIFIED


def test_more_time_needs_a_reason(assigned: str, sign_in: SignIn) -> None:
    planning = sign_in("planificacion")
    assert step(planning, assigned, "prorrogar", until="2027-06-15").status_code == 422
    assert step(planning, assigned, "prorrogar", until="2027-06-15", reason="Huelga").status_code == 302
    shown = sign_in("enlace").get(assigned).text
    assert "prorrogado" in shown
    assert "Huelga" in shown


def test_it_is_carried_to_the_next_meeting(assigned: str, sign_in: SignIn, story: Story) -> None:
    director = sign_in("direccion")
    page = draft(director, "urgent", "Segunda", "2027-05-20", item=str(story.items["PE-01"]))
    agenda = director.get(page).text.split("Personas convocadas")[0]
    assert TEXT in agenda
    assert f'href="{commitment_page(TEXT)}"' in agenda
