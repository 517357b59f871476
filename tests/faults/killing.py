"""Kill a process hard at random instants, again and again, and say what became of the work."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
from sqlalchemy import Engine, create_engine, text

from tests.post_office import PostOffice

ROOT = Path(__file__).resolve().parents[2]
LONGEST_LIFE = 0.12
"""Seconds in which a sender hands over several mails: a kill falls anywhere into its work."""
PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class KillRun:
    """What a run of kills found; `hits` of them fell on a mail in hand.

    `raw_duplicates` are copies under the same Message-ID, which a reader sees once.
    """

    kills: int
    hits: int
    mails: int
    lost: int
    duplicated: int
    raw_duplicates: int

    def __str__(self) -> str:
        """One line for the report of a test run and for the table of the benchmarks."""
        return (
            f"{self.kills} kills, {self.hits} on a mail in hand, {self.mails} mails: {self.lost} lost,"
            f" {self.duplicated} duplicated by Message-ID, {self.raw_duplicates} raw duplicates"
        )


@contextmanager
def nursery(job: str, environment: Mapping[str, str]) -> Iterator[subprocess.Popen[str]]:
    """A process that always has a child at work on `job`."""
    process = subprocess.Popen(  # noqa: S603 -- our own module
        [sys.executable, "-m", "tests.faults.nursery", job],
        env={**os.environ, **environment},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def kill_family(process: subprocess.Popen[bytes]) -> None:
    """Kill a process and all that it forked, also what has left its group as a worker's child does."""
    with suppress(psutil.NoSuchProcess):
        for each in (*psutil.Process(process.pid).children(recursive=True), process):
            with suppress(psutil.NoSuchProcess):
                each.kill()
    process.wait()


def next_child(process: subprocess.Popen[str]) -> int:
    """Process id of the child that has just begun; raises ValueError when the nursery died."""
    assert process.stdout is not None
    return int(process.stdout.readline())


def kill_senders(times: int, seed: int, environment: Mapping[str, str], office: PostOffice, mails: int) -> KillRun:
    """Kill the sender `times` while it works on the `mails` queued ones, then let it finish and count."""
    engine = create_engine(environment["RUMBO_DATABASE_URL"])
    chance = random.Random(seed)  # noqa: S311 -- instants, not secrets
    with nursery("sender", {**environment, "RUMBO_MAIL_PORT": str(office.port)}) as process:
        hits = 0
        for _ in range(times):
            child = next_child(process)
            time.sleep(chance.uniform(0, LONGEST_LIFE))
            os.kill(child, signal.SIGKILL)
            hits += _let_leases_run_out(engine) > 0
        next_child(process)
        waited = time.monotonic()
        while (waiting := _unsent(engine)) and time.monotonic() - waited < PATIENCE:
            _let_leases_run_out(engine)
            time.sleep(0.2)
    engine.dispose()
    copies = office.copies()
    lost = max(waiting, mails - len(copies))
    return KillRun(times, hits, mails, lost, max(0, len(copies) - mails), sum(copies.values()) - len(copies))


def _let_leases_run_out(engine: Engine) -> int:
    """A minute passes for what a killed sender left behind; give how many mails that were.

    A living sender that is alone loses nothing by it.
    """
    with engine.begin() as connection:
        left = connection.execute(
            text("UPDATE outbox_mail SET lease_until = now() - interval '1 second' WHERE state = 'sending'")
        )
    return left.rowcount


def _unsent(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM outbox_mail WHERE state <> 'sent'")).scalar_one())
