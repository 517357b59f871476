"""« Mi mes »: the whole month of a unit on one sheet, one request to save it, a review before it is sent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import abort, current_app, flash, jsonify, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from jobs.queue import ring
from models.actions.add_evidence import add_evidence
from models.actions.record_internal import InternalEntry, record_internal
from models.actions.record_progress import record_progress
from models.actions.submit_sheets import submit_sheets
from models.clock import business_now
from models.files.evidence_store import store_evidence
from models.queries.my_month import Month, my_month, newest_period
from models.queries.sheet_lines import SheetLine, sheet_lines
from models.queries.sheet_remarks import RemarkRow, sheet_remarks
from models.queries.sheet_review import sheet_review
from models.queries.unit_sheets import unit_sheets
from models.rules.errors import RuleBroken
from models.rules.period import Period
from models.rules.workflow import SheetState
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.progress import Progress
from views.base import PlanningView, acting_reader
from views.capture_unit import capture_unit, capture_unit_id
from views.formats import locale_code
from views.internal_rows import internal_entries, internal_rows
from views.typed_lines import TypedLines, from_form, from_json

WRITABLE = {SheetState.NOT_STARTED, SheetState.DRAFT, SheetState.RETURNED, SheetState.NO_REPORT}


class MyMonthView(PlanningView):
    """The liaison's screen (S0-II-02, ux 3.1)."""

    route_base = "/mi-mes"
    class_permission_name = "my_month"
    default_view = "home"

    @expose("/")
    @has_access
    def home(self) -> Response | str:
        """The month that was asked for, or else the newest one that has a sheet."""
        reader = acting_reader()
        unit = capture_unit(reader)
        period = request.args.get("period") or newest_period(reader.institution_id or 0, unit.id)
        if period is None:
            return str(self.render_template("my_month/nothing.html", title=_("My month"), unit=unit))
        return redirect(url_for("MyMonthView.sheet", period=period))

    @expose("/<period>/")
    @has_access
    def sheet(self, period: str) -> str:
        """The sheet of a month."""
        return self._page(_month(period), TypedLines())

    @expose("/<period>/save", methods=["POST"])
    @has_access
    def save(self, period: str) -> Any:  # noqa: ANN401 -- a page, a redirect or JSON, each with a status
        """Save every changed line, internal activity and file, or nothing at all."""
        sheets = _sheets(period)
        lines = sheet_lines(sheets)
        if request.is_json:
            return _save_json(sheets, lines)
        typed = from_form(request.form, lines, locale_code())
        if not typed.is_ready:
            return self._page(_month(period), typed), 422
        try:
            _save_form(sheets, lines, typed)
            db.session.commit()
        except RuleBroken as refusal:
            db.session.rollback()
            return self._page(_month(period), typed, refusal), refusal.status
        flash(_("Saved."), "success")
        goal = "review" if request.form.get("then") == "review" else "sheet"
        return redirect(url_for(f"MyMonthView.{goal}", period=period))

    @expose("/<period>/review")
    @has_access
    def review(self, period: str) -> str:
        """What is missing or unexplained, before it is sent."""
        month = _month(period)
        page = self.render_template(
            "my_month/review.html",
            title=_("Review and send"),
            month=month,
            review=sheet_review(month.sheets),
            may_send=_is_writable(month),
        )
        return str(page)

    @expose("/<period>/send", methods=["POST"])
    @has_access
    def send(self, period: str) -> Response | tuple[str, int]:
        """Send every sheet of the month that is not in yet."""
        waiting = [sheet for sheet in _sheets(period) if sheet.state in WRITABLE]
        if not waiting:
            raise RuleBroken("already_sent", _("This period was sent already."), status=409)
        submit_sheets(waiting, acting_reader(), business_now())
        db.session.commit()
        ring("deliver_mail")
        flash(_("Sent. The head, finance, audit and planning are told."), "success")
        return redirect(url_for("MyMonthView.sheet", period=period))

    def _page(self, month: Month, typed: TypedLines, refusal: RuleBroken | None = None) -> str:
        remarks = [remark for sheet in month.sheets for remark in _open_remarks(sheet.id, sheet.round, sheet.state)]
        return str(
            self.render_template(
                "my_month/sheet.html",
                title=_("My month: %(unit)s", unit=_unit_name(month)),
                month=month,
                is_writable=_is_writable(month),
                open_sheets=_open_sheets(month),
                typed=typed,
                kept=request.form if request.method == "POST" else {},
                problems=_problems(month, typed, refusal),
                remarks=remarks,
                internal_rows=internal_rows(month, max(_open_sheets(month), default=None)),
                previous=str(Period.parse(month.period).previous()),
                following=str(Period.parse(month.period).next()),
            )
        )


def _month(period: str) -> Month:
    Period.parse(period)
    reader = acting_reader()
    return my_month(reader.institution_id or 0, capture_unit_id(reader), period, business_now())


def _sheets(period: str) -> list[CaptureSheet]:
    """The sheets alone: what a POST needs."""
    Period.parse(period)
    return unit_sheets(capture_unit_id(acting_reader()), period)


def _unit_name(month: Month) -> str:
    return month.sheets[0].org_unit.name if month.sheets else ""


def _open_sheets(month: Month) -> set[int]:
    """Sheets that may be written now: a sent one stands beside a returned one on the same page."""
    return {sheet.id for sheet in month.sheets if month.takes_values and sheet.state in WRITABLE}


def _is_writable(month: Month) -> bool:
    return bool(_open_sheets(month))


def _open_remarks(sheet_id: int, round_: int, state: SheetState) -> list[RemarkRow]:
    if state is not SheetState.RETURNED:
        return []
    return [remark for remark in sheet_remarks(sheet_id) if remark.round == round_]


def _problems(month: Month, typed: TypedLines, refusal: RuleBroken | None) -> list[dict[str, str]]:
    """The summary at the top: one link per field, in the order of the page."""
    codes = {line.indicator_id: line.item_code for line in month.lines}
    said = {**typed.errors, **{key: question.message for key, question in typed.questions.items()}}
    found = [{"field": f"actual-{key}", "text": f"{code}: {said[key]}"} for key, code in codes.items() if key in said]
    if refusal is not None:
        found.append({"field": refusal.field or "", "text": refusal.message})
    return found


def _save_form(sheets: list[CaptureSheet], lines: list[SheetLine], typed: TypedLines) -> None:
    reader, now = acting_reader(), business_now()
    record_progress(sheets, lines, typed.entries, reader, now)
    entries: list[InternalEntry] = internal_entries(request.form, locale_code())
    writable = max((sheet for sheet in sheets if sheet.state in WRITABLE), key=lambda sheet: sheet.id, default=None)
    if entries and writable is not None:
        record_internal(writable, entries, reader, now)
    known = {f"evidence-{line.indicator_id}": line for line in lines}
    for name, upload in request.files.items():
        if upload.filename and name.startswith("evidence-"):
            _attach(known.get(name), upload.filename, upload.read())


def _attach(of: SheetLine | None, file_name: str, content: bytes) -> None:
    if of is None:
        abort(404)
    line = db.session.scalars(
        select(Progress).where(Progress.indicator_id == of.indicator_id, Progress.capture_sheet_id == of.sheet_id)
    ).one_or_none()
    if line is None:
        raise RuleBroken("evidence_without_line", "Escriba primero el dato de la actividad y luego adjunte el archivo.")
    stored = store_evidence(Path(current_app.config["RUMBO_FILES_URL"]), file_name, content)
    add_evidence(line, stored, acting_reader(), business_now())


def _save_json(sheets: list[CaptureSheet], lines: list[SheetLine]) -> Any:  # noqa: ANN401 -- a response and a status
    typed = from_json(request.get_json(silent=True), lines, locale_code())
    if not typed.is_ready:
        questions = {
            key: {"message": question.message, "choices": [choice.text for choice in question.choices]}
            for key, question in typed.questions.items()
        }
        return jsonify({"saved": {}, "questions": questions, "errors": typed.errors}), 422
    saved = record_progress(sheets, lines, typed.entries, acting_reader(), business_now())
    db.session.commit()
    return jsonify({"saved": saved, "questions": {}, "errors": {}})
