"""The marks of the control room: a sign, a word, and the colour that goes with them, never alone (R C-26, ux 3.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _

from models.rules.reporting_mark import ReportingMark
from models.rules.sheet_doubts import Doubt
from models.rules.workflow import Action


@dataclass(frozen=True, slots=True)
class MarkLook:
    """What a cell shows, what it says, and the name of its colour."""

    sign: str
    word: Any
    color: str


MARK_LOOKS = {
    ReportingMark.NO_REPORT: MarkLook("⏱", _("without report"), "red"),
    ReportingMark.RETURNED: MarkLook("↩", _("returned"), "yellow"),
    ReportingMark.NOT_STARTED: MarkLook("✕", _("not started"), "red"),
    ReportingMark.IN_CAPTURE: MarkLook("✎", _("in capture"), "yellow"),
    ReportingMark.IN_REVIEW: MarkLook("R", _("in review"), "blue"),
    ReportingMark.VERIFIED: MarkLook("✓", _("verified"), "green"),
    ReportingMark.VALIDATED: MarkLook("V", _("validated"), "green"),
    ReportingMark.CLOSED: MarkLook("C", _("closed"), "green"),
    ReportingMark.EXEMPT: MarkLook("E", _("exempt"), "grey"),
    ReportingMark.NOT_OPEN: MarkLook("·", _("not open yet"), "none"),
    ReportingMark.NOT_ASKED: MarkLook("–", _("nothing to report"), "none"),
}
"""In the order in which the summary names them."""
LATE_SIGN, EXTENDED_SIGN = "T", "P"
"""Tarde, prórroga: small letters beside the mark."""

DOUBT_LOOKS = {
    Doubt.INCOMPLETE: MarkLook("✕", _("without value or reason"), "red"),
    Doubt.RED_WITHOUT_CAUSE: MarkLook("◆", _("in red without a cause"), "red"),
    Doubt.UNPLANNED: MarkLook("■", _("execution that was not programmed"), "blue"),
    Doubt.PARTS_DIFFER: MarkLook("≠", _("target that differs from its parts"), "yellow"),
    Doubt.JUMP: MarkLook("↗", _("value far above its usual one"), "yellow"),
}
CHECK_WORDS = {
    Action.SUPERVISE: _("agreement of the superior"),
    Action.VERIFY: _("verification"),
    Action.VALIDATE: _("validation by planning"),
}
"""What a report waits for."""


def look_of(mark: ReportingMark) -> MarkLook:
    """The look of a mark."""
    return MARK_LOOKS[mark]
