"""AC3-2 and AC3-8: the socialization, and the bilateral meeting with the mayor until its commitments are verified."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from jobs.deliver_mail import deliver_mail
from models.rules.commitment import CommitmentState
from models.rules.roles import Role
from tests.commands.conftest import Shell
from tests.post_office import PostOffice
from tests.procedures.meeting_steps import PHOTO, came, commitment_at, commitment_page, draft, step, uploaded
from tests.procedures.office import Office, people, store, story_of
from tests.procedures.test_the_municipality_of_pasto import development_plan

SIX_MONTHS, DAY, AFTER_IT = "2026-05-04T08:00-05:00", "2026-05-11", "2026-05-11T11:30-05:00"
FIRST, SECOND = "Contratar la interventoría", "Publicar el pliego"
DUE = "2026-05-29"
STAFF = {
    "enlace-SBS": (Role.LIAISON, "SBS"),
    "secretario": (Role.DEPARTMENT_HEAD, "SBS"),
    "enlace-SIV": (Role.LIAISON, "SIV"),
    "secretaria-siv": (Role.DEPARTMENT_HEAD, "SIV"),
    "opgi": (Role.PLANNING_ANALYST, "ALC"),
    "jefe-opgi": (Role.PLANNING_HEAD, "ALC"),
    "alcalde": (Role.VICE_MINISTER, "ALC"),
}


@pytest.fixture
def pasto(system: Any, shell: Shell, sign_in: Callable[[str], FlaskClient], tick_at: Callable[[str], Any]) -> Office:
    """The plan in force in its third year."""
    shell.now = SIX_MONTHS
    store(shell, development_plan(), "pasto_co", "--in-force", "Acuerdo 5")
    people("pasto_co", STAFF)
    tick_at(SIX_MONTHS)
    return Office("pasto_co", "PDM", story_of("pasto_co"), shell, sign_in, tick_at)


@pytest.fixture
def socialized(pasto: Office) -> str:
    """The model was presented to all; nobody of SIV came."""
    planning = pasto.sign_in("jefe-opgi")
    page = draft(planning, "socialization", "Modelo de seguimiento", DAY)
    step(planning, page, "convocar")
    pasto.tick_at(AFTER_IT)
    assert came(page, planning, **{"enlace-SIV": "absent", "secretaria-siv": "excused"}).status_code == 302
    return page


@pytest.fixture
def bilateral(pasto: Office) -> str:
    """The mayor and SBS met and agreed on two things; the head gave both to the liaison."""
    planning = pasto.sign_in("jefe-opgi")
    page = draft(planning, "bilateral", "Alertas de SBS", DAY, unit=str(pasto.story.units["SBS"]))
    step(planning, page, "convocar")
    pasto.tick_at(AFTER_IT)
    came(page, planning)
    for text in (FIRST, SECOND):
        terms = {"commitment": text, "org_unit": str(pasto.story.units["SBS"]), "due_on": DUE}
        assert step(planning, page, "compromisos", **terms).status_code == 302
    head = pasto.sign_in("secretario")
    for text in (FIRST, SECOND):
        at = commitment_page(text)
        owner = head.get(at).text.split('name="owner"')[1].split("Enlace-sbs")[0].rsplit('value="', 1)[1].split('"')[0]
        assert step(head, at, "asignar", owner=owner).status_code == 302
    return page


def test_a_socialization_calls_every_dependency(pasto: Office, post_office: PostOffice) -> None:
    planning = pasto.sign_in("jefe-opgi")
    step(planning, draft(planning, "socialization", "Modelo de seguimiento", DAY), "convocar")
    deliver_mail()
    called = {str(mail["To"]).split("@")[0] for mail in post_office.about("Convocatoria a reunión")}
    assert called == {"enlace-SBS", "secretario", "enlace-SIV", "secretaria-siv"}


def test_who_was_absent_is_not_informed_until_it_says_so(socialized: str, pasto: Office) -> None:
    planning = pasto.sign_in("jefe-opgi")
    assert "Aún sin informar: Unidad SIV" in " ".join(planning.get(socialized).text.split())
    assert step(pasto.sign_in("secretaria-siv"), socialized, "informado").status_code == 302
    assert "Aún sin informar" not in planning.get(socialized).text


def test_its_deadline_is_met_when_every_dependency_is_informed(pasto: Office) -> None:
    pasto.at("2026-01-16T08:00-05:00")
    planning = pasto.sign_in("jefe-opgi")
    page = draft(planning, "socialization", "Modelo de seguimiento", "2026-01-20")
    step(planning, page, "convocar")
    assert "cumplido" not in socialization(planning)
    pasto.at("2026-01-20T11:30-05:00")
    came(page, planning, **{"enlace-SIV": "absent", "secretaria-siv": "excused"})
    assert "cumplido" not in socialization(planning)
    step(pasto.sign_in("secretaria-siv"), page, "informado")
    assert "cumplido" in socialization(planning)
    assert "cumplido" in socialization(pasto.sign_in("enlace-SBS"))


def socialization(browser: FlaskClient) -> str:
    """What the deadlines of January say of the meeting that is due after the year's end."""
    articles = re.findall(r"<article.*?</article>", browser.get("/plazos/?month=2026-01").text, re.DOTALL)
    found = [" ".join(re.sub(r"<[^>]+>", " ", each).split()) for each in articles]
    return next(each for each in found if each.startswith("Reunión") and "trimestre" not in each)


def test_a_list_of_attendance_and_photos_stay_with_it(socialized: str, pasto: Office) -> None:
    photo = uploaded(PHOTO, "asistentes.jpg")
    assert step(pasto.sign_in("opgi"), socialized, "archivos", evidence=photo).status_code == 302
    page = pasto.sign_in("secretario").get(socialized).text
    address = page.split("asistentes.jpg")[0].rsplit('<a href="', 1)[1].split('"')[0]
    with pasto.sign_in("secretario").get(address) as file:
        assert file.data == PHOTO


def test_a_bilateral_one_is_with_the_mayor_and_the_unit(bilateral: str, pasto: Office, post_office: PostOffice) -> None:
    deliver_mail()
    called = {str(mail["To"]).split("@")[0] for mail in post_office.about("Convocatoria a reunión")}
    assert called == {"secretario", "alcalde"}
    assert pasto.sign_in("secretaria-siv").get(bilateral).status_code == 404


def test_what_is_overdue_is_red_and_the_mayor_hears_of_it_once(
    bilateral: str, pasto: Office, post_office: PostOffice
) -> None:
    for moment in ("2026-06-01T08:05-05:00", "2026-06-01T08:10-05:00", "2026-06-09T08:05-05:00"):
        pasto.tick_at(moment)
    deliver_mail()
    told = sorted(str(mail["To"]).split("@")[0] for mail in post_office.about("Compromiso vencido"))
    assert told == sorted(["alcalde", "enlace-SBS", "jefe-opgi", "secretario"] * 2)
    row = pasto.sign_in("alcalde").get("/compromisos/?whose=overdue").text.split(FIRST)[1].split("</tr>")[0]
    assert "chip-red" in row
    assert "vencido" in row


def test_it_is_fulfilled_with_a_photo_and_verified_by_another(bilateral: str, pasto: Office) -> None:
    at = commitment_page(FIRST)
    assert step(pasto.sign_in("enlace-SBS"), at, "cumplir", evidence=uploaded(PHOTO, "obra.jpg")).status_code == 302
    assert step(pasto.sign_in("secretario"), at, "verificar").status_code == 403
    assert step(pasto.sign_in("opgi"), at, "verificar", note="Visto en sitio").status_code == 302
    assert commitment_at(at).state is CommitmentState.VERIFIED


def test_the_follow_up_meeting_has_what_is_still_open(bilateral: str, pasto: Office) -> None:
    at = commitment_page(FIRST)
    step(pasto.sign_in("enlace-SBS"), at, "cumplir", note="Contrato 12")
    step(pasto.sign_in("opgi"), at, "verificar")
    planning = pasto.sign_in("jefe-opgi")
    page = planning.get(draft(planning, "follow_up", "Compromisos de SBS", DUE)).text
    agenda = page.split('id="agenda"')[1].split("</section>")[0]
    assert SECOND in agenda
    assert FIRST not in agenda
    assert "Secretario de prueba" in page
