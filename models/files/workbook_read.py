"""A workbook read in a child process with limits on memory and time; its rows arrive as they are read."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from models.files.csv_read import read_folder, read_zip
from models.files.limits import PLAN_PACKAGE, Limits
from models.files.refusal import refusal
from models.files.sheet_scan import UNCACHED
from models.files.workbook_check import FileKind, check_workbook
from models.rules.cell import Cell, ErrorCell, Row, Sheet, UncachedFormula
from models.rules.errors import RuleBroken

_ROOT = Path(__file__).resolve().parents[2]
_CHILD = [sys.executable, "-E", "-s", "-m", "models.files.workbook_child"]


@contextmanager
def open_workbook(path: Path, limits: Limits = PLAN_PACKAGE) -> Iterator[Iterator[Sheet]]:
    """Give the sheets of an xlsx, ods, csv folder or csv zip, each with its rows, to be read once and in order.

    Raises RuleBroken with a code of `refusal.REFUSALS`, at once or while rows are read: a refused file stores nothing.
    """
    kind = check_workbook(path)
    if kind is FileKind.CSV_FOLDER:
        yield read_folder(path, limits)
    elif kind is FileKind.CSV_ZIP:
        with zipfile.ZipFile(path) as archive:
            yield read_zip(archive, limits)
    else:
        with _child(path, kind, limits) as reader:
            yield reader.sheets()


@contextmanager
def _child(path: Path, kind: FileKind, limits: Limits) -> Iterator[_Reader]:
    """Start the child and give its reader; whatever happens, the child has ended afterwards."""
    order = json.dumps({"path": str(path.resolve()), "kind": kind, "limits": asdict(limits)})
    with subprocess.Popen(  # noqa: S603 -- our own module, by the running interpreter
        [*_CHILD, order], cwd=_ROOT, env={}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        reader = _Reader(process)
        clock = threading.Timer(limits.wall_seconds, reader.stop)
        clock.daemon = True
        clock.start()
        try:
            yield reader
        finally:
            clock.cancel()
            process.kill()


class _Reader:
    """Turns the child's lines into sheets and rows."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._lines = iter(process.stdout or ())
        self._timed_out = False
        self._next: Any = None

    def stop(self) -> None:
        """End a child that takes too long."""
        self._timed_out = True
        self._process.kill()

    def sheets(self) -> Iterator[Sheet]:
        """Give the sheets in the order of the workbook; rows that the caller left are passed over."""
        self._advance()
        while "end" not in self._next:
            sheet = Sheet(self._next["sheet"], self._rows(), hidden=self._next["hidden"])
            self._advance()
            yield sheet
            for _ in sheet.rows:
                pass

    def _rows(self) -> Iterator[Row]:
        while isinstance(self._next, list):
            number, cells = self._next
            yield Row(number, tuple(map(_cell, cells)))
            self._advance()

    def _advance(self) -> None:
        line = next(self._lines, None)
        if line is None:
            raise refusal(self._why_silent())
        self._next = json.loads(line, parse_float=Decimal)
        if "refused" in self._next:
            code, message = self._next["refused"], self._next.get("message")
            raise RuleBroken(code, message) if message else refusal(code)

    def _why_silent(self) -> str:
        ended = self._process.wait()
        if self._timed_out or ended == -signal.SIGXCPU:
            return "too_slow"
        return "too_heavy" if ended < 0 else "file_damaged"


def _cell(value: Any) -> Cell:  # noqa: ANN401 -- what JSON may hold
    if not isinstance(value, dict):
        cell: Cell = value
        return cell
    if "d" in value:
        return date.fromisoformat(value["d"])
    return UncachedFormula() if value["e"] == UNCACHED else ErrorCell(value["e"])
