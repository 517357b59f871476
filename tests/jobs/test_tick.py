"""The clock's work: once for each occasion, the last of a series when it was away, nothing without a plan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import text

from jobs.deliver_mail import deliver_mail
from jobs.schedule import due_tasks
from jobs.sweep import sweep
from jobs.tick import tick
from models.actions.claim_mail import MOST_ATTEMPTS, claim_mail, keep_lease
from models.actions.settle_mail import mark_for_retry
from models.clock import real_now
from models.rules.workflow import MailState
from models.tables.base import db
from models.tables.outbox_mail import OutboxMail
from tests.conftest import Ministry, rows
from tests.factories import institution
from tests.faults.conftest import queue_letters
from tests.post_office import PostOffice, body
from tests.procedures.steps import MARCH
from tests.procedures.story import CONSOLIDATION, Story


def test_it_has_nothing_to_do_without_a_plan(ministry: Ministry) -> None:
    now = datetime.fromisoformat(CONSOLIDATION)
    assert due_tasks(institution().id, now) == []
    assert [done["task"] for done in tick(now).occurrences] == ["digest"]  # of no report at all
    assert rows("SELECT count(*) FROM outbox_mail") == [(0,)]


def test_it_does_everything_that_was_missed_in_order(story: Story, tick_at: Callable[[str], Any]) -> None:
    report = tick_at("2027-04-20T12:00:00-06:00")  # the clock was down since the first
    done = [task["task"] for task in report.occurrences if task.get("period") == MARCH]
    assert done.index("close_window") < done.index("early_warning") < done.index("consolidation")
    assert [window["period"] for window in report.closed_windows] == [MARCH]


def test_it_spares_people_reminders_of_a_window_that_ended(story: Story, tick_at: Callable[[str], Any]) -> None:
    report = tick_at("2027-04-20T12:00:00-06:00")
    reminded = {task["result"] for task in report.occurrences if task["task"].startswith("remind")}
    assert reminded <= {"superseded"}


def test_it_reminds_each_with_a_page_that_he_may_open(story: Story, post_office: PostOffice) -> None:
    deliver_mail()  # those of the opening morning
    told = {str(mail["To"]): body(mail) for mail in post_office.mails}
    for person, door in (
        ("enlace2", "/mi-mes/?period=2027-03&unit=DGT&show=missing"),
        ("jefatura2", "/tablero/?period=2027-03"),
    ):
        text = next(text for address, text in told.items() if f"{person}@" in address)
        assert door in text
        assert "porque responde por el reporte de Dirección DGT" in text


def test_it_makes_one_digest_of_the_days_that_it_was_down(story: Story, tick_at: Callable[[str], Any]) -> None:
    tick_at("2027-04-20T18:00:00-06:00")
    digests = rows("SELECT count(*) FROM occurrence WHERE task = 'digest' AND due_at > '2027-04-02'")
    assert digests == [(1,)]


def test_it_seals_the_trail_while_it_sweeps(story: Story) -> None:
    sweep()
    assert rows("SELECT count(*) > 0 FROM audit_seal") == [(True,)]


def test_it_leases_a_mail_to_one_sender_only(story: Story) -> None:
    db.session.execute(text("DELETE FROM outbox_mail"))
    queue_letters(1, story.people["enlace"])
    now = real_now()
    assert claim_mail(now) is not None
    db.session.commit()
    assert claim_mail(now) is None


def test_it_knows_when_another_sender_has_the_mail(story: Story) -> None:
    db.session.execute(text("DELETE FROM outbox_mail"))
    queue_letters(1, story.people["enlace"])
    mail = claim_mail(real_now())
    assert mail is not None
    db.session.commit()
    assert keep_lease(mail, real_now())
    db.session.commit()
    assert mail.attempts == 1  # what this sender knows
    with db.engine.begin() as another:
        another.execute(text("UPDATE outbox_mail SET attempts = attempts + 1"))
    assert not keep_lease(mail, real_now())


def test_it_gives_up_on_a_mail_that_ends_every_sender(story: Story) -> None:
    db.session.execute(text("DELETE FROM outbox_mail"))
    queue_letters(1, story.people["enlace"])
    db.session.execute(text("UPDATE outbox_mail SET attempts = :most"), {"most": MOST_ATTEMPTS})
    db.session.commit()
    assert claim_mail(real_now()) is None
    db.session.commit()
    assert rows("SELECT state, error <> '' FROM outbox_mail") == [("failed", True)]


@pytest.mark.parametrize(("attempts", "minutes"), [(1, 5), (2, 30), (3, 120), (4, 240), (20, 240)])
def test_it_waits_longer_after_each_attempt(attempts: int, minutes: int) -> None:
    now = real_now()
    mail = OutboxMail(attempts=attempts, state=MailState.SENDING)
    mark_for_retry(mail, "451", now)
    assert (mail.state, round((mail.next_try_at - now).total_seconds() / 60)) == (MailState.QUEUED, minutes)


def test_it_gives_up_after_five_days() -> None:
    mail = OutboxMail(attempts=40, state=MailState.SENDING)
    mark_for_retry(mail, "451", real_now())
    assert mail.state is MailState.FAILED
