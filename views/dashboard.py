"""« Tablero »: the first page of those who decide: counts by colour, worst first."""

from __future__ import annotations

from flask import abort, request
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from sqlalchemy import select

from models.queries.color_counts import color_counts
from models.queries.item_activities import item_activities
from models.queries.periods import newest_open_period
from models.queries.sheet_board import sheet_board
from models.queries.warning_content import ItemFigure, item_figures
from models.rules.period import Period
from models.rules.traffic_light import BandKind
from models.tables.base import db
from models.tables.plan_item import PlanItem
from models.tables.score import Score
from views.base import PlanningView, acting_reader

COLORS = ("green", "yellow", "red", "blue", "grey")
WORST_SHOWN = 10
ITEM = "<int(max=9223372036854775807):item_id>"


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
        functions = _worst_first(item_figures(where, period, BandKind.FUNCTION))
        shows_all = "all" in request.args
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
                functions=functions if shows_all else functions[:WORST_SHOWN],
                many_functions=len(functions),
                sent=sum(row.is_sent for row in board),
                due=len(board),
            )
        )

    @expose(f"/{ITEM}/")
    @has_access
    def item(self, item_id: int) -> str:
        """The activities behind the figure of one item; 404 for one out of reach."""
        found = db.session.scalars(select(PlanItem).where(PlanItem.id == item_id)).one_or_none()
        period = request.args.get("period") or newest_open_period(acting_reader().institution_id or 0)
        if found is None or period is None:
            abort(404)
        span = Period.parse(period)
        score = db.session.scalars(
            select(Score).where(Score.plan_item_id == found.id, Score.period == period)
        ).one_or_none()
        return str(
            self.render_template(
                "dashboard/item.html",
                title=f"{found.code} {found.name}",
                item=found,
                period=period,
                previous=str(span.previous()),
                following=str(span.next()),
                score=score,
                activities=item_activities(found, period),
            )
        )


def _worst_first(items: list[ItemFigure]) -> list[ItemFigure]:
    """Lowest percent first; what has no figure comes last."""
    return sorted(items, key=lambda item: (item.percent is None, item.percent or 0, item.code))
