"""What tests ask about the servers of a folder, and of another process that uses them."""

from __future__ import annotations

import subprocess
from pathlib import Path

from app.embedded.place import Place
from app.embedded.processes import tagged

ROOT = Path(__file__).resolve().parents[2]
JOIN = """
import os, sys
from pathlib import Path
from app.embedded.parts import embedded_parts
with embedded_parts(Path(sys.argv[1]), ephemeral=True) as parts:
    {body}
    print("ready", flush=True)
    sys.stdin.readline()
"""


def servers(var: Path) -> frozenset[int]:
    """Every living process of the two servers under `var`."""
    tag = Place(var.resolve()).tag
    return tagged("postgres", tag) | tagged("valkey-server", tag)


def postmaster(var: Path) -> int:
    """The process id of the running PostgreSQL."""
    return int((var / "postgres" / "postmaster.pid").read_text().split()[0])


def valkey_process(var: Path) -> int:
    """The process id of the running Valkey."""
    return int((var / "run" / "sockets" / "valkey.pid").read_text())


def said_ready(process: subprocess.Popen[str]) -> bool:
    """Wait until the other process is inside."""
    assert process.stdout is not None
    return process.stdout.readline() == "ready\n"


def leave(process: subprocess.Popen[str]) -> int:
    """Let the other process end in order; its exit code."""
    process.communicate("\n", timeout=30)
    return process.returncode
