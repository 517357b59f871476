"""Which processes belong to our servers, read from the titles that everybody may read in /proc.

A process id in a file proves nothing: it may be a zombie that nobody reaped, or another program after a restart
of the machine. Our servers carry a tag in their titles, and a dead one has no title.
"""

from __future__ import annotations

import os
import re
import signal
import time
from pathlib import Path

PAUSE_SECONDS = 0.02


def tagged(program: str, tag: str) -> frozenset[int]:
    """The ids of the living processes of `program` (and its children) with `tag` in their command line."""
    name = re.compile(rb"(?:^|/)" + re.escape(program.encode()) + rb"(?:[: ]|$)")
    mark = tag.encode()
    found = set()
    for folder in Path("/proc").iterdir():
        line = _command_line(folder) if folder.name.isdigit() else b""
        if mark in line and name.search(line.split(b"\0")[0]):
            found.add(int(folder.name))
    return frozenset(found)


def wait_until_gone(program: str, tag: str, seconds: float) -> bool:
    """Whether no tagged process is left within `seconds`."""
    deadline = time.monotonic() + seconds
    while tagged(program, tag):
        if time.monotonic() > deadline:
            return False
        time.sleep(PAUSE_SECONDS)
    return True


def send(number: signal.Signals, pids: frozenset[int]) -> None:
    """Send a signal to processes, some of which may be gone by now. Raises PermissionError for somebody else's."""
    for pid in pids:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            continue


def _command_line(folder: Path) -> bytes:
    """The arguments separated by NUL; empty for a zombie, a thread of the kernel, or what has just ended."""
    try:
        return (folder / "cmdline").read_bytes()
    except OSError:
        return b""
