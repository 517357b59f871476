"""Totals under data that leave rows out, count some twice, are typed and wrong, or do not say what they are."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from models.rules.cell import cell_name
from models.rules.workbook_audit.consequence import consequence
from models.rules.workbook_audit.finding import Finding
from models.rules.workbook_audit.formula.tree import Area, Call, Node
from models.rules.workbook_audit.formula.values import close
from models.rules.workbook_audit.formula.write import written
from models.rules.workbook_audit.headings import normal
from models.rules.workbook_audit.look import Look
from models.rules.workbook_audit.recompute import with_formula
from models.rules.workbook_audit.say import Told, finding
from models.rules.workbook_audit.sort_rows import column_area
from models.rules.workbook_audit.spoken import figure_text, listed
from models.rules.workbook_audit.tables import Column, TotalRow
from models.rules.workbook_audit.written_numbers import number_of

_MEANS = {"promedio", "promedio general", "media", "promedio total", "promedio ponderado"}
_MOST_CHILDREN = 30


def check_column_totals(look: Look) -> Iterator[Finding]:
    """Yield `range_incomplete`, `counted_twice`, `total_differs` and `unlabelled_total`."""
    for total in look.table.totals:
        yield from _unlabelled(look, total)
        for column in look.table.columns:
            program = look.program(total.row, column.index)
            area = column_area(program.node) if program else None
            if program and area:
                yield from _range(look, total, column, program.node)
            elif program is None and not look.has_formula(total.row, column.index):
                yield from _typed(look, total, column)


def _span(area: Area, row: int) -> tuple[int, int]:
    first, last = area.first.at(row, 0)[0], area.last.at(row, 0)[0]
    return min(first, last), max(first, last)


def _range(look: Look, total: TotalRow, column: Column, node: Node) -> Iterator[Finding]:
    area = column_area(node)
    if area is None:
        return
    first, last = _span(area, total.row)
    missed = _missed(look, total, column, (first, last))
    if missed:
        yield _incomplete(look, total, column, node, missed)
    elif _sums(node):
        yield from _twice(look, total, column, (first, last))


def _sums(node: Node) -> bool:
    return isinstance(node, Call) and node.name == "SUM" and len(node.arguments) == 1


def _missed(look: Look, total: TotalRow, column: Column, span: tuple[int, int]) -> list[int]:
    """Give the filled rows of data right beside the range that no total takes in: the classic inserted row.

    Only where the total stands at one end of its rows, and up to the next total row or title of a section.
    """
    program = look.program(total.row, column.index)
    if program is None or len(program.references) > 1:
        return []
    barriers = look.table.total_rows | set(look.table.sections)
    below = total.row > span[1]
    step = 1 if below else -1
    row = span[1] + 1 if below else span[0] - 1
    found = []
    while row != total.row and row not in barriers and abs(row - total.row) < 1000:
        if look.is_data(row) and look.number(row, column.index) is not None:
            found.append(row)
        row += step
    return sorted(found + _missed_at_start(look, column, span, barriers))


def _missed_at_start(
    look: Look, column: Column, span: tuple[int, int], barriers: set[int] | frozenset[int]
) -> list[int]:
    """Give the first rows of the table where the range begins a little below them."""
    found = []
    row = span[0] - 1
    while row >= look.table.rows[0] and row not in barriers:
        if look.is_data(row) and look.number(row, column.index) is not None:
            found.append(row)
        row -= 1
    reaches_top = row < look.table.rows[0]
    return found if reaches_top and len(found) < span[1] - span[0] + 1 else []


def _incomplete(look: Look, total: TotalRow, column: Column, node: Node, missed: list[int]) -> Finding:
    area = column_area(node)
    first, last = _span(area, total.row) if area else (0, 0)
    whole = f"{cell_name(min(first, *missed) + 1, column.index)}:{cell_name(max(last, *missed) + 1, column.index)}"
    rows = listed([row + 1 for row in missed])
    left = f"la fila {rows}" if len(missed) == 1 else f"las filas {rows}"
    message = f"{written(node, total.row, column.index)} deja fuera {left}. El rango completo es {whole}."
    fixed = _widened(node, min(first, *missed) - total.row, max(last, *missed) - total.row)
    value = with_formula(look, fixed, total.row, column.index)
    effect = "Los datos de esas filas no llegan al resultado."
    expected = whole
    if isinstance(value, Decimal):
        shown = look.number(total.row, column.index)
        expected = figure_text(value, percent=look.is_shown_as_percent(total.row, column.index))
        effect = (
            f"Este resultado pasa de {figure_text(shown) if shown is not None else 'vacío'} a {figure_text(value)}. "
        )
        effect += consequence(look, {(look.table.sheet.name, total.row, column.index): value})
    related = tuple(cell_name(row + 1, column.index) for row in missed[:20])
    return finding(
        look, "range_incomplete", (total.row, column.index), Told(message, effect, expected, related=related)
    )


def _widened(node: Node, first: int, last: int) -> Node:
    """Give the same sum or average over rows from `first` to `last`, counted from its own row."""
    if not isinstance(node, Call):
        return node
    arguments = tuple(
        Area(
            None,
            argument.first._replace(row=first, row_fixed=False),
            argument.last._replace(row=last, row_fixed=False),
        )
        if isinstance(argument, Area)
        else _widened(argument, first, last)
        for argument in node.arguments
    )
    return Call(node.name, arguments)


def _twice(look: Look, total: TotalRow, column: Column, span: tuple[int, int]) -> Iterator[Finding]:
    """A sum over data and over the subtotals of the same data."""
    inside = [other for other in look.table.totals if span[0] <= other.row <= span[1]]
    subtotals = [
        other
        for other in inside
        if (program := look.program(other.row, column.index))
        and (area := column_area(program.node))
        and span[0] <= _span(area, other.row)[0] <= _span(area, other.row)[1] <= span[1]
    ]
    values = [look.number(row, column.index) for row in look.table.rows if span[0] <= row <= span[1]]
    added = sum((value for value in values if value is not None), Decimal(0))
    shown = look.number(total.row, column.index)
    if not subtotals or shown is None or close(added, shown):
        return
    cells = listed([cell_name(other.row + 1, column.index) for other in subtotals])
    message = f"Esta suma toma los datos y también sus subtotales ({cells}): los cuenta dos veces."
    effect = f"Este resultado pasa de {figure_text(shown)} a {figure_text(added)}. "
    effect += consequence(look, {(look.table.sheet.name, total.row, column.index): added})
    related = tuple(cell_name(other.row + 1, column.index) for other in subtotals)
    told = Told(message, effect, figure_text(added), related=related)
    yield finding(look, "counted_twice", (total.row, column.index), told)


def _typed(look: Look, total: TotalRow, column: Column) -> Iterator[Finding]:
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
    message = f"El total dice {figure_text(shown)} y las filas de arriba suman {figure_text(expected)}."
    message += f" Está escrito a mano; póngale una fórmula: =SUMA({_column_range(column, above)})."
    effect = consequence(look, {(look.table.sheet.name, total.row, column.index): expected})
    matches = _any_matches(look, total)
    told = Told(message, effect, figure_text(expected), sure=matches or normal(total.label).startswith("total"))
    yield finding(look, "total_differs", (total.row, column.index), told)


def _has_levels(look: Look, column: Column) -> bool:
    """Whether rows hold the sums of the rows below them, as in a pivot table: then no plain sum is meant."""
    values = list(look.numbers(column.index).values())
    parents = 0
    for at, value in enumerate(values):
        added = Decimal(0)
        for count, part in enumerate(values[at + 1 : at + _MOST_CHILDREN], start=1):
            added += part
            if count > 1 and added and close(added, value):
                parents += 1
                break
        if parents > 1:
            return True
    return False


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


def _unlabelled(look: Look, total: TotalRow) -> Iterator[Finding]:
    if total.label:
        return
    columns = [column for column in look.table.columns if look.number(total.row, column.index) is not None]
    if not columns:
        return
    first = columns[0]
    shown = look.number(total.row, first.index) or Decimal(0)
    message = (
        f"La fila {total.row + 1} tiene totales y nada lo dice: quien importe o filtre la hoja la leerá como un dato."
    )
    effect = (
        f"Leída como una fila más, la suma de {first.title} pasaría de {figure_text(shown)} a {figure_text(shown * 2)}."
    )
    cells = f"{cell_name(total.row + 1, first.index)}:{cell_name(total.row + 1, columns[-1].index)}"
    told = Told(message, effect, "Escriba «Total» en la primera columna, o nombre la fila en el mapeo.", cells=cells)
    yield finding(look, "unlabelled_total", (total.row, first.index), told)
