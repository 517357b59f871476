"""Numbers kept as text: a sum passes over them, a mean leaves them out."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from models.rules.cell import cell_name, is_blank
from models.rules.numbers import two_meanings
from models.rules.sentence import say
from models.rules.workbook_audit.consequence import consequence
from models.rules.workbook_audit.finding import Finding
from models.rules.workbook_audit.formula.source import CellKey
from models.rules.workbook_audit.formula.tree import Area, Call, Chain, Ref, children, walk
from models.rules.workbook_audit.formula.values import Scalar
from models.rules.workbook_audit.formula.write import written
from models.rules.workbook_audit.look import Look
from models.rules.workbook_audit.programs import Rectangle
from models.rules.workbook_audit.say import Told, finding
from models.rules.workbook_audit.spoken import either, figure_text, short
from models.rules.workbook_audit.tables import Column
from models.rules.workbook_audit.written_numbers import bare, looks_like_number, number_of, with_unit

_TAKES_FIGURES = {"SUM", "AVERAGE", "SUMPRODUCT", "PRODUCT", "MIN", "MAX", "SUBTOTAL"}


def check_text_numbers(look: Look) -> Iterator[Finding]:
    """Yield `number_as_text`: one for each typed cell, one for a column whose formula makes texts."""
    for column in look.table.columns:
        texts = {
            row: value
            for row in look.table.rows
            if isinstance(value := look.value(row, column.index), str) and looks_like_number(value)
        }
        if look.is_code(column):
            continue
        typed = {row: value for row, value in texts.items() if not look.has_formula(row, column.index)}
        made = [row for row in texts if look.program(row, column.index) and _makes_percents(look, row, column.index)]
        if made:
            yield _made(look, column, made)
        if _computed_with_unit(look, column):
            yield from _units(look, column)
        if typed and _holds_figures(look, column, typed):
            yield from (_typed(look, column, row, value) for row, value in typed.items())


def _computed_with_unit(look: Look, column: Column) -> bool:
    """Whether a column is one of figures that are added up, so that a unit beside a figure does harm."""
    heading, filled = column.heading, sum(look.value(row, column.index) is not None for row in look.table.rows)
    figures = len(look.numbers(column.index))
    return figures * 5 >= filled * 4 and figures < filled and bool(heading.period or heading.year or heading.adds_up)


def _units(look: Look, column: Column) -> Iterator[Finding]:
    """A figure with its unit in the same cell, such as `12 km`."""
    for row in look.table.rows:
        value = look.value(row, column.index)
        read = with_unit(value) if isinstance(value, str) and not look.has_formula(row, column.index) else None
        if read is not None:
            message = say(
                "«{value}» lleva la unidad dentro: es un texto, y una suma o un promedio no lo cuenta.",
                value=short(str(value)),
            )
            effect = consequence(look, {(look.table.sheet.name, row, column.index): read})
            told = Told(
                message,
                say("Escriba solo el número. {text}", text=effect.text),
                figure_text(read),
                sure=False,
                size=effect.size,
            )
            yield finding(look, "number_as_text", (row, column.index), told)


def _holds_figures(look: Look, column: Column, texts: dict[int, str]) -> bool:
    """Whether figures are meant in a column: most others are, or a formula computes with it."""
    filled = sum(not is_blank(look.table.sheet.cell(row, column.index)) for row in look.table.rows)
    others = filled - len(texts)
    numbers = len(look.numbers(column.index))
    if others and numbers * 2 <= others:
        return False
    keys = [(look.table.sheet.name, row, column.index) for row in texts]
    if numbers:
        return True
    if any(_computes_with(look, user, key) for key in keys[:20] for user in look.effects.direct(key)):
        return True
    heading = column.heading
    return bool(heading.period or heading.adds_up or heading.is_percent or heading.is_weight)


def _makes_percents(look: Look, row: int, column: int) -> bool:
    """Whether a formula writes a figure as text, as `& "%"` does; a code cut out of another text is meant as text."""
    value, program = look.value(row, column), look.program(row, column)
    cuts = {"LEFT", "RIGHT", "MID", "CONCATENATE", "CONCAT", "TRIM"}
    named = {part.name for part in walk(program.node) if isinstance(part, Call)} if program else set()
    heading = look.table.column(column)
    meant = heading is not None and (heading.heading.is_percent or heading.heading.adds_up)
    return (isinstance(value, str) and "%" in value) or (meant and cuts.isdisjoint(named))


def _computes_with(look: Look, user: CellKey, key: CellKey) -> bool:
    """Whether a formula adds, multiplies or averages a cell, and does not only look it up or write it out."""
    programs = look.calculation.programs
    for node in walk(programs.by_cell[user].node):
        takes = (isinstance(node, Call) and node.name in _TAKES_FIGURES) or (
            isinstance(node, Chain) and node.parts[0][0] != "&"
        )
        for part in children(node) if takes else ():
            if isinstance(part, Ref | Area) and _holds(programs.rectangle(part, user), key):
                return True
    return False


def _holds(rectangle: Rectangle, key: CellKey) -> bool:
    sheet, top, left, bottom, right = rectangle
    return sheet == key[0] and top <= key[1] <= bottom and left <= key[2] <= right


def _typed(look: Look, column: Column, row: int, text: str) -> Finding:
    value = number_of(text)
    key: CellKey = (look.table.sheet.name, row, column.index)
    message = say(
        "«{text}» está guardado como texto en {title}: una suma o un promedio no lo cuenta.",
        text=short(text),
        title=column.title,
    )
    if value is None:
        whole = two_meanings(bare(text).strip("-+$%"))
        asked = either([figure_text(each) for each in whole]) if whole else ""
        message += say(" Puede ser {asked}.", asked=asked) if asked else ""
        effect = say("Escríbalo como número, sin separador de miles.")
        return finding(look, "number_as_text", (row, column.index), Told(message, effect, asked, sure=False))
    percent = "%" in text
    corrected: dict[CellKey, Scalar] = {key: value}
    result = consequence(look, corrected)
    told = Told(message, result.text, figure_text(value, percent=percent), size=result.size)
    return finding(look, "number_as_text", (row, column.index), told)


def _made(look: Look, column: Column, rows: list[int]) -> Finding:
    first = rows[0]
    program = look.program(first, column.index)
    formula = written(program.node, first, column.index) if program else ""
    example = look.value(first, column.index)
    message = say(
        "La fórmula de {title} ({formula}) da un texto, «{example}», y no un número, en {count} filas.",
        title=column.title,
        formula=formula,
        example=short(str(example)),
        count=len(rows),
    )
    effect = say(
        "Esa columna no se puede sumar ni promediar: el resultado sería 0 o un error. "
        'Quite el « & "%" » de la fórmula y dé formato de porcentaje a la celda.'
    )
    cells = f"{cell_name(first + 1, column.index)}:{cell_name(rows[-1] + 1, column.index)}"
    related = tuple(cell_name(row + 1, column.index) for row in rows[1:20])
    told = Told(
        message, effect, say("un número con formato de porcentaje"), related=related, cells=cells, size=Decimal(1)
    )
    return finding(look, "number_as_text", (first, column.index), told)
