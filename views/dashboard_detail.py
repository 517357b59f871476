"""« Tablero », below its first page: an item, a unit, and how an item went from period to period."""

from __future__ import annotations

from typing import Any

from flask import abort, request
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from sqlalchemy import select

from models.queries.dashboard.activities import activities_below, activities_of_unit, carried_out, unit_shares
from models.queries.dashboard.coherence import comparison_of
from models.queries.dashboard.history import item_history
from models.queries.dashboard.items import children_of, items_of_unit, line_of
from models.queries.dashboard.skeleton import above
from models.queries.dashboard.trends import periods_until, trends
from models.queries.dashboard.units import trends_of, unit_lines
from models.queries.unit_sheets import unit_sheets
from models.tables.base import db
from models.tables.org_unit import OrgUnit
from models.tables.plan_item import PlanItem
from views.base import PlanningView, acting_reader
from views.dashboard_parts import COLORS, ROWS, Cut, asked_cut
from views.paging import asked_part

BIGGEST = "max=9223372036854775807"
ITEM = f"<int({BIGGEST}):item_id>"
UNIT = f"<int({BIGGEST}):org_unit_id>"


class DashboardDetailView(PlanningView):
    """What stands behind a figure, down to what was written about one activity."""

    route_base = "/tablero"
    class_permission_name = "dashboard_detail"
    default_view = "item"

    @expose(f"/{ITEM}/")
    @has_access
    def item(self, item_id: int) -> str:
        """An item: its figure, what hangs under it, and its activities; 404 for one out of reach."""
        cut = asked_cut()
        number, part = asked_part(ROWS)
        line = line_of(cut.where, item_id, cut.period)
        if line is None:
            return self._page("unknown", _name_of(item_id), cut, headings=above(cut.where, item_id))
        unit_id = _asked_unit()
        activities = activities_below(cut.where, item_id, cut.period, part, unit_id)
        is_leaf = line.reports and activities.total <= 1
        values = {
            "line": line,
            "headings": above(cut.where, item_id),
            "trend": trends([item_id], cut.period)[item_id],
            "comparison": comparison_of(cut.where, line, cut.period),
            "children": () if is_leaf else children_of(cut.where, item_id, cut.period),
            "shares": () if is_leaf else unit_shares(cut.where, item_id, cut.period),
            "unit_id": unit_id,
        }
        name, title = "activity" if is_leaf else "item", f"{line.code} {line.name}"
        return self._page(name, title, cut, activities=activities, number=number, size=ROWS, **values)

    @expose(f"/{ITEM}/historia/")
    @has_access
    def history(self, item_id: int) -> str:
        """Every stored cut of an item, with what was sent about it; 404 for one out of reach."""
        cut, name = asked_cut(), _name_of(item_id)
        lines = item_history(item_id, cut.period)
        values = {"item_id": item_id, "item_name": name, "headings": above(cut.where, item_id), "lines": lines}
        return self._page("history", _("History of %(item)s", item=name), cut, **values)

    @expose(f"/dependencia/{UNIT}/")
    @has_access
    def unit(self, org_unit_id: int) -> str:
        """A unit: its roll-up, its reports, what it answers for, its activities; 404 for one out of reach."""
        reader = acting_reader()
        found = db.session.scalars(select(OrgUnit).where(OrgUnit.id == org_unit_id)).one_or_none()
        if found is None or not (reader.reads_all or found.id in reader.readable_units):
            abort(404)
        cut = asked_cut()
        number, part = asked_part(ROWS)
        lines = unit_lines(cut.where, periods_until(cut.period), [found.id])
        values: dict[str, Any] = {
            "unit": found,
            "line": next(iter(lines[cut.period]), None),
            "trend": trends_of(lines, [found.id])[found.id],
            "sheets": unit_sheets(found.id, cut.period),
            "rows": items_of_unit(cut.where, found.id, cut.period),
            "activities": activities_of_unit(cut.where, found.id, cut.period, part),
            "carried_out": carried_out(cut.where, [found.id], cut.period),
        }
        return self._page("unit", found.name, cut, number=number, size=ROWS, **values)

    def _page(self, name: str, title: str, cut: Cut, **values: Any) -> str:  # noqa: ANN401 -- whatever is shown
        return str(self.render_template(f"dashboard/{name}.html", title=title, cut=cut, colors=COLORS, **values))


def _name_of(item_id: int) -> str:
    """Code and name of an item; 404 for one that is not there or out of reach."""
    found = db.session.execute(select(PlanItem.code, PlanItem.name).where(PlanItem.id == item_id)).one_or_none()
    if found is None:
        abort(404)
    return " ".join(found)


def _asked_unit() -> int | None:
    """The unit to which a page is narrowed by its address; 400 for what is no number."""
    text = request.args.get("unit")
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 19):
        abort(400)
    return int(text)
