"""Totals under data that leave rows out, count some twice, are typed and wrong, or do not say what they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from models.rules.cell import cell_name
from models.rules.sentence import say
from models.rules.workbook_audit.checks.typed_totals import check_typed_total
from models.rules.workbook_audit.consequence import Consequence, own_result
from models.rules.workbook_audit.finding import Finding
from models.rules.workbook_audit.formula.tree import Area, Call, Node
from models.rules.workbook_audit.formula.values import close
from models.rules.workbook_audit.formula.write import written
from models.rules.workbook_audit.look import Look
from models.rules.workbook_audit.programs import Program
from models.rules.workbook_audit.recompute import with_formula
from models.rules.workbook_audit.say import Told, finding
from models.rules.workbook_audit.sort_rows import column_area
from models.rules.workbook_audit.spoken import figure_text, listed
from models.rules.workbook_audit.tables import Column, TotalRow


def check_column_totals(look: Look) -> Iterator[Finding]:
    """Yield `range_incomplete`, `counted_twice`, `total_differs` and `unlabelled_total`."""
    for total in look.table.totals:
        yield from _unlabelled(look, total)
        for column in look.table.columns:
            summed = _summed(look, total.row, column)
            if summed is not None:
                yield from _range(look, summed)
            elif not look.has_formula(total.row, column.index):
                yield from check_typed_total(look, total, column)


@dataclass(frozen=True, slots=True)
class _Summed:
    """A total computed over one stretch of its column: the first and the last row of it."""

    row: int
    column: Column
    program: Program
    first: int
    last: int


def _summed(look: Look, row: int, column: Column) -> _Summed | None:
    program = look.program(row, column.index)
    area = column_area(program.node) if program else None
    if program is None or area is None:
        return None
    ends = area.first.at(row, 0)[0], area.last.at(row, 0)[0]
    return _Summed(row, column, program, min(ends), max(ends))


def _range(look: Look, total: _Summed) -> Iterator[Finding]:
    missed = _missed(look, total)
    if missed:
        yield _incomplete(look, total, missed)
    elif _sums(total.program.node):
        yield from _twice(look, total)


def _sums(node: Node) -> bool:
    return isinstance(node, Call) and node.name == "SUM" and len(node.arguments) == 1


def _missed(look: Look, total: _Summed) -> list[int]:
    """Give the filled rows of data right beside the range that no total takes in: the classic inserted row.

    Only where the total stands at one end of its rows, and up to the next total row or title of a section.
    """
    if len(total.program.references) > 1:
        return []
    barriers = look.table.total_rows | set(look.table.sections)
    below = total.row > total.last
    step = 1 if below else -1
    row = total.last + 1 if below else total.first - 1
    found = []
    while row != total.row and row not in barriers and abs(row - total.row) < 1000:
        if look.is_data(row) and look.number(row, total.column.index) is not None:
            found.append(row)
        row += step
    return sorted(found + _missed_at_start(look, total, barriers))


def _missed_at_start(look: Look, total: _Summed, barriers: frozenset[int]) -> list[int]:
    """Give the first rows of the table where the range begins a little below them."""
    found = []
    row = total.first - 1
    while row >= look.table.rows[0] and row not in barriers:
        if look.is_data(row) and look.number(row, total.column.index) is not None:
            found.append(row)
        row -= 1
    reaches_top = row < look.table.rows[0]
    return found if reaches_top and len(found) < total.last - total.first + 1 else []


def _incomplete(look: Look, total: _Summed, missed: list[int]) -> Finding:
    place, node = (total.row, total.column.index), total.program.node
    first, last = min(total.first, *missed), max(total.last, *missed)
    whole = f"{cell_name(first + 1, place[1])}:{cell_name(last + 1, place[1])}"
    rows = listed([row + 1 for row in missed])
    left = say("la fila {rows}", rows=rows) if len(missed) == 1 else say("las filas {rows}", rows=rows)
    message = say(
        "{formula} deja fuera {left}. El rango completo es {whole}.",
        formula=written(node, *place),
        left=left,
        whole=whole,
    )
    value = with_formula(look, widened(node, first - total.row, last - total.row), *place)
    effect = Consequence(say("Los datos de esas filas no llegan al resultado."))
    expected = whole
    if isinstance(value, Decimal):
        expected = figure_text(value, percent=look.is_shown_as_percent(*place))
        effect = own_result(look, place, value)
    related = tuple(cell_name(row + 1, place[1]) for row in missed[:20])
    told = Told(message, effect.text, expected, related=related, size=effect.size)
    return finding(look, "range_incomplete", place, told)


def widened(node: Node, first: int, last: int) -> Node:
    """Give the same sum or average over rows from `first` to `last`, counted from its own row."""
    if not isinstance(node, Call):
        return node
    arguments = tuple(
        Area(
            argument.sheet,
            argument.first._replace(row=first, row_fixed=False),
            argument.last._replace(row=last, row_fixed=False),
        )
        if isinstance(argument, Area)
        else widened(argument, first, last)
        for argument in node.arguments
    )
    return Call(node.name, arguments)


def _twice(look: Look, total: _Summed) -> Iterator[Finding]:
    """A sum over data and over the subtotals of the same data."""
    inside = [other.row for other in look.table.totals if total.first <= other.row <= total.last]
    subtotals = [
        row
        for row in inside
        if (part := _summed(look, row, total.column)) and total.first <= part.first <= part.last <= total.last
    ]
    figures = look.numbers(total.column.index)
    added = sum((value for row, value in figures.items() if total.first <= row <= total.last), Decimal(0))
    shown = look.number(total.row, total.column.index)
    if not subtotals or shown is None or close(added, shown):
        return
    related = tuple(cell_name(row + 1, total.column.index) for row in subtotals)
    message = say(
        "Esta suma toma los datos y también sus subtotales ({cells}): los cuenta dos veces.", cells=listed(related)
    )
    place = (total.row, total.column.index)
    effect = own_result(look, place, added)
    told = Told(message, effect.text, figure_text(added), related=related, size=effect.size)
    yield finding(look, "counted_twice", place, told)


def _unlabelled(look: Look, total: TotalRow) -> Iterator[Finding]:
    if total.label:
        return
    columns = [column for column in look.table.columns if look.number(total.row, column.index) is not None]
    if not columns:
        return
    first = columns[0]
    shown = look.number(total.row, first.index) or Decimal(0)
    message = say(
        "La fila {row} tiene totales y nada lo dice: quien importe o filtre la hoja la leerá como un dato.",
        row=total.row + 1,
    )
    effect = say(
        "Leída como una fila más, la suma de {title} pasaría de {before} a {after}.",
        title=first.title,
        before=figure_text(shown),
        after=figure_text(shown * 2),
    )
    cells = f"{cell_name(total.row + 1, first.index)}:{cell_name(total.row + 1, columns[-1].index)}"
    told = Told(
        message,
        effect,
        say("Escriba «Total» en la primera columna, o nombre la fila en el mapeo."),
        cells=cells,
        size=Decimal(1),
    )
    yield finding(look, "unlabelled_total", (total.row, first.index), told)
