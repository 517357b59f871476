"""Every job proves that it ran: a row with start, end, count and error."""

from __future__ import annotations

from collections.abc import Callable

from models.clock import real_now
from models.tables.base import db
from models.tables.job_run import JobRun


def record_run(name: str, work: Callable[..., int], *ids: int) -> int:
    """Run `work(*ids)` and keep a JobRun beside it; an exception is recorded and raised again."""
    run = JobRun(name=name, started_at=real_now())
    db.session.add(run)
    db.session.commit()
    run_id = run.id
    try:
        counted = work(*ids)
    except BaseException as fault:
        db.session.rollback()
        _end(run_id, None, f"{type(fault).__name__}: {fault}")
        raise
    _end(run_id, counted, "")
    return counted


def _end(run_id: int, counted: int | None, error: str) -> None:
    run = db.session.get_one(JobRun, run_id)
    run.ended_at, run.counted, run.error = real_now(), counted, error[:4000]
    db.session.commit()
