"""Sheet « Por dependencia y función »: each org unit with its functions folded under it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from jobs.excel.figures import PERCENTS, VERDICT, count_cells, count_columns, count_totals, painted, percents, verdict
from jobs.excel.palette import color_text
from jobs.excel.styles import STRONG
from jobs.excel.table import Column, Table
from jobs.excel.words import term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobs.excel.book import Value
    from jobs.excel.frame import Frame
    from models.rules.consolidation import Consolidation, FigureRow, Head

_NAMES = 3
_COLOR = _NAMES + len(PERCENTS)
_COUNTS = _COLOR + len(VERDICT)


def write_units(frame: Frame, data: Consolidation) -> None:
    """Write the sheet. A function whose unit has no line of its own stands at the end."""
    head, styles = frame.head, frame.book.styles
    words = term(head, "org_unit"), term(head, "function")
    sheet = frame.sheet("Por dependencia y función", f"Por {words[0].lower()} y {words[1].lower()}")
    table = Table(sheet, styles, _columns(head))
    sheet.freeze(table.first_row, _NAMES)
    strong, plain = table.looks(STRONG), table.plain
    plain[_NAMES - 1] = styles.get("text", {"indent": 1})
    for row, is_unit in _in_order(data):
        looks = painted(strong if is_unit else plain, styles, _COLOR, row)
        names = [words[0] if is_unit else words[1], row.code, row.name]
        cells = [*names, *percents(row), *verdict(head, row), *count_cells(head, row, (sheet.row, _COUNTS))]
        table.add(cells, looks, level=0 if is_unit else 1)
    table.finish("No hay cifras consolidadas en este corte.")
    if data.org_units:
        table.total(_total(data, table))


def _columns(head: Head) -> list[Column]:
    names = [Column("Nivel", 13), Column("Código", 11), Column("Nombre", 40)]
    return [*names, *PERCENTS, *VERDICT, *count_columns(head)]


def _in_order(data: Consolidation) -> Iterator[tuple[FigureRow, bool]]:
    functions = defaultdict(list)
    for function in data.functions:
        functions[function.org_unit].append(function)
    for unit in data.org_units:
        yield unit, True
        yield from ((function, False) for function in functions.pop(unit.code, []))
    yield from ((function, False) for rest in functions.values() for function in rest)


def _total(data: Consolidation, table: Table) -> list[Value]:
    # only the lines of org units are added, those of functions are parts of them; the percent is the stored roll-up
    head, area = data.head, table.area()
    unit = term(head, "org_unit").replace('"', '""')
    formula = f'=SUMIF({area.column(0)},"{unit}",{{cells}})'
    names: list[Value] = ["Total", None, head.institution_name]
    verdict_cells: list[Value] = [color_text(head, data.summary.color, "measured"), None]
    counts = count_totals(head, data.org_units, table.area(_COUNTS), formula)
    return [*names, data.summary.percent, None, None, *verdict_cells, *counts]
