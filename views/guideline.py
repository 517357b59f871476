"""What guides the formulation of a year's plans (S0-DEF-04)."""

from __future__ import annotations

from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response

from models.actions.keep_procedure import publish_guideline
from models.clock import business_now
from models.rules.procedure import GuidelineState
from models.tables.guideline import Guideline
from views.base import PlanningInterface, acting_reader
from views.base.model_view import ROW
from views.stepped_register import SteppedRegister


class GuidelineView(SteppedRegister):
    """What guides the formulation of a year's plans (S0-DEF-04)."""

    datamodel = PlanningInterface(Guideline)
    route_base = "/lineamientos"
    class_permission_name = "guideline"
    list_title = _("Guidelines")
    show_title = _("Guideline")
    add_title = _("New guideline")
    edit_title = _("Change guideline")
    show_template = "register/guideline.html"
    label_columns = {
        "kind": _("Kind"),
        "plan_type": _("Plan type"),
        "year": _("Year"),
        "title": _("Name"),
        "body": _("Text"),
        "state": _("State"),
        "file_name": _("File"),
        "published_at": _("Published"),
        "published_by": _("Published by"),
    }
    list_columns = ["title", "kind", "plan_type", "year", "state", "published_at"]
    order_columns = ["title", "year", "published_at"]
    search_columns = ["kind", "plan_type", "year", "state"]
    show_columns = ["title", "kind", "plan_type", "year", "state", "body", "file_name", "published_at", "published_by"]
    add_columns = ["title", "kind", "plan_type", "year", "body"]
    edit_columns = add_columns
    base_order = ("year", "desc")

    def closed_because(self, row: Guideline) -> str:
        """Only a draft is changed."""
        return (
            ""
            if row.state in {None, GuidelineState.DRAFT}
            else gettext("Only a draft is changed: make a new guideline.")
        )

    def beside(self, row: Guideline) -> dict[str, object]:
        """Its steps and its file."""
        return {"is_draft": row.state is GuidelineState.DRAFT, "has_file": bool(row.sha256)}

    @expose(f"/{ROW}/publicar", methods=["POST"])
    @has_access
    def publish(self, pk: int) -> Response | tuple[str, int]:
        """Publish a draft."""
        return self.step(
            pk, lambda row: publish_guideline(row, acting_reader(), business_now()), gettext("It is published.")
        )

    @expose(f"/{ROW}/adjuntar", methods=["POST"])
    @has_access
    def attach(self, pk: int) -> Response | tuple[str, int]:
        """Attach the document itself."""
        return self.step(pk, self.keep_file, gettext("Attached."))

    @expose(f"/{ROW}/archivo")
    @has_access
    def file(self, pk: int) -> Response:
        """The document itself."""
        return self.hand_out(pk)
