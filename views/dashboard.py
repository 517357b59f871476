"""« Tablero »: the first page of those who decide: counts by colour, worst first."""

from __future__ import annotations

from flask import request
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _

from models.queries.color_counts import color_counts
from models.queries.periods import newest_open_period
from models.queries.sheet_board import sheet_board
from models.queries.warning_content import ItemFigure, item_figures
from models.rules.period import Period
from models.rules.traffic_light import BandKind
from views.base import PlanningView, acting_reader

COLORS = ("green", "yellow", "red", "blue", "grey")
WORST_SHOWN = 10


class DashboardView(PlanningView):
    """The vice-minister's screen (ux 3.4): which data, how many of how many, worst first."""

    route_base = "/tablero"
    class_permission_name = "dashboard"
    default_view = "home"

    @expose("/")
    @has_access
    def home(self) -> str:
        """The month that was asked for, or else the newest that has opened."""
        where = acting_reader().institution_id or 0
        period = request.args.get("period") or newest_open_period(where)
        if period is None:
            return str(self.render_template("dashboard/nothing.html", title=_("Dashboard")))
        span = Period.parse(period)
        board = sheet_board(where, period)
        return str(
            self.render_template(
                "dashboard/home.html",
                title=_("Dashboard"),
                period=period,
                previous=str(span.previous()),
                following=str(span.next()),
                colors=COLORS,
                counts=color_counts(where, period),
                before=color_counts(where, str(span.previous())),
                projects=_worst_first(item_figures(where, period, BandKind.PROJECT)),
                functions=_worst_first(item_figures(where, period, BandKind.FUNCTION))[:WORST_SHOWN],
                sent=sum(row.is_sent for row in board),
                due=len(board),
            )
        )


def _worst_first(items: list[ItemFigure]) -> list[ItemFigure]:
    """Lowest percent first; what has no figure comes last."""
    return sorted(items, key=lambda item: (item.percent is None, item.percent or 0, item.code))
