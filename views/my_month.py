"""« Mi mes »: the whole month of a unit on one sheet, one request to save it, a review before it is sent."""

from __future__ import annotations

from typing import Any

from flask import flash, jsonify, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response

from jobs.queue import ring
from models.actions.record_progress import ChangedMeanwhile
from models.actions.submit_sheets import submit_sheets
from models.clock import business_now
from models.queries.my_month import Month, my_month, newest_period
from models.queries.sheet_lines import sheet_lines
from models.queries.sheet_review import sheet_review
from models.queries.unit_sheets import unit_sheets
from models.rules.errors import RuleBroken
from models.rules.period import Period
from models.rules.workflow import WRITABLE
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from views.base import PlanningView, acting_reader
from views.capture_unit import capture_unit, capture_unit_id
from views.formats import locale_code, receipt
from views.line_changes import conflicts_of
from views.my_month_answer import save_and_answer
from views.my_month_form import save_form
from views.my_month_page import open_sheets, page_context
from views.my_month_rows import Show
from views.typed_lines import TypedLines, from_form


class MyMonthView(PlanningView):
    """The liaison's screen (S0-II-02, ux 3.1)."""

    route_base = "/mi-mes"
    class_permission_name = "my_month"
    default_view = "home"

    @expose("/")
    @has_access
    def home(self) -> Response | str:
        """The month that was asked for, or else the newest; `show=missing` leads to its first field without value."""
        reader = acting_reader()
        unit = capture_unit(reader)
        period = request.args.get("period") or newest_period(reader.institution_id or 0, unit.id)
        if period is None:
            return str(self.render_template("my_month/nothing.html", title=_("My month"), unit=unit))
        wants_missing = request.args.get("show") == Show.MISSING
        return redirect(_address("sheet", period) + (_first_missing(unit.id, period) if wants_missing else ""))

    @expose("/token")
    @has_access
    def token(self) -> Response:
        """Whose session this is and a token for its forms: a page that outlived a session goes on with it."""
        return jsonify({"owner": acting_reader().user_id, "token": generate_csrf()})

    @expose("/<period>/")
    @has_access
    def sheet(self, period: str) -> str:
        """The sheet of a month; `show` and `q` of the address choose its rows."""
        return self._page(period, TypedLines())

    @expose("/<period>/save", methods=["POST"])
    @has_access
    def save(self, period: str) -> Any:  # noqa: ANN401 -- a page, a redirect or JSON, each with a status
        """Save what the form or the page's script sends: the form all or nothing, the script line by line."""
        sheets = _sheets(period)
        lines = sheet_lines(sheets)
        if request.is_json:
            return save_and_answer(sheets, lines)
        typed = from_form(request.form, lines, locale_code())
        if not typed.is_ready:
            return self._page(period, typed), 422
        try:
            save_form(sheets, lines, typed)
            db.session.commit()
        except RuleBroken as refusal:
            db.session.rollback()
            if isinstance(refusal, ChangedMeanwhile):
                typed.conflicts = {key: each["message"] for key, each in conflicts_of(refusal.lines).items()}
            return self._page(period, typed, refusal), refusal.status
        flash(_("Saved."), "success")
        return redirect(_address("review" if request.form.get("then") == "review" else "sheet", period))

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
            may_send=bool(open_sheets(month)),
            unit_code=request.args.get("unit"),
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
        receipts = ", ".join(receipt(sheet.fingerprint) for sheet in waiting)  # a commit forgets what was read
        db.session.commit()
        ring("deliver_mail")
        flash(
            _("Sent, receipt %(number)s. The head, finance, audit and planning are told.", number=receipts), "success"
        )
        return redirect(_address("sheet", period))

    def _page(self, period: str, typed: TypedLines, refusal: RuleBroken | None = None) -> str:
        return str(self.render_template("my_month/sheet.html", **page_context(_month(period), typed, refusal)))


def _address(page: str, period: str) -> str:
    """A page of the same unit."""
    return url_for(f"MyMonthView.{page}", period=period, unit=request.args.get("unit"))


def _first_missing(org_unit_id: int, period: str) -> str:
    """The place on the page of the first field without a value, as an address names it."""
    lines = sheet_lines(unit_sheets(org_unit_id, period))
    return next((f"#actual-{line.indicator_id}" for line in lines if line.is_missing), "")


def _month(period: str) -> Month:
    Period.parse(period)
    reader = acting_reader()
    return my_month(reader.institution_id or 0, capture_unit_id(reader), period, business_now())


def _sheets(period: str) -> list[CaptureSheet]:
    """The sheets alone: what a POST needs."""
    Period.parse(period)
    return unit_sheets(capture_unit_id(acting_reader()), period)
