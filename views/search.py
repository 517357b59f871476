"""« Buscar »: the plan, the units and the screens of whoever asks, by a few words."""

from __future__ import annotations

from flask import request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _

from models.queries.search import Found, found_items, found_units
from models.rules.folding import says, words_of
from models.rules.plain_text import is_plain
from views.base import PlanningView
from views.formats import terms
from views.search_screens import open_screens

MOST = 20
LONGEST = 100
Group = tuple[str, list[tuple[str, str, str]]]
"""A heading, and under it address, words and a remark."""


class SearchView(PlanningView):
    """A page with an address of its own; Ctrl+K leads here from everywhere."""

    route_base = "/buscar"
    class_permission_name = "search"
    default_view = "home"

    @expose("/")
    @has_access
    def home(self) -> str:
        """What has all the words of `q`, at most `MOST` of a kind; without any word, only the field."""
        asked = request.args.get("q", "").strip()[:LONGEST]
        words = words_of(asked) if is_plain(asked) else []
        groups = [group for group in self._groups(words) if group[1]] if words else []
        page: str = self.render_template(
            "search.html", title=_("Search"), asked=asked, words=words, groups=groups, most=MOST
        )
        return page

    def _groups(self, words: list[str]) -> list[Group]:
        may = self.appbuilder.sm.has_access
        screens = [(address, title, "") for address, title in open_screens(self.appbuilder) if says(title, words)]
        items = found_items(words, MOST) if may("can_show", "plan_item") else []
        units = found_units(words, MOST) if may("can_show", "org_unit") else []
        return [
            (_("Screens"), screens[:MOST]),
            (_("Plan"), _linked("PlanItemView.show", items)),
            (terms("org_unit"), _linked("OrgUnitView.show", units)),
        ]


def _linked(endpoint: str, found: list[Found]) -> list[tuple[str, str, str]]:
    return [(url_for(endpoint, pk=each.key), f"{each.code} {each.name}", each.where) for each in found]
