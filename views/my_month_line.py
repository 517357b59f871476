"""One activity of « Mi mes »: its last values, notes, evidence and who changed what; a page and a side panel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _

from models.queries.line_figures import line_figures
from models.queries.line_history import line_history
from models.queries.my_month import evidence_of
from models.queries.past_values import last_values
from models.queries.periods import period_state
from models.queries.sheet_lines import SheetLine, sheet_lines
from models.queries.sheet_remarks import sheet_remarks
from models.queries.unit_sheets import unit_sheets
from models.rules.errors import RuleBroken
from models.rules.period import Period
from models.rules.period_step import takes_values
from models.rules.workflow import WRITABLE
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from views.base import PlanningView, acting_reader
from views.capture_unit import capture_unit_id
from views.line_changes import changed_fields
from views.my_month_form import attach
from views.my_month_rows import sheet_rows
from views.small_bars import small_bars


@dataclass(frozen=True, slots=True)
class Place:
    """A line and the sheet on which it stands."""

    sheet: CaptureSheet
    line: SheetLine

    @property
    def is_open(self) -> bool:
        """Whether it may be written now."""
        state = period_state(self.sheet.institution_id, self.sheet.period)
        return state is not None and takes_values(state) and self.sheet.state in WRITABLE


class MyMonthLineView(PlanningView):
    """What F2 opens beside the sheet; without a script it is a page of its own (ux 3.1)."""

    route_base = "/mi-mes"
    class_permission_name = "my_month_line"
    default_view = "line"

    @expose("/<period>/<int:indicator_id>/")
    @has_access
    def line(self, period: str, indicator_id: int) -> str:
        """The page; with `panel` in the address only its content."""
        return self._page(_place(period, indicator_id))

    @expose("/<period>/<int:indicator_id>/evidence", methods=["POST"])
    @has_access
    def evidence(self, period: str, indicator_id: int) -> Any:  # noqa: ANN401 -- a page or a redirect
        """Attach a file to the line, which must hold a value."""
        place = _place(period, indicator_id)
        try:
            _attach_upload(place.line)
            db.session.commit()
        except RuleBroken as refusal:
            db.session.rollback()
            return self._page(_place(period, indicator_id), refusal), refusal.status
        if "panel" in request.args:
            return self._page(_place(period, indicator_id))
        flash(_("The file is attached."), "success")
        return redirect(url_for("MyMonthLineView.line", period=period, indicator_id=indicator_id, unit=_unit_code()))

    def _page(self, place: Place, refusal: RuleBroken | None = None) -> str:
        line, sheet = place.line, place.sheet
        past = last_values(sheet.org_unit_id, line.indicator_id, sheet.period)
        row = sheet_rows([line], line_figures([sheet], [line]), {sheet.id} if place.is_open else (), {})[0]
        changes = line_history(line.progress_id) if line.progress_id else []
        template = "my_month/panel.html" if "panel" in request.args else "my_month/line.html"
        page = self.render_template(
            template,
            title=f"{line.item_code} {line.item_name}",
            line=line,
            period=sheet.period,
            past=past,
            bars=small_bars([(value.planned, value.actual) for value in past]),
            remarks=[remark for remark in sheet_remarks(sheet.id) if remark.indicator_id == line.indicator_id],
            changes=[(change.at, change.actor, changed_fields(change)) for change in changes],
            files=evidence_of([line]).get(line.progress_id or 0, []),
            row=row,
            refusal=refusal,
            unit_code=_unit_code(),
        )
        return str(page)


def _attach_upload(line: SheetLine) -> None:
    """Keep the file of this request beside the line; raises RuleBroken 422 where none was chosen."""
    upload = request.files.get("evidence")
    if upload is None or not upload.filename:
        raise RuleBroken("no_file", _("Choose a file first."), field="evidence")
    attach(line, upload.filename, upload.read())


def _unit_code() -> str | None:
    return request.args.get("unit")


def _place(period: str, indicator_id: int) -> Place:
    """The line among those of the unit's sheets; 404 for any other."""
    Period.parse(period)
    sheets = unit_sheets(capture_unit_id(acting_reader()), period)
    line = next((line for line in sheet_lines(sheets) if line.indicator_id == indicator_id), None)
    if line is None:
        abort(404)
    return Place(next(sheet for sheet in sheets if sheet.id == line.sheet_id), line)
