"""One table of the draft as text: where it stands, its levels, its figures by period, its money, what is left out."""

from __future__ import annotations

from collections.abc import Iterator

from models.rules.cell import cell_text, column_letters, one_line
from models.rules.headings.heading import period_text, read_heading
from models.rules.headings.words import Role
from models.rules.propose_mapping.content import check_numbers, check_scale, dress_rule, percent_rule
from models.rules.propose_mapping.decided import Decided
from models.rules.propose_mapping.doubt import letters, times
from models.rules.propose_mapping.ends import Ends, find_ends
from models.rules.propose_mapping.figure_columns import Key, key_text
from models.rules.propose_mapping.guess import Guess
from models.rules.propose_mapping.outline import outline_lines
from models.rules.propose_mapping.toml_text import Value, line, source
from models.rules.propose_mapping.uses import used_columns
from models.rules.propose_mapping.write_levels import group_lines, indicator_lines, level_lines
from models.rules.propose_mapping.write_money import mark_rule, money_lines
from models.rules.sentence import say

_FREQUENCIES = {"M": "month", "B": "bimonth", "Q": "quarter", "S": "semester"}


def table_lines(decided: Decided, year: int, horizon: tuple[int, int]) -> list[str]:
    """Write a table; `year` is the one that columns without a year are of, `horizon` first and last of the plan."""
    ends = find_ends(decided)
    figures = [*_period_lines(decided, year, horizon)]
    indicator = indicator_lines(decided, frequency_of(decided)) if figures else []
    outline = (row for level, code in decided.outline if code is not None for row in outline_lines(level, code))
    levels = [*(row for group in ends.groups for row in group_lines(group)), *outline, *level_lines(decided)]
    money = list(money_lines(decided, year))
    _tell_figures(decided)
    return [
        *_place_lines(decided, ends),
        *_fill_down(decided),
        *_ignore_lines(decided, ends),
        *_skip_lines(ends),
        "",
        "# Si alguien mueve una columna, el encabezado que aquí se espera lo delata.",
        "[tables.headings]",
        *(line(column_letters(column), decided.table.heading(column)) for column in _headed(decided)),
        *levels,
        *indicator,
        *figures,
        *money,
        *_total_lines(decided),
    ]


def _place_lines(decided: Decided, ends: Ends) -> list[str]:
    """Rows count from the sheet's first, or where blocks repeat from the first of each."""
    table, block = decided.table, ends.block
    before = block.first - 1 if block is not None else 0
    head = [number - before for number in table.header_rows]
    found = ["", "[[tables]]", line("sheet", table.sheet.name)]
    found.append(line("header_row", head[0]) if len(head) == 1 else line("header_rows", [head[0], head[-1]]))
    found.append(line("first_row", table.first_row - before))
    if block is not None:
        rule: Value = {"column": column_letters(block.column), "starts": block.starts}
        found.append(line("repeat", rule, say("cada bloque empieza con su título")))
    return [*found, *ends.lines]


def _skip_lines(ends: Ends) -> Iterator[str]:
    for why, rule in ends.skips:
        yield from ("", "[[tables.skip]]", line("why", why))
        yield from (line(key, value) for key, value in rule.items())


def _fill_down(decided: Decided) -> list[str]:
    """A unit that stands once for the rows below it, as merged cells leave it."""
    unit = decided.single.get(Role.ORG_UNIT)
    blanks = len(decided.table.rows) - unit.look.filled if unit is not None else 0
    if unit is None or not blanks:
        return []
    message = say(
        "«{label}» está vacía en {times}: cada una repite la de arriba.",
        label=unit.heading.label,
        times=times(blanks, say("fila"), say("filas")),
    )
    decided.doubts.add("unit_blank", say("{message} Confírmelo.", message=message), unit.index)
    return [line("fill_down", [column_letters(unit.index)], say("celdas combinadas"))]


def _headed(decided: Decided) -> list[int]:
    return [column for column in sorted(used_columns(decided)) if one_line(decided.table.heading(column))]


def _ignore_lines(decided: Decided, ends: Ends) -> list[str]:
    used = used_columns(decided)
    left = {column: reason for column, reason in decided.left_out.items() if column not in used}
    left |= {
        guess.index: guess.reason for guess in decided.guesses if guess.index not in used and guess.index not in left
    }
    rows = []
    for column in sorted(column for column in left if column_letters(column) not in ends.columns):
        heading = one_line(decided.table.heading(column))[:60]
        rows.append(f'  "{column_letters(column)}",  # {heading}: {left[column]}')
    return ["ignore = [", *rows, "]"] if rows else []


def frequency_of(decided: Decided) -> str:
    """Give the frequency of the finest period that the columns have, among those that the plan type measures by."""
    kinds = {key[1][0] for key in decided.figures.keys if key[1] is not None}
    finest = next((_FREQUENCIES[kind] for kind in "MBQS" if kind in kinds), "year")
    period = decided.single.get(Role.PERIOD)
    if period is not None and finest == "year":
        texts = [read_heading(_spoken_period(period, cell_text(cell))).period for _row, cell in period.look.cells[:50]]
        finest = next((_FREQUENCIES[found[0]] for found in texts if found is not None), "month")
    shape = decided.fit.plan_type
    if shape is None or finest in [str(each) for each in shape.indicator_frequencies]:
        return finest
    allowed = ", ".join(shape.indicator_frequencies) or str(shape.frequency)
    message = say(
        "Las columnas son de «{finest}» y el tipo de plan se mide por: {allowed}. Se puso lo que el tipo admite.",
        finest=finest,
        allowed=allowed,
    )
    decided.doubts.add("frequency", message)
    return str(shape.indicator_frequencies[0]) if shape.indicator_frequencies else str(shape.frequency)


def _spoken_period(period: Guess, text: str) -> str:
    """`3` below `Trimestre` is `trimestre 3`."""
    if not text.isdigit():
        return text
    unit = next((word for word in period.heading.words if word in {"trimestre", "semestre", "bimestre"}), "mes")
    return f"{unit} {text}"


def _period_lines(decided: Decided, year: int, horizon: tuple[int, int]) -> Iterator[str]:
    mark = decided.single.get(Role.MARK)
    for when in _when_years(decided, year):
        for key in decided.figures.keys:
            period = _period_value(decided, key, when[0])
            columns = {"planned": decided.figures.planned.get(key), "actual": decided.figures.actual.get(key)}
            if mark is not None:
                yield from _marked_lines(decided, mark, period, columns)
                continue
            yield from ("", "[[tables.periods]]", line("period", period))
            yield from _figure_lines(decided, columns)
            yield from ([line("when", when[1])] if when[1] else [])
    if decided.figures.horizon is not None:
        yield from ("", "[[tables.periods]]", line("period", f"{horizon[0]}/{horizon[1]}"))
        yield from _figure_lines(decided, {"planned": decided.figures.horizon})


def _when_years(decided: Decided, year: int) -> list[tuple[int, dict[str, Value]]]:
    """A column of years restricts the periods to its rows; without one all rows are of the same year."""
    column = decided.single.get(Role.YEAR)
    if column is None:
        return [(year, {})]
    years = sorted({int(value) for value in column.look.plain_numbers})
    return [(each, {"column": column_letters(column.index), "is": [str(each)]}) for each in years] or [(year, {})]


def _period_value(decided: Decided, key: Key, year: int) -> Value:
    column = decided.single.get(Role.PERIOD)
    if key[1] is not None:
        return key_text(key, year)
    if column is None:
        return period_text(key[0] or year, _told_period(decided, key))
    written = dict.fromkeys(one_line(cell_text(cell)) for _row, cell in column.look.cells)
    known = {text: read_heading(_spoken_period(column, text)) for text in written}
    values = {
        text: period_text(key[0] or found.year or year, found.period)
        for text, found in known.items()
        if found.period is not None
    }
    return {"column": column_letters(column.index), "values": values} if values else key_text(key, year)


def _told_period(decided: Decided, key: Key) -> tuple[str, int] | None:
    """Figures whose heading names no part of the year are of the one that the sheet or its title names."""
    columns = (decided.figures.planned.get(key), decided.figures.actual.get(key))
    headings = [read_heading(decided.table.heading(column)) for column in columns if column is not None]
    if any(heading.is_total or heading.year is not None for heading in headings):
        return None
    told = [read_heading(text).period for text in (decided.table.sheet.name, *decided.table.above)]
    found = next((period for period in told if period is not None), None)
    if found is not None:
        message = say(
            "Las cifras se leen de {period}, por su hoja o su título.", period=period_text(0, found).removeprefix("0-")
        )
        decided.doubts.add("period_from_title", say("{message} Confírmelo.", message=message))
    return found


def _marked_lines(decided: Decided, mark: Guess, period: Value, columns: dict[str, int | None]) -> Iterator[str]:
    """The same columns hold both; the mark of the row says which."""
    column = next((each for each in columns.values() if each is not None), None)
    for kind, measure in (("planned", "planned"), ("physical", "planned"), ("actual", "actual")):
        rule = mark_rule(mark, kind)
        if rule["is"]:
            yield from ("", "[[tables.periods]]", line("period", period))
            yield from _figure_lines(decided, {measure: column})
            yield line("when", rule)


def _figure_lines(decided: Decided, columns: dict[str, int | None]) -> Iterator[str]:
    kept = {measure: column for measure, column in columns.items() if column is not None}
    has_percents = any(decided.table.looks[column].percent_texts for column in kept.values())
    for measure, column in kept.items():
        heading, look = decided.table.heading(column), decided.table.looks[column]
        percent = percent_rule(look, f"{heading} %" if has_percents else heading)
        if has_percents and not look.percent_texts:
            word = say("fracciones de 1") if percent == "fraction" else say("puntos de 100")
            message = say(
                "«{heading}» acompaña a una columna de porcentajes: se lee como {word}. Confírmelo.",
                heading=heading,
                word=word,
            )
            decided.doubts.add("percent_beside", message, column)
        yield line(measure, source(column, percent=percent, **dress_rule(look)), heading[:80])
    note = decided.single.get(Role.NOTE)
    if note is not None and "actual" in kept:
        yield line("note", column_letters(note.index), note.heading.label[:80])


def _total_lines(decided: Decided) -> Iterator[str]:
    for total in decided.figures.totals:
        yield from ("", "[[tables.totals]]", line("total", column_letters(total.column)))
        yield line("parts", [column_letters(part) for part in total.parts])


def _tell_figures(decided: Decided) -> None:
    table, figures = decided.table, decided.figures
    money = [column for fields in figures.money.values() for column in fields.values()]
    for column in [*figures.planned.values(), *figures.actual.values(), *money]:
        check_numbers(table, column, decided.doubts)
    zeros = [
        column for column in figures.planned.values() if any(value == 0 for value in table.looks[column].plain_numbers)
    ]
    if zeros:
        count = sum(value == 0 for column in zeros for value in table.looks[column].plain_numbers)
        message = say(
            "{times} 0 (columnas {letters}): se leen como meta de cero. ",
            times=times(count, say("meta es"), say("metas son")),
            letters=letters(*zeros[:12]),
        )
        message += say("Si quieren decir «no programada», escriba zero_not_programmed = true en esos periodos.")
        decided.doubts.add("zero_targets", message, zeros[0])
    whole_years = [column for key, column in figures.planned.items() if key[1] is None]
    check_scale(table, whole_years, decided.doubts)
    check_scale(table, [column for key, column in figures.planned.items() if key[1] is not None], decided.doubts)
