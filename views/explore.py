"""« Explorar »: four pictures of the stored figures, each with its table; their data are asked for by script."""

from __future__ import annotations

from flask import request
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from models.queries.dashboard.coherence import money_lines
from models.queries.explore.curve import item_curve, plan_curves
from models.queries.explore.heat import heat_of
from models.queries.explore.tree import tree_of
from views.base import PlanningView
from views.dashboard_parts import COLORS, Cut, asked_cut
from views.explore_json import Pictures, pictures_json


class ExploreView(PlanningView):
    """Heat map, planned against done, advance against money, the plan by colour."""

    route_base = "/explorar"
    class_permission_name = "explore"
    default_view = "home"

    @expose("/")
    @has_access
    def home(self) -> str:
        """The page: tables at once, pictures where scripts run."""
        cut = asked_cut()
        return str(
            self.render_template(
                "explore/home.html", title=_("Explore"), cut=cut, colors=COLORS, pictures=_pictures(cut), item=_item()
            )
        )

    @expose("/datos/")
    @has_access
    def data(self) -> Response:
        """What the pictures show, as JSON with all its words; the reader's rights hold as on the page."""
        cut = asked_cut()
        return pictures_json(_pictures(cut), cut.period)


def _pictures(cut: Cut) -> Pictures:
    item = _item()
    return Pictures(
        heat=heat_of(cut.where, cut.period),
        curves=plan_curves(cut.where, cut.period) if item is None else item_curve(item, cut.period),
        money=money_lines(cut.where, cut.period),
        tree=tree_of(cut.where, cut.period),
    )


def _item() -> int | None:
    """The item whose curve is asked for; None for the plans, also where it is no number."""
    text = request.args.get("item", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None
