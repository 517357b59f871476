"""AC0-2 and AC0-3: the sixth business day: who is silent, who is warned, and the workbook that is mailed (R 7.1)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from openpyxl import Workbook, load_workbook

from jobs.deliver_mail import deliver_mail
from models.rules.workflow import SheetState
from tests.conftest import rows
from tests.post_office import PostOffice, body
from tests.procedures.steps import MARCH, fill, press, score, send, sheet
from tests.procedures.story import AFTER_THE_WINDOW, ALERT, CONSOLIDATION, LAST_EVENING, TOLD, Story

SignIn = Callable[[str], FlaskClient]
TickAt = Callable[[str], Any]


@pytest.fixture
def one_is_silent(story: Story, tick_at: TickAt, sign_in: SignIn) -> Story:
    """DGA and UAJ sent March; DGT sent nothing."""
    for person, values in (("enlace", TOLD[MARCH]), ("enlace3", {"F3": "0"})):
        browser = sign_in(person)
        fill(browser, story, MARCH, values)
        tick_at(LAST_EVENING)
        assert send(browser).status_code == 302
    return story


def book_of(post_office: PostOffice) -> Workbook:
    """The workbook that finance got."""
    mails = [mail for mail in post_office.to("finanzas") if any(mail.iter_attachments())]
    assert len(mails) == 1
    attached = next(mails[0].iter_attachments())
    return load_workbook(BytesIO(attached.get_content()))


def texts(book: Workbook, sheet_name: str) -> str:
    """Every cell of a sheet, joined."""
    return " | ".join(str(cell) for row in book[sheet_name].iter_rows(values_only=True) for cell in row if cell)


def test_it_marks_who_sent_nothing(one_is_silent: Story, tick_at: TickAt) -> None:
    report = tick_at(AFTER_THE_WINDOW)
    assert [window["period"] for window in report.closed_windows] == [MARCH]
    assert sheet("DGT", "POA", one_is_silent).state is SheetState.NO_REPORT


def test_it_lists_the_silent_unit_on_plannings_board(one_is_silent: Story, tick_at: TickAt, sign_in: SignIn) -> None:
    tick_at(AFTER_THE_WINDOW)
    board = sign_in("planificacion").get(f"/control/{MARCH}/").text
    silent = board.split("Dirección DGT")[1].split("</tr>")[0]
    assert "sin reporte" in silent
    assert "sin reporte, 0 de 1" in silent


def test_it_takes_a_late_report_and_marks_it(one_is_silent: Story, tick_at: TickAt, sign_in: SignIn) -> None:
    tick_at(AFTER_THE_WINDOW)
    late = sign_in("enlace2")
    assert fill(late, one_is_silent, MARCH, {"F2": "1"}).status_code == 302
    assert send(late).status_code == 302
    found = sheet("DGT", "POA", one_is_silent)
    assert (found.state, found.is_late) == (SheetState.SUBMITTED, True)


def test_it_mails_the_consolidation_once_to_finance_and_audit(
    one_is_silent: Story, tick_at: TickAt, post_office: PostOffice
) -> None:
    tick_at(CONSOLIDATION)
    deliver_mail()
    with_book = [str(mail["To"]).split("@")[0] for mail in post_office.mails if any(mail.iter_attachments())]
    assert sorted(with_book) == ["control", "finanzas"]


def test_it_writes_numbers_as_numbers(one_is_silent: Story, tick_at: TickAt, post_office: PostOffice) -> None:
    tick_at(CONSOLIDATION)
    deliver_mail()
    book = book_of(post_office)
    figures = {
        round(cell, 2)
        for name in ("Por dependencia y función", "Proyectos estratégicos")
        for row in book[name].iter_rows(values_only=True)
        for cell in row
        if isinstance(cell, float)
    }
    assert {78.89, 87.22, 77.78} <= figures | {round(figure * 100, 2) for figure in figures}
    assert any(isinstance(cell, datetime) for row in book["Sin reporte"].iter_rows(values_only=True) for cell in row)


def test_it_names_the_silent_unit_in_its_own_sheet(
    one_is_silent: Story, tick_at: TickAt, post_office: PostOffice
) -> None:
    tick_at(CONSOLIDATION)
    deliver_mail()
    silent = texts(book_of(post_office), "Sin reporte")
    assert "Dirección DGT" in silent
    assert "Dirección DGA" not in silent


def test_it_shows_an_unreported_activity_as_the_example_says(
    story: Story, tick_at: TickAt, sign_in: SignIn, post_office: PostOffice
) -> None:
    browser = sign_in("enlace")
    fill(browser, story, MARCH, {key: value for key, value in TOLD[MARCH].items() if key != "b"})
    tick_at(LAST_EVENING)
    send(browser)
    tick_at(AFTER_THE_WINDOW)
    found = score(story, "F-01")
    assert (str(found.period_percent), found.period_color) == ("62.22", "red")
    assert (str(found.to_date_percent), found.color) == ("70.56", "yellow")


@pytest.mark.parametrize("is_marked", [True, False])
def test_it_warns_both_heads_of_the_project_and_no_third(
    one_is_silent: Story, tick_at: TickAt, sign_in: SignIn, post_office: PostOffice, *, is_marked: bool
) -> None:
    tick_at(AFTER_THE_WINDOW)
    if is_marked:
        board = f"/control/{MARCH}/"
        press(sign_in("analista"), board, f"{board}mark", unit="DGA", kind="projects")
    tick_at(ALERT)
    deliver_mail()
    notices = post_office.about("Aviso de alerta temprana")
    with_project = {str(mail["To"]).split("@")[0] for mail in notices if "PE-01" in body(mail)}
    assert with_project == {"jefatura", "jefatura2"}
    assert sorted(str(mail["To"]).split("@")[0] for mail in notices) == ["jefatura", "jefatura2", "jefatura3"]
    assert all("77.78 % ▲ amarillo" in body(mail) for mail in notices if "PE-01" in body(mail))


def test_it_marks_the_update_without_touching_a_sheet(one_is_silent: Story, tick_at: TickAt, sign_in: SignIn) -> None:
    tick_at(AFTER_THE_WINDOW)
    before = rows("SELECT id, row_version, state FROM capture_sheet ORDER BY id")
    board = f"/control/{MARCH}/"
    assert press(sign_in("analista"), board, f"{board}mark", unit="DGA", kind="functions").status_code == 302
    assert rows("SELECT id, row_version, state FROM capture_sheet ORDER BY id") == before
    panel = sign_in("planificacion").get(f"{board}unit/{one_is_silent.units['DGA']}/").text
    assert "Verificado por planificación: Analista de prueba" in panel


def test_it_asks_only_who_has_not_sent(one_is_silent: Story, tick_at: TickAt, post_office: PostOffice) -> None:
    tick_at(AFTER_THE_WINDOW)
    deliver_mail()
    told = {str(mail["To"]).split("@")[0] for mail in post_office.about("Sin reporte de marzo")}
    assert told == {"enlace2", "jefatura2"}
