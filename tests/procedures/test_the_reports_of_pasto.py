"""AC3-6, AC3-7 and AC3-9: the month, the quarter with its alerts and the four years of a development plan (R 7.4)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from jobs.build_edition import build_edition
from jobs.deliver_mail import deliver_mail
from models.rules.edition_step import EditionState
from models.rules.roles import Role
from models.scope import as_system
from models.tables.base import db
from models.tables.budget_month import BudgetMonth
from models.tables.procedure_document import ProcedureDocument
from tests.conftest import rows
from tests.pages import cells
from tests.post_office import PostOffice, body
from tests.procedures.office import Office, people
from tests.procedures.reports import close, document_of, edition, make, number_of, step
from tests.procedures.steps import press
from tests.procedures.test_the_municipality_of_pasto import CUT, pasto, told

__all__ = ["pasto", "told"]

BD8 = "2027-01-15T09:00:00-05:00"


@pytest.fixture
def closed(told: Office, set_clock: Callable[[str], datetime]) -> Office:
    """Everybody has a part in the reports, and December 2026 is closed."""
    people(
        "pasto_co",
        {
            "direccion": (Role.PLANNING_DIRECTOR, "ALC"),
            "alcalde": (Role.VICE_MINISTER, "ALC"),
            "secretaria": (Role.SECRETARY, "ALC"),
            "secretario-siv": (Role.DEPARTMENT_HEAD, "SIV"),
        },
    )
    told.at("2027-01-13T00:01:00-05:00")
    planning = told.sign_in("jefe-opgi")
    close(planning, *(f"2026-{month:02}" for month in range(10, 13)))
    set_clock(BD8)
    return told


def row(browser: FlaskClient, number: int, *begins: str) -> list[str]:
    """The first row of an edition's page that begins so."""
    page = browser.get(f"/informes/{number}/").text
    return next(found for found in cells(page) if found[: len(begins)] == list(begins))


def test_the_month_is_told_by_dimension_and_by_dependency(closed: Office) -> None:
    analyst = closed.sign_in("opgi")
    number = number_of(make(analyst, "monthly", CUT))
    dimension = row(analyst, number, "SOC")
    assert dimension[2:6] == ["82,28 %", "▲ Amarillo", "82,28 %", "43,55 %"]
    assert dimension[-3:] == ["60,00 %", "22,28", "Lo físico va delante del dinero"]
    dependency = row(analyst, number, "SBS", "Unidad SBS")
    assert dependency[2:6] == ["82,28 %", "▲ Amarillo", "82,28 %", "43,55 %"]


def test_the_month_has_every_target_and_the_money_of_every_source(closed: Office) -> None:
    analyst = closed.sign_in("opgi")
    number = number_of(make(analyst, "monthly", CUT))
    assert row(analyst, number, "MP-4")[-1] == "○ No programado"
    assert row(analyst, number, "MP-1")[9:11] == ["120,00 %", "75,00 %"]
    assert row(analyst, number, "Regalías")[-3:] == ["50,00 %", "25,00 %", "25,00 %"]
    assert row(analyst, number, "Total")[-3:] == ["78,33 %", "60,00 %", "57,50 %"]


def test_the_money_of_a_closed_month_is_that_of_its_cut(closed: Office) -> None:
    with as_system():
        db.session.execute(update(BudgetMonth).values(accrued=BudgetMonth.accrued / 2, paid=0))  # loaded afterwards
        db.session.commit()
    analyst = closed.sign_in("opgi")
    number = number_of(make(analyst, "monthly", CUT))
    assert row(analyst, number, "Total")[-3:] == ["78,33 %", "60,00 %", "57,50 %"]
    assert row(analyst, number, "SOC")[-3:-1] == ["60,00 %", "22,28"]


def test_only_what_is_not_green_leaves_every_total_as_it_is(closed: Office) -> None:
    analyst = closed.sign_in("opgi")
    whole = number_of(make(analyst, "monthly", CUT))
    narrow = number_of(make(analyst, "monthly", CUT, only_not_green="1"))
    assert row(analyst, narrow, "SOC") == row(analyst, whole, "SOC")  # yellow, and MP-1 is in its percent
    assert row(analyst, narrow, "Total") == row(analyst, whole, "Total")
    assert row(analyst, whole, "MP-1")[-1] == "● Verde"
    assert "MP-1" not in {cell for found in cells(analyst.get(f"/informes/{narrow}/").text) for cell in found}
    assert "solo lo que no está en verde" in document_of(narrow).subtitle


def test_the_month_is_sent_without_visto_bueno(closed: Office, post_office: PostOffice) -> None:
    analyst = closed.sign_in("opgi")
    assert step(analyst, number_of(make(analyst, "monthly", CUT)), "send").status_code == 302
    deliver_mail()
    told_people = {str(mail["To"]).split("@")[0] for mail in post_office.about("Informe mensual")}
    assert told_people == {"secretario", "secretario-siv"}


@pytest.fixture
def presented(closed: Office) -> tuple[Office, int]:
    """The quarterly report has its Visto Bueno and was presented to the coordinating team."""
    analyst, director = closed.sign_in("opgi"), closed.sign_in("direccion")
    number = number_of(make(analyst, "quarterly", "2026-Q4"))
    for who, action in ((analyst, "submit"), (director, "endorse"), (analyst, "present")):
        assert step(who, number, action).status_code == 302
    return closed, number


def test_the_quarter_brings_its_alerts(presented: tuple[Office, int]) -> None:
    office, number = presented
    analyst = office.sign_in("opgi")
    assert row(analyst, number, "Amarillo: nuevo")[1] == "SOC"
    assert row(analyst, number, "Lo físico va delante del dinero")[1] == "SOC"


def test_the_coordinating_team_validates_before_it_is_sent(
    presented: tuple[Office, int], post_office: PostOffice
) -> None:
    office, number = presented
    deliver_mail()
    asked = {str(mail["To"]).split("@")[0] for mail in post_office.about("Para validar")}
    assert asked == {"alcalde", "secretaria"}
    assert step(office.sign_in("opgi"), number, "send").status_code == 409  # not validated
    assert step(office.sign_in("opgi"), number, "validate", "Acta 3").status_code == 403
    secretary = office.sign_in("secretaria")
    assert step(secretary, number, "validate").status_code == 422  # without the act
    assert step(secretary, number, "validate", "Acta 3 de 2027").status_code == 302
    found = edition(number)
    assert (found.state, found.act_ref) == (EditionState.VALIDATED, "Acta 3 de 2027")


@pytest.fixture
def sent(presented: tuple[Office, int]) -> tuple[Office, int]:
    """It was validated and sent on Friday 15 January 2027."""
    office, number = presented
    assert step(office.sign_in("secretaria"), number, "validate", "Acta 3 de 2027").status_code == 302
    assert step(office.sign_in("opgi"), number, "send").status_code == 302
    return office, number


def answer(browser: FlaskClient, number: int, unit: str, text: str) -> int:
    """A dependency sends its feedback."""
    fields = {"unit": unit, "feedback": text}
    status: int = press(browser, f"/informes/{number}/", f"/informes/{number}/retroalimentar", **fields).status_code
    return status


def test_dependencies_answer_inside_five_business_days(
    sent: tuple[Office, int], set_clock: Callable[[str], datetime], post_office: PostOffice
) -> None:
    office, number = sent
    deliver_mail()
    letter = body(post_office.about("Informe trimestral")[0])
    assert "retroalimentación hasta el 22 de enero de 2027" in letter
    set_clock("2027-01-22T23:00:00-05:00")
    assert answer(office.sign_in("secretario"), number, "SBS", "La meta MP-3 se recuperará.") == 302
    set_clock("2027-01-23T08:00:00-05:00")
    assert answer(office.sign_in("secretario-siv"), number, "SIV", "Sin comentarios.") == 302
    assert answer(office.sign_in("secretario-siv"), number, "SBS", "Por otra.") == 403
    page = office.sign_in("opgi").get(f"/informes/{number}/").text
    first, second = page.split("<h3>Unidad SBS</h3>")[1].split("<h3>Unidad SIV</h3>")
    assert "tarde" not in first
    assert "tarde" in second.split("</article>")[0]


def test_a_dependency_reads_what_was_sent_and_no_draft(sent: tuple[Office, int]) -> None:
    office, number = sent
    analyst, head = office.sign_in("opgi"), office.sign_in("secretario")
    draft = number_of(make(analyst, "monthly", CUT))
    assert head.get(f"/informes/{number}/").status_code == 200
    assert head.get(f"/informes/{draft}/").status_code == 404


@pytest.fixture
def ended(closed: Office) -> Office:
    """The fourth year is over and every month of it is closed."""
    closed.at("2028-01-13T00:01:00-05:00")
    close(closed.sign_in("jefe-opgi"), *(f"2027-{month:02}" for month in range(1, 13)))
    return closed


def test_the_clock_drafts_the_report_of_the_four_years_within_thirty_days(
    ended: Office, post_office: PostOffice
) -> None:
    """S3-D11: at the end of year 4, before 30 January 2028, and once."""
    ticked, again = ended.at("2028-01-20T09:00:00-05:00"), ended.at("2028-01-30T09:00:00-05:00")
    assert "2024/2027" in drafted(ticked)
    assert "2024/2027" not in drafted(again)
    deliver_mail()
    assert post_office.about("Borrador listo: Informe final del cuatrienio")


def test_the_clock_drafts_no_report_of_four_years_that_are_not_over(closed: Office) -> None:
    assert "2024/2027" not in drafted(closed.at("2027-12-31T23:00:00-05:00"))


def test_the_quarterly_presentation_is_due_fifteen_business_days_after_the_quarter(closed: Office) -> None:
    """S3-D07: the clock drafts it once the quarter is closed; presented, the coordinating team has it in time."""
    assert "2026-Q4" in drafted(closed.at(BD8))
    analyst, director = closed.sign_in("opgi"), closed.sign_in("direccion")
    number = rows("SELECT id FROM edition WHERE kind = 'quarterly' AND period = '2026-Q4'")[0][0]
    build_edition(number)
    for who, action in ((analyst, "submit"), (director, "endorse"), (analyst, "present")):
        assert step(who, number, action).status_code == 302
    due = closed.shell.json("deadlines", "--institution", "pasto_co", "--year", "2027")["deadlines"]
    of_quarter = next(each for each in due if (each["rule"], each["period"]) == ("S3-D07", "2026-Q4"))
    presented_at = edition(number).presented_at
    assert presented_at is not None
    assert presented_at.date().isoformat() <= of_quarter["effective_due"] == "2027-01-25"


def drafted(ticked: Any) -> list[str]:
    """The periods of the reports that the clock drafted."""
    return [each["period"] for each in ticked.occurrences if each["task"] == "draft_edition"]


def test_the_four_years_close_with_signatures(ended: Office, set_clock: Callable[[str], datetime]) -> None:
    closed = ended
    set_clock("2028-01-20T09:00:00-05:00")
    analyst, director = closed.sign_in("opgi"), closed.sign_in("direccion")
    number = number_of(make(analyst, "four_years", "2024/2027"))
    assert row(analyst, number, "MP-1")[-3:] == ["75,00 %", "100,00 %", "Atrasado"]
    assert row(analyst, number, "MP-4")[-3:] == ["0,00 %", "–", "Atrasado"]
    assert row(analyst, number, "SOC")[5] == "43,55 %"
    assert row(analyst, number, "SBS", "Unidad SBS")[5] == "43,55 %"
    step(analyst, number, "submit")
    assert step(director, number, "endorse").status_code == 302
    signed = [(each.act, each.name) for each in document_of(number).signatures]
    assert signed == [
        ("Elaboró", "Opgi de prueba"),
        ("Revisó", "Direccion de prueba"),
        ("Aprobó", "Direccion de prueba"),
    ]


def test_the_register_of_the_procedure_fills_what_nobody_has_signed(closed: Office) -> None:
    """S3-SIG: version and posts are those in force on the day of the report, and stay with it."""
    number = number_of(make(closed.sign_in("opgi"), "quarterly", "2026-Q4"))
    with as_system():
        db.session.execute(update(ProcedureDocument).values(reviewed_post="Otro cargo"))
        db.session.commit()
    document = document_of(number)
    assert (document.code, document.version) == ("PE-P-004", "07")
    lines = {each.act: (each.name, each.post) for each in document.signatures}
    assert lines["Elaboró"] == ("Opgi de prueba", "Contratista, OPGI")
    assert lines["Revisó"] == ("", "Jefe OPGI")
