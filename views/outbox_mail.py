"""The mails of the institution: what was queued, sent and refused, with the text that went out."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from models.tables.outbox_mail import OutboxMail
from views.base import PlanningInterface, PlanningModelView
from views.mail_words import KIND_WORDS


class OutboxMailView(PlanningModelView):
    """To read; nobody edits or deletes what was sent."""

    datamodel = PlanningInterface(OutboxMail)
    route_base = "/correos"
    class_permission_name = "outbox_mail"
    list_title = _("Mails")
    show_title = _("Mail")
    label_columns = {
        "kind": _("Kind"),
        "sent_to": _("To"),
        "sent_subject": _("Subject"),
        "period": _("Period"),
        "state": _("State"),
        "queued_at": _("Queued"),
        "sent_at": _("Sent"),
        "attempts": _("Attempts"),
        "error": _("Reason of the failure"),
        "sent_text": _("Text"),
        "message_id": _("Message number"),
    }
    choice_labels = {"kind": KIND_WORDS}
    list_columns = ["queued_at", "kind", "sent_to", "sent_subject", "period", "state", "sent_at"]
    order_columns = ["queued_at", "sent_at", "period"]
    search_columns = ["sent_to", "sent_subject", "state", "queued_at"]
    show_columns = [
        "kind", "sent_to", "sent_subject", "period", "state", "queued_at", "sent_at", "attempts", "error",
        "message_id", "sent_text",
    ]  # fmt: skip
    add_columns: list[str] = []
    edit_columns: list[str] = []
    base_order = ("queued_at", "desc")

    def name_of(self, row: OutboxMail) -> str:
        """Its subject, or its kind while it waits."""
        return row.sent_subject or str(KIND_WORDS.get(row.kind, row.kind))
