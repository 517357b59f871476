"""A target a hundred or more times away from its siblings: thousands read as decimals, or decimals as thousands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from statistics import median

from models.rules.headings.figure_words import DONE, TARGETS
from models.rules.sentence import say
from models.rules.workbook_audit.consequence import Consequence, consequence
from models.rules.workbook_audit.finding import Finding
from models.rules.workbook_audit.look import Look
from models.rules.workbook_audit.say import Told, finding
from models.rules.workbook_audit.spoken import figure_text
from models.rules.workbook_audit.tables import Column

_APART = 100
_ALIKE = 10


def check_scale(look: Look) -> Iterator[Finding]:
    """Yield `scale_differs` where one of three or more periods is of another size than all the others."""
    for columns in _families(look):
        for row in look.table.rows:
            values = {column: value for column in columns if (value := look.number(row, column.index))}
            for column, value in values.items():
                others = [abs(other) for at, other in values.items() if at is not column]
                yield from _compare(look, (row, column), abs(value), others)


def _families(look: Look) -> list[list[Column]]:
    """Give the columns of one measure over years, or over the periods of a year; what was done may vary freely."""
    families: dict[tuple[object, ...], list[Column]] = defaultdict(list)
    for column in look.table.columns:
        heading = column.heading
        hinted = column.index in look.hints.targets
        if heading.adds_up or (heading.has(DONE) and not hinted) or heading.is_percent or look.is_code(column):
            continue
        if heading.period:
            families[heading.measure, heading.year, heading.period[0]].append(column)
        elif heading.year:
            families[heading.measure, "years"].append(column)
    return [columns for columns in families.values() if len(columns) > 2]


def _compare(look: Look, place: tuple[int, Column], value: Decimal, others: list[Decimal]) -> Iterator[Finding]:
    if len(others) < 2 or max(others) > min(others) * _ALIKE:
        return
    small = all(other >= value * _APART for other in others)
    large = all(value >= other * _APART for other in others)
    usual = Decimal(median(others))
    if large and usual <= Decimal("1.5") and value <= 150:
        yield _points(look, place, value, usual)
    elif any(other != other.to_integral_value() for other in others) and (small or usual >= 1000):
        return  # amounts of money, which may differ by any factor
    elif small:
        yield from _told(look, place, value * 1000, usual, say("los miles se leyeron como decimales"))
    elif large and usual < 1000:
        yield from _told(look, place, value / 1000, usual, say("los decimales se leyeron como miles"))


def _is_target(look: Look, column: Column) -> bool:
    """Whether a column holds what is aimed at: by its heading, as a plain year, or by the mapping."""
    heading = column.heading
    plain_year = heading.year is not None and heading.period is None
    return heading.has(TARGETS) or plain_year or column.index in look.hints.targets


def _points(look: Look, place: tuple[int, Column], value: Decimal, usual: Decimal) -> Finding:
    row, column = place
    message = say(
        "{title} dice {value} y los demás periodos de la fila rondan {usual}: parece un "
        "porcentaje escrito en puntos entre otros escritos en fracción. Sería {fraction}.",
        title=column.title,
        value=figure_text(value),
        usual=figure_text(usual),
        fraction=figure_text(value / 100),
    )
    effect = consequence(look, {(look.table.sheet.name, row, column.index): value / 100})
    told = Told(message, effect.text, figure_text(value / 100), sure=False, size=effect.size)
    return finding(look, "scale_differs", (row, column.index), told)


def _told(look: Look, place: tuple[int, Column], meant: Decimal, usual: Decimal, why: str) -> Iterator[Finding]:
    """Sure where a thousand times more, or less, is the size of the others; a small money item is left alone."""
    row, column = place
    value = look.numbers(column.index)[row]
    fits = usual / 4 <= abs(meant) <= usual * 4
    large = min(abs(value), usual) >= 1000 or max(abs(value), usual) >= 1_000_000
    if not fits and (large or not _is_target(look, column)):
        return
    sure = fits and (value != value.to_integral_value() or usual >= 1000)
    signed = abs(meant) * (1 if value > 0 else -1)
    times = usual / abs(value) if usual > abs(value) else abs(value) / usual
    message = say(
        "{title} dice {value} y los demás periodos de la fila rondan {usual}: {times} veces de diferencia. ",
        title=column.title,
        value=figure_text(value),
        usual=figure_text(usual),
        times=figure_text(times.quantize(Decimal(1))),
    )
    message += (
        say("Parece que {why}: sería {figure}.", why=why, figure=figure_text(signed))
        if fits
        else say("Revise si la cifra está completa.")
    )
    effect = Consequence(say("Si la cifra está mal, el porcentaje de la fila queda cien o más veces fuera de lugar."))
    if fits:
        effect = consequence(look, {(look.table.sheet.name, row, column.index): signed})
    told = Told(message, effect.text, figure_text(signed) if fits else "", sure, size=effect.size)
    yield finding(look, "scale_differs", (row, column.index), told)
