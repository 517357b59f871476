"""Plan de Acción: what is done in a year, with targets, money and who answers (S3-DEF-06); and what is captured."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from models.rules.document.blocks import Block, Heading, Paragraph
from models.rules.document.cells import Kind
from models.rules.document.table import Column, Row, Table
from models.rules.instrument import Instrument
from models.rules.instrument_view.cells import (
    CODE,
    INDICATOR,
    LEVEL,
    MEASURED_IN,
    NAME,
    budget_of,
    in_year,
    money_column,
    own_targets,
    plain,
    unit_column,
)
from models.rules.instrument_view.reading import InstrumentReading, ItemLine, TargetLine, Unit


def actions_of_year(reading: InstrumentReading, instrument: Instrument) -> Sequence[Block]:
    """The tree of the year, from its highest level down."""
    title = f"Programas, proyectos y actividades de {reading.year}"
    rows = tuple(
        row for line in reading.at(instrument.levels) if _is_of_year(reading, line) for row in _rows(reading, line)
    )
    columns = (
        *(CODE, LEVEL, NAME, Column(f"{reading.word('org_unit')} responsable", width=26), INDICATOR),
        *(Column(f"Meta {reading.year}", Kind.QUANTITY, 10), MEASURED_IN),
        *(Column("Inicio", Kind.DATE, 11), Column("Fin", Kind.DATE, 11)),
        *(money_column("Programado (inicial)"), money_column(reading.word("current_budget"))),
    )
    table = Table(
        caption=title, columns=columns, rows=rows, sheet=instrument.code, empty="El año no tiene acciones.", wide=True
    )
    return (Heading(title), table)


def _is_of_year(reading: InstrumentReading, line: ItemLine) -> bool:
    """Its dates, where it has them, touch the year."""
    begins = line.starts_on is None or line.starts_on.year <= reading.year
    return begins and (line.ends_on is None or line.ends_on.year >= reading.year)


def _rows(reading: InstrumentReading, line: ItemLine) -> list[Row]:
    money = budget_of(in_year(reading.below(line.item_id), reading.year))
    found: list[Row] = []
    for target in own_targets(reading, line):
        unit = line.unit if target is None else target.unit
        head = (line.code, line.level_name, line.name, unit.name)
        what = (None, None, None) if target is None else _target(reading, target)
        found.append((*head, *what, line.starts_on, line.ends_on, *(money if not found else (None, None))))
    return found


def _target(reading: InstrumentReading, target: TargetLine) -> Row:
    return target.name, plain(target.planned[reading.year]), target.measured_in


def captured_by_unit(reading: InstrumentReading, instrument: Instrument) -> Sequence[Block]:
    """What each dependency reports in the year; the sheet itself is filled in by period (S3-DEF-07)."""
    title = f"Lo que reporta cada {reading.word('org_unit').lower()} en {reading.year}"
    levels = [level.code for level in reading.shape.levels if level.reports]
    reported = {line.item_id for line in reading.at(levels)}
    by_unit: defaultdict[Unit, list[TargetLine]] = defaultdict(list)
    for target in reading.targets:
        if target.item_id in reported:
            by_unit[target.unit].append(target)
    rows = tuple(
        (unit.code, unit.name, *_how_many(reading, targets))
        for unit, targets in sorted(by_unit.items(), key=lambda pair: pair[0].code)
    )
    columns = (
        *(CODE, unit_column(reading), Column(reading.words("indicator"), Kind.INTEGER, 13)),
        Column(f"Con meta en {reading.year}", Kind.INTEGER, 13),
    )
    total = ("Total", "", *_how_many(reading, [target for targets in by_unit.values() for target in targets]))
    table = Table(
        caption=title,
        columns=columns,
        rows=rows,
        total=total if rows else None,
        sheet=instrument.code,
        empty="Nadie reporta en este año.",
    )
    note = f"Cada {reading.word('org_unit').lower()} llena la suya por periodo, en pantalla o en el libro que descarga."
    return (Heading(title), Paragraph(note), table)


def _how_many(reading: InstrumentReading, targets: Sequence[TargetLine]) -> tuple[int, int]:
    """How many there are, and how many are programmed in the year."""
    return len(targets), sum(target.planned[reading.year] is not None for target in targets)
