"""A child process that reads one workbook within limits and tells what it found in lines of JSON."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO

from models.files.child_nursery import TIME_IS_UP
from models.files.limits import Limits
from models.files.nursery import NURSERY
from models.files.refusal import refusal, retold
from models.files.sheet_scan import UNCACHED
from models.files.workbook_check import FileKind
from models.rules.cell import ErrorCell, UncachedFormula


def _cell_or_line(found: dict[str, Any]) -> Any:  # noqa: ANN401 -- a cell, or a line as it is
    """A cell that JSON has no word for is `{"d": date}` or `{"e": error}`."""
    if "d" in found:
        return date.fromisoformat(found["d"])
    if "e" in found:
        return UncachedFormula() if found["e"] == UNCACHED else ErrorCell(found["e"])
    return found


_DECODER = json.JSONDecoder(parse_float=Decimal, object_hook=_cell_or_line)


class ChildLines:
    """The lines of a running child, one at a time; cells in them are as `Cell` says."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def next_line(self) -> Any:  # noqa: ANN401 -- what JSON may hold
        """Give the next line; raise RuleBroken where the child refuses the file or falls silent before its end."""
        found = self._next_whole_line()
        if "refused" in found:
            code, message = found["refused"], found.get("message")
            raise retold(code, message) if message else refusal(code)
        if "ended" in found:
            raise refusal(_why_silent(found["ended"]))
        return found

    def _next_whole_line(self) -> Any:  # noqa: ANN401 -- what JSON may hold
        """A child that is killed may leave a line cut short; the one behind it says how the child ended."""
        for line in self._stream:
            try:
                return _DECODER.decode(line.decode())
            except ValueError:
                continue
        return {"ended": None}


def _why_silent(ended: object) -> str:
    if ended in {TIME_IS_UP, -signal.SIGXCPU}:
        return "too_slow"
    return "too_heavy" if isinstance(ended, int) and ended < 0 else "file_damaged"


@contextmanager
def child_lines(
    module: str, path: Path, kind: FileKind, limits: Limits, named: Iterable[str] = ()
) -> Iterator[ChildLines]:
    """Start one of our modules on a workbook and give its lines; whatever happens, the child is ended afterwards.

    `named` are sheets that are read even if they are hidden.
    """
    order = json.dumps({"path": str(path.resolve()), "kind": kind, "limits": asdict(limits), "named": sorted(named)})
    with NURSERY.child(module, order, limits.wall_seconds) as stream, stream.makefile("rb") as lines:
        yield ChildLines(lines)
