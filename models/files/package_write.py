"""A package out: a workbook, a folder of csv files or a zip of them, by the name of the path."""

from __future__ import annotations

import csv
import io
import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import IO

from models.files.csv_read import guarded
from models.files.package_table import OutCell, package_tables
from models.files.package_xlsx import write_xlsx
from models.files.refusal import refusal
from models.rules.numbers import unambiguous
from models.rules.package_columns import SheetShape
from models.rules.package_rows import Package

_MADE_AT = (2000, 1, 1, 0, 0, 0)


def write_package(package: Package, path: Path) -> None:
    """Write a package to `x.xlsx`, `x.zip` or a folder (a name without ending); what stands there is replaced.

    A file appears whole or not at all. Raises RuleBroken for another ending or a text that fits in no workbook.
    """
    if path.suffix == ".xlsx":
        with _whole(path) as part:
            write_xlsx(package, part)
    elif path.suffix == ".zip":
        with _whole(path) as part:
            _write_zip(package, part)
    elif not path.suffix:
        _write_folder(package, path)
    else:
        raise refusal("unknown_format", name=path.name)


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """Give a path to write beside the final one; it takes that place once it is complete and on the disk."""
    part = path.with_name(f".{path.name}.part")
    try:
        yield part
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _write_zip(package: Package, path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for shape, rows in package_tables(package):
            member = zipfile.ZipInfo(f"{shape.name}.csv", _MADE_AT)
            member.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(member, "w") as file:
                _write_csv(file, shape, rows)


def _write_folder(package: Package, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for shape, rows in package_tables(package):
        with _whole(folder / f"{shape.name}.csv") as part, part.open("wb") as file:
            _write_csv(file, shape, rows)


def _write_csv(file: IO[bytes], shape: SheetShape, rows: Iterable[list[OutCell]]) -> None:
    """UTF-8, comma, decimal point, blank for nothing (contract 3)."""
    with io.TextIOWrapper(file, encoding="utf-8", newline="") as text:
        lines = csv.writer(text, lineterminator="\n")
        lines.writerow(column.name for column in shape.columns)
        lines.writerows([_csv_cell(cell) for cell in row] for row in rows)


def _csv_cell(cell: OutCell) -> str:
    if isinstance(cell, str):
        return guarded(cell)
    if isinstance(cell, Decimal):
        return unambiguous(cell)
    return "" if cell is None else str(cell)
