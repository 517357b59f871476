"""The columns and cells that the instruments share."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from models.rules.document.cells import Kind, Value
from models.rules.document.table import Column
from models.rules.instrument_view.reading import InstrumentReading, ItemLine, MoneyLine, TargetLine
from models.rules.money import Money, total_money

CODE = Column("Código", width=12)
LEVEL = Column("Nivel", width=14)
NAME = Column("Nombre", width=38)
INDICATOR = Column("Indicador", width=30)
MEASURED_IN = Column("Unidad de medida", width=14)


def unit_column(reading: InstrumentReading) -> Column:
    """The column of who answers for a row."""
    return Column(reading.word("org_unit"), width=26)


def source_column(reading: InstrumentReading) -> Column:
    """The column of the funding source."""
    return Column(reading.word("funding_source"), width=22)


def money_column(heading: str) -> Column:
    """A column of amounts."""
    return Column(heading, Kind.MONEY, 18)


def initial_of(lines: Iterable[MoneyLine]) -> Decimal | None:
    """What lines program together; None where there is none."""
    return total_money(line.money for line in lines).initial


def budget_of(lines: Iterable[MoneyLine]) -> tuple[Value, Value]:
    """What they program, and what of it is current."""
    money: Money = total_money(line.money for line in lines)
    return money.initial, money.current


def in_year(lines: Iterable[MoneyLine], year: int) -> list[MoneyLine]:
    """Those of one year."""
    return [line for line in lines if line.year == year]


def own_targets(reading: InstrumentReading, line: ItemLine) -> list[TargetLine | None]:
    """The targets of an item, one a row; a single None for an item that has no indicator."""
    return list(reading.targets_of(line.item_id)) or [None]


def plain(value: Decimal | None) -> Decimal | None:
    """A quantity without the zeros that its column in the database adds."""
    if value is None:
        return None
    short = value.normalize()
    return short.quantize(Decimal(1)) if short == short.to_integral_value() else short
