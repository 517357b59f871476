"""Money of the plan: all years by source (PPI, S3-DEF-03), one year by project and source (POAI, S3-DEF-05)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from models.rules.document.blocks import Block, Heading
from models.rules.document.cells import Kind, Value
from models.rules.document.table import Column, Table
from models.rules.instrument import Instrument
from models.rules.instrument_view.cells import (
    CODE,
    LEVEL,
    NAME,
    budget_of,
    in_year,
    initial_of,
    money_column,
    source_column,
    unit_column,
)
from models.rules.instrument_view.reading import InstrumentReading, MoneyLine
from models.rules.percent import rounded, share

_NO_MONEY = "No se han programado recursos."


def investments(reading: InstrumentReading, instrument: Instrument) -> Sequence[Block]:
    """Each item of the level with the money of every year, a row for each source."""
    title = f"Inversiones {reading.years[0]}-{reading.years[-1]} por fuente"
    rows = tuple(
        (line.code, line.level_name, line.name, source, *_by_year(reading, lines))
        for line in reading.at(instrument.levels)
        for source, lines in by_source(reading.below(line.item_id)).items()
    )
    columns = (
        *(CODE, LEVEL, NAME, source_column(reading)),
        *(money_column(str(year)) for year in reading.years),
        money_column("Total"),
    )
    total = ("Total", "", "", "", *_by_year(reading, reading.money)) if rows else None
    table = Table(
        caption=title, columns=columns, rows=rows, total=total, sheet=instrument.code, empty=_NO_MONEY, wide=True
    )
    return (Heading(title), table)


def by_project_and_source(reading: InstrumentReading, instrument: Instrument) -> Sequence[Block]:
    """Each project with its money of the year by source, then the sources by themselves."""
    money = in_year(reading.money, reading.year)
    title = f"Inversiones de {reading.year} por fuente"
    listed = [(line, in_year(reading.below(line.item_id), reading.year)) for line in reading.at(instrument.levels)]
    rows = tuple(
        (line.code, line.level_name, line.name, line.unit.name, source, *budget_of(lines))
        for line, own in listed
        for source, lines in by_source(own).items()
    )
    columns = (CODE, LEVEL, NAME, unit_column(reading), source_column(reading), *_amounts(reading))
    total = ("Total", "", "", "", "", *budget_of([each for _, own in listed for each in own])) if rows else None
    table = Table(
        caption=title, columns=columns, rows=rows, total=total, sheet=instrument.code, empty=_NO_MONEY, wide=True
    )
    return (Heading(title), table, *_sources(reading, instrument, money))


def _sources(reading: InstrumentReading, instrument: Instrument, money: Sequence[MoneyLine]) -> Sequence[Block]:
    title = f"Recursos de {reading.year} por {reading.word('funding_source').lower()}"
    whole = initial_of(money) or Decimal(0)
    rows = tuple((source, *budget_of(lines), _part(lines, whole)) for source, lines in by_source(money).items())
    columns = (source_column(reading), *_amounts(reading), Column("Parte de lo programado", Kind.PERCENT, 13))
    table = Table(
        caption=title,
        columns=columns,
        rows=rows,
        total=("Total", *budget_of(money), _part(money, whole)) if rows else None,
        sheet=f"{instrument.code} por fuente",
        empty=_NO_MONEY,
    )
    return (Heading(title), table)


def by_source(lines: Sequence[MoneyLine]) -> dict[str, list[MoneyLine]]:
    """Lines by their source, in the order of its name."""
    found: defaultdict[str, list[MoneyLine]] = defaultdict(list)
    for line in sorted(lines, key=lambda line: line.source):
        found[line.source].append(line)
    return dict(found)


def _amounts(reading: InstrumentReading) -> tuple[Column, Column]:
    return money_column("Programado (inicial)"), money_column(reading.word("current_budget"))


def _by_year(reading: InstrumentReading, lines: Sequence[MoneyLine]) -> list[Value]:
    return [*(initial_of(in_year(lines, year)) for year in reading.years), initial_of(lines)]


def _part(lines: Sequence[MoneyLine], whole: Decimal) -> Decimal | None:
    percent = share(initial_of(lines) or Decimal(0), whole)
    return None if percent is None else rounded(percent)
