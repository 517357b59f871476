"""Work that waits for a sender: mails whose letter is short and whose reader is real."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask

from models.actions.queue_mail import MailOrder, queue_mail
from models.tables.base import db
from tests.factories import institution
from tests.procedures.story import Story

NOW = datetime(2027, 4, 8, 12, tzinfo=UTC)
MOVED = {
    "before": "2027-04-07T23:59:59-06:00",
    "after": "2027-04-09T23:59:59-06:00",
    "reason": "Asueto por acuerdo ejecutivo",
}


def queue_letters(many: int, recipient: int, *, tag: str = "") -> None:
    """Queue letters about a moved deadline to one person, each about another matter, and commit."""
    for number in range(many):
        order = MailOrder(
            institution().id, "S0-D01", "moved", "deadline_moved", recipient, f"{tag}{number}", "2027-03", data=MOVED
        )
        queue_mail(order, NOW)
    db.session.commit()


@pytest.fixture
def letters(app: Flask, story: Story, dirty: Callable[[], None]) -> Callable[[int], None]:
    """Empty the outbox of the story and queue so many short letters to the liaison."""
    dirty()

    def queue(many: int) -> None:
        db.session.execute(db.text("DELETE FROM outbox_mail"))
        queue_letters(many, story.people["enlace"])

    return queue
