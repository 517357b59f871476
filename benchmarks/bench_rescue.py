"""A worker is killed while it makes a report: how long until another has made it, with the clock as it runs always."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from rq.job import JobStatus
from rq.serializers import JSONSerializer
from sqlalchemy import select

from app.factory import ROOT
from benchmarks.dataset import Size
from benchmarks.place import Place, large_place, row
from jobs.allowed import AllowedJob
from jobs.queue import connection, ring
from models.actions.editions.make import make_edition
from models.clock import business_now, set_business_clock
from models.queries.report.reading import ReportOrder
from models.scope import as_system
from models.tables.base import db
from models.tables.edition import Edition
from tests.faults.killing import kill_family

KIND, QUARTER, NOW = "poa_quarterly", "2027-Q1", datetime(2027, 4, 9, 12, tzinfo=UTC)
PATIENCE = 300.0


def run() -> list[dict[str, Any]]:
    """Seconds from the kill, which falls while a job is under way, to all files of the edition."""
    with large_place(Size(units=50, activities=5_000)) as place:
        number = _asked(place)
        with _process(place, "worker") as first, _process(place, "scheduler"):
            bell = f"build_edition-{number}"
            _wait(lambda: _is_under_way(bell))
            kill_family(first)
            began = time.perf_counter()
            with _process(place, "worker"):
                _wait(lambda: _is_made(number))
            seconds = time.perf_counter() - began
    return [row("informe que otro termina tras matar a quien lo hacía", "≤ 120", seconds, "s")]


def _asked(place: Place) -> int:
    """The edition that somebody asked for a moment ago."""
    with as_system(place.institution_id) as actor:
        set_business_clock(NOW)
        edition = make_edition(ReportOrder(place.institution_id, KIND, QUARTER), actor, business_now())
        db.session.commit()
        number = edition.id
    ring("build_edition", number)
    return number


def _is_under_way(bell: str) -> bool:
    if not AllowedJob.exists(bell, connection=connection()):
        return False
    return AllowedJob.fetch(bell, connection=connection(), serializer=JSONSerializer).get_status() == JobStatus.STARTED


def _is_made(number: int) -> bool:
    with as_system():
        made = db.session.scalar(select(Edition.rendered_at).where(Edition.id == number))
        db.session.rollback()
    return made is not None


def _wait(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)


@contextmanager
def _process(place: Place, name: str) -> Iterator[subprocess.Popen[bytes]]:
    """One of our processes; everything that it forks ends with it."""
    settings = {key: str(value) for key, value in place.app.config.items() if key.startswith("RUMBO_")}
    process = subprocess.Popen(  # noqa: S603 -- our own command
        [sys.executable, str(ROOT / "run.py"), name],
        env={**os.environ, **settings, "RUMBO_ENV": "test"},
        cwd=ROOT,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        kill_family(process)
