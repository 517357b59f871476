"""Columns that sum others of their row, such as the total of a year's quarters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from models.rules.propose_mapping.doubt import Doubts, letters, times
from models.rules.propose_mapping.figure_columns import Figures, Key, Total
from models.rules.propose_mapping.look import is_number
from models.rules.propose_mapping.table import FoundTable
from models.rules.sentence import say


def check_sums(table: FoundTable, figures: Figures, kept: dict[Key, int], doubts: Doubts) -> None:
    """A year's column that its parts always sum is only checked; one that they do not sum is read too, and asked."""
    for (year, period), column in list(kept.items()):
        parts = _parts(kept, year) if period is None else ()
        if len(parts) < 2:
            continue
        differing = _rows_apart(table, column, parts)
        if not differing:
            del kept[(year, None)]
            figures.totals.append(Total(column, parts))
            figures.left_out[column] = say(
                "es la suma de {letters}; se comprueba y no se guarda", letters=letters(*parts)
            )
            continue
        message = say(
            "En {times} las columnas {letters} no suman la columna ",
            times=times(differing, say("fila"), say("filas")),
            letters=letters(*parts),
        )
        message += say("{letters}: se leen las partes y el total. Decida cuáles valen.", letters=letters(column))
        doubts.add("parts_differ", message, column)


def _parts(kept: Mapping[Key, int], year: int | None) -> tuple[int, ...]:
    """Give the columns of the finest kind of period of the year."""
    kinds: dict[str, list[int]] = defaultdict(list)
    for (of_year, period), column in kept.items():
        if of_year == year and period is not None:
            kinds[period[0]].append(column)
    return tuple(sorted(next((kinds[kind] for kind in "MBQS" if kind in kinds), [])))


def _rows_apart(table: FoundTable, total: int, parts: Sequence[int]) -> int:
    columns = [table.cells(part) for part in parts]
    found = 0
    for cells in zip(table.cells(total), *columns, strict=True):
        numbers = [
            Decimal(cell) if isinstance(cell, int | Decimal) and is_number(cell) else Decimal(0) for cell in cells
        ]
        found += abs(numbers[0] - sum(numbers[1:])) > Decimal("0.005")
    return found
