"""The procedures of an institution and their versions (S0-MOD, S3-HDR, S3-CHG, S3-SIG)."""

from __future__ import annotations

from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response

from models.actions.keep_procedure import propose_improvement, put_procedure_in_force
from models.clock import business_now
from models.rules.procedure import ProcedureState
from models.rules.sentence import say
from models.tables.procedure_document import ProcedureDocument
from views.base import PlanningInterface, acting_reader, typed_text
from views.base.model_view import ROW
from views.improvement_proposal import ImprovementProposalView
from views.norm_reference import ReferenceUseView
from views.stepped_register import SteppedRegister

SIGNERS = ("prepared_post", "prepared_name", "reviewed_post", "reviewed_name", "approved_post", "approved_name")


class ProcedureDocumentView(SteppedRegister):
    """The procedures with their versions, who signed them and what they repealed (S0-MOD, S3-HDR, S3-CHG, S3-SIG)."""

    datamodel = PlanningInterface(ProcedureDocument)
    route_base = "/procedimientos"
    class_permission_name = "procedure_document"
    list_title = _("Procedures")
    show_title = _("Procedure")
    add_title = _("New version of a procedure")
    edit_title = _("Change version")
    show_template = "register/procedure_document.html"
    label_columns = {
        "code": _("Code"),
        "title": _("Name"),
        "version": _("Version"),
        "issued_on": _("Date"),
        "effective_from": _("In force since"),
        "state": _("State"),
        "change_text": _("What changed"),
        "prepared_post": _("Prepared by, post"),
        "prepared_name": _("Prepared by, name"),
        "reviewed_post": _("Reviewed by, post"),
        "reviewed_name": _("Reviewed by, name"),
        "approved_post": _("Approved by, post"),
        "approved_name": _("Approved by, name"),
        "repealed_by": _("Repealed by"),
        "file_name": _("File"),
    }
    list_columns = ["code", "version", "title", "state", "issued_on", "change_text", "repealed_by"]
    order_columns = ["code", "version", "issued_on"]
    search_columns = ["code", "title", "state"]
    show_columns = [
        "code", "title", "version", "state", "issued_on", "effective_from", "change_text", *SIGNERS, "repealed_by",
        "file_name",
    ]  # fmt: skip
    add_columns = ["code", "title", "version", "issued_on", "effective_from", "change_text", *SIGNERS]
    edit_columns = ["title", "issued_on", "effective_from", "change_text", *SIGNERS]
    field_groups = (
        (_("Which version"), ("code", "title", "version", "issued_on", "effective_from", "change_text")),
        (_("Who signs"), SIGNERS),
    )
    base_order = ("id", "asc")
    related_views = [ReferenceUseView, ImprovementProposalView]
    constraint_messages = {
        "uq_procedure_document_institution_id_code_version": say("Esa versión ya está en el registro."),
    }

    def closed_because(self, row: ProcedureDocument) -> str:
        """Only a draft is changed: what was in force stays as it was printed."""
        return (
            "" if row.state in {None, ProcedureState.DRAFT} else gettext("Only a draft is changed: make a new version.")
        )

    def beside(self, row: ProcedureDocument) -> dict[str, object]:
        """Its steps, and what is asked of whoever reads it."""
        return {
            "is_draft": row.state is ProcedureState.DRAFT,
            "is_followed": row.state is ProcedureState.IN_FORCE,
            "has_file": bool(row.sha256),
        }

    @expose(f"/{ROW}/vigencia", methods=["POST"])
    @has_access
    def put_in_force(self, pk: int) -> Response | tuple[str, int]:
        """Put a draft in force."""
        return self.step(
            pk, lambda row: put_procedure_in_force(row, acting_reader(), business_now()), gettext("It is in force.")
        )

    @expose(f"/{ROW}/proponer", methods=["POST"])
    @has_access
    def propose(self, pk: int) -> Response | tuple[str, int]:
        """Propose an improvement: everybody may."""
        text = typed_text("proposal", gettext("Proposal"))
        return self.step(
            pk,
            lambda row: propose_improvement(row, text, acting_reader(), business_now()),
            gettext("Thank you. The director decides on your proposal."),
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
