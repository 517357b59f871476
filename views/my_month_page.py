"""The page of « Mi mes »: what its template is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import request
from flask_babel import gettext as _

from models.queries.capture_deadline import business_days_left
from models.queries.my_month import Month
from models.queries.past_values import earlier_actuals
from models.queries.preset_in_use import preset_in_use
from models.queries.sheet_remarks import RemarkRow, sheet_remarks
from models.rules.errors import RuleBroken
from models.rules.period import Period
from models.rules.sheet_path import place_on_path, sheet_path
from models.rules.workflow import WRITABLE, PeriodState, SheetState
from models.tables.capture_sheet import CaptureSheet
from views.base import acting_reader
from views.formats import long_day, moment, period
from views.internal_rows import internal_rows
from views.my_month_rows import Asked, SheetRow, Show, counts, filled_words, sheet_rows
from views.reader_language import in_reader_language
from views.typed_lines import TypedLines


@dataclass(frozen=True, slots=True)
class Step:
    """One stop on a sheet's way: its state, and whether it is behind, here or ahead."""

    state: str
    place: str


def page_context(month: Month, typed: TypedLines, refusal: RuleBroken | None = None) -> dict[str, Any]:
    """All that `my_month/sheet.html` shows; `typed` and `refusal` are of a form that was not saved."""
    rows = month_rows(month)
    asked = Asked.of(request.args.get("show"), request.args.get("q"))
    return {
        "title": _("My month: %(period)s", period=period(month.period)),
        "month": month,
        "rows": rows,
        "asked": asked,
        "counts": counts(rows),
        "filled": filled_words(month.lines),
        "seen": {(row.line.sheet_id, row.line.group_code) for row in rows if row.is_seen(asked)},
        "filters": filter_words(),
        "steps": {sheet.id: steps_of(sheet) for sheet in month.sheets},
        "days_left": _days_left(month),
        "shut": shut_words(month),
        "open_sheets": open_sheets(month),
        "typed": typed,
        "kept": request.form if request.method == "POST" else {},
        "problems": _problems(month, typed, refusal),
        "remarks": [remark for sheet in month.sheets for remark in _open_remarks(sheet)],
        "internal_rows": internal_rows(month, max(open_sheets(month), default=None)),
        "previous": str(Period.parse(month.period).previous()),
        "following": str(Period.parse(month.period).next()),
        "unit_code": request.args.get("unit"),
        "has_requests": has_requests(),
    }


def has_requests() -> bool:
    """Whether the institution asks its units for information beside their reports."""
    return bool(preset_in_use(acting_reader().institution_id or 0).preset.information_requests)


def month_rows(month: Month) -> list[SheetRow]:
    """The rows of the page."""
    filled = [line.indicator_id for line in month.lines if line.actual is not None]
    earlier = earlier_actuals(month.org_unit_id, filled, month.period) if filled else {}
    return sheet_rows(month.lines, month.figures, open_sheets(month), earlier)


def filter_words() -> dict[Show, str]:
    """The filters in their order."""
    return {Show.ALL: _("All"), Show.MISSING: _("Missing"), Show.RED: _("In red"), Show.NOTED: _("With a note")}


def steps_of(sheet: CaptureSheet) -> list[Step]:
    """The stepper of a sheet."""
    workflow = preset_in_use(sheet.institution_id).preset.sheet_workflow(sheet.plan.plan_type.code)
    path = sheet_path(workflow)
    here = place_on_path(path, sheet.state)
    return [Step(state.value, _place(number, here)) for number, state in enumerate(path)]


def open_sheets(month: Month) -> set[int]:
    """Sheets that may be written now: a sent one stands beside a returned one on the same page."""
    return {sheet.id for sheet in month.sheets if month.takes_values and sheet.state in WRITABLE}


def shut_words(month: Month) -> str:
    """Why nothing can be written, and what to do; empty where something can."""
    name = period(month.period)
    if month.state is PeriodState.CLOSED:
        return _(
            "%(period)s is closed and can only be read. To correct it, ask planning to open it again.", period=name
        )
    if not month.takes_values:
        opens = long_day(month.deadline.opens) if month.deadline else ""
        return _("The capture of %(period)s opens on %(day)s.", period=name, day=opens)
    if month.sheets and not open_sheets(month):
        sent = max((sheet.submitted_at for sheet in month.sheets if sheet.submitted_at), default=None)
        return _("It was sent on %(moment)s. It can be changed again if it is returned to you.", moment=moment(sent))
    return ""


def _place(number: int, here: int) -> str:
    if number == here:
        return "here"
    return "done" if number < here else "ahead"


def _days_left(month: Month) -> int | None:
    if month.deadline is None or not month.sheets or month.is_sent:
        return None
    return business_days_left(month.sheets[0].institution_id, month.deadline, month.now)


def _open_remarks(sheet: CaptureSheet) -> list[RemarkRow]:
    if sheet.state is not SheetState.RETURNED:
        return []
    return [remark for remark in sheet_remarks(sheet.id) if remark.round == sheet.round]


def _problems(month: Month, typed: TypedLines, refusal: RuleBroken | None) -> list[dict[str, str]]:
    """The summary at the top: one link per field, in the order of the page."""
    codes = {line.indicator_id: line.item_code for line in month.lines}
    questions = {key: question.message for key, question in typed.questions.items()}
    said = {**typed.errors, **questions, **typed.conflicts}
    found = [
        {"field": f"actual-{key}", "text": f"{code}: {in_reader_language(said[key])}"}
        for key, code in codes.items()
        if key in said
    ]
    if refusal is not None:
        found.append({"field": refusal.field or "", "text": refusal.message})
    return found
