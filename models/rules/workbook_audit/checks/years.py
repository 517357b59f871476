"""The same column of two years that computes differently: formulas are compared by the headings they refer to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from itertools import groupby, pairwise

from models.rules.cell import cell_name
from models.rules.headings.heading import Heading
from models.rules.sentence import Sentence, in_a_row, say
from models.rules.workbook_audit.calculation import differ
from models.rules.workbook_audit.checks.column_formulas import usual_program
from models.rules.workbook_audit.consequence import Consequence, consequence, mean, mean_moves, moved
from models.rules.workbook_audit.finding import Finding
from models.rules.workbook_audit.formula.shape import Shape, shape_of
from models.rules.workbook_audit.formula.source import CellKey
from models.rules.workbook_audit.formula.substitute import substitute
from models.rules.workbook_audit.formula.tree import Call, Node, Ref
from models.rules.workbook_audit.formula.values import Scalar
from models.rules.workbook_audit.formula.write import written
from models.rules.workbook_audit.look import Look
from models.rules.workbook_audit.programs import Program
from models.rules.workbook_audit.recompute import with_formula
from models.rules.workbook_audit.say import Told, finding
from models.rules.workbook_audit.tables import Column

_ALIKE = 0.9


@dataclass(frozen=True, slots=True)
class _Twin:
    column: Column
    year: int
    program: Program
    meaning: Shape


def check_years(look: Look) -> Iterator[Finding]:
    """Yield `formula_changes_by_year`, on the later column, or on the one that differs from all the others."""
    for twins in _twins(look):
        usual = _usual(twins)
        for twin in twins:
            if usual is not None and not _same(twin, usual):
                yield from _change(look, twin, usual)


def _twins(look: Look) -> list[list[_Twin]]:
    """Give the groups of columns whose headings differ by the year alone."""
    found: list[list[_Twin]] = []
    for column in look.table.columns:
        year = column.heading.year
        program = usual_program([each for row in look.table.rows if (each := look.program(row, column.index))])
        if year is None or program is None or "acumul" in " ".join(column.heading.words):
            continue
        twin = _Twin(column, year, program, _meaning(look, column, program))
        group = next((group for group in found if _belongs(twin, group)), None)
        if group is None:
            found.append([twin])
        else:
            group.append(twin)
    return [sorted(group, key=lambda twin: twin.year) for group in found if len(group) > 1]


def _belongs(twin: _Twin, group: list[_Twin]) -> bool:
    heading = twin.column.heading
    return heading_twins(heading, group[0].column.heading) and twin.year not in {each.year for each in group}


def heading_twins(one: Heading, other: Heading) -> bool:
    """Whether two headings say the same but for the year and a slip of the pen."""
    if one.period != other.period or one.is_total != other.is_total:
        return False
    first, second = (_without_year(heading) for heading in (one, other))
    digits = [[letter for letter in text if letter.isdigit() or letter == "%"] for text in (first, second)]
    if digits[0] != digits[1] or len(first.split()) != len(second.split()):
        return False
    return first == second or (len(first) > 8 and SequenceMatcher(None, first, second).ratio() >= _ALIKE)


def _without_year(heading: Heading) -> str:
    return " ".join(word for word in heading.words if word != str(heading.year))


def _meaning(look: Look, column: Column, program: Program) -> Shape:
    """Give the formula's shape with headings in the place of cells, their years counted from the column's own."""
    year = column.heading.year or 0

    def named(ref: Ref) -> Node:
        other = None if ref.sheet or ref.place.row_fixed or ref.place.row else _column_of(look, column, ref)
        if other is None:
            return ref
        apart = 0 if other.heading.year is None else other.heading.year - year
        return Call(f"{_without_year(other.heading)}|{other.heading.year is not None}|{apart}", ())

    return shape_of(substitute(program.node, named))


def _column_of(look: Look, column: Column, ref: Ref) -> Column | None:
    place = ref.place
    found = look.table.column(place.column if place.column_fixed else column.index + place.column)
    return found if found and found.heading.label.strip() else None


def _same(one: _Twin, other: _Twin) -> bool:
    return one.meaning == other.meaning or one.program.shape == other.program.shape


def _usual(twins: list[_Twin]) -> _Twin | None:
    """Give the twin that most agree with; of two, the earlier. A sum that grows with the years is no disagreement."""
    sizes = [len(twin.meaning) for twin in twins if twin.meaning[0] == "sum"]
    grows = len(sizes) == len(twins) and all(later > earlier for earlier, later in pairwise(sizes))
    if grows or (len(twins) > 2 and len({twin.meaning for twin in twins}) == len(twins)):
        return None
    counts = Counter(twin.meaning for twin in twins)
    return max(twins, key=lambda twin: (counts[twin.meaning], -twin.year))


def _change(look: Look, twin: _Twin, usual: _Twin) -> Iterator[Finding]:
    """Say what the later column would give if it were computed as the usual one."""
    as_usual = _moved(look, twin, usual)
    column, rows = twin.column, [row for row in look.table.rows if look.program(row, twin.column.index)]
    there = written(usual.program.node, rows[0], usual.column.index)
    here = written(twin.program.node, rows[0], column.index)
    message = say(
        "{title} se calcula con {here} y {usual}, del mismo dato en otro año, con {there}.",
        title=column.title,
        here=here,
        usual=usual.column.title,
        there=there,
    )
    cells = "; ".join(
        f"{cell_name(first + 1, column.index)}:{cell_name(last + 1, column.index)}" for first, last in _runs(rows)
    )
    corrected: dict[CellKey, Scalar] = {}
    if as_usual is not None:
        corrected = _corrected(look, column, rows, as_usual)
        message += say(
            " Como en {year} sería {formula}.", year=usual.year, formula=written(as_usual, rows[0], column.index)
        )
    expected = written(as_usual, rows[0], column.index) if as_usual is not None else there
    effect = Consequence(say("Los dos años no se pueden comparar: revise cuál de las dos fórmulas es la buena."))
    if corrected:
        effect = _effect(look, column, corrected, len(rows))
    elif as_usual is not None:
        effect = Consequence(
            say("Hoy da lo mismo en todas las filas, pero dejará de coincidir cuando cambien los datos.")
        )
    only_figures = _without_figures(twin.meaning) == _without_figures(usual.meaning)
    sure = bool(corrected) and not only_figures
    told = Told(message, effect.text, expected, sure, cells=cells, size=effect.size)
    yield finding(look, "formula_changes_by_year", (rows[0], column.index), told)


def _without_figures(shape: object) -> object:
    """Give a shape with every written figure left out: another divisor each year may be meant."""
    if isinstance(shape, tuple):
        return "figure" if shape[:1] == ("literal",) else tuple(_without_figures(part) for part in shape)
    return shape


def _runs(rows: list[int]) -> list[tuple[int, int]]:
    """Give first and last of each run of neighbouring rows, no more than five."""
    runs = [[row for _, row in run] for _, run in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0])]
    return [(run[0], run[-1]) for run in runs[:5]]


def _moved(look: Look, twin: _Twin, usual: _Twin) -> Node | None:
    """Give the usual formula with the columns of the twin's year in the place of its own, or None where one lacks."""
    lacking = False
    shift = twin.year - usual.year

    def named(ref: Ref) -> Node:
        nonlocal lacking
        other = None if ref.sheet or ref.place.row_fixed or ref.place.row else _column_of(look, usual.column, ref)
        if other is None:
            return ref
        target = other if other.heading.year is None else _of_year(look, other, other.heading.year + shift)
        if target is None:
            lacking = True
            return ref
        return Ref(None, ref.place._replace(column=target.index - twin.column.index, column_fixed=False))

    moved = substitute(usual.program.node, named)
    return None if lacking else moved


def _of_year(look: Look, column: Column, year: int) -> Column | None:
    alike = [
        other
        for other in look.table.columns
        if other.heading.year == year and heading_twins(column.heading, other.heading)
    ]
    return alike[0] if len(alike) == 1 else None


def _corrected(look: Look, column: Column, rows: list[int], moved: Node) -> dict[CellKey, Scalar]:
    found: dict[CellKey, Scalar] = {}
    for row in rows:
        shown, new = look.value(row, column.index), with_formula(look, moved, row, column.index)
        if isinstance(new, Decimal) and (not isinstance(shown, Decimal) or differ(shown, new)):
            found[look.table.sheet.name, row, column.index] = new
    return found


def _effect(look: Look, column: Column, corrected: dict[CellKey, Scalar], count: int) -> Consequence:
    """Say how many rows change, how the mean of the column moves, and what changes with it."""
    rows = _rows(len(corrected), count)
    own, further = _means(look, column, corrected), consequence(look, corrected)
    told = in_a_row(part for part in (rows, own.text, further.text) if part)
    return Consequence(told, max(own.size, further.size))


def _rows(changed: int, count: int) -> Sentence:
    if changed == 1:
        return say("Cambia 1 de {count} filas.", count=count)
    return say("Cambian {changed} de {count} filas.", changed=changed, count=count)


def _means(look: Look, column: Column, corrected: dict[CellKey, Scalar]) -> Consequence:
    before = look.numbers(column.index)
    after = {**before, **{key[1]: value for key, value in corrected.items() if isinstance(value, Decimal)}}
    scale = look.percent_scale(column.index)
    if scale is None or not before:
        return Consequence("")
    means = [mean(list(values.values())) for values in (before, after)]
    told = mean_moves(means, scale)
    return Consequence(told, moved(means[0], means[1], scale))
