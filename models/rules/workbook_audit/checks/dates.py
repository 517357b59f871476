"""Codes such as 1-3 or 2.4 that a spreadsheet turned into dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from models.rules.cell import Cell, is_blank
from models.rules.headings.figure_words import COUNTS
from models.rules.sentence import say
from models.rules.workbook_audit.finding import Finding
from models.rules.workbook_audit.look import Look
from models.rules.workbook_audit.say import Told, finding
from models.rules.workbook_audit.spoken import day_text, either
from models.rules.workbook_audit.tables import Column


def check_dates(look: Look) -> Iterator[Finding]:
    """Yield `date_for_code` for dates in a column of codes, figures or other short texts."""
    for column in look.table.columns:
        cells = {row: look.table.sheet.cell(row, column.index) for row in look.table.rows}
        dates = {row: cell for row, cell in cells.items() if isinstance(cell, date)}
        if not dates or column.heading.is_date:
            continue
        others = [cell for row, cell in cells.items() if row not in dates and not is_blank(cell)]
        named = look.is_code(column) or column.heading.has(COUNTS)
        codes = sum(_like_a_code(cell) for cell in others)
        if codes * 2 > len(others) and (len(others) >= len(dates) or named):
            yield from (_told(look, column, row, day, sure=named or codes > 2) for row, day in dates.items())
        elif not others and named:
            yield from (_told(look, column, row, day, sure=False) for row, day in dates.items())


def _like_a_code(cell: Cell) -> bool:
    """Whether a cell is a figure or a short text with digits, as codes are."""
    if isinstance(cell, str):
        return len(cell) <= 20 and any(character.isdigit() for character in cell) and "/" not in cell
    return not isinstance(cell, bool | date)


def _told(look: Look, column: Column, row: int, day: date, *, sure: bool) -> Finding:
    typed = [f"«{day.day}-{day.month}»", f"«{day.day}.{day.month}»"]
    if day.day == 1 and day.year >= 1930:
        typed += [f"«{day.month}-{day.year % 100:02d}»"]
    elif day.day != day.month:
        typed += [f"«{day.month}-{day.day}»"]
    message = say(
        "{title} tiene códigos o cifras y aquí hay una fecha, {day}: la hoja de cálculo cambió "
        "lo que alguien escribió, quizá {typed}.",
        title=column.title,
        day=day_text(day),
        typed=either(typed),
    )
    effect = say(
        "El código ya no es el que era: la fila no se encuentra por su código, y una suma tomaría la fecha por "
        "{number}. Dé formato de texto a la columna y escríbalo otra vez.",
        number=day.toordinal() - date(1899, 12, 30).toordinal(),
    )
    return finding(look, "date_for_code", (row, column.index), Told(message, effect, either(typed), sure))
