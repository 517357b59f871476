"""The colour that a typed value makes, and what is still missing of its line, as formulas and as they stand now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobs.excel.live_formula import NOT_LIVE, plain, quoted
from jobs.excel.palette import NO_REPORT, swatch
from models.rules.explain import needs_explanation
from models.rules.measure import State
from models.rules.score_rules import ExplainWhen
from models.rules.traffic_light import is_not_green
from models.rules.wording import COLOR_WORDS, STATE_WORDS, capital

if TYPE_CHECKING:
    from models.rules.capture.form import FormLine
    from models.rules.figures import Figures
    from models.rules.traffic_light import Band

_NO_VALUE = "Escriba el dato o el motivo"
_BOTH = "Deje el dato o el motivo, no ambos"
_NO_NUMBER = "Escriba un número"
_UNEXPLAINED = "Explique la causa y la medida"


def color_text(line: FormLine, figures: Figures) -> str:
    """« ● Verde », « ⏱ Sin reporte »: shape and word."""
    if figures.state is State.MEASURED:
        return next((_band_text(band) for band in line.bands if band.color == figures.color), figures.color)
    if figures.state is State.NO_REPORT:
        return _silent_text()
    return f"{swatch(figures.color).shape} {capital(STATE_WORDS[figures.state])}"


def color_keys(line: FormLine) -> dict[str, str]:
    """Every text that the colour of a line may come to show, with the key of its fill."""
    found = {_band_text(band): band.color for band in line.bands}
    for figures in (line.blank, line.zero, line.one):
        if figures.state is not State.MEASURED:
            found[color_text(line, figures)] = NO_REPORT if figures.state is State.NO_REPORT else figures.color
    return found


def color_formula(line: FormLine, typed: str, percent: str) -> str:
    """The same from the addresses of the value and of the percent to date."""
    zero, one = line.zero, line.one
    if line.live.to_date is None:
        computed = quoted(NOT_LIVE)
    elif zero.state is State.MEASURED and one.state is State.MEASURED:
        computed = _by_band(line, percent)
    elif zero.state is one.state:
        computed = quoted(color_text(line, one))
    else:  # nothing is programmed: any work at all was not
        computed = f"IF({typed}>0,{quoted(color_text(line, one))},{quoted(color_text(line, zero))})"
    return f'=IF({typed}="",{quoted(color_text(line, line.blank))},IF(ISNUMBER({typed}),{computed},""))'


def missing_text(line: FormLine) -> str:
    """What is missing of a line as it stands: a value, or its explanation."""
    if line.is_programmed and line.actual is None and not line.no_report_reason:
        return _NO_VALUE
    explained = line.cause and line.corrective_action
    return _UNEXPLAINED if needs_explanation(line.now, line.rules) and not explained else ""


def missing_formula(line: FormLine, cells: dict[str, str]) -> str:
    """The same from the addresses of the line's fields, of its percent and of its colour."""
    typed, reason = cells["actual"], cells["no_report_reason"]
    unexplained = f'OR({cells["cause"]}="",{cells["corrective_action"]}="")'
    formula = f'IF(AND({_asks(line, cells)},{unexplained}),{quoted(_UNEXPLAINED)},"")'
    if line.is_programmed:
        formula = f'IF(AND({typed}="",{reason}=""),{quoted(_NO_VALUE)},{formula})'
    formula = f'IF(AND({typed}<>"",{reason}<>""),{quoted(_BOTH)},{formula})'
    return f'=IF(AND({typed}<>"",NOT(ISNUMBER({typed}))),{quoted(_NO_NUMBER)},{formula})'


def _asks(line: FormLine, cells: dict[str, str]) -> str:
    """When the plan type wants an explanation, as a condition: only of what has a percent, or is silent."""
    when = line.rules.explain_when
    if when is ExplainWhen.NEVER:
        return "FALSE"
    speaking = [*(_band_text(band) for band in line.bands), _silent_text()]
    if when is ExplainWhen.NOT_GREEN:
        keys = color_keys(line)
        speaking = [text for text in speaking if is_not_green(keys.get(text, NO_REPORT))]
    shown = f"OR({','.join(cells['color'] + '=' + quoted(text) for text in speaking)})"
    percent = cells["percent"]
    return shown if when is ExplainWhen.NOT_GREEN else f"AND({shown},NOT(AND(ISNUMBER({percent}),N({percent})>=100)))"


def _by_band(line: FormLine, percent: str) -> str:
    *others, lowest = line.bands
    formula = quoted(_band_text(lowest))
    for band in reversed(others):
        formula = f"IF({percent}>={plain(band.from_percent)},{quoted(_band_text(band))},{formula})"
    return formula


def _band_text(band: Band) -> str:
    return f"{swatch(band.color).shape} {capital(band.label or COLOR_WORDS.get(band.color, band.color))}"


def _silent_text() -> str:
    return f"{swatch(NO_REPORT).shape} {capital(STATE_WORDS[State.NO_REPORT])}"
