"""AC0-5, AC0-6, AC0-8 and AC0-10: the reports of a quarter, from the wizard to the reader (R 7.1)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from jobs.deliver_mail import deliver_mail
from models.rules.edition_step import EditionState
from tests.pages import cells
from tests.post_office import PostOffice
from tests.procedures.reports import BD8, close, edition, file_of, make, number_of, resolve, step, write
from tests.procedures.steps import MARCH, fill, press, send, sheet
from tests.procedures.story import AFTER_THE_WINDOW, LAST_EVENING, TOLD, Story

SignIn = Callable[[str], FlaskClient]
TickAt = Callable[[str], Any]


@pytest.fixture
def told(story: Story, tick_at: TickAt, sign_in: SignIn) -> Story:
    """March was told as in R 6.1, and its window has ended."""
    fill(sign_in("enlace"), story, MARCH, TOLD[MARCH])
    tick_at(LAST_EVENING)
    send(sign_in("enlace"))
    tick_at(AFTER_THE_WINDOW)
    return story


@pytest.fixture
def quarter(told: Story, set_clock: Callable[[str], datetime], sign_in: SignIn) -> Story:
    """The three months are closed; the clock has not ticked since."""
    close(sign_in("planificacion"))
    set_clock(BD8)
    return told


def row(page: str, code: str) -> list[str]:
    """The first row of the page's tables that begins with a code."""
    return next(found for found in cells(page) if found[0] == code)


def test_the_projects_of_january_and_february(quarter: Story, sign_in: SignIn) -> None:
    analyst = sign_in("analista")
    number = number_of(make(analyst, "projects_bimonthly", "2027-B1"))
    project = row(analyst.get(f"/informes/{number}/").text, "PE-01")
    assert (project[6], project[7].replace(" ", ""), project[8]) == ("88.46 %", "▲Amarillo", "Nuevo")
    assert project[3] == "DGT"


def test_the_analyst_sends_them_without_visto_bueno(quarter: Story, sign_in: SignIn, post_office: PostOffice) -> None:
    analyst = sign_in("analista")
    number = number_of(make(analyst, "projects_bimonthly", "2027-B1"))
    assert step(analyst, number, "send").status_code == 302
    deliver_mail()
    mails = post_office.about("Reporte bimensual")
    assert sorted(str(mail["To"]).split("@")[0] for mail in mails) == ["jefatura", "jefatura2", "jefatura3"]
    assert all([part.get_filename() for part in mail.iter_attachments()] for mail in mails)
    assert edition(number).frozen_at is not None


def test_one_refused_mailbox_keeps_nobody_else_from_the_report(
    quarter: Story, sign_in: SignIn, post_office: PostOffice
) -> None:
    analyst = sign_in("analista")
    number = number_of(make(analyst, "projects_bimonthly", "2027-B1"))
    post_office.unknown.add("jefatura2@ministerio.example")
    step(analyst, number, "send")
    deliver_mail()
    assert {str(mail["To"]).split("@")[0] for mail in post_office.about("Reporte bimensual")} == {
        "jefatura",
        "jefatura3",
    }
    log = {
        found[0].split()[0]: found[2] for found in cells(analyst.get(f"/informes/{number}/").text) if "@" in found[0]
    }
    assert log["Jefatura"] == "enviado"
    assert "550" in log["Jefatura2"]


def test_march_goes_on_out_of_the_green(quarter: Story, sign_in: SignIn) -> None:
    analyst = sign_in("analista")
    number = number_of(make(analyst, "executive_quarterly", "2027-Q1"))
    page = analyst.get(f"/informes/{number}/").text
    assert row(page, "OE-1")[3] == "77.78 %"  # indicators and projects, both coloured (S0-I-08)
    assert row(page, "OE-1")[-1].endswith("Amarillo")
    assert row(page, "PE-01")[6:9] == ["77.78 %", "▲ Amarillo", "Continúa"]


def test_the_executive_report_goes_to_heads_and_vice_minister(
    quarter: Story, sign_in: SignIn, post_office: PostOffice
) -> None:
    analyst = sign_in("analista")
    step(analyst, number_of(make(analyst, "executive_quarterly", "2027-Q1")), "send")
    deliver_mail()
    told = {str(mail["To"]).split("@")[0] for mail in post_office.about("Informe Ejecutivo")}
    assert told == {"jefatura", "jefatura2", "jefatura3", "viceministro"}


def test_there_is_no_executive_report_of_the_second_quarter(
    quarter: Story, set_clock: Callable[[str], datetime], sign_in: SignIn
) -> None:
    set_clock("2027-07-05T09:00:00-06:00")
    analyst = sign_in("analista")
    offered = analyst.get("/informes/nuevo/?kind=executive_quarterly").text
    assert "primer trimestre de 2027" in offered
    assert "segundo trimestre" not in offered
    refused = make(analyst, "executive_quarterly", "2027-Q2")
    assert refused.status_code == 422
    assert "elija otro periodo" in refused.text


@pytest.fixture
def half_year(quarter: Story, tick_at: TickAt, sign_in: SignIn) -> Story:
    """April to June had nothing programmed and are closed too."""
    for month in ("2027-04", "2027-05", "2027-06"):
        following = int(month[-2:]) + 1
        tick_at(f"2027-{following:02}-01T08:00:00-06:00")
        tick_at(f"2027-{following:02}-12T00:01:00-06:00")
        close(sign_in("planificacion"), month)
    return quarter


def test_the_author_gives_no_visto_bueno(half_year: Story, sign_in: SignIn) -> None:
    analyst = sign_in("analista")
    number = number_of(make(analyst, "pei_semester", "2027-S1"))
    assert step(analyst, number, "submit").status_code == 302
    assert step(analyst, number, "endorse").status_code == 403
    assert edition(number).state is EditionState.UNDER_REVIEW


def test_the_director_returns_it_and_endorses_what_was_corrected(
    half_year: Story, sign_in: SignIn, post_office: PostOffice
) -> None:
    analyst, director = sign_in("analista"), sign_in("direccion")
    number = number_of(make(analyst, "pei_semester", "2027-S1"))
    step(analyst, number, "submit")
    assert step(director, number, "return").status_code == 422  # without a remark
    assert step(director, number, "return", "Falta la conclusión sobre PE-01.").status_code == 302
    deliver_mail()
    assert "Falta la conclusión" in post_office.about("Devuelto con observaciones")[0].as_string()
    assert step(analyst, number, "submit").status_code == 409  # the remark waits for a resolution
    write(analyst, number, "PE-01 no recuperó su atraso.", quality="Reprogramar A2.")
    resolve(analyst, number, "Se agregó la conclusión.")
    assert step(analyst, number, "submit").status_code == 302
    assert step(director, number, "endorse").status_code == 302
    assert step(director, number, "send").status_code == 302
    deliver_mail()
    told = {str(mail["To"]).split("@")[0] for mail in post_office.about("Informe de Seguimiento del PEI")}
    assert {"jefatura", "jefatura2", "jefatura3", "viceministro"} <= told


def test_what_was_endorsed_is_altered_by_nothing(half_year: Story, sign_in: SignIn) -> None:
    analyst, director = sign_in("analista"), sign_in("direccion")
    number = number_of(make(analyst, "pei_semester", "2027-S1"))
    write(analyst, number, "Así queda.")
    step(analyst, number, "submit")
    step(director, number, "endorse")
    before = file_of(analyst, number, "xlsx")
    correct_march(half_year, sign_in, "20")
    assert write(analyst, number, "De otra manera.").status_code == 409
    assert file_of(analyst, number, "xlsx") == before
    assert edition(number).conclusions == "Así queda."


def test_a_later_change_makes_a_version_that_lists_what_differs(half_year: Story, sign_in: SignIn) -> None:
    analyst, director = sign_in("analista"), sign_in("direccion")
    first = number_of(make(analyst, "pei_semester", "2027-S1"))
    assert make(analyst, "pei_semester", "2027-S1").status_code == 409  # one is in progress
    step(analyst, first, "submit")
    step(director, first, "endorse")
    correct_march(half_year, sign_in, "20")
    second = number_of(make(analyst, "pei_semester", "2027-S1"))
    page = analyst.get(f"/informes/{second}/").text
    assert (edition(second).version, edition(second).supersedes_id) == (2, first)
    changes = [found for found in cells(page) if found[:2] == ["Proyectos estratégicos", "PE-01 · Elemento PE-01"]]
    assert ["Cumplimiento a la fecha", "77.78 %", "63.89 %"] in [found[2:] for found in changes]


def test_the_poa_report_has_functions_and_projects(quarter: Story, sign_in: SignIn) -> None:
    analyst = sign_in("analista")
    number = number_of(make(analyst, "poa_quarterly", "2027-Q1"))
    page = analyst.get(f"/informes/{number}/").text
    assert row(page, "DGA")[1:3] == ["Dirección DGA", "87.22 %"]  # by dependency
    function = next(found for found in cells(page) if found[:2] == ["DGA", "F-01"])
    assert function[4:7:2] == ["87.22 %", "▲ Amarillo"]
    assert row(page, "PE-01")[6] == "77.78 %"
    assert row(page, "DGT")[:2] == ["DGT", "Dirección DGT"]


def test_availability_is_told_after_the_publication_alone(
    quarter: Story, sign_in: SignIn, post_office: PostOffice
) -> None:
    analyst, head = sign_in("analista"), sign_in("planificacion")
    number = number_of(make(analyst, "poa_quarterly", "2027-Q1"))
    step(analyst, number, "submit")
    assert step(head, number, "publish", "https://portal.example/poa").status_code == 409  # SoD-8: not endorsed
    for action in ("endorse", "send"):
        assert step(head, number, action).status_code == 302
    deliver_mail()
    assert {str(mail["To"]).split("@")[0] for mail in post_office.about("Informe de seguimiento del POA")} >= {
        "viceministro"
    }
    assert post_office.about("Disponible") == []
    assert step(head, number, "publish").status_code == 422  # without an address
    assert step(analyst, number, "publish", "https://portal.example/poa").status_code == 403  # nor by its author
    assert step(head, number, "publish", "https://portal.example/poa").status_code == 302
    deliver_mail()
    told = {str(mail["To"]).split("@")[0] for mail in post_office.about("Disponible")}
    assert told == {"jefatura", "jefatura2", "jefatura3"}


def test_a_period_that_is_not_closed_gives_no_more_than_a_draft(told: Story, sign_in: SignIn) -> None:
    analyst, head = sign_in("analista"), sign_in("planificacion")
    number = number_of(make(analyst, "poa_quarterly", "2027-Q1"))
    assert "provisional: el periodo no está cerrado" in analyst.get(f"/informes/{number}/").text
    step(analyst, number, "submit")
    assert step(head, number, "endorse").status_code == 409
    assert edition(number).state is EditionState.UNDER_REVIEW


def test_the_clock_prepares_what_is_due_once(quarter: Story, tick_at: TickAt) -> None:
    first, second = tick_at(BD8), tick_at(BD8)
    drafted = [each["period"] for each in first.occurrences if each["task"] == "draft_edition"]
    assert drafted == ["2027-B1", "2027-Q1", "2027-Q1"]  # two months, the executive one and that of the POA
    assert not [each for each in second.occurrences if each["task"] == "draft_edition"]


def test_the_clock_prepares_the_report_of_the_half_year(half_year: Story, tick_at: TickAt) -> None:
    ticked = tick_at("2027-07-13T09:00:00-06:00")
    assert "2027-S1" in [each["period"] for each in ticked.occurrences if each["task"] == "draft_edition"]


def correct_march(story: Story, sign_in: SignIn, value: str) -> None:
    """Open March again, correct the first activity of PE-01 and close the month."""
    again = {"reason": "Error de captura", "until": "2027-12-31"}
    page = f"/control/{MARCH}/reopen"
    assert press(sign_in("direccion"), page, page, **again).status_code == 302
    told = f"/bandeja/{sheet('DGA', 'PEI', story).id}/"
    assert press(sign_in("jefatura"), told, f"{told}return", remark="Corrija.").status_code == 302
    liaison = sign_in("enlace")
    assert fill(liaison, story, MARCH, {"A1": value}).status_code == 302
    assert send(liaison).status_code == 302
    close(sign_in("planificacion"), MARCH)
