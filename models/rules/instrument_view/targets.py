"""Plan Indicativo: what each dependency shall reach and what it has for it, year by year (S3-DEF-04)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from models.rules.document.blocks import Block, Heading
from models.rules.document.cells import Kind, Value
from models.rules.document.table import Column, Row, Table
from models.rules.instrument import Instrument
from models.rules.instrument_view.cells import (
    CODE,
    INDICATOR,
    LEVEL,
    MEASURED_IN,
    NAME,
    in_year,
    initial_of,
    money_column,
    own_targets,
    plain,
    unit_column,
)
from models.rules.instrument_view.reading import InstrumentReading, ItemLine, MoneyLine, TargetLine, Unit


def targets_by_year(reading: InstrumentReading, instrument: Instrument) -> Sequence[Block]:
    """The tree with the targets and the money of every year, and the same by dependency."""
    lines = reading.at(instrument.levels)
    rows = [row for line in lines for row in _rows(reading, line)]
    columns = (
        *(CODE, LEVEL, NAME, unit_column(reading), INDICATOR, MEASURED_IN, Column("Línea base", Kind.QUANTITY, 10)),
        *(Column(f"Meta {year}", Kind.QUANTITY, 10) for year in reading.years),
        Column("Meta del plan", Kind.QUANTITY, 11),
        *(money_column(f"Recursos {year}") for year in reading.years),
        money_column("Recursos del plan"),
    )
    title = f"Metas y recursos por año, {reading.years[0]}-{reading.years[-1]}"
    table = Table(
        caption=title,
        columns=columns,
        rows=tuple(rows),
        sheet=instrument.code,
        empty="El plan no tiene metas.",
        wide=True,
    )
    return (Heading(title), table, *_by_unit(reading, instrument))


def _rows(reading: InstrumentReading, line: ItemLine) -> list[Row]:
    """One row a target; the money stands on the first."""
    money = _money(reading, reading.below(line.item_id))
    found: list[Row] = []
    for target in own_targets(reading, line):
        unit = line.unit if target is None else target.unit
        head = (line.code, line.level_name, line.name, unit.name)
        found.append((*head, *_target(reading, target), *(money if not found else [None] * len(money))))
    return found


def _target(reading: InstrumentReading, target: TargetLine | None) -> tuple[Value, ...]:
    if target is None:
        return (None,) * (4 + len(reading.years))
    by_year = (plain(target.planned[year]) for year in reading.years)
    return (target.name, target.measured_in, plain(target.baseline), *by_year, plain(target.whole))


def _money(reading: InstrumentReading, lines: Sequence[MoneyLine]) -> list[Value]:
    return [*(initial_of(in_year(lines, year)) for year in reading.years), initial_of(lines)]


def _by_unit(reading: InstrumentReading, instrument: Instrument) -> Sequence[Block]:
    targets: defaultdict[Unit, list[TargetLine]] = defaultdict(list)
    money: defaultdict[Unit, list[MoneyLine]] = defaultdict(list)
    listed = {line.item_id for line in reading.at(instrument.levels)}
    for target in reading.targets:
        if target.item_id in listed:
            targets[target.unit].append(target)
    for line in reading.money:
        money[line.unit].append(line)
    rows = tuple(
        (unit.code, unit.name, *_programmed(reading, targets[unit]), *_money(reading, money[unit]))
        for unit in sorted({*targets, *money}, key=lambda unit: unit.code)
    )
    columns = (
        *(CODE, unit_column(reading)),
        *(Column(f"Metas con programación en {year}", Kind.INTEGER, 13) for year in reading.years),
        *(money_column(f"Recursos {year}") for year in reading.years),
        money_column("Recursos del plan"),
    )
    total = (
        "Total",
        None,
        *_programmed(reading, [each for own in targets.values() for each in own]),
        *_money(reading, reading.money),
    )
    title = f"Metas y recursos por {reading.word('org_unit').lower()}"
    table = Table(
        caption=title,
        columns=columns,
        rows=rows,
        total=total if rows else None,
        sheet=f"{instrument.code} por {reading.word('org_unit').lower()}",
        empty="El plan no tiene metas ni recursos.",
        wide=True,
    )
    return (Heading(title), table)


def _programmed(reading: InstrumentReading, targets: Sequence[TargetLine]) -> list[int]:
    """How many targets have something to reach in each year."""
    return [sum(target.planned[year] is not None for target in targets) for year in reading.years]
