"""One table of a mapping, read strictly: where it stands, where it ends, and what each of its columns is."""

from __future__ import annotations

from models.rules.cell_source import ColumnRef
from models.rules.mapping import SkipRule, TableMap, TotalMap
from models.rules.mapping_columns import used_columns
from models.rules.mapping_levels import read_level
from models.rules.mapping_measures import read_budget, read_execution, read_indicator, read_line, read_period
from models.rules.mapping_source import match_of, read_column, read_match, read_range, texts
from models.rules.sentence import say
from models.rules.strict import Table

_LAST_ROW = 50_000
"""A foreign workbook is read up to this row (rulings 24)."""


def read_table(table: Table, *, execution: bool = False) -> TableMap:
    """Read a table of `[[tables]]` and note what does not fit together; one of an `execution` file has money alone."""
    header_rows = _header_rows(table)
    first_row = table.whole("first_row", (1, _LAST_ROW), header_rows[-1] + 1)
    levels = tuple(read_level(each) for each in table.tables("levels", optional=True))
    codes = [level.level for level in levels]
    indicators = tuple(read_indicator(each, codes) for each in table.tables("indicators", optional=True))
    names = [indicator.id for indicator in indicators]
    ranges, headings = _ignored(table)
    line = read_line(table) if execution else {}
    read = TableMap(
        sheets=_sheets(table),
        header_rows=header_rows,
        first_row=first_row,
        last_row=table.whole("last_row", (1, _LAST_ROW)) if "last_row" in table.values else None,
        stop=read_match(table, "stop") if "stop" in table.values else None,
        stop_blank_rows=table.whole("stop_blank_rows", (1, 1000)) if "stop_blank_rows" in table.values else None,
        control_row=table.whole("control_row", (1, _LAST_ROW)) if "control_row" in table.values else None,
        repeat=read_match(table, "repeat") if "repeat" in table.values else None,
        headings=_headings(table),
        ignore=ranges,
        ignore_headings=headings,
        fill_down=_fill_down(table),
        skip=tuple(_skip(each) for each in table.tables("skip", optional=True)),
        levels=levels,
        indicators=indicators,
        periods=tuple(read_period(each, names) for each in table.tables("periods", optional=True)),
        line=line,
        budget=tuple(
            read_execution(each, line) if execution else read_budget(each, codes)
            for each in table.tables("budget", optional=not execution)
        ),
        totals=tuple(_total(each) for each in table.tables("totals", optional=True)),
    )
    _check(table, read)
    table.close()
    return read


def _sheets(table: Table) -> tuple[str, ...]:
    if isinstance(table.values.get("sheet"), list):
        names = texts(table, "sheet")
        if not names:
            table.complain("sheet", "escriba al menos una hoja.")
        return names
    return (table.text("sheet"),)


def _header_rows(table: Table) -> tuple[int, ...]:
    """One row, or the first and last of several that are joined: `header_row = 4`, `header_rows = [4, 5]`."""
    if "header_rows" not in table.values:
        return (table.whole("header_row", (1, _LAST_ROW)),)
    value = table.values.pop("header_rows")
    rows = value if isinstance(value, list) else []
    if len(rows) == 2 and all(isinstance(row, int) for row in rows) and 1 <= rows[0] < rows[1] <= rows[0] + 9:
        return tuple(range(rows[0], rows[1] + 1))
    table.complain("header_rows", "escriba la primera y la última fila del encabezado, como [4, 5]; hasta diez filas.")
    return (1,)


def _headings(table: Table) -> dict[int, str]:
    part = table.table("headings", optional=True)
    found: dict[int, str] = {}
    for letters in list(part.values):
        heading = part.text(letters)
        first, last = read_range(part, letters, letters)
        if first != last:
            part.complain(letters, "cada encabezado va con las letras de una sola columna.")
        found[first] = heading
    return found


def _ignored(table: Table) -> tuple[tuple[tuple[int, int], ...], tuple[str, ...]]:
    """Ranges by letters under `ignore`, headings under `ignore_headings`."""
    ranges = [read_range(table, f"ignore[{place}]", text) for place, text in enumerate(texts(table, "ignore"))]
    return tuple(ranges), texts(table, "ignore_headings")


def _fill_down(table: Table) -> tuple[ColumnRef, ...]:
    return tuple(
        read_column(table, f"fill_down[{place}]", text) for place, text in enumerate(texts(table, "fill_down"))
    )


def _skip(table: Table) -> SkipRule:
    why = table.text("why")
    if "rows" in table.values:
        rows = table.values.pop("rows")
        table.close()
        if isinstance(rows, list) and rows and all(isinstance(row, int) and row >= 1 for row in rows):
            return SkipRule(why, rows=tuple(rows))
        table.complain("rows", "escriba los números de las filas, como [333].")
        return SkipRule(why)
    return SkipRule(why, match=match_of(table))


def _total(table: Table) -> TotalMap:
    total = read_column(table, "total", table.values.pop("total", None))
    parts = texts(table, "parts")
    if len(parts) < 2:
        table.complain("parts", "escriba al menos dos columnas que el total suma.")
    table.close()
    return TotalMap(total, tuple(read_column(table, f"parts[{place}]", part) for place, part in enumerate(parts)))


def _check(table: Table, read: TableMap) -> None:
    """Rows come in order, what is read is not ignored, and the table gives something."""
    if read.first_row <= read.header_rows[-1]:
        table.complain("first_row", "los datos empiezan debajo del encabezado.")
    if read.last_row is not None and read.last_row < read.first_row:
        table.complain("last_row", "la última fila está antes de la primera.")
    if read.repeat is not None and read.last_row is not None:
        table.complain("last_row", "donde los bloques se repiten, cada uno termina con «stop» o con el siguiente.")
    if read.repeat is not None and read.repeat.column.index is None:
        table.complain("repeat", "los encabezados se leen después: diga la columna por letras.")
    if not (read.levels or read.indicators or read.periods or read.budget):
        table.complain("", "la tabla no lleva a ninguna parte: agregue «levels», «indicators» o «periods».")
    _refuse_repeated(table, "levels[{}].level", [level.level for level in read.levels])
    _refuse_repeated(table, "indicators[{}].id", [indicator.id for indicator in read.indicators])
    _check_ignored(table, read)
    _check_kept_text(table, read)


def _refuse_repeated(table: Table, place: str, names: list[str]) -> None:
    for number, name in enumerate(names):
        if name in names[:number]:
            table.complain(place.format(number), say("«{name}» está repetido.", name=name))


def _check_kept_text(table: Table, read: TableMap) -> None:
    """Only an indicator's numbers have a description beside them in which their text can be kept."""
    parts = [(f"levels[{n}]", level.fields) for n, level in enumerate(read.levels)]
    parts += [(f"periods[{n}]", {**each.targets, **each.actuals}) for n, each in enumerate(read.periods)]
    parts += [(f"budget[{n}]", each.fields) for n, each in enumerate(read.budget)]
    for place, fields in parts:
        for name, source in fields.items():
            if source.keep_text:
                table.complain(f"{place}.{name}.keep_text", "solo va en los números de un indicador.")


def _check_ignored(table: Table, read: TableMap) -> None:
    for index in used_columns(read):
        for place, (first, last) in enumerate(read.ignore):
            if first <= index <= last:
                table.complain(f"ignore[{place}]", "deja fuera una columna que el mapeo lee.")
