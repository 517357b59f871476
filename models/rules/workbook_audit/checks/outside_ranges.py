"""Sums and means above a table, beside it or on another sheet, that leave its last or first rows out."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from models.rules.cell import cell_name
from models.rules.sentence import Sentence, in_a_row, say
from models.rules.workbook_audit.calculation import differ
from models.rules.workbook_audit.checks.column_totals import widened
from models.rules.workbook_audit.consequence import Consequence, is_percent, moved
from models.rules.workbook_audit.finding import Finding, Where
from models.rules.workbook_audit.formula.evaluate import evaluate
from models.rules.workbook_audit.formula.source import CellKey
from models.rules.workbook_audit.formula.tokens import NotUnderstoodError
from models.rules.workbook_audit.formula.tree import Area, Call, Node
from models.rules.workbook_audit.formula.write import written
from models.rules.workbook_audit.look import Look
from models.rules.workbook_audit.sort_rows import AGGREGATES
from models.rules.workbook_audit.spoken import listed, value_text
from models.rules.workbook_audit.tables import Column

_MOST_MISSED = 10
_READS = 200_000


def check_outside_ranges(look: Look) -> Iterator[Finding]:
    """Yield `range_incomplete` for formulas outside the table over nearly all rows of one of its columns."""
    for column in look.table.columns:
        rows = list(look.numbers(column.index))
        if len(rows) < 3:
            continue
        for top, bottom, key in look.effects.over(look.table.sheet.name, column.index):
            missed = [row for row in rows if not top <= row <= bottom]
            inside = len(rows) - len(missed)
            if 0 < len(missed) <= min(_MOST_MISSED, inside // 2) and _is_outside(look, key):
                yield from _incomplete(look, column, key, (top, bottom), missed)


def _is_outside(look: Look, key: CellKey) -> bool:
    """Whether a formula is neither in the rows of the table nor in those of another table of its sheet."""
    if key[0] != look.table.sheet.name:
        return True
    first, last = look.table.rows[0], look.table.rows[-1]
    return not first <= key[1] <= last and key[1] not in look.table.total_rows


def _incomplete(
    look: Look, column: Column, key: CellKey, span: tuple[int, int], missed: list[int]
) -> Iterator[Finding]:
    first, last = look.table.rows[0], look.table.rows[-1]
    at_an_end = (span[0] > first and missed[-1] < span[0]) or (span[1] < last and missed[0] > span[1])
    between = {row for row in look.table.total_rows if first <= row <= last}
    shown = look.calculation.values.peek(key)
    node = look.calculation.programs.by_cell[key].node
    if not at_an_end or between or len(set(look.table.sections)) > 1 or not _aggregates(look, node, key, span):
        return
    sheet = "" if key[0] == look.table.sheet.name else say(" de la hoja «{name}»", name=look.table.sheet.name)
    whole = f"{cell_name(first + 1, column.index)}:{cell_name(last + 1, column.index)}"
    rows = listed([row + 1 for row in missed])
    left = say("la fila {rows}", rows=rows) if len(missed) == 1 else say("las filas {rows}", rows=rows)
    formula = written(node, key[1], key[2])
    parts = {"formula": formula, "left": left, "sheet": sheet, "title": column.title}
    one = say("{formula} deja fuera {left}{sheet}, que tiene datos en {title}.")
    several = say("{formula} deja fuera {left}{sheet}, que tienen datos en {title}.")
    message = Sentence(one if len(missed) == 1 else several, parts)
    whole_result = _whole_result(look, node, key, (first, last))
    note = say("Si es a propósito, escriba por qué en una nota.")
    effect = in_a_row(text for text in (whole_result.text, note) if text)
    related = tuple(cell_name(row + 1, column.index) for row in missed) if not sheet else ()
    yield Finding(
        "range_incomplete",
        Where(*key),
        value_text(shown),
        say("El rango completo es {whole}.", whole=whole),
        message,
        effect,
        sure=False,
        related=related,
        size=whole_result.size,
    )


def _whole_result(look: Look, node: Node, key: CellKey, rows: tuple[int, int]) -> Consequence:
    """Say what the formula would give over all rows."""
    values = look.calculation.values
    shown, kept = values.peek(key), values.reads_left
    values.reads_left = _READS
    try:
        new = evaluate(widened(node, rows[0] - key[1], rows[1] - key[1]), key, values)
    except NotUnderstoodError:
        return Consequence("")
    finally:
        values.reads_left = kept
    if not differ(shown, new):
        return Consequence(say("Hoy el resultado es el mismo, pero dejará de serlo cuando cambien los datos."))
    percent = is_percent(look, key)
    before, after = (value_text(value, percent=percent) for value in (shown, new))
    return Consequence(
        say("Con todas las filas el resultado pasa de {before} a {after}.", before=before, after=after),
        moved(shown, new, Decimal(1) if percent else None),
    )


def _aggregates(look: Look, node: Node, key: CellKey, span: tuple[int, int]) -> bool:
    """Whether the formula is one sum, mean or count over exactly those rows and no more."""
    while isinstance(node, Call) and node.name in {"ROUND", "IFERROR"} and node.arguments:
        node = node.arguments[0]
    if not isinstance(node, Call) or node.name not in AGGREGATES:
        return False
    areas = [argument for argument in node.arguments if isinstance(argument, Area)]
    if len(areas) != 1:
        return False
    _, top, _, bottom, _ = look.calculation.programs.rectangle(areas[0], key)
    return (top, bottom) == span
