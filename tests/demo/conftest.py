"""One demo for all tests of this folder: a process of its own, on a free port, in a folder that is thrown away."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.factory import ROOT
from tests.demo.visitor import RunningDemo, Visitor
from tests.throw_away import throw_away_parent


@pytest.fixture(scope="session")
def started() -> Iterator[RunningDemo]:
    """The demo; whoever kills it starts it again through `demo`."""
    folder = Path(tempfile.mkdtemp(prefix="rbd-", dir=throw_away_parent()))
    folder.chmod(0o755)
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    running = RunningDemo(folder, port)
    yield running
    running.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def demo(started: RunningDemo) -> RunningDemo:
    """The demo, answering."""
    started.ensure_answering()
    return started


@pytest.fixture
def visitor(demo: RunningDemo) -> Visitor:
    """Somebody without a session."""
    return Visitor(demo.address)


@pytest.fixture
def run_demo_command() -> object:
    """Run `rumbo demo` with more environment to its end."""

    def run(**environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603 -- our own command
            [sys.executable, str(ROOT / "run.py"), "demo"],
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run
