"""Means that mislead: of other means over different counts, or of percents beyond 100."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from models.rules.cell import cell_name
from models.rules.sentence import say
from models.rules.workbook_audit.consequence import moved, named
from models.rules.workbook_audit.finding import Finding
from models.rules.workbook_audit.formula.source import CellKey
from models.rules.workbook_audit.formula.tree import Area, Call, Chain, Literal, Node, Ref
from models.rules.workbook_audit.formula.values import ARITHMETIC, Scalar, close
from models.rules.workbook_audit.look import Look
from models.rules.workbook_audit.programs import Program
from models.rules.workbook_audit.say import Told, finding
from models.rules.workbook_audit.spoken import figure_text, listed

_MEANS = {"AVERAGE", "AVERAGEIF", "AVERAGEIFS"}
_MOST_CELLS = 20_000
_MOST_STEPS = 5


def check_means(look: Look) -> Iterator[Finding]:
    """Yield `average_of_averages` for every mean in the table's rows, its totals and the rows of text between."""
    sheet = look.table.sheet.name
    for row in [*look.table.rows, *(total.row for total in look.table.totals)]:
        for column in look.table.columns:
            program = look.program(row, column.index)
            if program is not None:
                yield from _of_means(look, (sheet, row, column.index), program)


def averaged(program: Program) -> tuple[Ref | Area, ...] | None:
    """Give what a formula takes the plain mean of (AVERAGE, SUM / COUNT, (a + b) / 2), or None where it is no mean."""
    node = program.node
    while isinstance(node, Call) and node.name in {"ROUND", "IFERROR"} and node.arguments:
        node = node.arguments[0]
    if isinstance(node, Call) and node.name == "AVERAGE":
        return tuple(part for part in node.arguments if isinstance(part, Ref | Area))
    if isinstance(node, Chain) and [mark for mark, _ in node.parts] == ["*", "/"]:
        return _divided(node.parts[0][1], node.parts[1][1])
    return None


def _divided(above: Node, below: Node) -> tuple[Ref | Area, ...] | None:
    if isinstance(above, Call) and above.name == "SUM":
        parts = tuple(part for part in above.arguments if isinstance(part, Ref | Area))
        counts = isinstance(below, Call) and below.name in {"COUNT", "COUNTA"} and below.arguments == above.arguments
        return parts if counts else None
    if isinstance(above, Chain) and all(mark == "+" for mark, _ in above.parts) and isinstance(below, Literal):
        cells = tuple(part for _, part in above.parts if isinstance(part, Ref))
        return cells if below.value == len(cells) == len(above.parts) else None
    return None


def mean_cells(look: Look, key: CellKey, parts: tuple[Ref | Area, ...]) -> list[CellKey]:
    """Give the cells with figures that a mean takes in."""
    found: list[CellKey] = []
    for part in parts:
        sheet, top, left, bottom, right = look.calculation.programs.rectangle(part, key)
        bottom = min(bottom, top + _MOST_CELLS)
        for row in range(top, bottom + 1):
            found.extend((sheet, row, column) for column in range(left, min(right, left + 300) + 1))
    return [cell for cell in found if isinstance(value_at(look, cell), Decimal)]


def value_at(look: Look, key: CellKey) -> Scalar:
    """Give the value of a cell of any sheet, without spending the budget; None where there is none."""
    return look.calculation.values.peek(key)


def _of_means(look: Look, key: CellKey, program: Program) -> Iterator[Finding]:
    parts = averaged(program)
    if not parts:
        return
    cells = mean_cells(look, key, parts)
    sources = {cell: _source(look, cell) for cell in cells}
    inner = {cell: found for cell, each in sources.items() if (found := _mean_at(look, each))}
    if not inner or len(cells) < 2:
        return
    leaves = list(
        dict.fromkeys(leaf for cell, found in inner.items() for leaf in mean_cells(look, sources[cell], found))
    )
    leaves += [cell for cell in cells if cell not in inner and cell not in leaves]
    values = [value for leaf in leaves if isinstance(value := value_at(look, leaf), Decimal)]
    shown = value_at(look, key)
    if not values or not isinstance(shown, Decimal):
        return
    mean = ARITHMETIC.divide(sum(values, Decimal(0)), Decimal(len(values)))
    if close(mean, shown, Decimal("1e-6")):
        return
    yield _told(look, key, list(inner), (shown, mean), len(values))


def _source(look: Look, cell: CellKey) -> CellKey:
    """Follow a cell that only repeats another one, of whatever sheet, to the one that computes."""
    programs = look.calculation.programs
    for _ in range(_MOST_STEPS):
        program = programs.by_cell.get(cell)
        if program is None or not isinstance(program.node, Ref):
            break
        sheet, row, column, _, _ = programs.rectangle(program.node, cell)
        cell = (sheet, row, column)
    return cell


def _mean_at(look: Look, cell: CellKey) -> tuple[Ref | Area, ...] | None:
    program = look.calculation.programs.by_cell.get(cell)
    return averaged(program) if program else None


def _told(look: Look, key: CellKey, inner: list[CellKey], means: tuple[Decimal, Decimal], count: int) -> Finding:
    percent = (key[1], key[2]) in look.table.sheet.percents
    shown, mean = (figure_text(value, percent=percent) for value in means)
    names = listed([named(look, cell) for cell in inner], most=3)
    message = say(
        "Promedia celdas que ya son promedios ({names}): un grupo de pocas filas pesa igual que uno de muchas.",
        names=names,
    )
    effect = say("El promedio de los {count} datos es {mean} y no {shown}.", count=count, mean=mean, shown=shown)
    related = tuple(cell_name(cell[1] + 1, cell[2]) for cell in inner[:20] if cell[0] == key[0])
    return finding(
        look,
        "average_of_averages",
        (key[1], key[2]),
        Told(message, effect, mean, related=related, size=moved(*means, Decimal(1) if percent else None)),
    )
