"""The limits of the colours, and what other limits would change, seen before they are stored."""

from __future__ import annotations

from decimal import Decimal

from flask import flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from jobs.queue import ring
from models.actions.change_preset import BANDS_KEPT_BY, change_bands
from models.actions.load_preset import newest_version
from models.clock import business_now
from models.queries.band_preview import band_preview
from models.rules.declared_bands import DeclaredBands, declared_bands, with_limits
from models.rules.errors import RuleBroken
from models.rules.numbers import Room, Understood, read_number
from models.rules.preset_parse import parse_preset
from models.rules.sentence import say
from models.rules.wording import capital, color_word
from models.scope import as_system
from models.tables.base import db
from models.tables.preset_version import PresetVersion
from views.base import PlanningView, acting_reader, typed_text
from views.formats import locale_code

Limits = dict[str, list[Decimal]]
PERCENT = Room(whole_digits=4, decimals=2)


class ColorBandsView(PlanningView):
    """Lower limits by list and colour (R C-24); what is closed keeps the limits of its closing."""

    route_base = "/colores"
    class_permission_name = "color_bands"
    default_view = "home"

    @expose("/")
    @has_access
    def home(self) -> str:
        """The limits in use."""
        return self._page(declared_bands(_declaration()))

    @expose("/probar", methods=["POST"])
    @has_access
    def preview(self) -> str | tuple[str, int]:
        """What the typed limits would change in the newest open period; nothing is stored."""
        declared = _declaration()
        try:
            changed = with_limits(declared, _typed(declared_bands(declared)))
            proposed = parse_preset({**declared, **changed})
        except RuleBroken as refusal:
            return self._page(declared_bands(declared), refusal=refusal), refusal.status
        found = band_preview(acting_reader().institution_id or 0, proposed)
        return self._page(declared_bands({**declared, **changed}), preview=found)

    @expose("/guardar", methods=["POST"])
    @has_access
    def store(self) -> Response | tuple[str, int]:
        """Store the typed limits as a new version of the declaration."""
        declared = _declaration()
        try:
            change_bands(with_limits(declared, _typed(declared_bands(declared))), acting_reader(), business_now())
            db.session.commit()
            ring("rescore", acting_reader().institution_id or 0)
        except RuleBroken as refusal:
            db.session.rollback()
            return self._page(declared_bands(declared), refusal=refusal), refusal.status
        flash(
            _("The limits were stored; the figures take their colors in a moment. What is closed keeps its own."),
            "success",
        )
        return redirect(url_for("ColorBandsView.home"))

    def _page(self, lists: list[DeclaredBands], **more: object) -> str:
        page = self.render_template(
            "administration/color_bands.html",
            title=_("Limits of the colors"),
            lists=lists,
            may_store=not acting_reader().roles.isdisjoint(BANDS_KEPT_BY),
            **{"preview": None, "refusal": None, **more},
        )
        return str(page)


def _declaration() -> dict[str, object]:
    institution_id = acting_reader().institution_id
    with as_system(institution_id):
        newest: PresetVersion | None = newest_version(institution_id or 0)
    if newest is None:
        raise RuleBroken("no_preset", "La institución no tiene una declaración.", status=404)
    return newest.declaration


def _typed(lists: list[DeclaredBands]) -> Limits:
    """The limits of the form; one that is not there keeps its place."""
    return {each.key: [_limit(each, place) for place in range(len(each.bands))] for each in lists}


def _limit(bands: DeclaredBands, place: int) -> Decimal:
    name = f"{bands.key}-{place}"
    color, label, limit = bands.bands[place]
    if name not in request.form:
        return limit
    word = label or color_word(color)
    read = read_number(typed_text(name, word), locale_code(), PERCENT)
    if not isinstance(read, Understood):
        raise RuleBroken("bad_limit", say("{band}: {problem}", band=capital(word), problem=read.message), field=name)
    return read.value
