"""Who uses the embedded parts: a shared lock for each user, and the last one turns off the light."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


@contextmanager
def shared_use(folder: Path, start: Callable[[], None], stop: Callable[[], None]) -> Iterator[None]:
    """Run `start` (which starts only what does not run) before the block, and `stop` after the last user's block.

    The kernel frees the locks of a killed process, so no stale user is ever counted.
    """
    with (folder / "use.lock").open("w", encoding="ascii") as use:
        with _turn(folder):
            fcntl.flock(use, fcntl.LOCK_SH)
            start()
        try:
            yield
        finally:
            with _turn(folder):
                if _is_last(use):
                    stop()


@contextmanager
def _turn(folder: Path) -> Iterator[None]:
    """One at a time starts or stops."""
    with (folder / "turn.lock").open("w", encoding="ascii") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield


def _is_last(use: TextIO) -> bool:
    try:
        fcntl.flock(use, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
