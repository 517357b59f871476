"""A level, such as a coverage that is kept up, summed over quarters or years as if it were a flow."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from models.rules.cell import cell_name
from models.rules.workbook_audit.checks.row_totals import parts_of_total, summed_columns
from models.rules.workbook_audit.consequence import consequence
from models.rules.workbook_audit.finding import Finding
from models.rules.workbook_audit.formula.values import close
from models.rules.workbook_audit.headings import is_level, normal
from models.rules.workbook_audit.look import Look
from models.rules.workbook_audit.say import Told, finding
from models.rules.workbook_audit.spoken import figure_text
from models.rules.workbook_audit.tables import Column

MONEY = {"apropiacion", "compromisos", "pagos", "obligaciones", "presupuesto", "financiero", "costo", "recursos"}
MONEY |= {"asignado", "inversion", "monto", "devengado", "pesos", "dolares", "girado", "pim", "pia", "presupuestal"}
_KEPT = ("mantener", "sostener", "conservar", "mantenimiento de la cobertura")
_SHARES = {"porcentaje", "%", "porcentual", "tasa", "indice", "cobertura", "proporcion", "razon"}


def check_levels(look: Look) -> Iterator[Finding]:
    """Yield `level_summed` where a total adds up periods of a row that is marked, or reads, as a level."""
    for column in look.table.columns:
        parts = _periods(look, column)
        if parts:
            for row in look.table.rows:
                yield from _row(look, column, row, parts)


def _periods(look: Look, column: Column) -> tuple[int, ...]:
    """Give the parts of a total where they are periods or years of one measure."""
    parts = parts_of_total(look, column)
    headings = [found.heading for part in parts if (found := look.table.column(part))]
    timed = [heading for heading in headings if (heading.period or heading.year) and not heading.has(MONEY)]
    return parts if len(timed) == len(parts) > 1 else ()


def _row(look: Look, column: Column, row: int, parts: tuple[int, ...]) -> Iterator[Finding]:
    total = look.number(row, column.index)
    values = [value for part in parts if (value := look.number(row, part))]
    added = sum(values, Decimal(0))
    program = look.program(row, column.index)
    summed = program is None or summed_columns(program, column.index) == parts
    if total is None or len(values) < 2 or not summed or not close(total, added, Decimal("1e-6")):
        return
    reason, sure = _why_level(look, row, values, parts)
    if reason:
        yield _told(look, (row, column), (values, added), (reason, sure))


def _why_level(look: Look, row: int, values: list[Decimal], parts: tuple[int, ...]) -> tuple[str, bool]:
    """Say why a row is a level, and whether that is sure; an empty reason where it is none."""
    steady = all(value == values[0] for value in values)
    share = _is_share(look, row, values, parts)
    mark, level = _mark(look, row)
    is_whole = any(close(sum(values, Decimal(0)), whole) for whole in (Decimal(1), Decimal(100)))
    if level is False or (is_whole and not (level and steady and values[0] > 1)):
        return "", False  # the parts of one whole are progress, not a level
    if level and (share or max(values) <= min(values) * 2):
        return f"la fila está marcada «{mark}», que es un nivel", (steady and not is_whole) or share
    if share:
        return "se mide en porcentaje y la suma pasa de 100 %", True
    kept = steady and any(_begins(look, row, word) for word in _KEPT)
    return "la meta es mantener y sus periodos son iguales" if kept else "", False


def _mark(look: Look, row: int) -> tuple[str, bool | None]:
    """Give what a column of tendency or accumulation says of the row."""
    for column in look.table.columns:
        hinted = column.index == look.hints.accumulation
        if hinted or column.heading.tells_accumulation:
            value = look.value(row, column.index)
            if isinstance(value, str):
                known = normal(value) in look.hints.levels if hinted and look.hints.levels else is_level(value)
                if known is not None:
                    return value.strip(), known
    return "", None


def _is_share(look: Look, row: int, values: list[Decimal], parts: tuple[int, ...]) -> bool:
    """Whether the row is measured in percents, each at most 100, whose sum goes beyond."""
    fractions = all((row, part) in look.table.sheet.percents for part in parts)
    unit = any(
        isinstance(value := look.value(row, column.index), str) and not _SHARES.isdisjoint(normal(value).split())
        for column in look.table.columns
        if "unidad" in column.heading.words or "medida" in column.heading.words
    )
    if not (fractions or unit):
        return False
    whole = Decimal(1) if max(values) <= Decimal(1) else Decimal(100)
    return max(values) <= whole and sum(values, Decimal(0)) > whole * Decimal("1.2") and min(values) >= whole / 4


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
    message = f"{column.title} suma {len(values)} periodos ({shown}), pero {reason}: un nivel no se suma."
    if not steady:
        message += f" El valor del último periodo es {should}."
    effect = consequence(look, {(look.table.sheet.name, row, column.index): last})
    told = Told(message, effect, should, sure=sure, cells=cell_name(row + 1, column.index))
    return finding(look, "level_summed", (row, column.index), told)
