"""Corrective actions near and past their day, what was validated in the digest, the warning that nobody opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from jobs.deliver_mail import deliver_mail
from models.tables.base import db
from models.tables.outbox_mail import OutboxMail
from tests.post_office import PostOffice, body
from tests.procedures.chain_steps import SAID, action, register, step, validate
from tests.procedures.steps import MARCH, fill, press, send
from tests.procedures.story import AFTER_THE_WINDOW, ALERT, LAST_EVENING, TOLD, Story

SignIn = Callable[[str], FlaskClient]
TickAt = Callable[[str], Any]
DUE = "2027-05-31"
"""A Monday, as `validate` says it."""
FIVE_DAYS, THE_EVE, DAY_AFTER = (f"2027-{day}T08:05:00-06:00" for day in ("05-24", "05-28", "06-01"))


@pytest.fixture
def validated(story: Story, sign_in: SignIn) -> Story:
    """DGA says what it does about PE-01 until the end of May, and its head finds it adequate."""
    assert register(sign_in("enlace"), story, SAID).status_code == 302
    assert validate(sign_in("jefatura"), story, action()).status_code == 302
    return story


def told(post_office: PostOffice, subject: str) -> list[str]:
    """To whom mails with these words in their subject went."""
    deliver_mail()
    return sorted(str(mail["To"]).split("@")[0] for mail in post_office.about(subject))


@pytest.mark.parametrize("moment", [FIVE_DAYS, THE_EVE])
def test_an_action_near_its_day_is_reminded_once(
    validated: Story, tick_at: TickAt, post_office: PostOffice, moment: str
) -> None:
    for _ in range(2):
        tick_at(moment)
    assert told(post_office, "Una acción correctiva vence el 31 de mayo") == ["enlace", "jefatura"]


def test_an_overdue_action_is_told_to_planning_once(validated: Story, tick_at: TickAt, post_office: PostOffice) -> None:
    for moment in (DAY_AFTER, "2027-06-09T08:05:00-06:00"):
        tick_at(moment)
    assert told(post_office, "Acción correctiva vencida") == ["enlace", "jefatura", "planificacion"]


def test_an_implemented_action_is_not_reminded(
    validated: Story, sign_in: SignIn, tick_at: TickAt, post_office: PostOffice
) -> None:
    assert step(sign_in("enlace"), validated, "implementar", action(), result="Hecho").status_code == 302
    tick_at(FIVE_DAYS)
    tick_at(DAY_AFTER)
    assert told(post_office, "cción correctiva ve") == []


def test_the_digest_says_what_was_validated(validated: Story, tick_at: TickAt, post_office: PostOffice) -> None:
    tick_at("2027-04-01T17:00:30-06:00")
    deliver_mail()
    (mail, *_) = (mail for mail in post_office.about("1 acción validada hoy") if str(mail["To"]).startswith("anal"))
    assert SAID in body(mail)
    assert "PE-01" in body(mail)


@pytest.fixture
def warned(story: Story, tick_at: TickAt, sign_in: SignIn) -> Story:
    """March is told; the heads have their early warning of BD 6."""
    fill(sign_in("enlace"), story, MARCH, TOLD[MARCH])
    tick_at(LAST_EVENING)
    send(sign_in("enlace"))
    for moment in (AFTER_THE_WINDOW, ALERT):
        tick_at(moment)
    return story


def warnings(of: str, story: Story) -> list[str]:
    """The steps of the early warnings of March to somebody, in order."""
    question = select(OutboxMail.step).where(
        OutboxMail.kind == "early_warning", OutboxMail.recipient_id == story.people[of], OutboxMail.period == MARCH
    )
    db.session.rollback()
    return list(db.session.scalars(question.order_by(OutboxMail.id)))


def test_an_unread_warning_comes_again_after_three_business_days(warned: Story, tick_at: TickAt) -> None:
    for moment in ("2027-04-12T09:00:00-06:00", "2027-04-13T09:00:00-06:00", "2027-04-14T09:00:00-06:00"):
        tick_at(moment)
    assert warnings("jefatura", warned) == ["due", "late+3BD"]
    tick_at("2027-04-16T09:00:00-06:00")
    assert warnings("jefatura", warned) == ["due", "late+3BD", "late+6BD"]


def test_a_warning_that_was_read_does_not(warned: Story, sign_in: SignIn, tick_at: TickAt) -> None:
    press(sign_in("jefatura"), "/alertas/", "/alertas/vistas")
    tick_at("2027-04-14T09:00:00-06:00")
    assert warnings("jefatura", warned) == ["due"]
