"""A column that does not compute the same in every row: another formula, or a number typed over it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from models.rules.sentence import say
from models.rules.workbook_audit.calculation import differ
from models.rules.workbook_audit.checks.row_totals import levels_told_apart, summed_columns
from models.rules.workbook_audit.consequence import consequence
from models.rules.workbook_audit.finding import Finding
from models.rules.workbook_audit.formula.shape import Shape
from models.rules.workbook_audit.formula.tokens import Place
from models.rules.workbook_audit.formula.tree import Area, Call, Ref
from models.rules.workbook_audit.formula.values import Fault, Scalar
from models.rules.workbook_audit.formula.write import written
from models.rules.workbook_audit.look import Look
from models.rules.workbook_audit.programs import Program
from models.rules.workbook_audit.recompute import Unknown, with_formula
from models.rules.workbook_audit.say import Told, finding
from models.rules.workbook_audit.spoken import value_text
from models.rules.workbook_audit.tables import Column

_FEWEST = 3


def check_column_formulas(look: Look) -> Iterator[Finding]:
    """Yield `formula_changes` and `typed_over_formula`."""
    for column in look.table.columns:
        found = {row: program for row in look.table.rows if (program := look.program(row, column.index))}
        if len(found) < _FEWEST:
            continue
        for rows in _alike(look, found):
            usual = usual_program([found[row] for row in rows if row in found])
            if usual is None:
                continue
            parts = summed_columns(usual, column.index)
            apart = levels_told_apart(look, column, parts) if parts else set()
            judged = [row for row in rows if row not in apart]
            yield from _changed(look, column, {row: found[row] for row in judged if row in found}, usual)
            yield from _typed(look, column, [row for row in judged if row not in found], usual)


def usual_program(programs: list[Program]) -> Program | None:
    """Give the formula of at least half of the cells, two of them at least, or None."""
    if not programs:
        return None
    (shape, count), *_ = Counter(program.shape for program in programs).most_common(1)
    if count * 2 < len(programs) or count < 2:
        return None
    return next(program for program in programs if program.shape == shape)


def _alike(look: Look, found: dict[int, Program]) -> list[list[int]]:
    """Part the rows where a column of few words explains the formula, such as a tendency; else give them all."""
    for groups in look.categories:
        shapes = [_ruling_shape([found[row] for row in rows if row in found]) for rows in groups]
        if None not in shapes and len(set(shapes)) > 1:
            return groups
    return [list(look.table.rows)]


def _ruling_shape(programs: list[Program]) -> Shape | None:
    """Give the shape of nearly all, which makes a category; two rows or more have to follow it."""
    if len(programs) < 2:
        return None
    (shape, count), *_ = Counter(program.shape for program in programs).most_common(1)
    return shape if count >= len(programs) * 0.95 else None


def _changed(look: Look, column: Column, found: dict[int, Program], usual: Program) -> Iterator[Finding]:
    shapes = Counter(program.shape for program in found.values())
    first = look.table.rows[0]
    for row, program in found.items():
        if program.shape == usual.shape or (row == first and _looks_up(usual)):
            continue
        only_fixed = _loose(program) == _loose(usual)
        if only_fixed and shapes[program.shape] > 1:
            continue  # each block divides by its own total
        yield _change(look, column, row, program, usual)


def _looks_up(program: Program) -> bool:
    """Whether a formula continues that of the row above: the first row has to begin otherwise."""
    places = [ref.place for ref in program.references if isinstance(ref, Ref)]
    return any(not place.row_fixed and place.row == -1 for place in places)


def _loose(program: Program) -> object:
    def freed(place: Place) -> Place:
        return place._replace(row=0) if place.row_fixed else place

    references = [
        (ref.sheet, *map(freed, (ref.first, ref.last) if isinstance(ref, Area) else (ref.place,)))
        for ref in program.references
    ]
    return references, type(program.node), program.node.name if isinstance(program.node, Call) else ""


def _change(look: Look, column: Column, row: int, program: Program, usual: Program) -> Finding:
    here, should = (written(each.node, row, column.index) for each in (program, usual))
    shown, new = look.value(row, column.index), with_formula(look, usual.node, row, column.index)
    message = say(
        "Aquí la fórmula es {here}; el resto de la columna {title} usa {should}.",
        here=here,
        title=column.title,
        should=should,
    )
    if isinstance(new, Unknown | Fault) or not _different(shown, new):
        effect = say("Hoy no cambia el resultado, pero dejará de coincidir cuando cambien los datos.")
        if isinstance(new, Fault):
            effect = say(
                "Con la fórmula de la columna esta celda daría {text}: revise si la diferencia es a propósito.",
                text=new.text,
            )
        return finding(look, "formula_changes", (row, column.index), Told(message, effect, should, sure=False))
    percent = look.is_shown_as_percent(row, column.index)
    told = message + say(
        " Daría {new} en lugar de {shown}.",
        new=value_text(new, percent=percent),
        shown=value_text(shown, percent=percent),
    )
    result = consequence(look, {(look.table.sheet.name, row, column.index): new})
    return finding(look, "formula_changes", (row, column.index), Told(told, result.text, should, size=result.size))


def _different(shown: Scalar, new: Scalar) -> bool:
    if isinstance(shown, Decimal) and isinstance(new, Decimal):
        return differ(shown, new)
    return type(shown) is not type(new) or shown != new


def _typed(look: Look, column: Column, rows: list[int], usual: Program) -> Iterator[Finding]:
    """Numbers among formulas, where at least four of five cells are formulas and the number is not what they give."""
    typed = {
        row: value
        for row in rows
        if not look.has_formula(row, column.index) and (value := look.number(row, column.index)) is not None
    }
    if len(typed) * 4 > len(look.table.rows) - len(rows):
        return
    for row, shown in typed.items():
        new = with_formula(look, usual.node, row, column.index)
        if not isinstance(new, Decimal) or not differ(shown, new):
            continue
        should = written(usual.node, row, column.index)
        percent = look.is_shown_as_percent(row, column.index)
        message = say(
            "Este {shown} está escrito a mano; el resto de la columna {title} se calcula con "
            "{should}, que aquí da {new}.",
            shown=value_text(shown, percent=percent),
            title=column.title,
            should=should,
            new=value_text(new, percent=percent),
        )
        effect = consequence(look, {(look.table.sheet.name, row, column.index): new})
        yield finding(
            look, "typed_over_formula", (row, column.index), Told(message, effect.text, should, size=effect.size)
        )
