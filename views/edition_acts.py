"""What is done to reports, in words for the trail."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from views.words import Words

EDITION_ACTS: Words = {
    "answer_feedback": _("Feedback answered"),
    "endorse_edition": _("Report endorsed"),
    "give_feedback": _("Feedback given"),
    "make_edition": _("Report made"),
    "present_edition": _("Report presented"),
    "publish_edition": _("Report published"),
    "read_figures_again": _("Figures of a report read again"),
    "remark_edition": _("Remark made on a report"),
    "resolve_edition_remark": _("Remark on a report resolved"),
    "return_edition": _("Report returned with a remark"),
    "send_edition": _("Report sent to its recipients"),
    "submit_edition": _("Endorsement asked for"),
    "validate_edition": _("Report validated by the coordinating team"),
    "write_edition": _("Texts of a report written"),
}
