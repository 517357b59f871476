"""Kill the sender and the clock three hundred times each at random instants: what is lost, what is doubled."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
KILLS = 300
NAMES = {
    "sender": "kill -9 on the sender: mails lost or doubled by Message-ID",
    "clock": "kill -9 on the clock: rows that differ from those of a clock that lives",
}


def run() -> list[dict[str, Any]]:
    """The tests of the suite with ten times the kills, in a cluster of their own, and the lines that they print."""
    tests = [
        "tests/faults/test_kills.py",
        "tests/faults/test_the_clock.py",
        "-k",
        "sender_is_killed or clock_is_killed",
    ]
    done = subprocess.run(  # noqa: S603 -- our own tests
        [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", *tests],
        cwd=ROOT,
        env={**os.environ, "RUMBO_KILLS": str(KILLS)},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = done.stdout.splitlines()
    measured = 0 if done.returncode == 0 else "failed"
    rows = []
    for who, name in NAMES.items():
        note = next((line for line in lines if line.startswith(f"{who},")), "no figure")
        rows.append({"name": name, "asked": 0, "measured": measured, "unit": "mails", "note": note})
    return rows
