"""Percents beyond 100 that enter a mean: what was done twice hides what was not done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from models.rules.cell import cell_name
from models.rules.headings.figure_words import MEAN_LABELS
from models.rules.headings.heading import normal
from models.rules.sentence import say
from models.rules.workbook_audit.checks.conditional_mean import conditional_cells
from models.rules.workbook_audit.checks.means import averaged, mean_cells, value_at
from models.rules.workbook_audit.consequence import Consequence, is_percent, mean, moved, named
from models.rules.workbook_audit.finding import Finding
from models.rules.workbook_audit.formula.source import CellKey
from models.rules.workbook_audit.formula.tree import Area, Call, walk
from models.rules.workbook_audit.formula.values import Scalar
from models.rules.workbook_audit.look import Look
from models.rules.workbook_audit.programs import Program
from models.rules.workbook_audit.say import Told, finding
from models.rules.workbook_audit.spoken import figure_text, value_text
from models.rules.workbook_audit.tables import Column

_NOISE = Decimal("1e-9")
_MOST_STEPS = 5_000_000


def check_over_100(look: Look) -> Iterator[Finding]:
    """Yield `percent_over_100` for each percent of the table's columns that some mean of the workbook takes in."""
    for column in look.table.columns:
        scale = look.percent_scale(column.index)
        if scale is None:
            continue
        over = {row: value for row, value in look.numbers(column.index).items() if value > scale * (1 + _NOISE)}
        if not over:
            continue
        yield from _column(look, column, over, scale)


def _column(look: Look, column: Column, over: dict[int, Decimal], scale: Decimal) -> Iterator[Finding]:
    """Tell the percents beyond 100 of a column, each with the first mean that takes it in."""
    told: set[CellKey] = set()
    searches = _MOST_STEPS // (look.effects.ranges(look.table.sheet.name, column.index) + 1)
    for row in over:
        if (look.table.sheet.name, row, column.index) in told or searches <= 0:
            continue
        searches -= 1
        taker = _mean_over(look, column, row)
        if taker is None:
            continue
        cells = _taken(look, column, taker)
        place = (look.table.sheet.name, column.index)
        capped: dict[CellKey, Scalar] = {
            key: scale for key in sorted(cells) if (key[0], key[2]) == place and key[1] in over
        }
        effect = _effect_of(look, taker, cells, capped)
        for key in capped:
            if key not in told:
                yield _told(look, (key[1], column), over[key[1]] / scale, taker, effect)
        told.update(capped)


def _keys(look: Look, column: Column, rows: Iterable[int]) -> list[CellKey]:
    return [(look.table.sheet.name, row, column.index) for row in rows]


def _taken(look: Look, column: Column, taker: CellKey) -> set[CellKey]:
    """Give the cells that a mean takes in; those of the column for one that was typed below it."""
    program = look.calculation.programs.by_cell.get(taker)
    found = _cells_of(look, taker, program) if program else []
    return set(found or _keys(look, column, look.numbers(column.index)))


def _effect_of(look: Look, key: CellKey, cells: set[CellKey], capped: dict[CellKey, Scalar]) -> Consequence:
    program = look.calculation.programs.by_cell.get(key)
    if program is not None and _weighted_areas(program):
        return _weighted_effect(look, key, capped)
    (scale, *_) = (value for value in capped.values() if isinstance(value, Decimal))
    return _effect(look, sorted(cells), scale)


def _mean_over(look: Look, column: Column, row: int) -> CellKey | None:
    """Give the first mean, of any sheet, that takes in a cell; or a typed one in a row called « Promedio »."""
    cell = (look.table.sheet.name, row, column.index)
    for key in look.effects.direct(cell):
        if _takes_in(look, key, cell):
            return key
    for total in look.table.totals:
        shown, values = look.number(total.row, column.index), list(look.numbers(column.index).values())
        if shown is not None and normal(total.label) in MEAN_LABELS and look.program(total.row, column.index) is None:
            return (cell[0], total.row, column.index) if abs(mean(values) - shown) < Decimal("0.01") else None
    return None


def _takes_in(look: Look, key: CellKey, cell: CellKey) -> bool:
    return cell in _cells_of(look, key, look.calculation.programs.by_cell[key])


def _cells_of(look: Look, key: CellKey, program: Program) -> list[CellKey]:
    """Give the cells with figures that a mean takes in, also under conditions or weighted."""
    parts = averaged(program) or _weighted_areas(program)
    if parts:
        return mean_cells(look, key, parts)
    cells = conditional_cells(look, key, program.node)
    return [cell for cell in cells if isinstance(value_at(look, cell), Decimal)]


def _weighted_areas(program: Program) -> tuple[Area, ...]:
    """Give the ranges of the SUMPRODUCT of a weighted mean; none where a formula has no such thing."""
    calls = [part for part in walk(program.node) if isinstance(part, Call) and part.name == "SUMPRODUCT"]
    return tuple(part for call in calls[:1] for part in call.arguments if isinstance(part, Area))


def _weighted_effect(look: Look, key: CellKey, capped: dict[CellKey, Scalar]) -> Consequence:
    """Say what a weighted mean would be with the percents of the column capped at 100."""
    outcome = look.effects.of(capped)
    if not outcome.known:
        return Consequence(say("Ese promedio sale más alto de lo que es."))
    change = next((change for change in outcome.changes if change.key == key), None)
    if change is None:
        return Consequence(say("Hoy el promedio es el mismo, pero dejará de serlo cuando cambien los pesos."))
    percent = is_percent(look, key)
    before, after = (value_text(value, percent=percent) for value in (change.before, change.after))
    told = say(
        "Con los porcentajes mayores que 100 topados en 100, el promedio pasa de {before} a {after}.",
        before=before,
        after=after,
    )
    return Consequence(told, moved(change.before, change.after, Decimal(1) if percent else None))


def _effect(look: Look, cells: list[CellKey], scale: Decimal) -> Consequence:
    """Say what the mean would be with every percent capped at 100."""
    values = [value for cell in cells if isinstance(value := value_at(look, cell), Decimal)]
    means = [mean(values), mean([min(value, scale) for value in values])]
    before, after = (figure_text(value / scale, percent=True) for value in means)
    number = sum(value > scale for value in values)
    capped = (
        say("ese porcentaje topado")
        if number == 1
        else say("los {number} porcentajes mayores que 100 topados", number=number)
    )
    return Consequence(
        say("Con {capped} en 100, el promedio pasa de {before} a {after}.", capped=capped, before=before, after=after),
        moved(means[0], means[1], scale),
    )


def _told(look: Look, place: tuple[int, Column], value: Decimal, key: CellKey, effect: Consequence) -> Finding:
    row, column = place
    shown = figure_text(value, percent=True)
    message = say(
        "{title} dice {shown} y entra en el promedio de {named}: tapa lo que otros no cumplieron.",
        title=column.title,
        shown=shown,
        named=named(look, key),
    )
    related = (cell_name(key[1] + 1, key[2]),) if key[0] == look.table.sheet.name else ()
    told = Told(message, effect.text, figure_text(Decimal(1), percent=True), related=related, size=effect.size)
    return finding(look, "percent_over_100", (row, column.index), told)
