"""Tablero de control: the state of the targets at a cut, physical beside financial, and early alerts (S3-DEF-08)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from models.rules.counts import Counts
from models.rules.document.blocks import Block, Facts, Heading, Paragraph
from models.rules.document.cells import Color, Fact, Kind, Value
from models.rules.document.table import Column, Row, Table
from models.rules.figures import Figures
from models.rules.instrument import Instrument
from models.rules.instrument_view.cells import CODE, NAME, money_column, source_column, unit_column
from models.rules.instrument_view.investment import by_source
from models.rules.instrument_view.reading import InstrumentReading, ItemLine, MoneyLine, Standing, Unit
from models.rules.money import Coherence, Comparison, Money, compare, total_money
from models.rules.percent import rounded, share
from models.rules.score_item import ItemScore
from models.rules.score_tree import group
from models.rules.wording import capital, color_word

_VERDICTS = {
    Coherence.COHERENT: "Coherente",
    Coherence.PHYSICAL_AHEAD: "Alerta: lo físico va delante del dinero",
    Coherence.MONEY_AHEAD: "Alerta: el dinero va delante de lo físico",
}
_COUNTED = ("Medidas", "Verdes", "Amarillas", "Rojas", "No programadas", "Sin reporte")


class _Place(NamedTuple):
    """A dimension or a dependency with its figures, what hangs under it and its money."""

    code: str
    name: str
    figures: Figures
    counts: Counts
    money: Money


def control_board(reading: InstrumentReading, instrument: Instrument) -> Sequence[Block]:
    """By dimension, by dependency, target by target and by source; nothing but a sentence before the first cut."""
    standing = reading.standing
    if standing is None:
        return (Paragraph(f"Aún no hay cifras de {reading.year}: aparecen cuando abre su primer periodo."),)
    groups, listed = (reading.at([level]) for level in instrument.levels)
    dimensions = [
        _Place(line.code, line.name, score.figures, score.counts, reading.spent_below(line.item_id))
        for line in groups
        if (score := standing.scores.get(line.item_id)) is not None
    ]
    name = groups[0].level_name if groups else reading.shape.level(instrument.levels[0]).name
    return (
        *_summary(reading, standing),
        *_places(reading, f"Por {name.lower()}", name, dimensions),
        *_places(reading, f"Por {reading.word('org_unit').lower()}", reading.word("org_unit"), _units(reading, listed)),
        *_targets(reading, standing, listed),
        *_sources(reading, instrument, standing),
    )


def _units(reading: InstrumentReading, listed: Sequence[ItemLine]) -> list[_Place]:
    """Each dependency: the roll-up of the targets whose responsible it is, a shared one once (R C-18)."""
    standing = reading.standing
    scores: defaultdict[Unit, list[ItemScore]] = defaultdict(list)
    money: defaultdict[Unit, list[Money]] = defaultdict(list)
    for line in listed:
        score = standing.scores.get(line.item_id) if standing else None
        if score is not None:
            scores[line.unit].append(score)
    for spent in standing.money if standing else ():
        money[spent.unit].append(spent.money)
    rules, bands = reading.shape.score, reading.shape.bands
    places = []
    for unit, own in sorted(scores.items(), key=lambda pair: pair[0].code):
        figures, counts = group(own, rules.org_unit, rules, bands)
        places.append(_Place(unit.code, unit.name, figures, counts, total_money(money[unit])))
    return places


def _summary(reading: InstrumentReading, standing: Standing) -> Sequence[Block]:
    """The plan in a few figures; nothing for a reader who does not see the whole."""
    whole = standing.summary
    if whole is None:
        return ()
    money = total_money(line.money for line in standing.money)
    found = compare(_decimal(whole["year_percent"]), money, reading.shape.score)
    color = _color(reading, whole["color"], whole["state"])
    verdict = None if found.verdict is None else _VERDICTS[found.verdict]
    facts = (
        Fact("Avance físico a la fecha", _decimal(whole["percent"]), Kind.PERCENT),
        Fact(reading.word("traffic_light"), color, Kind.COLOR),
        Fact("Ejecución del año", found.executed, Kind.PERCENT),
        Fact("Brecha (puntos)", found.gap, Kind.QUANTITY, 2),
        Fact("Coherencia", verdict),
        Fact("Avance del plan", _decimal(whole["plan_percent"]), Kind.PERCENT),
        Fact("Esperado del plan a la fecha", _decimal(whole["plan_expected_percent"]), Kind.PERCENT),
    )
    return (Heading("El plan"), Facts(facts))


def _places(reading: InstrumentReading, title: str, name: str, places: Sequence[_Place]) -> Sequence[Block]:
    rows = tuple(
        (place.code, place.name, *_advance(reading, place.figures, place.money), *_counts(place.counts))
        for place in places
    )
    columns = (CODE, Column(name, width=32), *_advance_columns(reading), *_count_columns())
    table = Table(caption=title, columns=columns, rows=rows, sheet=title, empty="No hay cifras.", wide=True)
    return (Heading(title), table)


def _targets(reading: InstrumentReading, standing: Standing, listed: Sequence[ItemLine]) -> Sequence[Block]:
    level = listed[0].level_name if listed else "Meta"
    rows = []
    for line in listed:
        score = standing.scores.get(line.item_id)
        if score is None:
            continue
        money = reading.spent_below(line.item_id)
        planned = (score.figures.planned_to_date, score.figures.actual_to_date)
        rows.append((line.code, line.name, line.unit.name, *planned, *_advance(reading, score.figures, money)))
    columns = (
        *(CODE, NAME, unit_column(reading)),
        *(Column("Programado a la fecha", Kind.QUANTITY, 12, 2), Column("Realizado a la fecha", Kind.QUANTITY, 12, 2)),
        *_advance_columns(reading),
    )
    title = f"{level} a {level.lower()}" if not listed else f"Cada {level.lower()}"
    table = Table(caption=title, columns=columns, rows=tuple(rows), sheet=title, empty="No hay metas.", wide=True)
    return (Heading(title), table)


def _advance_columns(reading: InstrumentReading) -> tuple[Column, ...]:
    stages = [reading.word(word) for word in ("committed", "accrued", "paid")]
    return (
        *(Column("Avance físico a la fecha", Kind.PERCENT, 12), Column(reading.word("traffic_light"), Kind.COLOR, 17)),
        *(Column("Avance del plan", Kind.PERCENT, 11), Column("Esperado del plan", Kind.PERCENT, 11)),
        money_column(reading.word("current_budget")),
        *(
            column
            for stage in stages
            for column in (money_column(stage), Column(f"% {stage.lower()}", Kind.PERCENT, 11))
        ),
        *(Column("Brecha (puntos)", Kind.QUANTITY, 11, 2), Column("Coherencia", width=24)),
    )


def _advance(reading: InstrumentReading, figures: Figures, money: Money) -> Row:
    found: Comparison = compare(figures.year_percent, money, reading.shape.score)
    return (
        figures.capped_percent,
        _color(reading, figures.color, figures.state),
        figures.plan_percent,
        figures.plan_expected_percent,
        *_spent(money),
        found.gap,
        None if found.verdict is None else _VERDICTS[found.verdict],
    )


def _spent(money: Money) -> list[Value]:
    """Current budget, then each stage with its percent of it: sums first, percents last (R C-20)."""
    cells: list[Value] = [money.current]
    for amount in (money.committed, money.accrued, money.paid):
        cells += [amount, _percent(amount, money.current)]
    return cells


def _sources(reading: InstrumentReading, instrument: Instrument, standing: Standing) -> Sequence[Block]:
    title = f"Ejecución por {reading.word('funding_source').lower()}"
    rows = tuple((source, *_spent(_sum(lines))) for source, lines in by_source(standing.money).items())
    stages = [reading.word(word) for word in ("committed", "accrued", "paid")]
    columns = (
        *(source_column(reading), money_column(reading.word("current_budget"))),
        *(
            column
            for stage in stages
            for column in (money_column(stage), Column(f"% {stage.lower()}", Kind.PERCENT, 11))
        ),
    )
    total = ("Total", *_spent(_sum(standing.money))) if rows else None
    empty = "No se ha cargado ejecución presupuestal."
    sheet = f"{instrument.code} por fuente"
    table = Table(caption=title, columns=columns, rows=rows, total=total, sheet=sheet, empty=empty, wide=True)
    return (Heading(title), table)


def _sum(lines: Sequence[MoneyLine]) -> Money:
    return total_money(line.money for line in lines)


def _count_columns() -> list[Column]:
    return [Column(name, Kind.INTEGER, 10) for name in _COUNTED]


def _counts(counts: Counts) -> list[Value]:
    """R C-18; what has no report is red as well, and counted apart."""
    states: Mapping[str, int] = counts.by_state
    colors, silent = counts.by_color, states.get("no_report", 0)
    red = colors.get("red", 0) - silent
    measured, off = states.get("measured", 0), states.get("not_programmed", 0)
    return [measured, colors.get("green", 0), colors.get("yellow", 0), red, off, silent]


def _color(reading: InstrumentReading, color: str, state: str) -> Color:
    """By the band's own name, or by the state that explains it: « No programado »."""
    named = {band.color: band.label for band in reading.shape.bands.default if band.label}
    word = str(color_word(color, state))
    return Color("no_report" if state == "no_report" else color, capital(named.get(word, word)))


def _percent(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    percent = None if part is None or whole is None else share(part, whole)
    return None if percent is None else rounded(percent)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
