"""« Sala de control »: who reported, who is late and who never did, by dependency and period."""

from __future__ import annotations

from babel.dates import format_date
from flask import redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from models.actions.hold_sheet import sheet_of
from models.actions.mark_updated import mark_updated
from models.actions.waive_report import waive_report
from models.clock import business_now
from models.queries.control_board import Board, BoardUnit, control_board, unit_panel
from models.queries.periods import newest_open_period
from models.rules.errors import RuleBroken
from models.rules.period import Period, PeriodKind
from models.rules.reporting_mark import ReportingMark
from models.rules.roles import Role
from models.rules.update_kind import UpdateKind
from models.rules.workflow import MailState
from models.scope import Reader
from models.tables.base import db
from models.tables.org_unit import OrgUnit
from views.base import PlanningView, acting_reader, typed_text
from views.control_frame import control_tabs
from views.control_words import EXTENDED_SIGN, LATE_SIGN, MARK_LOOKS, look_of
from views.formats import names_locale
from views.formats import period as period_words
from views.trail_words import act_words
from views.words import word_of

MISSING = "missing"
"""The filter that keeps everybody who has something to send."""


class ControlView(PlanningView):
    """The analyst's screen (ux 3.3); those who read all may look, planning may act."""

    route_base = "/control"
    class_permission_name = "control"
    default_view = "home"

    @expose("/")
    @has_access
    def home(self) -> Response | str:
        """The month that was asked for, or else the newest that has opened."""
        period = request.args.get("period") or newest_open_period(acting_reader().institution_id or 0)
        if period is None:
            return str(self.render_template("control/nothing.html", title=_("Control room")))
        return redirect(url_for("ControlView.board", period=period))

    @expose("/<period>/")
    @has_access
    def board(self, period: str) -> str:
        """Dependencies × periods of a year, and the period in hand."""
        span, reader, now = Period.parse(period), acting_reader(), business_now()
        board = control_board(reader.institution_id or 0, period, now, request.args.get("plan", ""))
        return str(
            self.render_template(
                "control/board.html",
                title=_("Control room"),
                span=span,
                period=period,
                board=board,
                tabs=control_tabs(),
                shown=_shown(board, request.args.get("state", "")),
                looks=MARK_LOOKS,
                look_of=look_of,
                late_sign=LATE_SIGN,
                extended_sign=EXTENDED_SIGN,
                act_words=act_words,
                short_period=_short_period,
                kind_word=lambda kind: word_of(PeriodKind, kind),
                panel_address=_panel_address,
                **_rights(reader),
            )
        )

    @expose("/<period>/unit/<int:unit_id>/")
    @has_access
    def panel(self, period: str, unit_id: int) -> str:
        """One unit in one period: what is missing line by line, and what was done about it."""
        reader = acting_reader()
        found = unit_panel(reader.institution_id or 0, unit_id, Period.parse(period), business_now())
        return str(
            self.render_template(
                "control/panel.html",
                title=_("%(unit)s in %(period)s", unit=found.unit.name, period=period_words(period)),
                period=period,
                panel=found,
                act_words=act_words,
                mail_state_word=lambda state: word_of(MailState, state),
                **_rights(reader),
            )
        )

    @expose("/<period>/mark", methods=["POST"])
    @has_access
    def mark(self, period: str) -> Response:
        """Record that a unit's projects or functions are up to date."""
        unit = db.session.scalars(select(OrgUnit).where(OrgUnit.code == typed_text("unit"))).one_or_none()
        kind = request.form.get("kind", "")
        if unit is None or kind not in set(UpdateKind):
            raise RuleBroken("unit_not_found", _("We did not find that unit."), status=404)
        mark_updated(unit, period, UpdateKind(kind), acting_reader(), business_now())
        db.session.commit()
        return redirect(url_for("ControlView.panel", period=period, unit_id=unit.id))

    @expose("/sheet/<int:sheet_id>/waive", methods=["POST"])
    @has_access
    def waive(self, sheet_id: int) -> Response:
        """Take a silent report out of the figures, with a reason."""
        sheet = sheet_of(sheet_id, lock=True)
        waive_report(sheet, typed_text("reason", _("Reason")), acting_reader(), business_now())
        db.session.commit()
        return redirect(url_for("ControlView.panel", period=sheet.period, unit_id=sheet.org_unit_id))


def _rights(reader: Reader) -> dict[str, bool]:
    """Which buttons the reader finds; the actions ask again."""
    leads = reader.holds(Role.PLANNING_HEAD)
    return {
        "may_remind": leads or reader.holds(Role.PLANNING_ANALYST),
        "may_mark": leads or reader.holds(Role.PLANNING_ANALYST),
        "leads": leads,
        "may_reopen": leads or reader.holds(Role.PLANNING_DIRECTOR),
    }


def _panel_address(period: str, unit_id: int) -> str:
    """A board has hundreds of these, and `url_for` takes its time: the address is built here, as the route says it."""
    return f"{ControlView.route_base}/{period}/unit/{unit_id}/"


def _shown(board: Board, wanted: str) -> list[BoardUnit]:
    """The rows that a filter of the summary line keeps."""
    if wanted == MISSING:
        return list(board.waited_for)
    if wanted not in set(ReportingMark):
        return list(board.rows)
    return [row for row in board.rows if row.cells[board.period].mark == wanted]


def _short_period(code: str) -> str:
    """« mar » for a month, « T1 », « S2 », « B3 » for the others; the year stands above them."""
    span = Period.parse(code)
    if span.kind is PeriodKind.MONTH:
        return str(format_date(span.start, "MMM", locale=names_locale())).rstrip(".")
    letter = {PeriodKind.QUARTER: _("Q"), PeriodKind.SEMESTER: _("S"), PeriodKind.BIMONTH: "B"}.get(span.kind)
    return f"{letter}{span.number}" if letter else str(span.year)
