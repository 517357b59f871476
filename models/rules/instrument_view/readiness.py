"""What keeps a year from being formalized: an instrument without content, or two that contradict each other (S3-T1)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from models.rules.instrument import Instrument, InstrumentKind
from models.rules.instrument_view.cells import in_year, initial_of
from models.rules.instrument_view.reading import InstrumentReading, TargetLine
from models.rules.sentence import in_a_row, say
from models.rules.wording import money_text

_SHOWN = 5
_WHOLE = Decimal(100)


class Gap(NamedTuple):
    """Something to see to; `refuses`: the year is not formalized while it stands."""

    instrument: str
    message: str
    refuses: bool = True


def readiness(reading: InstrumentReading) -> list[Gap]:
    """Find the gaps, instrument by instrument."""
    return [gap for instrument in reading.shape.instruments for gap in _CHECKS[instrument.kind](reading, instrument)]


def _targets(reading: InstrumentReading, instrument: Instrument) -> Iterator[Gap]:
    programmed = _of_year(reading)
    if not programmed:
        yield Gap(
            instrument.code,
            say("{name}: ninguna meta está programada en {year}.", name=instrument.name, year=reading.year),
        )
    without = sorted({target.code for target in programmed if not target.unit.is_dependency})
    if without:
        yield Gap(
            instrument.code,
            say(
                "{name}: estas metas no están a cargo de una dependencia: {codes}.",
                name=instrument.name,
                codes=_few(without),
            ),
        )
    blank = sorted(target.code for target in reading.targets if target.whole is None)
    if blank:
        message = say("{name}: estos indicadores no tienen metas: {codes}.", name=instrument.name, codes=_few(blank))
        yield Gap(instrument.code, message, refuses=False)
    uneven = _uneven_weights(reading)
    if uneven:
        message = say("{name}: los pesos no suman 100 debajo de {codes}.", name=instrument.name, codes=_few(uneven))
        yield Gap(instrument.code, message, refuses=False)


def _sources(reading: InstrumentReading, instrument: Instrument) -> Iterator[Gap]:
    """What the sources give must be what the listed items have: money that hangs elsewhere is in neither."""
    money = in_year(reading.money, reading.year)
    if not initial_of(money):
        yield Gap(
            instrument.code,
            say("{name}: {year} no tiene recursos programados.", name=instrument.name, year=reading.year),
        )
    placed = [line for line in money if reading.level_at(line.item_id, instrument.levels) is not None]
    by_source, by_item = initial_of(money) or Decimal(0), initial_of(placed) or Decimal(0)
    if by_source != by_item:
        message = say(
            "{name}: las fuentes suman {sources} y los elementos que lista suman {items}. "
            "Lleve los recursos al nivel que corresponde.",
            name=instrument.name,
            sources=money_text(by_source, reading.preset.locale),
            items=money_text(by_item, reading.preset.locale),
        )
        yield Gap(instrument.code, message)


def _investments(reading: InstrumentReading, instrument: Instrument) -> Iterator[Gap]:
    if not initial_of(reading.money):
        message = say("{name}: el plan no tiene recursos programados.", name=instrument.name)
        yield Gap(instrument.code, message, refuses=False)


def _actions(reading: InstrumentReading, instrument: Instrument) -> Iterator[Gap]:
    missing = [level for level in instrument.levels if not reading.at([level])]
    if len(missing) == len(instrument.levels):
        yield Gap(instrument.code, say("{name}: el plan no tiene elementos que listar.", name=instrument.name))
    elif missing:
        names = _few([reading.shape.level(level).name.lower() for level in missing])
        message = say("{name}: el plan no tiene elementos de este nivel: {levels}.", name=instrument.name, levels=names)
        yield Gap(instrument.code, message, refuses=False)


def _capture(reading: InstrumentReading, instrument: Instrument) -> Iterator[Gap]:
    reported = {level.code for level in reading.shape.levels if level.reports}
    items = {line.item_id for line in reading.at(sorted(reported))}
    if not any(target.item_id in items for target in _of_year(reading)):
        yield Gap(
            instrument.code,
            say("{name}: nadie tiene metas que reportar en {year}.", name=instrument.name, year=reading.year),
        )


def _control(reading: InstrumentReading, instrument: Instrument) -> Iterator[Gap]:
    if not all(reading.at([level]) for level in instrument.levels):
        yield Gap(instrument.code, say("{name}: el plan no tiene elementos que listar.", name=instrument.name))


_CHECKS = {
    InstrumentKind.TARGETS: _targets,
    InstrumentKind.INVESTMENTS: _investments,
    InstrumentKind.SOURCES: _sources,
    InstrumentKind.ACTIONS: _actions,
    InstrumentKind.CAPTURE: _capture,
    InstrumentKind.CONTROL: _control,
}


def _of_year(reading: InstrumentReading) -> list[TargetLine]:
    return [target for target in reading.targets if target.planned[reading.year] is not None]


def _uneven_weights(reading: InstrumentReading) -> list[str]:
    """Codes of items whose children have weights that do not sum to 100; the plan's own for its top items."""
    codes = {line.item_id: line.code for line in reading.lines}
    weights: defaultdict[str, Decimal] = defaultdict(Decimal)
    for line in reading.lines:
        if line.weight is not None:
            weights[codes.get(line.parent_id or 0, reading.plan_code)] += line.weight
    return [code for code, total in weights.items() if total != _WHOLE]


def _few(codes: list[str]) -> str:
    shown = in_a_row(codes[:_SHOWN], ", ")
    return say("{shown} y {count} más", shown=shown, count=len(codes) - _SHOWN) if len(codes) > _SHOWN else shown
