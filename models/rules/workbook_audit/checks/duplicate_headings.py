"""Two columns under the same heading that do not hold the same: whoever looks one up by name may get the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from models.rules.cell import cell_name
from models.rules.sentence import say
from models.rules.workbook_audit.consequence import Consequence, moved
from models.rules.workbook_audit.finding import Finding
from models.rules.workbook_audit.look import Look
from models.rules.workbook_audit.say import Told, finding
from models.rules.workbook_audit.spoken import figure_text
from models.rules.workbook_audit.tables import Column


def check_duplicate_headings(look: Look) -> Iterator[Finding]:
    """Yield `duplicate_heading` for each later column whose heading stands over an earlier one with other content."""
    by_heading: dict[tuple[object, ...], list[Column]] = defaultdict(list)
    for column in look.table.columns:
        if column.heading.words:
            by_heading[column.heading.words, column.heading.period].append(column)
    for first, *others in by_heading.values():
        for other in others:
            rows = [row for row in look.table.rows if look.value(row, first.index) != look.value(row, other.index)]
            if rows:
                yield _told(look, first, other, rows)


def _told(look: Look, first: Column, other: Column, rows: list[int]) -> Finding:
    head = look.table.heading_rows[-1]
    message = say(
        "El encabezado {title} está en las columnas {letters} y {other}, y su contenido "
        "difiere en {count} de {rows} filas (por ejemplo en la {row}).",
        title=other.title,
        letters=first.letters,
        other=other.letters,
        count=len(rows),
        rows=len(look.table.rows),
        row=rows[0] + 1,
    )
    related = (cell_name(head + 1, first.index), cell_name(rows[0] + 1, first.index))
    effect = _effect(look, first, other)
    told = Told(message, effect.text, say("Ponga a cada columna su propio nombre."), related=related, size=effect.size)
    return finding(look, "duplicate_heading", (head, other.index), told)


def _effect(look: Look, first: Column, other: Column) -> Consequence:
    advice = say("Quien busque la columna por su nombre tomará una de las dos sin saber cuál.")
    if not (look.is_figures(first) and look.is_figures(other)):
        return Consequence(advice)
    one, two = (sum(look.numbers(column.index).values(), Decimal(0)) for column in (first, other))
    told = say(
        "La columna {letters} suma {one} y la {other}, {two}. {advice}",
        letters=first.letters,
        one=figure_text(one),
        other=other.letters,
        two=figure_text(two),
        advice=advice,
    )
    return Consequence(told, moved(one, two))
