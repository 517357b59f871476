"""Totals across columns, such as T1 to T4 and their total, that are not the sum of their parts in some row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from models.rules.cell import cell_name
from models.rules.sentence import say
from models.rules.workbook_audit.consequence import consequence
from models.rules.workbook_audit.finding import Finding
from models.rules.workbook_audit.formula.shape import parts_of
from models.rules.workbook_audit.formula.tree import Call, Chain, Node, Ref
from models.rules.workbook_audit.formula.values import close
from models.rules.workbook_audit.formula.write import written
from models.rules.workbook_audit.level_marks import is_share, mark_of
from models.rules.workbook_audit.look import Look
from models.rules.workbook_audit.programs import Program
from models.rules.workbook_audit.say import Told, finding
from models.rules.workbook_audit.spoken import figure_text
from models.rules.workbook_audit.tables import Column
from models.rules.workbook_audit.written_numbers import number_of

_TOLERANCE = Decimal("1e-6")
_MOST_PARTS = 16


def check_row_totals(look: Look) -> Iterator[Finding]:
    """Yield `total_differs` for each row in which a column of totals is not the sum of its parts."""
    for column in look.table.columns:
        parts = parts_of_total(look, column)
        if parts:
            levels = levels_told_apart(look, column, parts)
            for row in look.table.rows:
                if row not in levels:
                    yield from _compare(look, column, row, parts)


def parts_of_total(look: Look, column: Column) -> tuple[int, ...]:
    """Give the columns that a column adds up, or none where it is no sum in most rows."""
    if look.hints.totals.get(column.index):
        return look.hints.totals[column.index]
    by_formula = _summed_by_formula(look, column) or _by_heading_and_formula(look, column)
    if by_formula:
        return by_formula
    if not _may_be_typed_total(look, column):
        return ()
    beside = (_by_heading(look, column), _periods_to_the_right(look, column), *_runs_to_the_left(look, column))
    for parts in beside:
        if len(parts) > 1 and _mostly_adds_up(look, column, parts):
            return parts
    return ()


def _by_heading_and_formula(look: Look, column: Column) -> tuple[int, ...]:
    """Give the parts that the headings name where at least one row adds up exactly those."""
    parts = tuple(sorted(_by_heading(look, column))) if column.heading.adds_up else ()
    programs = (look.program(row, column.index) for row in look.table.rows)
    named = len(parts) > 1 and any(each and summed_columns(each, column.index) == parts for each in programs)
    return parts if named else ()


def _may_be_typed_total(look: Look, column: Column) -> bool:
    """Whether a column is called a total, holds amounts, and no formula that is not understood."""
    if not column.heading.adds_up or column.heading.is_percent or not look.is_figures(column):
        return False
    return all(look.program(row, column.index) or not look.has_formula(row, column.index) for row in look.table.rows)


def _summed_by_formula(look: Look, column: Column) -> tuple[int, ...]:
    """Give the parts by the formula of at least half of the rows that have one."""
    programs = [program for row in look.table.rows if (program := look.program(row, column.index))]
    sums = Counter(parts for program in programs if (parts := summed_columns(program, column.index)))
    if not sums:
        return ()
    parts, count = sums.most_common(1)[0]
    return parts if count * 2 >= len(programs) and count > 1 else ()


def summed_columns(program: Program, column: int) -> tuple[int, ...]:
    """Give the columns, from 0, of the cells of its own row that a formula adds up and does nothing else with."""
    terms = list(_terms(program.node))
    found = []
    for term in terms:
        for part in parts_of(term):
            if not isinstance(part, Ref) or part.sheet or part.place.row_fixed or part.place.row:
                return ()
            place = part.place
            found.append(place.column if place.column_fixed else column + place.column)
    return tuple(sorted(found)) if len(found) > 1 else ()


def _terms(node: Node) -> Iterator[Node]:
    """Give what a formula adds; a difference or a product is given whole, and so is no cell."""
    if isinstance(node, Chain) and all(mark == "+" for mark, _ in node.parts):
        for _, part in node.parts:
            yield from _terms(part)
    elif isinstance(node, Call) and node.name == "SUM":
        for argument in node.arguments:
            yield from _terms(argument)
    else:
        yield node


def _by_heading(look: Look, column: Column) -> tuple[int, ...]:
    """Give the columns of single periods with the total's measure and year, or of single years where it has none."""
    heading = column.heading
    alike = [
        other
        for other in look.table.columns
        if other.index != column.index
        and other.heading.measure == heading.measure
        and not other.heading.adds_up
        and not other.heading.is_percent
    ]
    periods = [other for other in alike if other.heading.period and other.heading.year == heading.year]
    kinds = Counter(other.heading.period[0] for other in periods if other.heading.period)
    if kinds:
        kind = kinds.most_common(1)[0][0]
        return tuple(other.index for other in periods if other.heading.period and other.heading.period[0] == kind)
    if heading.year is None:
        return tuple(other.index for other in alike if other.heading.year and not other.heading.period)
    return ()


def _periods_to_the_right(look: Look, column: Column) -> tuple[int, ...]:
    """Give the single periods right after a total such as « Meta anual »."""
    run: list[int] = []
    for other in look.table.columns:
        if other.index > column.index:
            if not other.heading.period or other.heading.adds_up or not look.is_figures(other):
                break
            run.append(other.index)
    return tuple(run)


def _runs_to_the_left(look: Look, column: Column) -> Iterator[tuple[int, ...]]:
    """Give the columns of figures right before the total: the last two, the last three…."""
    run: list[int] = []
    before = [other for other in look.table.columns if other.index < column.index]
    for other in reversed(before):
        if len(run) == _MOST_PARTS or not look.is_figures(other) or other.heading.is_percent:
            return
        run.insert(0, other.index)
        if len(run) > 1:
            yield tuple(run)


def _mostly_adds_up(look: Look, column: Column, parts: tuple[int, ...]) -> bool:
    """Whether the total is the sum of the parts in more than half of the rows, with two parts or more in two rows."""
    adds_up = plain = rows = 0
    for row in look.table.rows:
        total, values = look.number(row, column.index), _values(look, row, parts)
        if total is None or not any(values):
            continue
        rows += 1
        same = close(sum(values, Decimal(0)), total, _TOLERANCE)
        adds_up += same
        plain += same and sum(bool(value) for value in values) > 1
    return plain >= 2 and adds_up * 2 > rows


def levels_told_apart(look: Look, column: Column, parts: tuple[int, ...]) -> set[int]:
    """Give the rows that are levels and have a level for a total, where the column treats most levels so."""
    apart: set[int] = set()
    summed = 0
    for row in look.table.rows:
        total, values = look.number(row, column.index), [value for value in _values(look, row, parts) if value]
        if total is None or len(values) < 2 or not (mark_of(look, row)[1] or is_share(look, row, values, parts)):
            continue
        if close(sum(values, Decimal(0)), total, _TOLERANCE):
            summed += 1
        elif _as_level(_values(look, row, parts), total):
            apart.add(row)
    return apart if len(apart) >= summed else set()


def _values(look: Look, row: int, parts: tuple[int, ...]) -> list[Decimal]:
    return [value for part in parts if (value := look.number(row, part)) is not None]


def _compare(look: Look, column: Column, row: int, parts: tuple[int, ...]) -> Iterator[Finding]:
    total, values = look.number(row, column.index), _values(look, row, parts)
    added = sum(values, Decimal(0))
    if total is None or not values or close(added, total, _TOLERANCE):
        return
    if close(added + _in_texts(look, row, parts), total, _TOLERANCE):
        return  # a part is kept as text: said there
    program = look.program(row, column.index)
    if program is None and look.has_formula(row, column.index):
        return  # computed in a way that this reader does not know
    if program is not None and summed_columns(program, column.index) == parts:
        return  # the stored result is old: said as such
    level = _as_level(values, total)
    cells = say("{first} a {last}", first=cell_name(row + 1, parts[0]), last=cell_name(row + 1, parts[-1]))
    how = (
        say(" con {formula}", formula=written(program.node, row, column.index))
        if program
        else say(" y está escrito a mano")
    )
    sums = say("sus {count} partes ({cells}) suman {added}", count=len(parts), cells=cells, added=figure_text(added))
    message = say(
        "{title} dice {total}{how}, y {sums}.", title=column.title, total=figure_text(total), how=how, sums=sums
    )
    if level:
        message += say(
            " Es {level} de las partes: si la meta es de nivel (se mantiene, no se acumula), dígalo en el mapeo.",
            level=level,
        )
    effect = consequence(look, {(look.table.sheet.name, row, column.index): added})
    told = Told(message, effect.text, figure_text(added), sure=not level, size=effect.size)
    yield finding(look, "total_differs", (row, column.index), told)


def _in_texts(look: Look, row: int, parts: tuple[int, ...]) -> Decimal:
    """Give the sum of the parts that are numbers kept as text."""
    texts = [value for part in parts if isinstance(value := look.value(row, part), str)]
    return sum((read for text in texts if (read := number_of(text)) is not None), Decimal(0))


def _as_level(values: list[Decimal], total: Decimal) -> str:
    """Name what else a total may be of its parts: then a person has to say whether the row is a level."""
    filled = [value for value in values if value]
    if not filled or len(values) < 2:
        return ""
    count = Decimal(len(values))
    if close(sum(values, Decimal(0)) / count, total) or close(sum(filled, Decimal(0)) / Decimal(len(filled)), total):
        return say("el promedio")
    if close(filled[-1], total):
        return say("el último valor")
    return say("el mayor valor") if close(max(values), total) else ""
