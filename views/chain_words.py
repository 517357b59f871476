"""The words of alerts and corrective actions in the trail: their columns, and what was done to them."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from views.words import Words

CHAIN_FIELD_WORDS: Words = {
    "alert_id": _("alert, number"),
    "alerts": _("alerts"),
    "closed_by_id": _("closed by, number"),
    "comment": _("comment"),
    "corrective_action_id": _("corrective action, number"),
    "cut_id": _("cut, number"),
    "decided_at": _("decided"),
    "ending": _("why it was closed"),
    "escalated_at": _("escalated"),
    "facts": _("facts"),
    "implemented_at": _("implemented"),
    "raised_at": _("raised"),
    "recorded_on": _("recorded on"),
    "result": _("result"),
    "severity": _("severity"),
}

CHAIN_ACTION_WORDS: Words = {
    "raise_alerts": _("Alerts raised"),
    "see_alerts": _("Alerts seen"),
    "attend_alert": _("Alert attended"),
    "close_alert": _("Alert closed"),
    "escalate_alerts": _("Alerts escalated"),
    "register_action": _("Corrective action recorded"),
    "validate_action": _("Corrective action validated"),
    "reject_action": _("Corrective action rejected"),
    "progress_action": _("Execution of a corrective action"),
    "fulfil_action": _("Corrective action implemented"),
    "verify_action": _("Corrective action verified"),
    "return_action": _("Corrective action returned"),
    "close_action": _("Corrective action closed"),
}
