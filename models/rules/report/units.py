"""What was done beside what was spent: by dimension, by dependency, by funding source (S3-T5, R C-18 to C-22)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from models.rules.document.blocks import Block, Heading
from models.rules.document.cells import Kind, Value
from models.rules.document.charts import Bar
from models.rules.document.table import Column, Table
from models.rules.money import Money, compare, total_money
from models.rules.percent import rounded, share
from models.rules.report.cells import (
    CODE,
    COHERENCE,
    GAP,
    OF_PLAN,
    OF_YEAR,
    REPORTED,
    TO_DATE,
    bar_chart,
    color_cell,
    gap_cells,
    light,
    money_cells,
    money_columns,
    name_column,
    share_text,
)
from models.rules.report.reading import Reading, ReportLine
from models.rules.score_tree import Group, group
from models.rules.traffic_light import BandKind


class _Line(NamedTuple):
    """A row of such a table in its two halves, and its bar."""

    bar: Bar
    physical: tuple[Value, ...]
    financial: tuple[Value, ...]


def dimensions(reading: Reading) -> Sequence[Block]:
    """The plan's dimensions, physical and financial side by side."""
    title = f"Avance físico y financiero por {reading.word('project').lower()}"
    rows = []
    for line in reading.shown(reading.of_kind(BandKind.PROJECT)):
        figures, stage = line.figures, reading.preset.plan_type(line.plan_type).score.execution_stage
        color = color_cell(reading, figures.color, figures.state)
        rows.append(
            _Line(
                Bar(f"{line.code} {line.name}", figures.capped_percent, color),
                (line.code, line.name, figures.capped_percent, color, figures.year_percent, figures.plan_percent),
                (*money_cells(line.money, stage), *gap_cells(reading.comparison(line))),
            )
        )
    columns = (CODE, name_column(reading.word("project")), TO_DATE, light(reading), OF_YEAR, OF_PLAN)
    return _physical_and_financial(reading, title, reading.words("project"), columns, rows)


def units(reading: Reading) -> Sequence[Block]:
    """Each dependency: the roll-up of its functions by its plan type's rule, beside its money."""
    title = f"Avance por {reading.word('org_unit').lower()}"
    rows = []
    by_unit: defaultdict[tuple[str, str], list[ReportLine]] = defaultdict(list)
    for line in reading.of_kind(BandKind.FUNCTION):
        by_unit[line.unit, line.unit_name].append(line)
    for (code, name), lines in sorted(by_unit.items()):
        figures, money = _unit_total(reading, lines).figures, reading.money_by_unit.get(code)
        if not reading.shows(figures.color, lines[0].plan_type, BandKind.FUNCTION):
            continue
        rules = reading.preset.plan_type(lines[0].plan_type).score
        color = color_cell(reading, figures.color, figures.state)
        advance = (figures.year_percent, figures.plan_percent, share_text(figures.reported, figures.expected))
        comparison = compare(figures.year_percent, money or Money(), rules)
        rows.append(
            _Line(
                Bar(f"{code} {name}", figures.capped_percent, color),
                (code, name, figures.capped_percent, color, *advance),
                (*money_cells(money, rules.execution_stage), *gap_cells(comparison)),
            )
        )
    columns = (CODE, name_column(reading.word("org_unit")), TO_DATE, light(reading), OF_YEAR, OF_PLAN, REPORTED)
    return _physical_and_financial(reading, title, reading.words("org_unit"), columns, rows)


def budget(reading: Reading) -> Sequence[Block]:
    """Execution by funding source, sums first and percents of the sums."""
    title = f"Ejecución presupuestal por {reading.word('funding_source').lower()}"
    stages = [reading.word(term) for term in ("current_budget", "committed", "accrued", "paid")]
    columns = (
        name_column(reading.word("funding_source"), 24),
        Column("Inicial", Kind.MONEY, 16),
        *(Column(word, Kind.MONEY, 16) for word in stages),
        *(Column(f"% {word.lower()}", Kind.PERCENT, 12) for word in stages[1:]),
    )
    rows = tuple((source, *_amounts(money)) for source, money in sorted(reading.money_by_source.items()))
    total = ("Total", *_amounts(total_money(reading.money_by_source.values()))) if rows else None
    table = Table(
        caption=title,
        columns=columns,
        rows=rows,
        total=total,
        sheet="Presupuesto",
        empty="No se ha cargado ejecución presupuestal.",
        wide=True,
    )
    return (Heading(title), table)


def _amounts(money: Money) -> tuple[Decimal | None, ...]:
    spent = (money.committed, money.accrued, money.paid)
    return (money.initial, money.current, *spent, *(_of_current(amount, money.current) for amount in spent))


def _of_current(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    percent = None if part is None or whole is None else share(part, whole)
    return None if percent is None else rounded(percent)


def _unit_total(reading: Reading, lines: Sequence[ReportLine]) -> Group:
    shape = reading.preset.plan_type(lines[0].plan_type)
    return group([line.score for line in lines], shape.score.org_unit, shape.score, shape.bands)


def _physical_and_financial(
    reading: Reading, title: str, sheet: str, columns: tuple[Column, ...], lines: Sequence[_Line]
) -> Sequence[Block]:
    """The chart and the table; money is left out where the institution has none loaded."""
    with_money = bool(reading.money_by_source)
    shown = (*columns, *money_columns(reading), GAP, COHERENCE) if with_money else columns
    rows = tuple((*line.physical, *line.financial) if with_money else line.physical for line in lines)
    table = Table(caption=title, columns=shown, rows=rows, sheet=sheet, empty="No hay.", wide=True)
    bars = [line.bar for line in lines]
    return (Heading(title), bar_chart(reading, title, bars), table)
