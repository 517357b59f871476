"""How the state of a deadline looks and what it says."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from models.rules.deadline_state import DeadlineState
from views.control_words import MarkLook

STATE_LOOKS = {
    DeadlineState.DONE: MarkLook("✓", _("met"), "green"),
    DeadlineState.PAST: MarkLook("◦", _("was due"), "grey"),
    DeadlineState.TODAY: MarkLook("◆", _("due today"), "red"),
    DeadlineState.SOON: MarkLook("▲", _("due soon"), "yellow"),
    DeadlineState.OPEN: MarkLook("●", _("open"), "blue"),
    DeadlineState.COMING: MarkLook("○", _("not open yet"), "grey"),
}
