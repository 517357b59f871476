"""A child process that reads one workbook within limits and tells what it found in lines of JSON."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import python_calamine

from models.files.limits import Limits
from models.files.refusal import refusal
from models.files.workbook_check import FileKind
from models.rules.errors import RuleBroken

_ROOT = Path(__file__).resolve().parents[2]
_LIBRARIES = str(Path(python_calamine.__file__).resolve().parents[1])
_BEGIN = """
import sys
from importlib import import_module
sys.path.append(sys.argv.pop(1))
import_module(sys.argv.pop(1)).main()
"""
_CHILD = [sys.executable, "-E", "-s", "-S", "-c", _BEGIN, _LIBRARIES]
"""Without the start-up files of the environment, which take longer than the reading of a small workbook."""


class ChildLines:
    """The lines of a running child, one at a time."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._lines = iter(process.stdout or ())
        self._timed_out = False

    def stop(self) -> None:
        """End a child that takes too long."""
        self._timed_out = True
        self._process.kill()

    def next_line(self) -> Any:  # noqa: ANN401 -- what JSON may hold
        """Give the next line; raise RuleBroken where the child refuses the file or falls silent before its end."""
        line = next(self._lines, None)
        if line is None:
            raise refusal(self._why_silent())
        found = json.loads(line, parse_float=Decimal)
        if "refused" in found:
            code, message = found["refused"], found.get("message")
            raise RuleBroken(code, message) if message else refusal(code)
        return found

    def _why_silent(self) -> str:
        ended = self._process.wait()
        if self._timed_out or ended == -signal.SIGXCPU:
            return "too_slow"
        return "too_heavy" if ended < 0 else "file_damaged"


@contextmanager
def child_lines(
    module: str, path: Path, kind: FileKind, limits: Limits, named: Iterable[str] = ()
) -> Iterator[ChildLines]:
    """Start one of our modules on a workbook and give its lines; whatever happens, the child has ended afterwards.

    `named` are sheets that are read even if they are hidden.
    """
    order = json.dumps({"path": str(path.resolve()), "kind": kind, "limits": asdict(limits), "named": sorted(named)})
    with subprocess.Popen(  # noqa: S603 -- our own module, by the running interpreter
        [*_CHILD, module, order], cwd=_ROOT, env={}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        lines = ChildLines(process)
        clock = threading.Timer(limits.wall_seconds, lines.stop)
        clock.daemon = True
        clock.start()
        try:
            yield lines
        finally:
            clock.cancel()
            process.kill()
