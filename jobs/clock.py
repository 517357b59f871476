"""The clock process: ticks, rings the bells, and waits while another clock is at work."""

from __future__ import annotations

import logging
import signal
import threading

from flask import Flask
from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

from jobs.sweep import sweep
from jobs.tick import tick
from models.clock import business_now
from models.tables.base import db

TICK_SECONDS = 20
CLOCK_LOCK = 7_862_017  # any number, the same on every host
log = logging.getLogger("rumbo.clock")


def run_clock(app: Flask) -> None:
    """Tick until SIGTERM or SIGINT. Of several clocks one ticks; the others take over when its connection ends."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with app.app_context():
        while not stop.is_set():
            try:
                _tick_while_elected(stop)
            except OperationalError as fault:
                log.warning("database is away: %s", fault)
                db.session.remove()
                stop.wait(TICK_SECONDS)


def _tick_while_elected(stop: threading.Event) -> None:
    with db.engine.connect() as election:
        while not stop.is_set():
            if _is_elected(election):
                tick(business_now())
                sweep()
                db.session.remove()
            stop.wait(TICK_SECONDS)


def _is_elected(election: Connection) -> bool:
    """The lock belongs to the connection: a killed clock loses both at once, and no other waits for a time-out."""
    if election.info.get("elected"):
        election.execute(text("SELECT 1"))
    elif election.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": CLOCK_LOCK}):
        election.info["elected"] = True
    election.commit()
    return bool(election.info.get("elected"))
