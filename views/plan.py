"""Plans and their versions."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import inspect
from werkzeug.wrappers import Response

from models.actions.put_in_force import put_in_force
from models.clock import business_now
from models.queries.preset_in_use import preset_in_use
from models.queries.procedures import guidelines_of
from models.rules.errors import RuleBroken
from models.rules.sentence import say
from models.rules.workflow import PlanState
from models.tables.base import db
from models.tables.plan import Plan
from models.tables.plan_version import PlanVersion
from views.base import PlanningInterface, PlanningModelView, acting_reader, typed_text
from views.base.model_view import ROW
from views.base.rows import key_of, words_of
from views.reader_language import in_reader_language


class PlanVersionView(PlanningModelView):
    """Versions are made by importing or with their plan; a step is taken by its button, never typed."""

    datamodel = PlanningInterface(PlanVersion)
    route_base = "/versiones"
    class_permission_name = "plan_version"
    list_title = _("Versions of plans")
    show_title = _("Version of the plan")
    show_template = "register/plan_version.html"
    label_columns = {
        "plan": _("Plan"),
        "number": _("Version"),
        "state": _("State"),
        "act": _("Act"),
        "in_force_on": _("In force since"),
        "put_in_force_by": _("Put in force by"),
    }
    list_columns = ["plan", "number", "state", "act", "in_force_on"]
    order_columns = ["number", "in_force_on"]
    search_columns = ["plan", "state"]
    show_columns = ["plan", "number", "state", "act", "in_force_on", "put_in_force_by"]
    add_columns: list[str] = []
    edit_columns: list[str] = []
    base_order = ("id", "desc")

    def name_of(self, row: PlanVersion) -> str:
        """« POA-2027 · v1 »."""
        return words_of(row)

    def beside(self, row: PlanVersion) -> dict[str, object]:
        """Whether it may be put in force, how its items are found, and whether its years have instruments."""
        shape = preset_in_use(row.institution_id).preset.plan_type(row.plan.plan_type.code)
        return {
            "is_draft": row.state is PlanState.DRAFT,
            "row_key": key_of(row),
            "instruments_of": row.plan.code if shape.instruments and row.state is PlanState.IN_FORCE else "",
        }

    @expose(f"/{ROW}/vigencia", methods=["POST"])
    @has_access
    def put_in_force(self, pk: int) -> Response | tuple[str, int]:
        """Put a draft in force by the act that was typed."""
        version = self._row(pk)
        try:
            done = put_in_force(version, typed_text("act", gettext("Act")), acting_reader(), business_now())
            db.session.commit()
        except RuleBroken as refusal:
            db.session.rollback()
            flash(in_reader_language(refusal.message), "danger")
            return self._show_page(self._row(pk)), refusal.status
        flash(gettext("The plan is in force."), "success")
        if done.unaligned:
            codes = ", ".join(done.unaligned)
            flash(gettext("These serve nothing of the plan above: %(codes)s.", codes=codes), "warning")
        return redirect(url_for("PlanVersionView.show", pk=pk))


class PlanView(PlanningModelView):
    """PEI, POA and the others of the institution."""

    datamodel = PlanningInterface(Plan)
    route_base = "/planes"
    class_permission_name = "plan"
    list_title = _("Plans")
    show_title = _("Plan")
    add_title = _("New plan")
    edit_title = _("Change plan")
    label_columns = {
        "code": _("Code"),
        "name": _("Name"),
        "plan_type": _("Plan type"),
        "org_unit": _("Unit"),
        "starts_on": _("From"),
        "ends_on": _("Until"),
    }
    description_columns = {"org_unit": _("Empty: a plan of the whole institution.")}
    list_columns = ["code", "name", "plan_type", "starts_on", "ends_on"]
    order_columns = ["code", "name", "starts_on"]
    search_columns = ["code", "name", "plan_type"]
    show_columns = ["code", "name", "plan_type", "org_unit", "starts_on", "ends_on"]
    add_columns = ["code", "name", "plan_type", "org_unit", "starts_on", "ends_on"]
    edit_columns = ["code", "name", "org_unit"]
    base_order = ("code", "asc")
    related_views = [PlanVersionView]
    show_template = "register/plan.html"
    constraint_messages = {
        "uq_plan_institution_id_code": say("Ya existe un plan con ese código. Escriba otro código."),
        "ck_plan_ends_on_follows_starts_on": say("El plan termina después de empezar: revise las fechas."),
    }

    def beside(self, row: Plan) -> dict[str, object]:
        """The guidelines by which it is formulated (S0-DEF-04)."""
        return {"guidelines": guidelines_of(row.plan_type_id, range(row.starts_on.year, row.ends_on.year + 1))}

    def check(self, row: Plan) -> None:
        """A new plan starts with a draft, so that there is something to fill."""
        if row.ends_on <= row.starts_on:
            raise RuleBroken("dates_reversed", "El plan termina después de empezar: revise la fecha.", field="ends_on")
        if not inspect(row).persistent:
            db.session.add(PlanVersion(plan=row, number=1, state=PlanState.DRAFT))
