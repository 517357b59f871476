"""A person chooses which informing mails come."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient

from jobs.deliver_mail import deliver_mail
from models.actions.queue_mail import MailOrder, queue_mail
from models.rules.optional_notice import OptionalNotice
from models.tables.base import db
from tests.conftest import rows
from tests.factories import institution
from tests.faults.conftest import MOVED, NOW
from tests.post_office import PostOffice
from tests.procedures.steps import MARCH, press
from tests.procedures.story import Story

SignIn = Callable[[str], FlaskClient]


def order(person: int, step: str, kind: str = "reminder", **data: object) -> MailOrder:
    return MailOrder(institution().id, "S0-D01", step, kind, person, f"{kind}-{step}", MARCH, data=data)


def states() -> dict[str, str]:
    return dict(tuple(row) for row in rows("SELECT step, state FROM outbox_mail"))


def test_it_begins_with_every_notice_wanted(story: Story, sign_in: SignIn) -> None:
    page = sign_in("enlace").get("/mis-avisos/").text
    assert page.count("checked") == len(OptionalNotice)


def test_it_keeps_the_choice_of_each_person_apart(story: Story, sign_in: SignIn) -> None:
    mine, head = sign_in("enlace"), sign_in("jefatura")
    press(mine, "/mis-avisos/", "/mis-avisos/", notice=["window_opens"])
    assert mine.get("/mis-avisos/").text.count("checked") == 1
    assert head.get("/mis-avisos/").text.count("checked") == len(OptionalNotice)


def test_it_holds_back_what_was_not_wanted_and_says_why(story: Story, sign_in: SignIn, post_office: PostOffice) -> None:
    db.session.execute(db.text("DELETE FROM outbox_mail"))
    person, unit = story.people["enlace"], story.units["DGA"]
    press(sign_in("enlace"), "/mis-avisos/", "/mis-avisos/", notice=["window_ends_soon"])
    due = {"org_unit_id": unit, "due_at": "2027-04-07T23:59:59-06:00"}
    for step in ("opens", "due-1BD", "due"):
        queue_mail(order(person, step, **due), NOW)
    queue_mail(order(person, "moved", "deadline_moved", **MOVED), NOW)
    db.session.commit()
    deliver_mail()
    assert states() == {"opens": "suppressed", "due-1BD": "sent", "due": "sent", "moved": "sent"}
    assert rows("SELECT error FROM outbox_mail WHERE state = 'suppressed'") == [
        ("La persona eligió no recibir este aviso.",)
    ]


def test_it_ignores_a_notice_that_nobody_knows(story: Story, sign_in: SignIn) -> None:
    mine = sign_in("enlace")
    press(mine, "/mis-avisos/", "/mis-avisos/", notice=["sheet_returned", "x"])
    assert rows("SELECT muted_notices FROM person WHERE muted_notices <> '{}'") == [
        (["daily_digest", "window_ends_soon", "window_opens"],)
    ]


def test_it_leaves_a_line_in_the_trail(story: Story, sign_in: SignIn) -> None:
    press(sign_in("enlace"), "/mis-avisos/", "/mis-avisos/", notice=[])
    assert rows("SELECT count(*) FROM audit_entry WHERE action = 'choose_notices'") == [(1,)]
