"""A period of a large plan is closed by a job: whole, by whoever asked, and by another worker where one is killed."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, text

from jobs import close_periods as closing
from jobs.close_periods import close_periods
from jobs.queue import connection, queue
from jobs.sweep import sweep
from models.actions import ask_closing
from models.tables.base import db
from models.tables.cut import Cut
from models.tables.cut_item import CutItem
from models.tables.reporting_period import ReportingPeriod
from tests.conftest import rows
from tests.factories import institution
from tests.faults.killing import next_child, nursery
from tests.procedures.steps import MARCH, fill, press, send
from tests.procedures.story import AFTER_THE_WINDOW, Story
from tests.views.test_deadlines import words

SignIn = Callable[[str], FlaskClient]
BOARD, CLOSE = f"/control/{MARCH}/", f"/control/{MARCH}/close"
COMPUTING = "se está calculando su corte"


def standing() -> tuple[str, bool, int]:
    """State of March, whether its closing waits for a job, and how many cuts of it there are."""
    db.session.rollback()
    period = db.session.scalars(select(ReportingPeriod).where(ReportingPeriod.period == MARCH)).one()
    cuts = db.session.scalars(select(Cut.id).where(Cut.period == MARCH)).all()
    return period.state, period.closing_asked_at is not None, len(cuts)


@pytest.fixture
def asked(story: Story, sign_in: SignIn, tick_at: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch) -> Story:
    """The head of planning has pressed the button, and the plans are too large for a page."""
    tick_at(AFTER_THE_WINDOW)
    monkeypatch.setattr(ask_closing, "MOST_AT_ONCE", 0)
    head = sign_in("planificacion")
    answer = head.get(press(head, CLOSE, CLOSE).headers["Location"])
    assert "Se está calculando el corte del periodo" in answer.text
    return story


def test_it_is_left_to_a_job(asked: Story, sign_in: SignIn) -> None:
    assert standing() == ("under_review", True, 0)
    board = sign_in("planificacion").get(BOARD).text
    assert COMPUTING in words(board)
    assert CLOSE not in board
    assert close_periods(institution().id) == 1
    assert standing() == ("closed", False, 2)  # one of each plan
    assert COMPUTING not in words(sign_in("planificacion").get(BOARD).text)
    assert close_periods(institution().id) == 0


def test_it_closes_as_whoever_asked(asked: Story) -> None:
    close_periods(institution().id)
    acts = rows("SELECT action, actor_id FROM audit_entry WHERE action LIKE '%clos%_period' OR action = 'ask_closing'")
    assert [tuple(act) for act in acts] == [
        (action, asked.people["planificacion"]) for action in ("ask_closing", "close_period")
    ]


def test_it_freezes_what_was_sent_until_it_closed(asked: Story, sign_in: SignIn) -> None:
    fill(sign_in("enlace2"), asked, MARCH, {"F2": "1"})
    assert send(sign_in("enlace2")).status_code == 302
    close_periods(institution().id)
    frozen = select(CutItem.actual).join(Cut, Cut.id == CutItem.cut_id).where(Cut.period == MARCH)
    assert db.session.scalars(frozen.where(CutItem.plan_item_id == asked.items["F2"])).one() == 1


def test_it_is_not_asked_twice(asked: Story, sign_in: SignIn) -> None:
    head = sign_in("planificacion")
    assert press(head, CLOSE, CLOSE).status_code == 302
    assert rows("SELECT count(*) FROM audit_entry WHERE action = 'ask_closing'")[0][0] == 1


def test_it_is_given_up_where_the_person_may_not_any_more(asked: Story) -> None:
    db.session.execute(
        text("UPDATE assignment SET ends_on = '2027-03-01' WHERE user_id = :user"),
        {"user": asked.people["planificacion"]},
    )
    db.session.commit()
    assert close_periods(institution().id) == 0
    assert standing() == ("under_review", False, 0)


def test_the_sweep_finds_it_again(asked: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(closing, "close_period", fail)
    with pytest.raises(OSError, match="full"):
        close_periods(institution().id)
    assert standing() == ("under_review", True, 0)
    sweep()
    assert f"close_periods-{institution().id}" in queue(connection()).job_ids


def test_another_worker_closes_what_a_killed_one_began(
    asked: Story, environment: dict[str, str], dirty: Callable[[], None]
) -> None:
    dirty()
    db.session.remove()
    with nursery("closing", environment) as process:
        for _ in range(4):
            child = next_child(process)
            time.sleep(0.05)
            os.kill(child, signal.SIGKILL)
        next_child(process)
        for _ in range(300):
            if standing()[0] == "closed":
                break
            time.sleep(0.1)
    assert standing() == ("closed", False, 2)
