"""What is done to reports, and what is known of them, in words for the trail."""

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
    "retire_template": _("Word template taken out of use"),
    "schedule_edition": _("Report scheduled"),
    "return_edition": _("Report returned with a remark"),
    "send_edition": _("Report sent to its recipients"),
    "submit_edition": _("Endorsement asked for"),
    "unschedule_edition": _("Report scheduled no more"),
    "use_template": _("Word template put in use"),
    "validate_edition": _("Report validated by the coordinating team"),
    "write_edition": _("Texts of a report written"),
}

EDITION_FIELDS: Words = {
    "author_id": _("author, number"),
    "conclusions": _("conclusions"),
    "edition_id": _("edition, number"),
    "endorsed_at": _("endorsed"),
    "endorsed_by_id": _("endorsed by, number"),
    "filters": _("filters"),
    "feedback_until": _("feedback until"),
    "presented_at": _("presented"),
    "printed": _("printing"),
    "publication_url": _("address of the publication"),
    "published_at": _("published"),
    "published_by_id": _("published by, number"),
    "read_at": _("figures read"),
    "recommendations": _("recommendations"),
    "rendered_at": _("files made"),
    "word_template_id": _("Word template, number"),
}
