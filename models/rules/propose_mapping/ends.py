"""The rows of a table that are no data, as rules of a mapping: totals, titles of groups, repeated headings, its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from models.rules.cell import cell_text, column_letters, fold, is_blank, one_line
from models.rules.propose_mapping.decided import Decided
from models.rules.propose_mapping.doubt import letters, times
from models.rules.propose_mapping.sample import cell_at
from models.rules.propose_mapping.table import OddRow
from models.rules.propose_mapping.titles import Block, find_block, title_kinds
from models.rules.propose_mapping.toml_text import Value, line
from models.rules.sentence import say

_MOST_TEXTS = 20


@dataclass(slots=True)
class Ends:
    """Lines of the table itself, its `[[tables.skip]]`, and the titles that are items of a level above."""

    lines: list[str] = field(default_factory=list)
    skips: list[tuple[str, dict[str, Value]]] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    stop_column: int | None = None
    block: Block | None = None

    @property
    def columns(self) -> set[str]:
        """The letters of every column that a rule looks at."""
        rules = [*(rule for _why, rule in self.skips), *(group.rule for group in self.groups if group.rule)]
        found = {str(rule["column"]) for rule in rules if "column" in rule}
        found |= {column_letters(group.column) for group in self.groups}
        return found | ({column_letters(self.stop_column)} if self.stop_column is not None else set())


@dataclass(frozen=True, slots=True)
class Group:
    """Titles of one kind above their rows: the column, their level, all their texts, and what tells them from data.

    Without a rule they stand at the head of a block.
    """

    column: int
    level: str
    texts: tuple[str, ...]
    rule: dict[str, Value] | None


def find_ends(decided: Decided) -> Ends:
    """Give the rules; what only row numbers can say is said with them and asked about."""
    ends = Ends()
    _groups(decided, ends)
    _outline(decided, ends)
    _totals(decided, ends)
    _repeats(decided, ends)
    _stop(decided, ends)
    _tell_side(decided)
    return ends


def _totals(decided: Decided, ends: Ends) -> None:
    table = decided.table
    last = table.rows[-1].number
    by_column: dict[int, list[str]] = {}
    numbers = []
    for row in table.totals:
        text = one_line(row.text)
        if row.column is not None and not _stands_in_data(decided, row.column, text):
            kept = by_column.setdefault(row.column, [])
            kept += [] if text in kept else [text]
        elif row.number < last or row.column is not None:
            numbers.append(row.number)
    for column, texts in by_column.items():
        short = texts if len(texts) <= _MOST_TEXTS else ["total", "subtotal"]
        rule: dict[str, Value] = {"column": column_letters(column), "is" if short is texts else "starts": short}
        ends.skips.append(("totales", rule))
    if numbers:
        ends.skips.append((say("totales sin rótulo"), {"rows": numbers}))
    if table.totals:
        message = f"{times(len(table.totals), 'fila de totales no se lee', 'filas de totales no se leen')}: "
        message += ", ".join(f"{row.number}" + ("" if row.text else say(" (sin rótulo)")) for row in table.totals[:8])
        decided.doubts.add("total_rows", say("{message}. Confirme que son totales.", message=message))


def _stands_in_data(decided: Decided, column: int, text: str) -> bool:
    return any(fold(cell_text(cell)) == fold(text) for cell in decided.table.cells(column))


def _groups(decided: Decided, ends: Ends) -> None:
    """Titles become levels above those of the columns; in blocks they stand at the head of each."""
    sections = decided.table.sections
    if not sections:
        return
    ends.block = find_block(decided.table)
    kinds = title_kinds(decided.table)
    for kind, code in zip(kinds, decided.group_codes, strict=True):
        if ends.block is not None:
            ends.groups.append(Group(ends.block.column, code or "", ends.block.texts, None))
            continue
        rule = _rule_of_group(decided, kind.rows, kind.word, len(kinds))
        if rule is None or code is None:
            _leave_titles(decided, ends, kind.rows)
            continue
        ends.groups.append(Group(kind.rows[0].column or 0, code, tuple(one_line(row.text) for row in kind.rows), rule))
    if ends.groups:
        shown = ", ".join(f"{row.number} («{one_line(row.text)[:30]}»)" for row in sections[:4])
        message = say("Hay filas que solo nombran un grupo: {shown}. Se leen como un nivel. Confírmelo.", shown=shown)
        decided.doubts.add("title_rows", message)


def _outline(decided: Decided, ends: Ends) -> None:
    """Rows above the deepest ones are items by their codes; those without a place in the plan type are left out."""
    for level, code in decided.outline:
        if code is None:
            rule: dict[str, Value] = {"column": column_letters(level.code), "is": level.codes}
            ends.skips.append((say("nivel que el tipo de plan no tiene"), rule))
    if decided.outline:
        count = sum(len(level.codes) for level, _code in decided.outline)
        message = say(
            "{times} de niveles superiores y sus cifras no se leen. ",
            times=times(count, say("fila es"), say("filas son")),
        )
        decided.doubts.add("outline", say("{message}Si el libro crece, agregue los códigos nuevos.", message=message))


def _leave_titles(decided: Decided, ends: Ends, rows: Sequence[OddRow]) -> None:
    numbers = ", ".join(str(row.number) for row in rows[:10])
    message = say(
        "Las filas {numbers} parecen títulos y no se leen: nada las distingue, o el plan no tiene su nivel.",
        numbers=numbers,
    )
    decided.doubts.add("titles_unread", message)
    ends.skips.append((say("títulos de grupo"), {"rows": [row.number for row in rows]}))


def _rule_of_group(decided: Decided, rows: Sequence[OddRow], word: str, kinds: int) -> dict[str, Value] | None:
    """A column that every row of data fills and no title does; else the word with which titles begin."""
    table = decided.table
    column = rows[0].column or 0
    starts = sorted({one_line(row.text).split()[0] for row in rows})
    plain = {fold(start) for start in starts}
    in_data = any(fold(cell_text(cell)).startswith(tuple(plain)) for cell in table.cells(column) if cell is not None)
    if word and not in_data:
        return {"column": column_letters(column), "starts": starts}
    numbers = {row.number for row in rows}
    titles = [row for row in table.sheet.rows if row.number in numbers]
    for index, look in enumerate(table.looks):
        if kinds == 1 and look.filled == len(table.rows) and all(cell_at(row, index) is None for row in titles):
            return {"column": column_letters(index), "blank": True}
    return None


def _repeats(decided: Decided, ends: Ends) -> None:
    """A heading that stands again above the same columns is left out."""
    table = decided.table
    if not table.repeats or ends.block is not None:
        return
    last_head = next(row for row in table.sheet.rows if row.number == table.header_rows[-1])
    column = next(at for at, cell in enumerate(last_head.cells) if not is_blank(cell))
    rule: dict[str, Value] = {"column": column_letters(column), "is": [one_line(cell_text(last_head.cells[column]))]}
    ends.skips.append(("encabezado repetido", rule))
    message = say(
        "El encabezado se repite en {times}: se leyó como una sola tabla.",
        times=times(len(table.repeats), say("fila"), say("filas")),
    )
    decided.doubts.add("repeated_heading", message)


def _stop(decided: Decided, ends: Ends) -> None:
    """End where the item's cell is blank, if it is blank nowhere before; else at the last row of data."""
    table, doubts = decided.table, decided.doubts
    last = table.rows[-1].number
    behind = [*table.after, *(row for row in table.totals if row.number > last and row.column is None)]
    if not behind or ends.block is not None:
        return
    key = decided.leaf.code or decided.leaf.name
    titles = {row.number for row in table.sections}
    rows = [row for row in table.sheet.rows if table.first_row <= row.number <= last and row.number not in titles]
    is_full = all(cell_at(row, key.index) is not None for row in rows if row.number not in _skipped(decided))
    numbers = {row.number for row in behind}
    first = min(behind, key=lambda row: row.number)
    ends_it = all(cell_at(row, key.index) is None for row in table.sheet.rows if row.number in numbers)
    if is_full and ends_it and not ends.groups:
        ends.stop_column = key.index
        ends.lines.append(
            line("stop", {"column": column_letters(key.index), "blank": True}, say("donde ya no hay elementos"))
        )
    else:
        ends.lines.append(line("last_row", last, say("si el libro crece, corríjalo")))
    shown = say(" («{text}»)", text=one_line(first.text)[:40]) if first.text else say(" (sin rótulo)")
    doubts.add(
        "rows_behind",
        say(
            "La tabla termina en la fila {last}; desde la {number}{shown} no se lee. Confírmelo.",
            last=last,
            number=first.number,
            shown=shown,
        ),
    )


def _tell_side(decided: Decided) -> None:
    """A table beside this one is not read."""
    aside = sorted(decided.table.side)
    if aside:
        message = say("Al lado hay otra tabla, en las columnas {letters}: no se lee.", letters=letters(*aside))
        decided.doubts.add("side_table", say("{message} Confírmelo.", message=message), aside[0])


def _skipped(decided: Decided) -> set[int]:
    return {row.number for row in decided.table.totals} | set(decided.table.repeats)
