"""The letters of a report, from the clock's draft to the published one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from flask.testing import FlaskClient
from sqlalchemy import text

from jobs.deliver_mail import deliver_mail
from models.actions.queue_mail import MailOrder, queue_mail
from models.tables.base import db
from tests.factories import institution
from tests.jobs.meeting_letters import CODE
from tests.procedures.reports import make, number_of, resolve, step
from tests.procedures.story import Story

QUARTER = "2027-Q1"


def deliver_edition_letters(story: Story, sign_in: Callable[[str], FlaskClient]) -> None:
    """One report lives through all of its states; each letter leaves while its state lasts."""
    analyst, head = sign_in("analista"), sign_in("planificacion")
    number = number_of(make(analyst, "poa_quarterly", QUARTER))
    _deliver(story, number, "edition_drafted")
    for who, action, note in ((analyst, "submit", ""), (head, "return", CODE)):
        step(who, number, action, note)
        deliver_mail()
    resolve(analyst, number, CODE)
    for who, action in ((analyst, "submit"), (head, "endorse")):
        step(who, number, action)
    _in_state(number, "presented")
    _deliver(story, number, "edition_presented")
    _in_state(number, "endorsed")
    step(head, number, "send")
    step(head, number, "publish", "http://rumbo.example/poa")
    deliver_mail()


def _deliver(story: Story, number: int, kind: str) -> None:
    order = MailOrder(
        institution().id, "S0-D15", kind, kind, story.people["analista"], f"edition-{number}", QUARTER,
        edition_id=number,
    )  # fmt: skip
    queue_mail(order, datetime.now(UTC))
    db.session.commit()
    deliver_mail()


def _in_state(number: int, state: str) -> None:
    """Another institution's reports are presented before they are sent."""
    db.session.execute(text("UPDATE edition SET state = :state WHERE id = :number"), {"state": state, "number": number})
    db.session.commit()
