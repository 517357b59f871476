"""Org units: the tree of the institution (S0-AMB)."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from models.queries.preset_in_use import preset_in_use
from models.rules.errors import RuleBroken
from models.rules.sentence import say
from models.tables.org_unit import OrgUnit
from views.base import PlanningInterface, PlanningModelView, acting_reader
from views.base.fields import SELECT
from views.formats import day, yes_no


def unit_kinds() -> list[SelectChoice]:
    """The kinds of unit that the institution declares (S0-LIN-b), after the empty one."""
    kinds = preset_in_use(acting_reader().institution_id or 0).preset.unit_kinds
    return [SelectChoice("", "—"), *(SelectChoice(kind.code, kind.name) for kind in kinds)]


def kind_name(code: str) -> str:
    """« Dirección » for direccion; the code of a kind that the declaration has no more."""
    kinds = preset_in_use(acting_reader().institution_id or 0).preset.unit_kinds
    return next((kind.name for kind in kinds if kind.code == code), code)


class OrgUnitView(PlanningModelView):
    """All of the institution for everybody; planning and the administrator keep it."""

    datamodel = PlanningInterface(OrgUnit)
    route_base = "/unidades"
    class_permission_name = "org_unit"
    list_title = _("Units")
    show_title = _("Unit")
    add_title = _("New unit")
    edit_title = _("Change unit")
    label_columns = {
        "code": _("Code"),
        "name": _("Name"),
        "kind": _("Kind"),
        "parent": _("Belongs to"),
        "parent.name": _("Belongs to"),
        "in_scope": _("Has to report"),
        "valid_from": _("Valid from"),
        "valid_to": _("Valid to"),
    }
    list_columns = ["code", "name", "kind", "parent.name", "in_scope"]
    order_columns = ["code", "name", "kind"]
    search_columns = ["code", "name", "in_scope"]
    show_columns = ["code", "name", "kind", "parent.name", "in_scope", "valid_from", "valid_to"]
    add_columns = ["code", "name", "kind", "parent", "in_scope", "valid_from", "valid_to"]
    edit_columns = add_columns
    field_groups = (
        (_("What it is and where it belongs"), ("code", "name", "kind", "parent")),
        (_("Whether it reports, and since when"), ("in_scope", "valid_from", "valid_to")),
    )
    base_order = ("code", "asc")
    deletable = True
    own_fields = {
        "kind": SelectField(_("Kind"), choices=unit_kinds, render_kw=SELECT, validators=[InputRequired()]),
    }
    formatters_columns = {"kind": kind_name, "in_scope": yes_no, "valid_from": day, "valid_to": day}
    constraint_messages = {
        "uq_org_unit_institution_id_code": say("Ya existe una unidad con ese código. Escriba otro código."),
        "ck_org_unit_valid_to_follows_valid_from": say("La unidad no puede dejar de existir antes de empezar."),
    }

    def check(self, row: OrgUnit) -> None:
        """A unit never stands below itself."""
        above = row.parent
        while above is not None:
            if above is row:
                raise RuleBroken(
                    "unit_below_itself", "Una unidad no puede depender de sí misma. Elija otra.", field="parent"
                )
            above = above.parent
