"""`python -m tests.faults.nursery JOB`: one prepared process that has a child at work, and another when that is killed.

As the worker does it: the application is loaded once and each child is forked from it, so that thirty kills cost
thirty forks and not thirty starts. Every child prints its process id before it begins.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable

from sqlalchemy import select

from app.factory import create_app
from config import settings
from jobs.build_edition import build_edition
from jobs.close_periods import close_periods
from jobs.deliver_mail import deliver_mail
from jobs.sweep import sweep
from jobs.tick import tick
from models.clock import business_now
from models.queries.asked_closings import asked_closings
from models.scope import as_system
from models.tables.base import db
from models.tables.edition import Edition

PAUSE = 0.01


def run_clock_once() -> int:
    """What the clock process does in one round."""
    tick(business_now())
    return sweep()


def build_unfinished() -> int:
    """What a worker does when it hears the bells of unfinished reports."""
    with as_system():
        unfinished = list(db.session.scalars(select(Edition.id).where(Edition.rendered_at.is_(None))))
        db.session.commit()
    return sum(build_edition(edition_id) for edition_id in unfinished)


def close_asked() -> int:
    """What a worker does when it hears the bells of closings."""
    with as_system():
        asked = {institution_id for institution_id, _ in asked_closings()}
        db.session.commit()
    return sum(close_periods(institution_id) for institution_id in asked)


JOBS: dict[str, Callable[[], int]] = {
    "sender": deliver_mail,
    "clock": run_clock_once,
    "edition": build_unfinished,
    "closing": close_asked,
}


def work(job: Callable[[], int]) -> None:
    """In the child: until somebody kills it."""
    db.engine.dispose(close=False)
    sys.stdout.write(f"{os.getpid()}\n")
    sys.stdout.flush()
    while True:
        job()
        db.session.remove()
        time.sleep(PAUSE)


def main(name: str) -> None:
    """Fork, wait until the child is dead, fork again; ends with its parent."""
    values = settings()
    app = create_app({**values, "RUMBO_FILES_URL": str(values["RUMBO_VAR"] / "files"), "EMBEDDED": False})
    parent = os.getppid()
    with app.app_context():
        while os.getppid() == parent:
            child = os.fork()
            if child == 0:
                work(JOBS[name])
            os.waitpid(child, 0)


if __name__ == "__main__":
    main(sys.argv[1])
