"""A total that somebody typed under a column and that is not what stands above it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate

from models.rules.cell import cell_name
from models.rules.headings.figure_words import MEAN_LABELS
from models.rules.headings.heading import normal
from models.rules.sentence import say
from models.rules.workbook_audit.consequence import consequence
from models.rules.workbook_audit.finding import Finding
from models.rules.workbook_audit.formula.values import close
from models.rules.workbook_audit.look import Look
from models.rules.workbook_audit.say import Told, finding
from models.rules.workbook_audit.spoken import figure_text
from models.rules.workbook_audit.tables import Column, TotalRow
from models.rules.workbook_audit.written_numbers import number_of

_MEANS = {*MEAN_LABELS, "promedio ponderado"}
_MOST_CHILDREN = 30


def check_typed_total(look: Look, total: TotalRow, column: Column) -> Iterator[Finding]:
    """A total that somebody typed: compared with the rows above it, up to the last total, or with all."""
    shown = look.number(total.row, column.index)
    if shown is None or not look.is_figures(column) or normal(total.label) in _MEANS:
        return
    if look.percent_scale(column.index) is not None or column.heading.is_percent or _has_levels(look, column):
        return
    above = [row for row in look.table.rows if row < total.row]
    start = max((other.row for other in look.table.totals if other.row < total.row), default=-1)
    sums = [_sum(look, column, [row for row in above if row > start]), _sum(look, column, above)]
    if _explained(look, total, column, shown, sums) or not sums[1]:
        return
    expected = sums[0] or sums[1]
    message = say(
        "El total dice {shown} y las filas de arriba suman {expected}.",
        shown=figure_text(shown),
        expected=figure_text(expected),
    )
    message += say(" Está escrito a mano; póngale una fórmula: =SUMA({cells}).", cells=_column_range(column, above))
    effect = consequence(look, {(look.table.sheet.name, total.row, column.index): expected})
    matches = _any_matches(look, total)
    told = Told(
        message,
        effect.text,
        figure_text(expected),
        sure=matches or normal(total.label).startswith("total"),
        size=effect.size,
    )
    yield finding(look, "total_differs", (total.row, column.index), told)


def _has_levels(look: Look, column: Column) -> bool:
    """Whether rows hold the sums of the rows below them, as in a pivot table: then no plain sum is meant."""
    values = [value for value in look.numbers(column.index).values() if value]
    parents = (_sums_up_the_next(value, values[at + 1 : at + _MOST_CHILDREN]) for at, value in enumerate(values))
    return sum(parents) > 1


def _sums_up_the_next(value: Decimal, following: list[Decimal]) -> bool:
    """Whether a figure is the sum of two or more of those right below it."""
    return any(close(added, value) for added in list(accumulate(following))[1:])


def _column_range(column: Column, rows: list[int]) -> str:
    return f"{cell_name(rows[0] + 1, column.index)}:{cell_name(rows[-1] + 1, column.index)}"


def _sum(look: Look, column: Column, rows: list[int]) -> Decimal:
    """Add up the figures of some rows, those kept as text too, which are told where they stand."""
    added = Decimal(0)
    for row in rows:
        value = look.value(row, column.index)
        read = number_of(value) if isinstance(value, str) else value
        added += read if isinstance(read, Decimal) else 0
    return added


def _explained(look: Look, total: TotalRow, column: Column, shown: Decimal, sums: list[Decimal]) -> bool:
    """Whether the figure is one that people write under a column: a sum, rounded or of totals, a mean, a count."""
    values = [value for row, value in look.numbers(column.index).items() if row < total.row]
    totals = [
        value
        for other in look.table.totals
        if other.row < total.row and (value := look.number(other.row, column.index)) is not None
    ]
    count = Decimal(len(values) or 1)
    known = [*sums, sum(totals, Decimal(0)), sums[1] / count, count, max(values, default=Decimal(0))]
    # rows of several levels, as in a pivot table, hold every amount once a level
    known += [each / levels for each in sums for levels in (2, 3, 4, 5)]
    return any(close(value, shown, Decimal("1e-6")) or _rounds_to(value, shown) for value in known)


def _rounds_to(value: Decimal, shown: Decimal) -> bool:
    exponent = shown.as_tuple().exponent
    return isinstance(exponent, int) and exponent < 0 and value.quantize(Decimal(1).scaleb(exponent)) == shown


def _any_matches(look: Look, total: TotalRow) -> bool:
    """Whether another column of the row is the sum of its rows: then this one should be too."""
    above = [row for row in look.table.rows if row < total.row]
    return any(
        (shown := look.number(total.row, column.index)) and close(_sum(look, column, above), shown)
        for column in look.table.columns
    )
