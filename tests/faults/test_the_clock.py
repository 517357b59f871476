"""The clock process killed hard again and again: what it leaves is what a clock leaves that nobody touched."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import Engine, NullPool, create_engine, text

from jobs.clock import CLOCK_LOCK
from jobs.schedule import due_tasks
from jobs.tick import tick
from models.clock import set_business_clock
from models.tables.base import db
from tests.conftest import rows
from tests.factories import institution
from tests.faults.killing import ROOT
from tests.live_database import KEPT, LiveDatabase
from tests.procedures.story import OPENING, Story

SEED = 20270409
KILLS = int(os.environ.get("RUMBO_KILLS", "30"))  # benchmarks/bench_faults.py asks for 300
AIMS = (False, True, True)
"""At each moment of the business clock: killed anywhere in its life once, and twice with something half written."""
LIFE = 0.6
PATIENCE = 60.0
QUIET = timedelta(hours=1)
LEFT = {
    "tasks": "SELECT institution_id, task, due_at, done_at IS NOT NULL, result FROM occurrence",
    "mails": "SELECT key, kind, step, recipient_id, state FROM outbox_mail",
    "books": "SELECT kind, period, occasion, asked_by FROM export_run",
    "sheets": "SELECT org_unit_id, plan_id, period, state, is_late FROM capture_sheet",
    "periods": "SELECT period, state FROM reporting_period",
    "acts": "SELECT action, object_type, detail FROM audit_entry WHERE action NOT IN ('sign_in', 'denied')",
}
WRITING = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND backend_xid IS NOT NULL"
ELECTED = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND objid = :key"


@pytest.fixture
def moments(story: Story) -> list[datetime]:
    """Moments at which the clock has something to do and after which it is quiet for an hour, over the year."""
    tasks = due_tasks(institution().id, datetime(2028, 1, 31, tzinfo=UTC))
    instants = sorted({task.at for task in tasks if task.at > datetime.fromisoformat(OPENING)})
    quiet = [at + timedelta(seconds=30) for at, following in pairwise(instants) if following - at > QUIET]
    many = KILLS // len(AIMS)
    return [quiet[number * len(quiet) // many] for number in range(many)]


@pytest.fixture
def watcher(environment: dict[str, str], story: Story) -> Iterator[Engine]:
    """A connection of its own that looks at what the others do."""
    engine = create_engine(environment["RUMBO_DATABASE_URL"], isolation_level="AUTOCOMMIT", poolclass=NullPool)
    yield engine
    engine.dispose()


def left() -> dict[str, list[str]]:
    """What the clock leaves behind, without the instants at which it was done."""
    db.session.rollback()
    return {name: sorted(str(tuple(row)) for row in rows(question)) for name, question in LEFT.items()}


def strike(moment: datetime) -> None:
    """Set the business clock."""
    set_business_clock(moment)
    db.session.commit()
    db.session.remove()


@contextmanager
def scheduler(environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """The real process; dead when the block ends."""
    process = subprocess.Popen(  # noqa: S603 -- our own command
        [sys.executable, str(ROOT / "run.py"), "scheduler"], env={**os.environ, **environment}, cwd=ROOT
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def sees(watcher: Engine, question: str) -> bool:
    with watcher.connect() as connection:
        return connection.execute(text(question), {"key": CLOCK_LOCK}).first() is not None


def until(holds: Callable[[], bool], seconds: float) -> bool:
    """Look again and again; whether it came in time."""
    end = time.monotonic() + seconds
    while not (held := holds()) and time.monotonic() < end:
        time.sleep(0.002)
    return held


def kill_once(environment: dict[str, str], watcher: Engine, chance: random.Random, *, is_aimed: bool) -> bool:
    """Start the clock and kill it; whether it died with a change that was written and not committed."""
    with scheduler(environment) as process:
        assert until(lambda: sees(watcher, ELECTED), PATIENCE)
        if is_aimed:
            until(lambda: sees(watcher, WRITING), LIFE)
            time.sleep(chance.uniform(0, 0.02))
        else:
            time.sleep(chance.uniform(0, LIFE))
        process.send_signal(signal.SIGSTOP)  # held still, so that what is seen is what it dies with
        is_hit = sees(watcher, WRITING)
    assert until(lambda: not sees(watcher, ELECTED), PATIENCE)
    return is_hit


def begin_again(live: LiveDatabase) -> None:
    """The morning of the first of April once more."""
    db.session.remove()
    db.engine.dispose()
    live.is_clean = False
    live.renew(KEPT)


def test_it_does_every_task_once_when_the_clock_is_killed(
    moments: list[datetime], live: LiveDatabase, environment: dict[str, str], watcher: Engine, capsys: Any
) -> None:
    for moment in moments:
        strike(moment)
        tick(moment)
    untouched = left()
    begin_again(live)
    before = len(left()["tasks"])
    chance, hits = random.Random(SEED), 0  # noqa: S311 -- instants, not secrets
    for moment in moments:
        for is_aimed in AIMS:
            strike(moment)
            hits += kill_once(environment, watcher, chance, is_aimed=is_aimed)
        tick(moment)
    found = left()
    live.is_clean = False
    differing = [name for name in LEFT if found[name] != untouched[name]]
    with capsys.disabled():
        print(  # noqa: T201 -- the figure is the result
            f"\nclock, seed {SEED}: {len(moments) * len(AIMS)} kills, {hits} with something half written,"
            f" {len(found['tasks']) - before} tasks: {len(differing)} kinds of rows differ"
        )
    assert found == untouched
    assert hits > len(moments) // 10  # a busy machine hits less often; without any hit nothing would be proved
