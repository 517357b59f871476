"""Reading `instruments` of a plan type: the views of the plan that are formalized each year, strictly."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.rules.instrument import Instrument, InstrumentKind
from models.rules.preset_parts import refuse_repeated
from models.rules.sentence import say
from models.rules.strict import Table


def read_instruments(tables: Iterable[Table], levels: Sequence[str], captured: Sequence[str]) -> tuple[Instrument, ...]:
    """Give the instruments in the order of the declaration; problems are noted in their tables.

    `levels` are the codes of the plan type from the top down, `captured` those of them that are reported.
    """
    found: list[Instrument] = []
    for table in tables:
        instrument = _instrument(table, levels)
        table.close()
        found.append(instrument)
        refuse_repeated(table, [each.code for each in found])
        if instrument.kind in {each.kind for each in found[:-1]}:
            table.complain("kind", say("ya hay un instrumento «{kind}».", kind=instrument.kind.value))
        if instrument.kind is InstrumentKind.CONTROL:
            _check_control(table, instrument, captured)
    return tuple(found)


def _instrument(table: Table, levels: Sequence[str]) -> Instrument:
    code, name, kind = table.code("code"), table.text("name"), table.choice("kind", InstrumentKind)
    if kind is InstrumentKind.CAPTURE:
        return Instrument(code, name, kind)
    listed = table.some_of("levels", levels)
    if [level for level in levels if level in listed] != list(listed):
        table.complain("levels", "escriba los niveles de arriba hacia abajo.")
    return Instrument(code, name, kind, listed)


def _check_control(table: Table, instrument: Instrument, captured: Sequence[str]) -> None:
    if len(instrument.levels) != 2:
        table.complain("levels", "un tablero agrupa por un nivel y lista otro: escriba los dos.")
    elif instrument.levels[1] not in captured:
        table.complain("levels", say("el nivel «{level}» no se reporta.", level=instrument.levels[1]))
