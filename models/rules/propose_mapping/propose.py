"""From the sheets of somebody else's workbook to the draft of its mapping, with the doubts that a person settles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.rules.cell import Sheet, cell_text, column_letters, fold, one_line
from models.rules.errors import RuleBroken
from models.rules.headings.heading import normal
from models.rules.headings.words import Role, is_known
from models.rules.propose_mapping.content import needs_rounding
from models.rules.propose_mapping.decide import decide
from models.rules.propose_mapping.decided import Decided
from models.rules.propose_mapping.doubt import Doubt, Doubts
from models.rules.propose_mapping.look import Look, has_day_first
from models.rules.propose_mapping.office import Office
from models.rules.propose_mapping.reading import locale_of, missing_marks
from models.rules.propose_mapping.sample import SheetSample, sample_sheets
from models.rules.propose_mapping.several_sheets import number_again
from models.rules.propose_mapping.table import FoundTable, find_table
from models.rules.propose_mapping.toml_text import comment, line
from models.rules.propose_mapping.uses import used_columns
from models.rules.propose_mapping.write_head import plan_lines, span_of, unit_lines, year_of
from models.rules.propose_mapping.write_levels import remarks
from models.rules.propose_mapping.write_table import table_lines
from models.rules.sentence import in_a_row, say

_MOST_SHEETS = 40
_DAYS = {Role.START, Role.END}


class NoTable(RuleBroken):
    """A workbook without a table to draft a mapping from."""

    def __init__(self) -> None:
        """Say what can be done."""
        message = say(
            "Ninguna hoja visible tiene una tabla con encabezados sobre datos. Revise el libro o diga la hoja."
        )
        super().__init__("no_table", message, status=422)


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """A column of the workbook as the draft reads it: where it is, what it becomes (`use`, Spanish) and why."""

    sheet: str
    column: str
    heading: str
    use: str
    reason: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A draft: the TOML text, what a person has to decide, and every column with its guess."""

    mapping: str
    doubts: tuple[Doubt, ...]
    columns: tuple[ColumnGuess, ...]


def propose_mapping(sheets: Iterable[Sheet], file_name: str, office: Office, only_sheet: str | None = None) -> Proposal:
    """Draft a mapping from the sheets of a workbook; `only_sheet` names the one to look at.

    Raises NoTable where no sheet has a table, RuleBroken `no_such_sheet` for a name that the workbook has not.
    """
    doubts = Doubts()
    samples = list(sample_sheets(sheets))
    _refuse_missing(samples, only_sheet)
    tables = _tables(samples, doubts, only_sheet)
    chosen = (decide(table, office, Doubts(table.sheet.name)) for table in tables)
    decided = [each for each in chosen if each is not None]
    if not decided:
        raise NoTable
    number_again(decided)
    text = _text(decided, file_name, office, doubts)
    found = (*doubts.found, *(doubt for each in decided for doubt in each.doubts.found))
    columns = tuple(guess for each in decided for guess in _columns(each))
    return Proposal(_with_doubts(text, found, file_name), found, columns)


def _refuse_missing(samples: Sequence[SheetSample], only_sheet: str | None) -> None:
    if only_sheet is not None and fold(only_sheet) not in {fold(each.name) for each in samples}:
        names = ", ".join(each.name for each in samples)
        raise RuleBroken(
            "no_such_sheet",
            say("El libro no tiene la hoja «{only_sheet}». Sus hojas: {names}.", only_sheet=only_sheet, names=names),
            status=422,
        )


def _tables(samples: Sequence[SheetSample], doubts: Doubts, only_sheet: str | None) -> list[FoundTable]:
    """The best table, and those of other sheets under the same headings; the others are told."""
    hidden = [each.name for each in samples if each.hidden and not each.rows]
    if hidden:
        shown = ", ".join(f"«{name}»" for name in hidden[:8])
        doubts.add(
            "hidden_sheets",
            say("Hay hojas ocultas que no se miraron: {shown}. Si una hace falta, muéstrela.", shown=shown),
        )
    named = [each for each in samples if only_sheet is None or fold(each.name) == fold(only_sheet)]
    found = [table for sample in named[:_MOST_SHEETS] if (table := find_table(sample)) is not None]
    best = max(found, key=_worth, default=None)
    if best is None:
        return []
    same = [table for table in found if _like(table, best)]
    others = [table for table in found if table not in same and _worth(table) * 5 >= _worth(best)]
    if others:
        shown = ", ".join(f"«{table.sheet.name}»" for table in others[:8])
        doubts.add(
            "other_tables",
            say("También parecen tablas y no están en el borrador: {shown}. Pídalas por su nombre.", shown=shown),
        )
    if not best.sheet.is_whole:
        doubts.add(
            "long_sheet", say("«{name}» es larga: se miraron sus primeras y sus últimas filas.", name=best.sheet.name)
        )
    return same


def _like(table: FoundTable, best: FoundTable) -> bool:
    return table.header_rows == best.header_rows and [fold(text) for text in table.headings] == [
        fold(text) for text in best.headings
    ]


def _worth(table: FoundTable) -> int:
    """A table is worth its headings that plans have, times its rows up to a hundred."""
    known = {normal(text) for text in table.headings if text and is_known(normal(text))}
    return len(known) * min(len(table.rows), 100)


def _text(decided: Sequence[Decided], file_name: str, office: Office, doubts: Doubts) -> list[str]:
    first = decided[0]
    span = span_of(decided, file_name, office, doubts)
    lines = [*plan_lines(decided, file_name, office, span, doubts), ""]
    bodies = []
    for each in decided:
        bodies += table_lines(each, year_of(each, file_name, span, doubts), span)
    looks = [look for each in decided for look in _figure_looks(each)]
    headings = [guess.heading.text for guess in first.guesses]
    lines += [
        "[reading]",
        line("locale", locale_of(headings, looks, office, doubts), say("cómo se escriben los números en texto")),
    ]
    marks = missing_marks(looks)
    lines += [line("missing", marks, say("quieren decir «sin dato»: confírmelo"))] if marks else []
    if any(has_day_first(guess.look) for each in decided for role, guess in each.single.items() if role in _DAYS):
        lines.append(line("dates", "day/month/year", say("las fechas que son texto: confírmelo")))
    if needs_rounding(looks):
        lines.append(line("round", value=True, comment=say("hay números con más decimales de los que se guardan")))
        doubts.add("rounding", say("Hay números con más decimales de los que se guardan: se redondean."))
    return [*lines, *unit_lines(decided, office, doubts), *bodies]


def _figure_looks(decided: Decided) -> list[Look]:
    figures = decided.figures
    columns = {*figures.planned.values(), *figures.actual.values()}
    columns |= {column for fields in figures.money.values() for column in fields.values()}
    columns |= {figures.horizon} if figures.horizon is not None else set()
    columns |= {guess.index for guess in decided.weights.values()}
    baseline = decided.single.get(Role.BASELINE)
    columns |= {baseline.index} if baseline is not None else set()
    return [decided.table.looks[column] for column in sorted(columns)]


def _with_doubts(lines: Sequence[str], doubts: Sequence[Doubt], file_name: str) -> str:
    head = comment(
        say("Borrador del mapeo de «{text}», hecho por Rumbo para que usted lo termine.", text=one_line(file_name))
    )
    if doubts:
        head += [
            "#",
            *comment(say("Decida primero lo siguiente; después pruebe con import-plan --mapping y --dry-run.")),
        ]
        head += remarks([_placed(doubt) for doubt in doubts])
    return "\n".join(_plain(each) for each in [*head, "", *lines]) + "\n"


def _plain(text: str) -> str:
    """Texts are escaped already; a control character in a remark would be no TOML."""
    return "".join(each for each in text if each == "\t" or (each >= " " and each != "\x7f"))


def _placed(doubt: Doubt) -> str:
    places = (
        say("hoja «{sheet}»", sheet=doubt.sheet) if doubt.sheet else "",
        say("columna {column}", column=doubt.column) if doubt.column else "",
    )
    place = in_a_row(part for part in places if part)
    return say("({place}) {message}", place=place, message=doubt.message) if place else doubt.message


def _columns(decided: Decided) -> list[ColumnGuess]:
    used = used_columns(decided)
    found = []
    for guess in decided.guesses:
        examples = tuple(dict.fromkeys(one_line(cell_text(cell))[:40] for _row, cell in guess.look.cells[:12]))[:3]
        use = used.get(guess.index, say("no se lee"))
        told = decided.figures.described if guess.index in used else decided.left_out
        reason = told.get(guess.index) or guess.reason
        place = column_letters(guess.index)
        found.append(ColumnGuess(decided.table.sheet.name, place, one_line(guess.heading.label), use, reason, examples))
    return found
