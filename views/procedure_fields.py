"""The words for the acts and columns of requests and of the registers of procedures, as the trail shows them."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from views.words import Words

PROCEDURE_FIELDS: Words = {
    "information_request_id": _("information request, number"),
    "needs_actions": _("asks for actions"),
    "approved_name": _("approved by, name"),
    "approved_post": _("approved by, post"),
    "change_text": _("what changed"),
    "decided_at": _("decided"),
    "effective_from": _("in force since"),
    "issued_on": _("date"),
    "modifies_id": _("modifies, number"),
    "norm_reference_id": _("norm, number"),
    "prepared_name": _("prepared by, name"),
    "prepared_post": _("prepared by, post"),
    "procedure_document_id": _("procedure, number"),
    "proposed_at": _("proposed"),
    "proposed_by_id": _("proposed by, number"),
    "repealed_by_id": _("repealed by, number"),
    "repeals_id": _("repeals, number"),
    "reviewed_name": _("reviewed by, name"),
    "reviewed_post": _("reviewed by, post"),
    "url": _("address"),
}

PROCEDURE_ACTIONS: Words = {
    "answer_request": _("Information request answered by all"),
    "attach_file": _("Document attached"),
    "decide_proposal": _("Proposal decided"),
    "propose_improvement": _("Improvement proposed"),
    "publish_guideline": _("Guideline published"),
    "send_request": _("Information request sent"),
}

PROCEDURE_TABLES: Words = {
    "guideline": _("Guideline"),
    "improvement_proposal": _("Proposal to improve a procedure"),
    "information_request": _("Information request"),
    "norm_reference": _("Norm"),
    "procedure_document": _("Procedure"),
    "reference_use": _("Citation of a norm"),
    "request_line": _("Indicator asked for"),
}
