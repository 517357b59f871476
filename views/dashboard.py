"""« Tablero »: the first page of those who decide, and its lists: what needs attention, worst first."""

from __future__ import annotations

from typing import Any

from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _

from models.queries.dashboard.activities import carried_out
from models.queries.dashboard.causes import frequent_causes
from models.queries.dashboard.coherence import money_lines
from models.queries.dashboard.items import Page, top_items, worst_items
from models.queries.dashboard.overdue import count_ended, ended_activities, silent_sheets
from models.queries.dashboard.persistent import followed_kind, persistent_items
from models.queries.dashboard.reporting import reporting_of, stored_periods
from models.queries.dashboard.standing import standings
from models.queries.dashboard.trends import trends
from models.queries.dashboard.units import unit_lines, unit_trends
from models.queries.part import Part
from models.queries.preset_in_use import preset_in_use
from models.rules.traffic_light import BandKind
from views.base import PlanningView, acting_reader
from views.dashboard_parts import COLORS, ROWS, Cut, asked_cut, asked_period
from views.formats import term, terms
from views.paging import asked_part

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
        if asked_period() is None:
            return str(self.render_template("dashboard/nothing.html", title=term("dashboard")))
        cut = asked_cut()
        standing = standings(cut.where, [cut.period, cut.previous])
        shown = standing[cut.period]
        reader = acting_reader()
        others = carried_out(cut.where, reader.readable_units, cut.period) if reader.shared_items else ()
        if not shown.has_data:
            return self._nothing_stored(cut, others)
        return self._page(
            "home",
            term("dashboard"),
            cut,
            standing=shown,
            changes=shown.changes_since(standing[cut.previous]),
            reporting=reporting_of(cut.where, cut.period),
            persistent=persistent_items(cut.where, cut.period, cut.previous),
            followed=followed_name(cut),
            ended=count_ended(cut.where, cut.period),
            has_instruments=preset_in_use(cut.where).preset.has_instruments,
            carried_out=others,
            **_with_details(cut, worst_items(cut.where, cut.period, Part(WORST_SHOWN), only_behind=True)),
        )

    @expose("/prioridades/")
    @has_access
    def priorities(self) -> str:
        """Every project and function, worst first."""
        cut = asked_cut()
        number, part = asked_part(ROWS)
        page = worst_items(cut.where, cut.period, part)
        return self._page("items", _("Worst first"), cut, number=number, size=ROWS, **_with_details(cut, page))

    @expose("/objetivos/")
    @has_access
    def objectives(self) -> str:
        """What the plans begin with."""
        cut = asked_cut()
        number, part = asked_part(ROWS)
        page = top_items(cut.where, cut.period, part)
        return self._page("items", terms("objective"), cut, number=number, size=ROWS, **_with_details(cut, page))

    @expose("/dependencias/")
    @has_access
    def units(self) -> str:
        """Units with the roll-up of their functions, as the consolidation prints it."""
        cut = asked_cut()
        number, part = asked_part(ROWS)
        lines = unit_lines(cut.where, [cut.period])[cut.period]
        rows = part.of(lines)
        shown = unit_trends(cut.where, [line.org_unit_id for line in rows], cut.period)
        values = {"rows": rows, "total": len(lines), "trends": shown, "number": number, "size": ROWS}
        return self._page("units", terms("org_unit"), cut, **values)

    @expose("/persistentes/")
    @has_access
    def persistent(self) -> str:
        """What was not green at this cut and at the one before (R C-27)."""
        cut = asked_cut()
        rows = persistent_items(cut.where, cut.period, cut.previous)
        title = _("%(things)s not green two cuts in a row", things=followed_name(cut))
        ids = [row.item.item_id for row in rows]
        return self._page("persistent", title, cut, rows=rows, trends=trends(ids, cut.period))

    @expose("/vencidos/")
    @has_access
    def overdue(self) -> str:
        """Reports that never came and activities whose last day has passed."""
        cut = asked_cut()
        sheets, ended = silent_sheets(cut.where, cut.period), ended_activities(cut.where, cut.period)
        many = count_ended(cut.where, cut.period)
        return self._page("overdue", _("Overdue"), cut, sheets=sheets, ended=ended, many_ended=many)

    @expose("/dinero/")
    @has_access
    def money(self) -> str:
        """Physical advance beside the execution of the budget (R C-22)."""
        cut = asked_cut()
        rows = money_lines(cut.where, cut.period)
        return self._page("money", _("Advance and money"), cut, rows=rows)

    def _page(self, name: str, title: str, cut: Cut, **values: Any) -> str:  # noqa: ANN401 -- whatever a template shows
        return str(self.render_template(f"dashboard/{name}.html", title=title, cut=cut, colors=COLORS, **values))

    def _nothing_stored(self, cut: Cut, others: Any) -> str:  # noqa: ANN401 -- lines of a list
        periods = [str(each) for each in stored_periods(cut.where)]
        return self._page("empty", term("dashboard"), cut, periods=periods, carried_out=others)


def followed_name(cut: Cut) -> str:
    """What is followed from cut to cut, in the institution's words."""
    return terms("project" if followed_kind(cut.where) is BandKind.PROJECT else "function")


def _with_details(cut: Cut, page: Page) -> dict[str, Any]:
    """The rows of a list with their trends and causes."""
    ids = [row.item_id for row in page.rows]
    return {
        "rows": page.rows,
        "total": page.total,
        "trends": trends(ids, cut.period),
        "causes": frequent_causes(cut.where, ids, cut.period),
    }
