"""The columns that every consolidated table has: percents, colour, state, counts by colour, and their totals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_range

from jobs.excel.book import Formula
from jobs.excel.palette import color_fill, color_heading, color_text, count_of, shade, shades
from jobs.excel.table import Column
from jobs.excel.words import state_word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter.format import Format

    from jobs.excel.book import Value
    from jobs.excel.styles import Property, Styles
    from jobs.excel.table import Area
    from models.rules.consolidation import FigureRow, Head

PERCENTS = (
    Column("% a la fecha", 10.5, "percent"),
    Column("% del período", 10.5, "percent"),
    Column("% del año", 10.5, "percent"),
)
VERDICT = (Column("Color", 17, "color"), Column("Estado", 14))


def percents(row: FigureRow) -> list[Value]:
    """Return the cells of `PERCENTS`."""
    return [row.percent, row.period_percent, row.year_percent]


def verdict(head: Head, row: FigureRow) -> list[Value]:
    """Return the cells of `VERDICT`."""
    return [color_text(head, row.color, row.state), state_word(row.state)]


def count_columns(head: Head) -> list[Column]:
    """Return a column for each colour, which add up to the total, and those that tell how complete the figures are."""
    return [
        *(Column(color_heading(head, key), 10.5, "integer") for key in shades(head)),
        Column("Total", 8, "integer"),
        Column("Medidas", 9.5, "integer"),
        Column("Sin programar", 10.5, "integer"),
        Column("Reportadas", 10.5, "integer"),
        Column("Esperadas", 10, "integer"),
    ]


def count_numbers(head: Head, row: FigureRow) -> list[int]:
    """Return the numbers under `count_columns`."""
    shown = [count_of(row.counts, key) for key in shades(head)]
    states = row.counts.by_state
    further = [states.get("measured", 0), states.get("not_programmed", 0), row.reported, row.expected]
    return [*shown, sum(shown), *further]


def count_cells(head: Head, row: FigureRow, at: tuple[int, int]) -> list[Value]:
    """Return the cells of `count_columns`; `at` is row and column of the first, which the total's formula refers to."""
    numbers = count_numbers(head, row)
    last = len(shades(head))
    total = Formula(f"=SUM({xl_range(at[0], at[1], at[0], at[1] + last - 1)})", numbers[last])
    return [*numbers[:last], total, *numbers[last + 1 :]]


def count_totals(head: Head, rows: Sequence[FigureRow], area: Area, formula: str = "=SUM({cells})") -> list[Value]:
    """Return the totals of the columns of counts of `rows`, which stand in `area`, by a formula over their `cells`."""
    columns = zip(*(count_numbers(head, row) for row in rows), strict=True)
    return [Formula(formula.replace("{cells}", area.column(at)), sum(numbers)) for at, numbers in enumerate(columns)]


def painted(looks: Sequence[Format], styles: Styles, at: int, row: FigureRow) -> list[Format]:
    """Return `looks` with the fill of the row's colour in the cell `at`."""
    fill: Mapping[str, Property] = color_fill(shade(row.color, row.state))
    return [*looks[:at], styles.get("color", fill), *looks[at + 1 :]]
