"""What people would improve in a procedure, and what the director decided (S0-RES-1 to S0-RES-3)."""

from __future__ import annotations

from flask import request
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response

from models.actions.keep_procedure import decide_proposal
from models.clock import business_now
from models.rules.procedure import ProposalState
from models.rules.workflow import Action
from models.tables.improvement_proposal import ImprovementProposal
from views.base import PlanningInterface, acting_reader, typed_text
from views.base.model_view import ROW
from views.stepped_register import SteppedRegister


class ImprovementProposalView(SteppedRegister):
    """What people would improve; the director decides (S0-RES-1)."""

    datamodel = PlanningInterface(ImprovementProposal)
    route_base = "/propuestas"
    class_permission_name = "improvement_proposal"
    list_title = _("Proposals to improve procedures")
    show_title = _("Proposal to improve a procedure")
    show_template = "register/improvement_proposal.html"
    label_columns = {
        "procedure_document": _("Procedure"),
        "text": _("Proposal"),
        "proposed_at": _("Proposed"),
        "proposed_by": _("Proposed by"),
        "state": _("State"),
        "note": _("Reason for the decision"),
        "decided_at": _("Decided"),
        "decided_by": _("Decided by"),
    }
    list_columns = ["procedure_document", "text", "proposed_by", "proposed_at", "state"]
    order_columns = ["proposed_at", "state"]
    search_columns = ["procedure_document", "state"]
    show_columns = [
        "procedure_document", "text", "proposed_by", "proposed_at", "state", "note", "decided_by", "decided_at",
    ]  # fmt: skip
    add_columns: list[str] = []
    edit_columns: list[str] = []
    base_order = ("proposed_at", "desc")

    def beside(self, row: ImprovementProposal) -> dict[str, object]:
        """Whether it waits for a decision."""
        return {"waits": row.state is ProposalState.PROPOSED}

    @expose(f"/{ROW}/decidir", methods=["POST"])
    @has_access
    def decide(self, pk: int) -> Response | tuple[str, int]:
        """Accept or reject it, with the reason."""
        action = Action.ACCEPT if request.form.get("decision") == "accept" else Action.REJECT
        note = typed_text("note", gettext("Reason for the decision"))
        return self.step(
            pk, lambda row: decide_proposal(row, action, note, acting_reader(), business_now()), gettext("Decided.")
        )
