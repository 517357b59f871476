"""How large a file may be before anybody looks into it (rulings 24)."""

from __future__ import annotations

from dataclasses import dataclass, replace

MEMBERS = 500
UNPACKED_BYTES = 200 * 2**20
RATIO = 100
DIRECTORY_BYTES = 2**18
"""Room for the names of 500 members; a directory beyond it is refused before it is read."""


OLD_WORKBOOK_BYTES = 50 * 2**20
"""An .xls is not compressed and has no directory to look into: its own size is all that is checked."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one kind of file may ask for: cells of a sheet, memory, processor time and time by the wall clock.

    With `only_named` no sheet is read but those that its mapping names.
    """

    rows: int
    columns: int
    cells: int
    memory_bytes: int
    processor_seconds: int
    wall_seconds: float
    only_named: bool = False

    def exceeded(self, rows: int, columns: int) -> tuple[str, int] | None:
        """Give the code of the refusal and the limit that a sheet of this size breaks, or None."""
        if rows > self.rows:
            return "too_many_rows", self.rows
        if columns > self.columns:
            return "too_many_columns", self.columns
        return ("too_many_cells", self.cells) if rows * columns > self.cells else None


PLAN_PACKAGE = Limits(
    rows=1_048_576,
    columns=16_384,
    cells=5_000_000,
    memory_bytes=2 * 2**30,
    processor_seconds=120,
    wall_seconds=300.0,
)

FOREIGN_WORKBOOK = Limits(
    rows=50_000,
    columns=300,
    cells=15_000_000,
    memory_bytes=2 * 2**30,
    processor_seconds=120,
    wall_seconds=300.0,
)

CAPTURE_SHEET = Limits(
    rows=5_000,
    columns=60,
    cells=300_000,
    memory_bytes=2**30,
    processor_seconds=30,
    wall_seconds=60.0,
)

EXECUTION_FILE = replace(FOREIGN_WORKBOOK, only_named=True)
"""A budget office's workbook carries its reports of the whole year beside the sheet of data."""
