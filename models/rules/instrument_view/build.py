"""An instrument as a document: what its screen shows and its workbook holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from models.rules.document.blocks import Block
from models.rules.document.document import Document, Head, Settings
from models.rules.instrument import Instrument, InstrumentKind
from models.rules.instrument_view.actions import actions_of_year, captured_by_unit
from models.rules.instrument_view.control import control_board
from models.rules.instrument_view.investment import by_project_and_source, investments
from models.rules.instrument_view.reading import InstrumentReading
from models.rules.instrument_view.targets import targets_by_year

_BLOCKS: Mapping[InstrumentKind, Callable[[InstrumentReading, Instrument], Sequence[Block]]] = {
    InstrumentKind.TARGETS: targets_by_year,
    InstrumentKind.INVESTMENTS: investments,
    InstrumentKind.SOURCES: by_project_and_source,
    InstrumentKind.ACTIONS: actions_of_year,
    InstrumentKind.CAPTURE: captured_by_unit,
    InstrumentKind.CONTROL: control_board,
}
_BASES = {
    None: "",
    "captured": "Provisional, con cifras sin verificar",
    "verified": "Provisional, con cifras verificadas",
    "frozen": "Definitivo",
}


def instrument_document(reading: InstrumentReading, instrument: Instrument) -> Document:
    """Give it; the same reading gives the same document."""
    is_control = instrument.kind is InstrumentKind.CONTROL and reading.standing is not None
    standing = reading.standing if is_control else None
    return Document(
        head=Head(reading.preset.name),
        title=f"{instrument.name} ({instrument.code})",
        subtitle=f"{reading.plan_name} ({reading.plan_code})",
        period=str(reading.year) if standing is None else f"Corte: {standing.period_name}",
        basis="" if standing is None else _BASES[standing.basis],
        generated_at=reading.read_at,
        blocks=tuple(_BLOCKS[instrument.kind](reading, instrument)),
        settings=Settings(locale=reading.preset.locale, paper=reading.paper),
    )
