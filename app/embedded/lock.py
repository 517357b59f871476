"""Locks between processes: many use the parts together, one at a time starts them, the last one stops them.

The kernel frees a lock when its process dies, however hard, so there is nothing stale to clear.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from models.rules.errors import RuleBroken

LEAVING_SECONDS = 180.0  # the longest that an orderly stop by somebody else may take
STARTING_SECONDS = 3600.0  # a start by somebody else may repeat a long journal after a crash
PAUSE_SECONDS = 0.02


@contextmanager
def shared_use(path: Path, last_one_out: Callable[[], None]) -> Iterator[None]:
    """Hold the lock file `path` together with others; call `last_one_out` on leaving when nobody else holds it.

    While `last_one_out` runs nobody can join. A child made by fork inherits the block: when it leaves (gunicorn's
    workers end by SystemExit through their parent's stack) nothing happens. Raises RuleBroken `parts_busy`.
    """
    descriptor = _open(path)
    process = os.getpid()
    try:
        _wait_for(descriptor, fcntl.LOCK_SH, LEAVING_SECONDS)
        try:
            yield
        finally:
            if os.getpid() == process:
                _leave(descriptor, last_one_out)
    finally:
        os.close(descriptor)


@contextmanager
def exclusive(path: Path, seconds: float = STARTING_SECONDS) -> Iterator[None]:
    """Hold the lock file `path` alone, waiting up to `seconds`. Raises RuleBroken `parts_busy`."""
    descriptor = _open(path)
    try:
        _wait_for(descriptor, fcntl.LOCK_EX, seconds)
        yield
    finally:
        os.close(descriptor)


def _leave(descriptor: int, last_one_out: Callable[[], None]) -> None:
    """Turn the shared lock into an exclusive one: it works only for the last user; a failed try loses the lock."""
    try:
        if _take(descriptor, fcntl.LOCK_EX):
            last_one_out()
    finally:
        # Not only by closing: children made by fork may keep the same open file for a while.
        fcntl.flock(descriptor, fcntl.LOCK_UN)


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _take(descriptor: int, kind: int) -> bool:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _wait_for(descriptor: int, kind: int, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not _take(descriptor, kind):
        if time.monotonic() > deadline:
            raise RuleBroken(
                "parts_busy",
                "Otro proceso lleva demasiado tiempo arrancando o deteniendo las piezas incorporadas:"
                " espere a que termine o ciérrelo, y repita.",
                status=503,
            )
        time.sleep(PAUSE_SECONDS)
