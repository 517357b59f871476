"""A workbook read in a child process with limits on memory and time; its rows arrive as they are read."""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from models.files.child_lines import ChildLines, child_lines
from models.files.csv_read import read_folder, read_zip
from models.files.limits import FOREIGN_WORKBOOK, PLAN_PACKAGE, Limits
from models.files.workbook_check import FileKind, check_workbook
from models.rules.cell import Row, Sheet


@contextmanager
def open_workbook(path: Path, limits: Limits = PLAN_PACKAGE) -> Iterator[Iterator[Sheet]]:
    """Give the sheets of an xlsx, ods, csv folder or csv zip, each with its rows, to be read once and in order.

    Raises RuleBroken with a code of `refusal.REFUSALS`, at once or while rows are read: a refused file stores nothing.
    """
    with _opened(path, check_workbook(path), limits, ()) as sheets:
        yield sheets


@contextmanager
def open_foreign(
    path: Path, named: Collection[str], limits: Limits = FOREIGN_WORKBOOK
) -> Iterator[tuple[FileKind, Iterator[Sheet]]]:
    """Give the kind and the sheets of somebody else's workbook, .xls too; hidden sheets have rows where `named`.

    Raises as `open_workbook` does.
    """
    kind = check_workbook(path, foreign=True)
    with _opened(path, kind, limits, named) as sheets:
        yield kind, sheets


@contextmanager
def _opened(path: Path, kind: FileKind, limits: Limits, named: Collection[str]) -> Iterator[Iterator[Sheet]]:
    if kind is FileKind.CSV_FOLDER:
        yield read_folder(path, limits)
    elif kind is FileKind.CSV_ZIP:
        with zipfile.ZipFile(path) as archive:
            yield read_zip(archive, limits)
    else:
        with child_lines("models.files.workbook_child", path, kind, limits, named) as lines:
            yield _Reader(lines).sheets()


class _Reader:
    """Turns the child's lines into sheets and rows."""

    def __init__(self, lines: ChildLines) -> None:
        self._lines = lines
        self._next: Any = None

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
            yield Row(number, tuple(cells))
            self._advance()

    def _advance(self) -> None:
        self._next = self._lines.next_line()
