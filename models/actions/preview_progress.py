"""What a filled workbook would change: cell by cell, or every reason why it changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from models.actions.record_internal import InternalEntry
from models.actions.record_progress import LineEntry, check_entry
from models.files.capture_read import FilledBook
from models.queries.my_month import internal_of
from models.queries.sheet_lines import SheetLine
from models.rules.capture.columns import ACTUAL, INTERNAL, INTERNAL_COLUMNS, LINE_COLUMNS, LINES, Column
from models.rules.capture.fields import FilledRow
from models.rules.capture.found import Found
from models.rules.capture.identity import Identity
from models.rules.capture.read_internal import read_internal
from models.rules.capture.read_lines import read_lines
from models.rules.cell import cell_name, cell_text
from models.rules.errors import RuleBroken
from models.rules.package_number import without_noise
from models.rules.package_problems import Problem
from models.rules.sentence import say
from models.rules.workflow import WRITABLE
from models.tables.capture_sheet import CaptureSheet
from models.tables.internal_activity import InternalActivity

_LINE_TEXTS = ("no_report_reason", "cause", "corrective_action", "note")


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell that would change: where it stands, of what, and its value before and after (None or "" for nothing)."""

    sheet: str
    cell: str
    column: str
    code: str
    name: str
    was: Decimal | str | None
    will: Decimal | str | None


@dataclass(slots=True)
class Preview:
    """Everything about one upload before it is stored; with a problem it is never stored.

    `new`, `changed` and `unchanged` count lines and internal activities; `internal` has its entries by sheet.
    """

    identity: Identity
    sheets: Sequence[CaptureSheet]
    lines: Sequence[SheetLine]
    rows_read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    entries: list[LineEntry] = field(default_factory=list)
    internal: dict[int, list[InternalEntry]] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)
    problems: tuple[Problem, ...] = ()

    @property
    def is_ready(self) -> bool:
        """Nothing is wrong, and something would change."""
        return not self.problems and bool(self.differences)

    def count(self, *, was_there: bool, differs: bool) -> None:
        """Count one row."""
        if not differs:
            self.unchanged += 1
        elif was_there:
            self.changed += 1
        else:
            self.new += 1


def preview_progress(
    book: FilledBook, sheets: Sequence[CaptureSheet], lines: Sequence[SheetLine], locale: str
) -> Preview:
    """Compare a workbook with what stands; `sheets` and `lines` are those of its unit and period."""
    preview = Preview(book.identity, sheets, lines)
    codes = {line.indicator_id: line.item_code for line in lines}
    filled, found = read_lines(book.lines, codes, locale)
    for line in lines:
        if line.indicator_id in filled:
            _add_line(preview, line, filled[line.indicator_id], found)
    rows, more = read_internal(book.internal, book.identity.internal_versions.keys(), locale)
    _add_internal(preview, rows, more)
    preview.rows_read = len(filled) + len(rows)
    preview.problems = (*found.listed(), *more.listed())
    return preview


def _add_line(preview: Preview, line: SheetLine, filled: FilledRow, found: Found) -> None:
    stands = {"actual": line.actual, **{name: getattr(line, name) for name in _LINE_TEXTS}}
    changes = list(_changes(LINE_COLUMNS, stands, filled))
    preview.count(was_there=line.progress_id is not None, differs=bool(changes))
    if not changes:
        return
    first = changes[0][0]
    sheet = next(sheet for sheet in preview.sheets if sheet.id == line.sheet_id)
    version = preview.identity.line_versions[line.indicator_id]
    if sheet.state not in WRITABLE:
        message = say(
            "La hoja de {plan} ya se envió: pida que la devuelvan para cambiarla, o deje la celda como estaba.",
            plan=sheet.plan.code,
        )
        found.add("sheet_sent", message, filled.row, first)
    elif version != line.row_version:
        _add_stale(preview, line, (filled.row, first), found)
    actual = filled.actual if any(place == ACTUAL for place, *_ in changes) else line.actual
    entry = LineEntry(line.sheet_id, line.indicator_id, version, actual, **filled.texts)
    try:
        check_entry(entry, line)
    except RuleBroken as refusal:
        found.add(refusal.code, refusal.message, filled.row, ACTUAL)
    preview.entries.append(entry)
    preview.differences += _told(LINES, LINE_COLUMNS, changes, (filled.row, line.item_code, line.item_name))


def _add_stale(preview: Preview, line: SheetLine, place: tuple[int, int], found: Found) -> None:
    message = say(
        "{code} cambió en Rumbo después de que se descargó la hoja ({moment}): "
        "descárguela de nuevo y copie en ella este dato.",
        code=line.item_code,
        moment=preview.identity.made_text,
    )
    found.add("changed_meanwhile", message, *place)


def _add_internal(preview: Preview, rows: Sequence[FilledRow], found: Found) -> None:
    """A new row that stands already under its name is the same one: a sheet may be uploaded twice."""
    standing = internal_of(preview.sheets)
    by_key, by_name = {row.id: row for row in standing}, {row.name.casefold(): row for row in standing}
    for filled in rows:
        same_name = by_name.get(filled.texts["name"].casefold())
        row = by_key.get(filled.key) if filled.key is not None else same_name
        stands = {name: getattr(row, name) if row else None for name in ("name", "unit", "actual", "note")}
        changes = list(_changes(INTERNAL_COLUMNS, stands, filled))
        preview.count(was_there=filled.key is not None, differs=bool(changes))
        if not changes:
            continue
        is_stale = same_name is not None and same_name.id != filled.key
        if filled.key is not None:
            is_stale |= row is None or row.row_version != preview.identity.internal_versions[filled.key]
        sheet_id = _sheet_of(preview, row)
        _check_internal(filled, found, is_open=sheet_id is not None, is_stale=is_stale)
        preview.internal.setdefault(sheet_id or 0, []).append(_internal_entry(filled, row))
        preview.differences += _told(INTERNAL, INTERNAL_COLUMNS, changes, (filled.row, "", filled.texts["name"]))


def _sheet_of(preview: Preview, row: InternalActivity | None) -> int | None:
    """The sheet that takes an internal activity: its own, or for a new one the last that is open; None for no one."""
    writable = [sheet.id for sheet in preview.sheets if sheet.state in WRITABLE]
    if row is not None:
        return row.capture_sheet_id if row.capture_sheet_id in writable else None
    return max(writable, default=None)


def _check_internal(filled: FilledRow, found: Found, *, is_open: bool, is_stale: bool) -> None:
    if not is_open:
        found.add("sheet_sent", say("La hoja ya se envió: pida que la devuelvan para cambiarla."), filled.row, 1)
    elif is_stale:
        message = say(
            "Esta actividad interna cambió en Rumbo después de que se descargó la hoja: descárguela de nuevo."
        )
        found.add("changed_meanwhile", message, filled.row, 1)


def _internal_entry(filled: FilledRow, row: InternalActivity | None) -> InternalEntry:
    return InternalEntry(
        id=filled.key,
        row_version=row.row_version if row else None,
        name=filled.texts["name"],
        unit=filled.texts["unit"],
        actual=filled.actual,
        note=filled.texts["note"],
    )


Change = tuple[int, Decimal | str | None, Decimal | str | None]
"""A column, from 0, with its value before and after."""


def _changes(
    columns: Sequence[Column], stands: Mapping[str, Decimal | str | None], filled: FilledRow
) -> Iterator[Change]:
    """Give the cells that differ; a figure is compared as a spreadsheet keeps it, a text as a form sends it."""
    for place, column in enumerate(columns):
        if column.field == "actual":
            was = stands["actual"]
            if isinstance(was, Decimal) and filled.actual is not None and without_noise(was) == filled.actual:
                continue
            if was != filled.actual:
                yield place, was, filled.actual
        elif column.field:
            text = cell_text(stands[column.field])
            if text != filled.texts[column.field]:
                yield place, text, filled.texts[column.field]


def _told(
    sheet: str, columns: Sequence[Column], changes: Sequence[Change], place: tuple[int, str, str]
) -> Iterator[Difference]:
    row, code, name = place
    for column, was, will in changes:
        yield Difference(sheet, cell_name(row + 1, column), columns[column].heading, code, name, was, will)
