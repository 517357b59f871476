"""Results that are not what their own formula gives, and formulas that need themselves."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from models.rules.cell import cell_name
from models.rules.sentence import in_a_row, say
from models.rules.workbook_audit.consequence import Consequence, consequence, moved
from models.rules.workbook_audit.finding import Finding
from models.rules.workbook_audit.formula.write import written
from models.rules.workbook_audit.look import Look
from models.rules.workbook_audit.say import Told, finding
from models.rules.workbook_audit.spoken import listed, standing_text, value_text


def check_stored_results(look: Look) -> Iterator[Finding]:
    """Yield `stale_value` and `circular_reference` for the cells of the table and its totals."""
    sheet = look.table.sheet.name
    rows = {*look.table.rows, *look.table.total_rows}
    columns = {column.index for column in look.table.columns}
    for key in sorted(look.calculation.stale):
        if key[0] == sheet and key[1] in rows and key[2] in columns:
            yield _stale(look, key[1], key[2])
    circle = sorted(key for key in look.calculation.circular if key[0] == sheet and key[1] in rows)
    if circle:
        yield _circular(look, [(row, column) for _, row, column in circle])


def _stale(look: Look, row: int, column: int) -> Finding:
    key = (look.table.sheet.name, row, column)
    new, percent = look.calculation.stale[key], look.is_shown_as_percent(row, column)
    program = look.calculation.programs.by_cell[key]
    shown = standing_text(look.table.sheet.cell(row, column))
    should = value_text(new, percent=percent)
    message = say(
        "La celda guarda {shown} y su fórmula {formula} da {should}.",
        shown=shown or say("nada"),
        formula=written(program.node, row, column),
        should=should,
    )
    effect = say("Quien lea el archivo sin recalcularlo tomará el valor viejo. Ábralo, recalcule (F9) y guárdelo.")
    further = consequence(look, {key: new}) if look.value(row, column) != new else Consequence("")
    size = max(further.size, moved(look.value(row, column), new))
    told = Told(message, in_a_row(text for text in (effect, further.text) if text), should, size=size)
    return finding(look, "stale_value", (row, column), told)


def _circular(look: Look, cells: list[tuple[int, int]]) -> Finding:
    names = [cell_name(row + 1, column) for row, column in cells]
    message = say("La fórmula depende de su propio resultado; están en el círculo: {cells}.", cells=listed(names))
    effect = say(
        "El resultado no existe: la hoja de cálculo deja 0 o el último valor, y todo lo que depende de él es falso."
    )
    told = Told(
        message, effect, say("Rompa el círculo en una de las celdas."), related=tuple(names[1:20]), size=Decimal(1)
    )
    return finding(look, "circular_reference", cells[0], told)
