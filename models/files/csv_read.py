"""A package as csv files, in a folder or a zip: UTF-8, comma, every cell as text."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import IO

from models.files.limits import UNPACKED_BYTES, Limits
from models.files.refusal import refusal
from models.files.workbook_check import is_clutter
from models.rules.cell import Row, Sheet

_GUARDED = re.compile(r"'+[=+\-@\t\r]")


@dataclass(frozen=True, slots=True)
class _Source:
    name: str
    open: Callable[[], IO[bytes]]

    @property
    def sheet(self) -> str:
        return self.name[: -len(".csv")].lower()


def read_folder(folder: Path, limits: Limits) -> Iterator[Sheet]:
    """Give a sheet for every csv file of a folder, in order of name; raise RuleBroken while its rows are read."""
    files = sorted(file for file in folder.iterdir() if file.suffix.lower() == ".csv" and not is_clutter(file.name))
    if not files:
        raise refusal("file_not_recognized")
    if sum(file.stat().st_size for file in files) > UNPACKED_BYTES:
        raise refusal("too_large_unpacked", limit=UNPACKED_BYTES // 2**20)
    return _sheets([_Source(file.name, partial(_opened, file)) for file in files], limits)


def _opened(file: Path) -> IO[bytes]:
    return file.open("rb")


def read_zip(archive: zipfile.ZipFile, limits: Limits) -> Iterator[Sheet]:
    """Give a sheet for every csv file of a zip that `check_workbook` let pass; raise RuleBroken while rows are read."""
    members = [member for member in archive.infolist() if not member.is_dir() and not is_clutter(member.filename)]
    sources = [_Source(PurePosixPath(member.filename).name, partial(archive.open, member)) for member in members]
    return _sheets(sorted(sources, key=lambda source: source.name), limits)


def _sheets(sources: list[_Source], limits: Limits) -> Iterator[Sheet]:
    for first, second in pairwise(sorted(source.sheet for source in sources)):
        if first == second:
            raise refusal("csv_twice", sheet=first)
    return (Sheet(source.sheet, _rows(source, limits)) for source in sources)


def _rows(source: _Source, limits: Limits) -> Iterator[Row]:
    widest = 0
    with source.open() as file, io.TextIOWrapper(file, encoding="utf-8-sig", newline="") as text:
        reader = csv.reader(text, strict=True)
        for number, line in enumerate(_lines(reader, source.name), start=1):
            widest = max(widest, len(line))
            excess = limits.exceeded(number, widest)
            if excess:
                raise refusal(excess[0], sheet=source.sheet, limit=excess[1])
            if number == 1 and len(line) == 1 and re.search("[;\t]", line[0]):
                raise refusal("csv_separator", name=source.name)
            if any(cell.strip() for cell in line):
                yield Row(number, tuple(unguarded(cell) if cell else None for cell in line))


def _lines(reader: Iterator[list[str]], name: str) -> Iterator[list[str]]:
    """Go through the records; a fault of the file becomes a refusal."""
    line = 0
    try:
        for line, cells in enumerate(reader, start=1):  # noqa: B007 -- the last number is told when reading fails
            yield cells
    except UnicodeDecodeError as error:
        raise refusal("csv_not_utf8", name=name) from error
    except csv.Error as error:
        raise refusal("csv_damaged", name=name, line=line + 1) from error
    except (zipfile.BadZipFile, EOFError, OSError) as error:
        raise refusal("file_damaged") from error


def guarded(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would take for a formula; `unguarded` takes it off again."""
    return f"'{text}" if re.match(r"'*[=+\-@\t\r]", text) else text


def unguarded(text: str) -> str:
    """Give the text that `guarded` wrote."""
    return text[1:] if _GUARDED.match(text) else text
