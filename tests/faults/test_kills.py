"""Processes killed hard at random instants: nothing is lost and nothing is done twice (security D1, section 3)."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from models.clock import set_business_clock
from models.tables.base import db
from tests.conftest import rows
from tests.faults.killing import kill_senders, next_child, nursery
from tests.post_office import PostOffice
from tests.procedures.story import CONSOLIDATION, Story

SEED = 20270408
KILLS = int(os.environ.get("RUMBO_KILLS", "30"))  # benchmarks/bench_faults.py asks for 300
MAILS = 3 * KILLS


def report(capsys: Any, line: str) -> None:
    """Figures of a run, seen also when all is well."""
    with capsys.disabled():
        print(f"\n{line}")  # noqa: T201 -- the figure is the result


def test_it_loses_and_doubles_no_mail_when_the_sender_is_killed(
    letters: Callable[[int], None], environment: dict[str, str], post_office: PostOffice, capsys: Any
) -> None:
    letters(MAILS)
    db.session.remove()
    found = kill_senders(KILLS, SEED, environment, post_office, MAILS)
    report(capsys, f"sender, seed {SEED}: {found}")
    assert (found.lost, found.duplicated) == (0, 0)
    assert found.hits >= KILLS // 5, "too few kills fell on a mail in hand to say anything"
    assert {tuple(row) for row in rows("SELECT state, count(*) FROM outbox_mail GROUP BY 1")} == {("sent", MAILS)}


def _wait_until_quiet() -> None:
    """Until the clock that may live has done all there is."""
    before, same = -1, 0
    for _ in range(200):
        db.session.rollback()
        now = rows("SELECT count(*) FROM occurrence")[0][0]
        same = same + 1 if now == before else 0
        if same > 8:
            return
        before = now
        time.sleep(0.25)


def test_it_sends_each_mail_once_from_three_senders(
    letters: Callable[[int], None], environment: dict[str, str], post_office: PostOffice
) -> None:
    letters(MAILS)
    db.session.remove()
    values = {**environment, "RUMBO_MAIL_PORT": str(post_office.port)}
    with nursery("sender", values) as one, nursery("sender", values) as two, nursery("sender", values) as three:
        for process in (one, two, three):
            next_child(process)
        for _ in range(300):
            db.session.rollback()
            if not rows("SELECT 1 FROM outbox_mail WHERE state <> 'sent' LIMIT 1"):
                break
            time.sleep(0.1)
    assert len(post_office.mails) == len(post_office.copies()) == MAILS


def test_it_does_every_task_once_with_two_clocks(
    story: Story, environment: dict[str, str], dirty: Callable[[], None]
) -> None:
    dirty()
    set_business_clock(datetime.fromisoformat(CONSOLIDATION))
    db.session.commit()
    db.session.remove()
    with nursery("clock", environment) as one, nursery("clock", environment) as two:
        for process in (one, two):
            next_child(process)
        _wait_until_quiet()
    assert rows("SELECT count(*) FROM export_run WHERE period = '2027-03'") == [(1,)]
    assert rows("SELECT action FROM audit_entry WHERE action = 'close_window' AND detail ->> 'period' = '2027-03'") == [
        ("close_window",)
    ]


def test_it_gives_another_child_when_one_is_killed(environment: dict[str, str], story: Story) -> None:
    with nursery("sender", environment) as process:
        first = next_child(process)
        os.kill(first, signal.SIGKILL)
        assert next_child(process) != first
