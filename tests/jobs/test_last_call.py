"""The last call: who has something to send hears, a business day before, that a reopening or a later date ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from flask.testing import FlaskClient

from jobs.deliver_mail import deliver_mail
from jobs.tick import TickReport
from models.actions.close_period import close_period, reopen_period
from models.actions.extend_deadline import Extension, extend_deadline
from models.actions.open_period import period_row
from models.queries.reader_of import reader_of
from models.scope import reading_as
from models.tables.base import db
from tests.conftest import rows
from tests.factories import institution
from tests.post_office import PostOffice, body
from tests.procedures.steps import MARCH, fill, press, send
from tests.procedures.story import AFTER_THE_WINDOW, LAST_EVENING, TOLD, Story

SignIn = Callable[[str], FlaskClient]
TickAt = Callable[[str], TickReport]
THURSDAY, MONDAY_NOON = "2027-04-15T23:59:59-06:00", "2027-04-19T12:00:00-06:00"
WEDNESDAY_EARLY, WEDNESDAY, FRIDAY = (
    "2027-04-14T07:59:30-06:00",
    "2027-04-14T08:00:30-06:00",
    "2027-04-16T08:00:30-06:00",
)

TOLD_OF_DGT = [("enlace2", "DGT"), ("jefatura2", "DGT")]


def extend(story: Story, granted: str = LAST_EVENING) -> None:
    """Give DGT until Thursday."""
    head = reader_of(story.people["planificacion"], date(2027, 4, 7))
    with reading_as(head):
        order = Extension(story.units["DGT"], MARCH, datetime.fromisoformat(THURSDAY), "Traslado de oficinas")
        extend_deadline(order, head, datetime.fromisoformat(granted))
        db.session.commit()


def reopen(story: Story, until: str = MONDAY_NOON) -> None:
    """Close March on the ninth and open it again, until noon of a Monday."""
    head = reader_of(story.people["planificacion"], date(2027, 4, 9))
    now = datetime.fromisoformat("2027-04-09T10:00:00-06:00")
    with reading_as(head):
        close_period(period_row(institution().id, MARCH), head, now)
        reopen_period(period_row(institution().id, MARCH), "Dato corregido", datetime.fromisoformat(until), head, now)
        db.session.commit()


def calls() -> list[tuple[str, str]]:
    """Who is called, and about which unit."""
    return [
        (name, code)
        for name, code in rows(
            """
            SELECT ab_user.username, org_unit.code FROM outbox_mail mail
              JOIN ab_user ON ab_user.id = mail.recipient_id
              JOIN org_unit ON mail.subject = 'unit-' || org_unit.id
             WHERE mail.kind = 'last_call' ORDER BY 1, 2
            """
        )
    ]


def test_it_comes_in_the_morning_of_the_business_day_before_and_once(story: Story, tick_at: TickAt) -> None:
    extend(story)
    tick_at(AFTER_THE_WINDOW)
    tick_at(WEDNESDAY_EARLY)
    assert calls() == []
    report = tick_at(WEDNESDAY)
    assert {"institution": "hacienda_sv", "period": MARCH, "task": "last_call"} in report.occurrences
    assert calls() == TOLD_OF_DGT
    assert not [each for each in tick_at(WEDNESDAY).occurrences if each["task"] == "last_call"]
    tick_at("2027-04-15T09:00:00-06:00")
    assert calls() == TOLD_OF_DGT


def test_a_reopening_calls_every_unit_that_has_something_to_send(
    story: Story, tick_at: TickAt, sign_in: SignIn
) -> None:
    liaison = sign_in("enlace")
    fill(liaison, story, MARCH, TOLD[MARCH])
    send(liaison)
    tick_at(AFTER_THE_WINDOW)
    reopen(story)
    tick_at("2027-04-15T18:00:00-06:00")
    assert calls() == []
    tick_at(FRIDAY)  # of a Monday
    assert calls() == sorted([*TOLD_OF_DGT, ("enlace3", "UAJ"), ("jefatura3", "UAJ")])


def test_a_clock_that_was_down_calls_no_more_after_the_end(story: Story, tick_at: TickAt) -> None:
    extend(story)
    tick_at(AFTER_THE_WINDOW)
    tick_at("2027-04-16T00:00:30-06:00")
    assert calls() == []


def test_who_heard_of_the_date_on_that_day_is_spared(story: Story, tick_at: TickAt) -> None:
    tick_at(AFTER_THE_WINDOW)
    extend(story, granted="2027-04-14T09:00:00-06:00")
    tick_at("2027-04-14T10:00:00-06:00")
    assert calls() == []


def last_mail(office: PostOffice, person: str) -> str:
    deliver_mail()
    return body([mail for mail in office.mails if f"{person}@" in str(mail["To"])][-1])


def test_it_says_that_a_later_date_ends(story: Story, tick_at: TickAt, post_office: PostOffice) -> None:
    extend(story)
    tick_at(AFTER_THE_WINDOW)
    tick_at(WEDNESDAY)
    text = last_mail(post_office, "enlace2")
    assert "La prórroga de Dirección DGT para marzo de 2027 termina el 15/04/2027 23:59." in text
    assert "/mi-mes/?period=2027-03" in text


def test_it_says_that_a_reopening_ends(story: Story, tick_at: TickAt, post_office: PostOffice) -> None:
    tick_at(AFTER_THE_WINDOW)
    reopen(story)
    tick_at(FRIDAY)
    text = last_mail(post_office, "jefatura2")
    assert "El reporte de marzo de 2027 se reabrió y se cierra de nuevo el 19/04/2027 12:00." in text
    assert "/tablero/?period=2027-03" in text  # a head has no sheet to open


def test_it_holds_back_from_who_does_without_and_from_who_sent(
    story: Story, tick_at: TickAt, sign_in: SignIn, post_office: PostOffice
) -> None:
    press(sign_in("enlace2"), "/mis-avisos/", "/mis-avisos/", notice=["window_opens", "daily_digest"])
    tick_at(AFTER_THE_WINDOW)
    reopen(story)
    tick_at(FRIDAY)
    third = sign_in("enlace3")
    fill(third, story, MARCH, {"F3": "1"})
    send(third)
    deliver_mail()
    found = rows(
        """
        SELECT username, mail.state, mail.error FROM outbox_mail mail JOIN ab_user ON ab_user.id = mail.recipient_id
         WHERE kind = 'last_call' AND username IN ('enlace2', 'jefatura2', 'enlace3') ORDER BY 1
        """
    )
    assert [tuple(row) for row in found] == [
        ("enlace2", "suppressed", "La persona eligió no recibir este aviso."),
        ("enlace3", "superseded", "La unidad ya envió su reporte."),
        ("jefatura2", "sent", ""),
    ]
