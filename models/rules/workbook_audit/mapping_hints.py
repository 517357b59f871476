"""What a mapping tells the audit: where the tables are, and which columns are weights, targets, codes and totals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.rules.cell import cell_text
from models.rules.cell_source import ColumnRef, Source
from models.rules.headings.heading import normal
from models.rules.mapping import LevelMap, Mapping, TableMap
from models.rules.workbook_audit.book import AuditBook, AuditSheet
from models.rules.workbook_audit.hints import Hints

_LEVELS = {"last", "max", "average", "average_percent"}


def hints_of(mapping: Mapping, book: AuditBook) -> dict[str, tuple[Hints, ...]]:
    """Give the hints of each sheet that the mapping names; a table in blocks is still found by its content."""
    found: dict[str, tuple[Hints, ...]] = {}
    for table in mapping.tables:
        for sheet in book.sheets:
            if sheet.name in table.sheets:
                found[sheet.name] = (*found.get(sheet.name, ()), _hints(table, sheet))
    return found


def _hints(table: TableMap, sheet: AuditSheet) -> Hints:
    if table.repeat is not None:
        return Hints()
    heading_rows = tuple(row - 1 for row in table.header_rows)

    def places(refs: Iterable[ColumnRef | None]) -> frozenset[int]:
        found = (_place(ref, sheet, heading_rows) for ref in refs if ref is not None)
        return frozenset(place for place in found if place is not None)

    accumulation = next(_accumulations(table), None)
    marks = places([accumulation.column] if accumulation else [])
    return Hints(
        heading_rows=heading_rows,
        first_row=table.first_row - 1,
        last_row=None if table.last_row is None else table.last_row - 1,
        weights=places(source.column for source in _weights(table)),
        targets=places(source.column for period in table.periods for source in period.targets.values()),
        codes=places(_codes(table.levels)),
        accumulation=min(marks, default=None),
        levels=_level_marks(accumulation),
        totals=_totals(table, sheet, heading_rows),
    )


def _level_marks(accumulation: Source | None) -> frozenset[str]:
    values = accumulation.values if accumulation else {}
    return frozenset(normal(written) for written, meant in values.items() if meant in _LEVELS)


def _weights(table: TableMap) -> Iterator[Source]:
    for fields in (*(level.fields for level in table.levels), *(indicator.fields for indicator in table.indicators)):
        if "weight" in fields:
            yield fields["weight"]


def _accumulations(table: TableMap) -> Iterator[Source]:
    for indicator in table.indicators:
        if "accumulation" in indicator.fields:
            yield indicator.fields["accumulation"]


def _codes(levels: Iterable[LevelMap]) -> Iterator[ColumnRef | None]:
    for level in levels:
        if isinstance(level.code, Source):
            yield level.code.column


def _totals(table: TableMap, sheet: AuditSheet, heading_rows: tuple[int, ...]) -> dict[int, tuple[int, ...]]:
    found: dict[int, tuple[int, ...]] = {}
    for total in table.totals:
        place = _place(total.total, sheet, heading_rows)
        parts = [_place(part, sheet, heading_rows) for part in total.parts]
        if place is not None and None not in parts:
            found[place] = tuple(part for part in parts if part is not None)
    return found


def _place(ref: ColumnRef, sheet: AuditSheet, heading_rows: tuple[int, ...]) -> int | None:
    """Give the column of a reference, looking a heading up in the rows of headings."""
    if ref.index is not None or ref.heading is None:
        return ref.index
    wanted = normal(ref.heading)
    for row in reversed(heading_rows):
        for column, cell in enumerate(sheet.rows.get(row, ())):
            if normal(cell_text(cell)) == wanted:
                return column
    return None
