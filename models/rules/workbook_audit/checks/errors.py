"""Cells that show an error: where it begins, and how far it reaches."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from models.rules.cell import cell_name
from models.rules.sentence import say
from models.rules.workbook_audit.finding import Finding
from models.rules.workbook_audit.formula.source import CellKey
from models.rules.workbook_audit.formula.values import Fault
from models.rules.workbook_audit.formula.write import written
from models.rules.workbook_audit.look import Look
from models.rules.workbook_audit.say import Told, finding
from models.rules.workbook_audit.spoken import listed

_WHY = {
    "#DIV/0!": say("divide entre cero o entre una celda vacía"),
    "#N/A": say("busca un dato que no está"),
    "#NAME?": say("usa un nombre o una función que la hoja no conoce"),
    "#REF!": say("apunta a una celda que se borró"),
    "#VALUE!": say("opera con un texto donde iba un número"),
    "#NUM!": say("da un número que no existe"),
}
_MOST = 400
_MOST_ROWS, _MOST_COLUMNS = 500, 8


def check_errors(look: Look) -> Iterator[Finding]:
    """Yield `error_value` for each cell in which an error begins; those that only pass it on are named with it."""
    sheet = look.table.sheet.name
    for row in [*look.table.rows, *(total.row for total in look.table.totals)]:
        for column in look.table.columns:
            value = look.value(row, column.index)
            if isinstance(value, Fault) and not _is_passed_on(look, (sheet, row, column.index)):
                yield _told(look, (sheet, row, column.index), value)


def _is_passed_on(look: Look, key: CellKey) -> bool:
    """Whether a cell that the formula needs shows an error already."""
    programs = look.calculation.programs
    if key not in programs.by_cell:
        return False
    for sheet, top, left, bottom, right in programs.rectangles(key):
        for row in range(top, min(bottom, top + _MOST_ROWS) + 1):
            for column in range(left, min(right, left + _MOST_COLUMNS) + 1):
                if isinstance(look.calculation.values.peek((sheet, row, column)), Fault):
                    return True
    return False


def _told(look: Look, key: CellKey, fault: Fault) -> Finding:
    _, row, column = key
    program = look.program(row, column)
    formula = f": {written(program.node, row, column)}" if program else ""
    why = _WHY.get(fault.text)
    reason = say(" porque {why}", why=why) if why else ""
    message = say("La celda muestra {error}{reason}{formula}.", error=fault.text, reason=reason, formula=formula)
    spread = [
        cell for cell in look.effects.dependents([key])[:_MOST] if isinstance(look.calculation.values.peek(cell), Fault)
    ]
    own = [cell_name(cell[1] + 1, cell[2]) for cell in spread if cell[0] == key[0]]
    effect = say("Ninguna otra celda lo arrastra, pero la fila queda sin dato y no entra en ningún resultado.")
    if spread:
        cells = say("1 celda más") if len(spread) == 1 else say("{count} celdas más", count=len(spread))
        effect = say(
            "El error pasa a {cells}{which}: no hay resultado hasta corregirlo.",
            cells=cells,
            which=say(" ({cells})", cells=listed(own)) if own else "",
        )
    size = Decimal(1 if spread else 0)  # what it reaches has no result
    fix = say("Corrija el dato del que depende, o escriba la fórmula con SI.ERROR si de verdad puede faltar.")
    return finding(look, "error_value", (row, column), Told(message, effect, fix, related=tuple(own[:20]), size=size))
