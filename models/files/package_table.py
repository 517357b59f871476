"""A package as tables: for each sheet its headings and the cells of its rows, in the order of the columns."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from models.rules.package_columns import SHEETS, Column, Holds, SheetShape
from models.rules.package_rows import AnyRow, Package
from models.rules.period import Period

OutCell = str | int | Decimal | date | None
"""What a written cell holds; a blank one is None."""


def package_tables(package: Package) -> Iterator[tuple[SheetShape, Iterator[list[OutCell]]]]:
    """Give every sheet with its rows; a sheet without rows is written too, with its headings."""
    for shape in SHEETS:
        rows: tuple[AnyRow, ...] = (package.plan,) if shape.name == "plan" else getattr(package, shape.name)
        yield shape, ([_cell(column, getattr(row, column.target)) for column in shape.columns] for row in rows)


def _cell(column: Column, value: object) -> OutCell:
    """Turn the field of a row into its cell; blank text is a blank cell."""
    if column.holds is Holds.NOT_APPLICABLE:
        return column.choices[0] if value else None
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, tuple):
        return ";".join(value) or None
    if isinstance(value, Period):
        return str(value)
    return value if isinstance(value, int | Decimal | date) else _text(value)


def _text(value: object) -> str | None:
    return str(value) if value is not None and value != "" else None
