"""The norms that procedures and plans rest on, and where each is cited (S0-REF, S3-LEG)."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from models.rules.sentence import say
from models.tables.norm_reference import NormReference
from models.tables.reference_use import ReferenceUse
from views.base import PlanningInterface, PlanningModelView


class ReferenceUseView(PlanningModelView):
    """Which norm is cited where."""

    datamodel = PlanningInterface(ReferenceUse)
    route_base = "/normas/citas"
    class_permission_name = "reference_use"
    list_title = _("Where norms are cited")
    show_title = _("Citation of a norm")
    add_title = _("Cite a norm")
    label_columns = {
        "norm_reference": _("Norm"),
        "procedure_document": _("Procedure"),
        "plan": _("Plan"),
    }
    list_columns = ["norm_reference", "procedure_document", "plan"]
    search_columns = ["norm_reference", "procedure_document", "plan"]
    show_columns = list_columns
    add_columns = ["norm_reference", "procedure_document", "plan"]
    edit_columns: list[str] = []
    base_order = ("id", "asc")
    deletable = True
    constraint_messages = {
        "ck_reference_use_is_of_one_thing": say("Elija una sola cosa: el procedimiento o el plan."),
        "uq_reference_use_once": say("Esa norma ya está citada ahí."),
    }


class NormReferenceView(PlanningModelView):
    """The norms that procedures and plans rest on (S0-REF, S3-LEG)."""

    datamodel = PlanningInterface(NormReference)
    route_base = "/normas"
    class_permission_name = "norm_reference"
    list_title = _("Norms")
    show_title = _("Norm")
    add_title = _("New norm")
    edit_title = _("Change norm")
    label_columns = {
        "kind": _("Kind"),
        "number": _("Number"),
        "title": _("Subject"),
        "issued_on": _("Date"),
        "year": _("Year"),
        "url": _("Address"),
        "note": _("Note"),
        "modifies": _("Modifies"),
        "repeals": _("Repeals"),
    }
    list_columns = ["kind", "number", "title", "issued_on", "year", "modifies", "repeals"]
    order_columns = ["kind", "number", "issued_on", "year"]
    search_columns = ["kind", "number", "title"]
    show_columns = ["kind", "number", "title", "issued_on", "year", "url", "note", "modifies", "repeals"]
    add_columns = show_columns
    edit_columns = show_columns
    field_groups = (
        (_("Which norm"), ("kind", "number", "title", "issued_on", "year")),
        (_("Where it is read"), ("url", "note")),
        (_("What it changes"), ("modifies", "repeals")),
    )
    base_order = ("id", "asc")
    related_views = [ReferenceUseView]
    constraint_messages = {
        "uq_norm_reference_institution_id_kind_number_title": say("Esa norma ya está en el registro."),
        "ck_norm_reference_does_not_change_itself": say("Una norma no se modifica ni se deroga a sí misma."),
        "ck_norm_reference_address_is_of_the_web": say("La dirección empieza con https:// o http://."),
        "ck_norm_reference_year_is_a_year": say("Escriba el año con cuatro cifras."),
    }
