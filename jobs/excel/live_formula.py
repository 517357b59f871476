"""Formulas that say of a typed value what the rules will say of it: the actual to date and the percents.

They repeat `models.rules.attainment` in a spreadsheet's words and nothing else: how the actual is put together comes as
`Live`, and a test computes both for the same values. Where a rule has no short formula the cell says so.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from models.rules.attainment import uses_baseline
from models.rules.live_figure import Joining, Live
from models.rules.measure import Direction
from models.rules.numbers import unambiguous
from models.rules.percent import LIMIT, LOWEST, ZERO

if TYPE_CHECKING:
    from models.rules.capture.form import FormLine

NOT_LIVE = "al cargar"
"""Stands where the rules compute something that no short formula does: the upload computes it."""


def actual_formula(line: FormLine, typed: str) -> str:
    """The actual to date, from the address of the cell where the value is typed."""
    live = line.live.to_date
    return _when_typed(typed, line.blank.actual_to_date, quoted(NOT_LIVE) if live is None else _actual(live, typed))


def percent_formula(line: FormLine, typed: str, actual: str) -> str:
    """The percent to date, from the addresses of the value and of the actual to date."""
    return _percent(line, line.live.to_date, line.blank.to_date_percent, (typed, actual))


def period_percent_formula(line: FormLine, typed: str) -> str:
    """The percent of the period alone."""
    live = line.live.period
    actual = typed if live is None else _actual(live, typed)
    return _percent(line, live, line.blank.period_percent, (typed, actual))


def quoted(text: str) -> str:
    """A text as a formula has it."""
    return '"' + text.replace('"', '""') + '"'


def plain(value: Decimal) -> str:
    """A number as a formula has it, whatever the locale."""
    return unambiguous(value)


def _percent(line: FormLine, live: Live | None, blank: Decimal | None, cells: tuple[str, str]) -> str:
    typed, actual = cells
    if live is None:
        return _when_typed(typed, blank, quoted(NOT_LIVE))
    if not live.has_percent:
        return _when_typed(typed, blank, '""')
    return _when_typed(
        typed, blank, f"MAX({LOWEST},MIN(ROUND({_attainment(live, actual)},{line.rules.rounding}),{LIMIT}))"
    )


def _when_typed(typed: str, blank: Decimal | None, computed: str) -> str:
    """What is known without a value, and what follows from one; nothing follows from what is no number."""
    return f'=IF({typed}="",{quoted("") if blank is None else plain(blank)},IF(ISNUMBER({typed}),{computed},""))'


def _actual(live: Live, typed: str) -> str:
    if live.before is None:
        return quoted("")
    before = plain(live.before)
    if live.joining is Joining.APART:
        return before
    if live.joining is Joining.HIGHEST:
        return f"MAX({before},{typed})"
    if live.joining is Joining.LAST_ABOVE_ZERO:
        return f"IF({typed}>0,{typed},{before})"
    joined = f"({before}+{typed})" if live.before else typed
    return f"{joined}/{live.parts}" if live.parts > 1 else joined


def _attainment(live: Live, actual: str) -> str:
    planned, base = plain(live.planned or ZERO), plain(live.measure.baseline or ZERO)
    direction, based = live.measure.direction, uses_baseline(live.measure)
    if direction is Direction.MILESTONE:
        return f"IF({actual}>={planned},100,0)"
    if direction is Direction.KEEP:
        far = f"ABS({actual}-{planned})"
        return f"IF({far}<={plain(live.measure.tolerance)},100,MAX(0,100-{far}*100/ABS({planned})))"
    if direction is Direction.UP:
        return f"({actual}-{base})*100/({planned}-{base})" if based else f"{actual}*100/{planned}"
    if based:
        return f"({base}-{actual})*100/({base}-{planned})"
    return f"IF({actual}>0,{planned}*100/{actual},100)"
