"""The cells and columns that the sections of a report share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from models.rules.document.cells import Color, Kind, Value
from models.rules.document.charts import Bar, BarChart
from models.rules.document.table import Column
from models.rules.figures import Figures
from models.rules.money import Coherence, Comparison, Money, execution_percent
from models.rules.percent import HUNDRED
from models.rules.report.reading import Reading
from models.rules.score_rules import ExecutionStage
from models.rules.wording import capital, color_word, percent_text

COLORS = ("green", "yellow", "red", "blue", "grey")
COHERENCE_WORDS: Mapping[Coherence, str] = {
    Coherence.COHERENT: "Coherente",
    Coherence.PHYSICAL_AHEAD: "Lo físico va delante del dinero",
    Coherence.MONEY_AHEAD: "El dinero va delante de lo físico",
}

CODE = Column("Código", width=12)
TO_DATE = Column("Cumplimiento a la fecha", Kind.PERCENT, 13)
OF_PERIOD = Column("Cumplimiento del periodo", Kind.PERCENT, 13)
OF_YEAR = Column("Avance del año", Kind.PERCENT, 11)
OF_PLAN = Column("Avance del plan", Kind.PERCENT, 11)
EXPECTED_OF_PLAN = Column("Esperado del plan", Kind.PERCENT, 11)
STANDING = Column("Situación", width=11)
REPORTED = Column("Reportadas", width=11)
GAP = Column("Brecha (puntos)", Kind.QUANTITY, 11, 2)
COHERENCE = Column("Coherencia", width=22)


def name_column(heading: str, width: int = 34) -> Column:
    """A column for the names of things."""
    return Column(heading, width=width)


def light(reading: Reading) -> Column:
    """The column of the colour, by the institution's word for it."""
    return Column(reading.word("traffic_light"), Kind.COLOR, 15)


def color_cell(reading: Reading, color: str, state: str) -> Color:
    """A colour with its word: the band's name, or the state that explains it."""
    labels = {
        band.color: band.label
        for plan_type in reading.preset.plan_types
        for bands in (plan_type.bands.default, *plan_type.bands.by_kind.values())
        for band in bands
        if band.label
    }
    word = str(color_word(color, state))
    return Color("no_report" if state == "no_report" else color, capital(labels.get(word, word)))


def count_columns() -> tuple[Column, ...]:
    """How many activities stand in each colour."""
    return tuple(Column(capital(str(color_word(color))), Kind.INTEGER, 8) for color in COLORS)


def count_cells(counts: Mapping[str, int]) -> tuple[Value, ...]:
    """The numbers under `count_columns`."""
    return tuple(counts.get(color, 0) for color in COLORS)


def share_text(reported: int, expected: int) -> str:
    """« 3 de 4 »."""
    return f"{reported} de {expected}"


def money_columns(reading: Reading) -> tuple[Column, ...]:
    """Amounts, and what was executed of the current budget."""
    amounts = (reading.word("current_budget"), reading.word("committed"), reading.word("accrued"), reading.word("paid"))
    return (*(Column(word, Kind.MONEY, 16) for word in amounts), Column("Ejecución", Kind.PERCENT, 11))


def money_cells(money: Money | None, stage: ExecutionStage) -> tuple[Value, ...]:
    """The values under `money_columns`."""
    found = money or Money()
    return (found.current, found.committed, found.accrued, found.paid, execution_percent(found, stage))


def gap_cells(comparison: Comparison) -> tuple[Decimal | None, str | None]:
    """Physical minus financial in points, and what it says (R C-22)."""
    return comparison.gap, None if comparison.verdict is None else COHERENCE_WORDS[comparison.verdict]


def standing(figures: Figures) -> str | None:
    """Whether the plan has come as far as was programmed by the cut (R C-19); None where nothing was.

    Of what has its targets in one year alone the percent to date says it.
    """
    advance, expected = figures.plan_percent, figures.plan_expected_percent
    if expected is None:
        advance, expected = figures.to_date_percent, HUNDRED
    if advance is None:
        return None
    return "Al día" if advance >= expected else "Atrasado"


def bar_chart(reading: Reading, title: str, bars: Sequence[Bar]) -> BarChart:
    """A bar for each thing, in its colour, and the same in words."""
    said = ", ".join(f"{bar.label} {percent_text(bar.value, reading.preset.locale)}" for bar in bars)
    return BarChart(title=title, alternative=f"{said}." if said else "Sin datos.", bars=tuple(bars))
