"""Every letter of the month, as its reader gets it: complete Spanish sentences, a link of ours, nothing left open."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from jobs.deliver_mail import deliver_mail
from jobs.letters.body import Body, listed
from jobs.letters.write import LETTERS
from models.actions.queue_mail import MailOrder, queue_mail
from models.actions.tell_action import action_order
from models.scope import as_system
from models.tables.base import db
from models.tables.corrective_action import CorrectiveAction
from models.tables.information_request import InformationRequest
from models.tables.plan_item import PlanItem
from models.tables.request_line import RequestLine
from tests.conftest import rows
from tests.english_page import spanish_in
from tests.factories import institution
from tests.faults.conftest import MOVED
from tests.jobs.edition_letters import deliver_edition_letters
from tests.jobs.meeting_letters import queue_meeting_letters
from tests.post_office import PostOffice, body, page_of
from tests.procedures.steps import MARCH, fill, press, send, sheet
from tests.procedures.story import MONTHS, TOLD, Story

SignIn = Callable[[str], FlaskClient]
PLACES = {
    "reminder": (
        "Faltan 6 de 6 actividades de marzo de 2027 – vence 07/04/2027 23:59",
        "period=2027-03",
    ),
    "asked_reminder": ("Falta 1 de 1 actividad de marzo de 2027 – vence 07/04/2027 23:59", "period=2027-03"),
    "last_call": ("Falta 1 de 1 actividad de marzo de 2027 – vence 15/04/2027 23:59", "/mi-mes/?period=2027-03"),
    "escalation": ("Sin reporte de marzo de 2027: 2 pendientes", "period=2027-03"),
    "early_warning": ("Aviso de alerta temprana de marzo de 2027: Dirección DGT", "/tablero/?period=2027-03"),
    "action_returned": ("Acción correctiva devuelta: PE-01, febrero de 2027", "/cadena/"),
    "action_reminder": ("Una acción correctiva vence el 14 de mayo de 2027: PE-01", "/cadena/"),
    "action_overdue": ("Acción correctiva vencida: PE-01", "/cadena/"),
    "alerts": ("Alertas del corte de marzo de 2027", "/alertas/"),
    "sheet_submitted": ("Dirección DGA envió marzo de 2027: espera su revisión", "/bandeja/"),
    "sheet_returned": ("Devuelto con observaciones: Dirección DGA, marzo de 2027", "/mi-mes/?period=2027-03&unit=DGA"),
    "digest": ("2 reportes enviados, 1 acción validada hoy", "/control/?period=2027-03"),
    "consolidation": ("Consolid", ""),
    "deadline_moved": ("Cambió el plazo de marzo de 2027: ahora 09/04/2027 23:59", "/plazos/"),
    "trial": ("Correo de prueba", "http://rumbo.example/"),
    "year_formalized": ("Plan POA-2027: el año 2027 está formalizado", "/instrumentos/"),
    "meeting_call": ("Convocatoria a reunión: PE-01, 05/04/2027 09:00 (Urgente)", "/reuniones/"),
    "meeting_proposed": ("Reunión urgente por convocar: PE-01", "/reuniones/"),
    "minutes": ("Acta 1/2027: PE-01", "/reuniones/"),
    "commitments_cascade": ("Compromisos de Dirección DGA: asigne responsables", "/compromisos/"),
    "commitment_assigned": ("Se le asignó un compromiso: vence el", "/compromisos/"),
    "commitment_reminder": ("Un compromiso vence el", "/compromisos/"),
    "commitment_overdue": ("Compromiso vencido de Dirección DGA", "/compromisos/"),
    "commitment_returned": ("Compromiso devuelto", "/compromisos/"),
    "commitment_extended": ("Compromiso prorrogado: ahora vence el", "/compromisos/"),
    "commitment_unassigned": ("Compromiso sin responsable en Dirección DGA", "/compromisos/"),
    "commitment_fulfilled": ("Dirección DGA dio por cumplido un compromiso", "/compromisos/"),
    "information_request": ("Solicitud de información: primer trimestre de 2027 – responder a más", "/solicitudes/"),
    "edition_drafted": ("Borrador listo: Informe de seguimiento del POA, primer trimestre", "/informes/"),
    "edition_review": ("Para su Visto Bueno: Informe de seguimiento del POA, primer trimestre", "/informes/"),
    "edition_returned": (
        "Devuelto con observaciones: Informe de seguimiento del POA, primer trimestre",
        "/informes/",
    ),
    "edition_presented": ("Para validar: Informe de seguimiento del POA, primer trimestre", "/informes/"),
    "edition_sent": ("Informe de seguimiento del POA, primer trimestre", "/informes/"),
    "edition_available": (
        "Disponible: Informe de seguimiento del POA, primer trimestre",
        "http://rumbo.example/poa",
    ),
    "missing_answers": ("Solicitud de información de primer trimestre de 2027: falta 1 respuesta", "/solicitudes/"),
    "completeness": ("Por verificar: Dirección DGA, marzo de 2027", "/bandeja/"),
}
"""Kind of letter → what its subject says, and where its link leads."""


@pytest.fixture
def month(story: Story, sign_in: SignIn, tick_at: Callable[[str], Any], post_office: PostOffice) -> PostOffice:
    """A month in which every letter is written: sent, returned, sent again, left unverified; two units silent."""
    deliver_mail()
    liaison = sign_in("enlace")
    fill(liaison, story, MARCH, TOLD[MARCH])
    send(liaison)
    deliver_mail()
    mine = sheet("DGA", "POA", story).id
    press(sign_in("jefatura"), f"/bandeja/{mine}/", f"/bandeja/{mine}/return", remark="Revise la auditoría")
    deliver_mail()
    send(liaison)
    chain = f"/cadena/{story.items['PE-01']}/"
    press(liaison, chain, f"{chain}accion", description="Contratar dos analistas")
    waiting = rows("SELECT id FROM corrective_action")[0][0]
    press(sign_in("jefatura"), chain, f"/acciones/{waiting}/rechazar", comment="Diga para cuándo")
    press(liaison, chain, f"{chain}accion", description="Publicar el contrato")
    valid = rows("SELECT max(id) FROM corrective_action")[0][0]
    answers = {"owner": str(story.people["enlace"]), "due_on": "2027-05-14"}
    press(sign_in("jefatura"), chain, f"/acciones/{valid}/validar", **answers)
    press(sign_in("admin"), "/correo-de-prueba/", "/correo-de-prueba/enviar")
    ending = {"org_unit_id": story.units["DGT"], "due_at": "2027-04-15T23:59:59-06:00", "is_reopening": True}
    for person, kind, data in (("enlace", "deadline_moved", MOVED), ("enlace2", "last_call", ending)):
        order = MailOrder(institution().id, "S0-D01", kind, kind, story.people[person], "x", MARCH, data=data)
        queue_mail(order, datetime.now(UTC))
    formalized = {"code": "POA-2027", "plan": "Plan POA-2027", "act": "Circular 12"}
    order = MailOrder(
        institution().id, "S3-D01", "formalized", "year_formalized", story.people["analista"], "POA-2027", "2027",
        data=formalized,
    )  # fmt: skip
    queue_mail(order, datetime.now(UTC))
    with as_system(institution().id):
        queue_meeting_letters(story)
        for kind in ("action_reminder", "action_overdue"):
            of = db.session.get_one(CorrectiveAction, valid)
            queue_mail(action_order(of, kind, kind, story.people["enlace"]), datetime.now(UTC))
    _ask_for_information(story)
    db.session.commit()
    for moment in ("2027-04-01T17:00:30-06:00", "2027-04-08T07:00:30-06:00", "2027-04-12T23:59:59-06:00"):
        tick_at(moment)
        deliver_mail()
    press(sign_in("analista"), f"/control/{MARCH}/remind", f"/control/{MARCH}/remind")
    for closed in MONTHS:
        press(sign_in("planificacion"), f"/control/{closed}/close", f"/control/{closed}/close")
    deliver_mail()
    deliver_edition_letters(story, sign_in)
    return post_office


def _ask_for_information(story: Story) -> None:
    """One indicator is asked of one unit, and its answer is missing."""
    home, now, unit = institution().id, datetime.now(UTC), story.units["DGA"]
    plan = db.session.get_one(PlanItem, story.items["PE-01"]).plan_version.plan_id
    request = InformationRequest(
        institution_id=home, rule="S0-D09", period="2027-Q1", needs_actions=True, sent_at=now, due_at=now
    )
    db.session.add(request)
    db.session.flush()
    line = {"plan_id": plan, "org_unit_id": unit, "indicator_id": story.indicators["A1"]}
    db.session.add(RequestLine(institution_id=home, information_request_id=request.id, **line))
    data = {"request_id": request.id, "org_unit_id": unit, "org_unit_ids": [unit]}
    for kind in ("information_request", "missing_answers"):
        queue_mail(MailOrder(home, "S0-D09", kind, kind, story.people["enlace"], "x", "2027-Q1", data=data), now)


@pytest.fixture
def english_readers(story: Story) -> None:
    """Everybody chose English."""
    db.session.execute(db.text("UPDATE person SET language = 'en'"))
    db.session.commit()


def test_it_writes_every_kind_of_letter_in_its_readers_language(
    english_readers: None, month: PostOffice, subtests: Any
) -> None:
    assert len({row[0] for row in rows("SELECT kind FROM outbox_mail WHERE state = 'sent'")}) == len(PLACES)
    for mail in month.mails:
        with subtests.test(subject=str(mail["Subject"])):
            text = body(mail)
            assert text.startswith("Good day:")
            assert "You get this mail because" in text
            assert page_of(mail).language == "en"
            assert not spanish_in([str(mail["Subject"]).removeprefix("[Rumbo] "), *text.splitlines()])


def test_it_writes_every_kind_of_letter_well(month: PostOffice, subtests: Any) -> None:
    kinds = dict(tuple(row) for row in rows("SELECT message_id, kind FROM outbox_mail"))
    written = {kinds[str(mail["Message-ID"])]: mail for mail in month.mails}
    assert set(LETTERS) == set(PLACES)
    for kind, (subject, link) in PLACES.items():
        with subtests.test(kind=kind):
            text = body(written[kind])
            assert any(subject in str(mail["Subject"]) for mail in month.mails)
            assert link in text
            assert text.startswith("Buen día:")
            assert "Recibe este correo porque" in text
            assert not re.search(
                r"\bNone\b|\{|\}|<|Decimal|datetime|\d{4}-\d\d-\d\d", text.replace("period=2027-03", "")
            )
            assert all(address.startswith("http://rumbo.example/") for address in re.findall(r"https?://\S+", text))
            assert written[kind]["Auto-Submitted"] == "auto-generated"


def test_it_says_the_same_as_text_and_as_a_page(month: PostOffice, subtests: Any) -> None:
    for mail in month.mails:
        with subtests.test(subject=str(mail["Subject"])):
            page = page_of(mail)
            words = "".join(page.text.split())
            for line in body(mail).splitlines():
                said = line.removeprefix("- ").removesuffix(":") if not line.startswith("http") else ""
                for part in re.split(r"[:;] ", said):
                    assert "".join(part.split()) in words
            assert page.links == re.findall(r"https?://\S+", body(mail))
            assert len(page.links) == 1


def test_it_brings_its_styles_along_and_fetches_nothing(month: PostOffice, subtests: Any) -> None:
    for mail in month.mails:
        with subtests.test(subject=str(mail["Subject"])):
            page = page_of(mail)
            assert not page.tags & {"script", "img", "link", "iframe", "form"}
            assert "style" in page.door
            assert page.language == "es"


def test_it_says_whom_to_ask_but_never_the_reader_himself(month: PostOffice) -> None:
    asked = {
        str(mail["To"]): "Si tiene preguntas, escriba a analista@ministerio.example." in body(mail)
        for mail in month.mails
    }
    assert asked.pop("analista@ministerio.example") is False
    assert all(asked.values())


def test_it_writes_what_a_person_typed_as_text_and_not_as_a_page() -> None:
    letter = Body((listed("Observaciones:", ["<b>Revise</b> & corrija"]),), "", "", "")
    assert "&lt;b&gt;Revise&lt;/b&gt; &amp; corrija" in letter.as_html("Devuelto")


def test_it_reads_the_same_in_the_subject_of_every_mail_reader(month: PostOffice) -> None:
    subjects = [str(mail["Subject"]) for mail in month.mails]
    assert not [subject for subject in subjects if re.search(r"Direcci\s", subject)]


def test_it_shortens_a_long_list_and_says_so() -> None:
    assert str(listed("Faltan:", ["a", "b", "c"], 2)) == "Faltan:\n- a\n- b\n… y 1 más."


def test_it_is_dated_on_the_institutions_clock(month: PostOffice) -> None:
    dates = {mail["Date"].datetime.date().isoformat() for mail in month.mails}
    assert dates == {"2027-04-01", "2027-04-08", "2027-04-13"}
