"""The demo's children: started together, started again when one dies, stopped together."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import FrameType

from app.factory import ROOT

PR_SET_PDEATHSIG = 1  # linux/prctl.h
RESTART_PAUSE_SECONDS = 1.0
STOP_SECONDS = 10.0


@dataclass(slots=True)
class Child:
    """One process: its name for the log, the `rumbo` command that it runs."""

    name: str
    arguments: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = field(default=0.0)


def supervise(
    children: Sequence[Child], environment: Mapping[str, str], watch: Callable[[], None] = lambda: None
) -> None:
    """Run `children` until Ctrl-C or SIGTERM; a child that ends is started again after a short pause.

    `watch` is called several times a second, for what the caller looks after beside the children; it may add some.
    """
    stopping = _StopSignal()
    try:
        while not stopping.received:
            watch()
            for child in children:
                _keep_alive(child, environment)
            time.sleep(0.2)
    finally:
        _stop(children)


class _StopSignal:
    """Remembers that somebody asked to stop."""

    def __init__(self) -> None:
        self.received = False
        signal.signal(signal.SIGINT, self._receive)
        signal.signal(signal.SIGTERM, self._receive)

    def _receive(self, _number: int, _frame: FrameType | None) -> None:
        self.received = True


def _keep_alive(child: Child, environment: Mapping[str, str]) -> None:
    if child.process is not None and child.process.poll() is None:
        return
    if time.monotonic() - child.started < RESTART_PAUSE_SECONDS:
        return
    child.started = time.monotonic()
    child.process = subprocess.Popen(  # noqa: S603 -- our own command with our own arguments
        [sys.executable, str(ROOT / "run.py"), *child.arguments],
        env={**os.environ, **environment},
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C reaches the parent alone, which stops them in order
        preexec_fn=_die_with_parent,  # noqa: PLW1509 -- the parent has no threads at this point
    )


def _die_with_parent() -> None:
    """Ask the kernel to end this child when the parent is killed, however hard."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _stop(children: Sequence[Child]) -> None:
    running = [child.process for child in children if child.process is not None and child.process.poll() is None]
    for process in running:
        process.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for process in running:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
