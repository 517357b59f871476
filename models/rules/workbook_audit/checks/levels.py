"""A level, such as a coverage that is kept up, summed over quarters or years as if it were a flow."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from models.rules.headings.figure_words import MONEY
from models.rules.headings.heading import normal
from models.rules.sentence import say
from models.rules.workbook_audit.checks.row_totals import levels_told_apart, parts_of_total, summed_columns
from models.rules.workbook_audit.consequence import consequence
from models.rules.workbook_audit.finding import Finding
from models.rules.workbook_audit.formula.values import close
from models.rules.workbook_audit.level_marks import is_share, mark_of
from models.rules.workbook_audit.look import Look
from models.rules.workbook_audit.say import Told, finding
from models.rules.workbook_audit.spoken import figure_text
from models.rules.workbook_audit.tables import Column

_KEPT = ("mantener", "sostener", "conservar", "mantenimiento de la cobertura")


def check_levels(look: Look) -> Iterator[Finding]:
    """Yield `level_summed` where a total adds up periods of a row that is marked, or reads, as a level."""
    for column in look.table.columns:
        parts = _periods(look, column)
        if parts:
            apart = bool(levels_told_apart(look, column, parts))
            for row in look.table.rows:
                yield from _row(look, (row, column), parts, apart=apart)


def _periods(look: Look, column: Column) -> tuple[int, ...]:
    """Give the parts of a total where they are periods or years of one measure."""
    parts = parts_of_total(look, column)
    headings = [found.heading for part in parts if (found := look.table.column(part))]
    timed = [heading for heading in headings if (heading.period or heading.year) and not heading.has(MONEY)]
    return parts if len(timed) == len(parts) > 1 else ()


def _row(look: Look, place: tuple[int, Column], parts: tuple[int, ...], *, apart: bool) -> Iterator[Finding]:
    """Judge one row; `apart`: the column gives other levels a total that is no sum."""
    row, column = place
    total = look.number(row, column.index)
    values = [value for part in parts if (value := look.number(row, part))]
    added = sum(values, Decimal(0))
    program = look.program(row, column.index)
    summed = program is None or summed_columns(program, column.index) == parts
    if total is None or len(values) < 2 or not summed or not close(total, added, Decimal("1e-6")):
        return
    reason, sure = _why_level(look, row, values, parts, apart=apart)
    if reason:
        yield _told(look, (row, column), (values, added), (reason, sure))


def _why_level(look: Look, row: int, values: list[Decimal], parts: tuple[int, ...], *, apart: bool) -> tuple[str, bool]:
    """Say why a row is a level, and whether that is sure; an empty reason where it is none."""
    steady = all(value == values[0] for value in values)
    share = is_share(look, row, values, parts)
    mark, level = mark_of(look, row)
    is_whole = any(close(sum(values, Decimal(0)), whole) for whole in (Decimal(1), Decimal(100)))
    meant = level and max(values) > 1 and (steady or apart)
    if (level is False and not share) or (is_whole and not meant):
        return "", False  # the parts of one whole are progress, not a level
    if level and (share or apart or max(values) <= min(values) * 2):
        return say("la fila está marcada «{mark}», que es un nivel", mark=mark), (
            steady and not is_whole
        ) or share or apart
    if share:
        return say("se mide en porcentaje y la suma pasa de 100 %"), level is not False
    kept = steady and any(_begins(look, row, word) for word in _KEPT)
    return say("la meta es mantener y sus periodos son iguales") if kept else "", False


def _begins(look: Look, row: int, word: str) -> bool:
    return any(
        isinstance(value := look.value(row, column.index), str) and normal(value).startswith(word)
        for column in look.table.columns
    )


def _told(
    look: Look, place: tuple[int, Column], figures: tuple[list[Decimal], Decimal], why: tuple[str, bool]
) -> Finding:
    (row, column), (values, added), (reason, sure) = place, figures, why
    last = values[-1]
    steady = all(value == last for value in values)
    percent = look.is_shown_as_percent(row, column.index)
    shown, should = (figure_text(value, percent=percent) for value in (added, last))
    message = say(
        "{title} suma {count} periodos ({shown}), pero {reason}: un nivel no se suma.",
        title=column.title,
        count=len(values),
        shown=shown,
        reason=reason,
    )
    if not steady:
        message += say(" El valor del último periodo es {should}.", should=should)
    effect = consequence(look, {(look.table.sheet.name, row, column.index): last})
    told = Told(message, effect.text, should, sure=sure, size=effect.size)
    return finding(look, "level_summed", (row, column.index), told)
