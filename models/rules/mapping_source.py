"""Where a value of a mapping comes from, read strictly: a column by letters or heading, a fixed value, a rule."""

from __future__ import annotations

import re
from collections.abc import Mapping as ReadOnly

from models.rules.cell_source import LAST_COLUMN, ColumnRef, Match, Percent, Source
from models.rules.execution_columns import EXECUTION
from models.rules.package_cells import CellFault, read_cell
from models.rules.package_columns import SHAPES, Column, Holds
from models.rules.package_messages import MESSAGES
from models.rules.sentence import Sentence, say
from models.rules.strict import Table

_SHAPES = SHAPES | {"execution": EXECUTION}
_LETTERS = re.compile("[A-Z]{1,2}")
_RANGE = re.compile("([A-Z]{1,2})(?::([A-Z]{1,2}))?")
_WRITTEN_PLAINLY = {Holds.PERIOD, Holds.CHOICE, Holds.WHOLE, Holds.FLAG}
"""Of these a plain text or number is the value itself, not a column."""

_SOURCE = say("escriba las letras de una columna, su encabezado o una tabla con «column», «header» o «value».")
_FIXED = Source(fixed="?")


def package_column(sheet: str, name: str) -> Column:
    """Give a column of the package, or of the sheet of an execution file."""
    return next(column for column in _SHAPES[sheet].columns if column.name == name)


def column_index(letters: str) -> int:
    """Give the place of a column from its letters: A is 0, AA is 26."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def read_column(table: Table, key: str, text: object) -> ColumnRef:
    """Give a column from one or two capital letters, or from its heading."""
    if not isinstance(text, str) or not text.strip():
        table.complain(key, say("escriba las letras de una columna o su encabezado."))
    elif not _LETTERS.fullmatch(text):
        return ColumnRef(heading=text)
    elif column_index(text) < LAST_COLUMN:
        return ColumnRef(column_index(text))
    else:
        table.complain(
            key,
            say(
                "la columna {text} pasa de las {last_column} que se leen; si es un encabezado, use «header».",
                text=text,
                last_column=LAST_COLUMN,
            ),
        )
    return ColumnRef(0)


def read_range(table: Table, key: str, text: object) -> tuple[int, int]:
    """Give the first and the last column of `C` or `C:F`."""
    match = _RANGE.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        table.complain(key, say("escriba las letras de una columna o de la primera y la última, como C:F."))
        return 0, 0
    first, last = column_index(match[1]), column_index(match[2] or match[1])
    if not first <= last < LAST_COLUMN:
        table.complain(
            key,
            say(
                "«{text}» no es un rango de columnas, o pasa de las {last_column} que se leen.",
                text=text,
                last_column=LAST_COLUMN,
            ),
        )
    return first, last


def read_source(table: Table, key: str, column: Column) -> Source:
    """Give the source under a key for a column of the package; a fixed value must be one that the column takes."""
    value = table.values.pop(key, None)
    if isinstance(value, ReadOnly):
        source = _source(Table(dict(value), f"{table.place}.{key}" if table.place else key, table.problems))
    elif column.holds in _WRITTEN_PLAINLY and isinstance(value, str | int):
        source = Source(fixed=str(int(value)) if isinstance(value, bool) else str(value))
    elif isinstance(value, str):
        source = Source(column=read_column(table, key, value))
    else:
        table.complain(key, _SOURCE if value is not None else say("falta; {sources}", sources=_SOURCE))
        return _FIXED
    _check_fixed(table, key, column, source)
    return source


def _check_fixed(table: Table, key: str, column: Column, source: Source) -> None:
    """What the mapping itself writes is read now, so that its author is told and not each row."""
    if source is _FIXED:
        return
    written = [source.fixed, source.otherwise, *source.values.values()]
    for text in (text for text in written if text is not None):
        try:
            read_cell(column, text)
        except CellFault as fault:
            words = {"text": text} | fault.words
            table.complain(
                key, say("«{text}»: {problem}", text=text, problem=Sentence(MESSAGES[fault.code].text, words))
            )


def _source(table: Table) -> Source:
    origins = [key for key in ("column", "header", "columns", "value", "sheet_name") if key in table.values]
    if len(origins) != 1:
        table.complain("", "ponga exactamente una de estas claves: column, header, columns, value, sheet_name.")
        return _FIXED
    columns = tuple(read_column(table, f"columns[{place}]", each) for place, each in enumerate(texts(table, "columns")))
    column, fixed, sheet_name = (None, None, False) if origins == ["columns"] else _origin(table, origins[0])
    source = Source(
        column=column,
        columns=columns,
        join=_mark(table, "join"),
        fixed=fixed,
        sheet_name=sheet_name,
        block_row=table.whole("block_row", (1, 100)) if "block_row" in table.values else None,
        missing=texts(table, "missing"),
        before=_mark(table, "before"),
        after=_mark(table, "after"),
        values=_values(table),
        otherwise=table.text("otherwise") if "otherwise" in table.values else None,
        width=table.whole("width", (0, 60), 0),
        prefix=table.text("prefix", ""),
        percent=table.choice("percent", Percent) if "percent" in table.values else None,
        suffixes=texts(table, "suffixes"),
        keep_text=table.flag("keep_text", default=False),
        split=_mark(table, "split"),
        label=table.text("label", ""),
    )
    if source.block_row is not None and column is None:
        table.complain("block_row", "solo va junto a una columna.")
    if source.otherwise is not None and not source.values:
        table.complain("otherwise", "solo va junto a «values».")
    table.close()
    return source


def _origin(table: Table, key: str) -> tuple[ColumnRef | None, str | None, bool]:
    if key == "column":
        return column_by_letters(table), None, False
    if key == "header":
        return ColumnRef(heading=table.text("header")), None, False
    if key == "sheet_name":
        if not table.flag("sheet_name"):
            table.complain("sheet_name", "escriba true o quite la clave.")
        return None, None, True
    value = table.values.pop("value")
    if isinstance(value, str | int):
        return None, str(int(value)) if isinstance(value, bool) else str(value), False
    table.complain("value", "escriba un texto, un número entero o true o false.")
    return None, "?", False


def column_by_letters(table: Table) -> ColumnRef:
    """Give the column under `column`, which takes letters alone."""
    letters = table.text("column")
    if letters != "?" and not _LETTERS.fullmatch(letters):
        table.complain("column", say("escriba las letras de una columna, como AR; un encabezado va en «header»."))
        return ColumnRef(0)
    return read_column(table, "column", letters) if letters != "?" else ColumnRef(0)


def texts(table: Table, key: str) -> tuple[str, ...]:
    """Give a list of texts that are not blank, each once; none where the key is absent."""
    value = table.values.pop(key, [])
    if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
        table.complain(key, "escriba una lista de textos entre comillas.")
        return ()
    for place, each in enumerate(value):
        if each in value[:place]:
            table.complain(f"{key}[{place}]", say("«{name}» está repetido.", name=each))
    return tuple(value)


def _mark(table: Table, key: str) -> str:
    """Give a text at which others are cut; a space may be one."""
    value = table.values.pop(key, "")
    if isinstance(value, str):
        return value
    table.complain(key, "escriba el texto que separa, entre comillas.")
    return ""


def _values(table: Table) -> dict[str, str]:
    value = table.values.pop("values", {})
    if isinstance(value, ReadOnly) and all(isinstance(each, str | int) for each in value.values()):
        return {written: str(int(each)) if isinstance(each, bool) else str(each) for written, each in value.items()}
    table.complain("values", 'escriba una tabla de lo escrito a lo que significa, como {I = "sum", M = "last"}.')
    return {}


def read_match(table: Table, key: str) -> Match:
    """Give the rule about a cell under a key: `{column = "A", is = ["TOTAL"]}`, `starts` or `blank = true`."""
    return match_of(table.table(key))


def match_of(part: Table) -> Match:
    """Give the rule that stands in a table, where nothing else may stand."""
    by_heading = "header" in part.values
    match = Match(
        column=ColumnRef(heading=part.text("header")) if by_heading else column_by_letters(part),
        equals=texts(part, "is"),
        starts=texts(part, "starts"),
        blank=part.flag("blank", default=False),
    )
    if sum((bool(match.equals), bool(match.starts), match.blank)) != 1:
        part.complain("", "ponga exactamente una de estas claves: is, starts, blank = true.")
    part.close()
    return match
