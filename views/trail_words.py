"""The trail in words: what was done, to what, and each changed field before and after."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import Enum

from models.rules.errors import RuleBroken
from models.rules.wording import COLOR_WORDS
from models.tables.registry import TABLES
from views import formats
from views.chain_words import CHAIN_ACTION_WORDS
from views.edition_acts import EDITION_ACTS
from views.field_words import FIELD_WORDS
from views.procedure_fields import PROCEDURE_ACTIONS, PROCEDURE_TABLES
from views.words import CHOICE_WORDS, Words, spoken

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
ISO_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*")
PERIOD = re.compile(r"\d{4}(-(0[1-9]|1[0-2]|B[1-6]|Q[1-4]|S[12])|/\d{4})")
SILENT = {"id", "institution_id", "row_version", "xid", "declaration", "session_epoch"}
"""What says nothing to a person."""

TABLE_WORDS: Words = {
    **PROCEDURE_TABLES,
    "agenda_point": _("Point of the agenda"),
    "alert": _("Alert"),
    "alignment": _("Alignment"),
    "announced_deadline": _("Announced deadline"),
    "assignment": _("Assignment"),
    "budget_line": _("Budget line"),
    "budget_month": _("Month of a budget line"),
    "capture_sheet": _("Report of a unit"),
    "commitment": _("Commitment"),
    "commitment_step": _("Step of a commitment"),
    "corrective_action": _("Corrective action"),
    "deadline_extension": _("Extension of a unit"),
    "decision": _("Decision"),
    "edition": _("Report"),
    "edition_feedback": _("Feedback on a report"),
    "edition_remark": _("Remark on a report"),
    "edition_schedule": _("Scheduled report"),
    "evidence": _("Evidence"),
    "export_run": _("Consolidation"),
    "import_run": _("Import"),
    "indicator": _("Indicator"),
    "institution": _("Institution"),
    "internal_activity": _("Internal activity"),
    "invitee": _("Person called"),
    "level": _("Level"),
    "meeting": _("Meeting"),
    "meeting_remark": _("Remark in a meeting"),
    "minutes": _("Minutes"),
    "non_working_day": _("Non-working day"),
    "org_unit": _("Unit"),
    "outbox_mail": _("Mail"),
    "participation": _("Participating unit"),
    "person": _("Person"),
    "plan": _("Plan"),
    "plan_item": _("Item"),
    "plan_type": _("Plan type"),
    "plan_version": _("Version of the plan"),
    "plan_year": _("Year of the plan"),
    "preset_version": _("Declaration of the institution"),
    "progress": _("Progress"),
    "remark": _("Remark"),
    "reporting_period": _("Period"),
    "screen": _("Screen"),
    "target": _("Target"),
    "update_check": _("Check of the update"),
    "word_template": _("Word template"),
    # Kinds of rows of a plan package
    "org_units": _("Units"),
    "items": _("Items"),
    "indicators": _("Indicators"),
    "targets": _("Targets"),
    "actuals": _("Progress"),
    "budget": _("Budget"),
    "internal_activities": _("Internal activities"),
}

ACTION_WORDS: Words = {
    **EDITION_ACTS,
    **CHAIN_ACTION_WORDS,
    **PROCEDURE_ACTIONS,
    "add": _("Created"),
    "edit": _("Changed"),
    "delete": _("Deleted"),
    "add_evidence": _("Evidence attached"),
    "add_person": _("Person created"),
    "assign_role": _("Role given"),
    "change_calendar": _("Calendar changed"),
    "change_password": _("Password changed"),
    "begin_view_as": _("Looks through the eyes of"),
    "end_view_as": _("Looks through the own eyes again"),
    "choose_language": _("Language chosen"),
    "choose_notices": _("Notices chosen"),
    "ask_closing": _("Closing of a period asked for"),
    "ask_trial_mail": _("Test mail asked for"),
    "change_person": _("Person changed"),
    "close_period": _("Period closed"),
    "close_window": _("Window ended"),
    "denied": _("Access refused"),
    "end_extension": _("Extension ended"),
    "end_subscription": _("Calendar address taken back"),
    "extend_deadline": _("Deadline of a unit extended"),
    "import_plan": _("Plan imported"),
    "import_progress": _("Capture sheet uploaded"),
    "import_budget": _("Execution of the budget loaded"),
    "load_demo": _("Demo loaded"),
    "load_preset": _("Declaration loaded"),
    "mark_updated": _("Update checked"),
    "move_deadline": _("Deadline moved"),
    "open_period": _("Period opened"),
    "open_year": _("Periods of a year opened"),
    "put_in_force": _("Plan put in force"),
    "formalize_year": _("Year of a plan formalized"),
    "record_internal": _("Internal activities recorded"),
    "record_progress": _("Progress recorded"),
    "remind_unit": _("Unit reminded"),
    "reopen_period": _("Period opened again"),
    "reset_password": _("Password reset"),
    "retry_book": _("Workbook asked for again"),
    "retry_delivery": _("Delivery of mails asked for"),
    "retry_mail": _("Failed mail tried again"),
    "return_sheet": _("Report returned"),
    "set_active": _("Account opened or closed"),
    "sign_in": _("Signed in"),
    "sign_out": _("Signed out"),
    "submit_sheet": _("Report sent"),
    "subscribe_calendar": _("Calendar address made"),
    "supervise_sheet": _("Report agreed by the superior"),
    "validate_sheet": _("Report validated"),
    "verify_sheet": _("Report verified"),
    "waive_report": _("Report waived"),
    "draft_meeting": _("Meeting drafted"),
    "convene_meeting": _("Meeting convened"),
    "move_meeting": _("Meeting moved"),
    "cancel_meeting": _("Meeting cancelled"),
    "call_person": _("Person called to a meeting"),
    "uncall_person": _("Person taken off a meeting"),
    "change_agenda": _("Agenda changed"),
    "record_attendance": _("Attendance recorded"),
    "confirm_informed": _("Unit informed"),
    "record_remark": _("Remark recorded"),
    "resolve_remark": _("Remark resolved"),
    "record_decision": _("Decision recorded"),
    "draft_minutes": _("Minutes written"),
    "approve_minutes": _("Minutes approved"),
    "communicate_minutes": _("Minutes communicated"),
    "agree_commitment": _("Commitment agreed"),
    "assign_commitment": _("Commitment assigned"),
    "progress_commitment": _("Progress of a commitment"),
    "fulfil_commitment": _("Commitment fulfilled"),
    "return_commitment": _("Commitment returned"),
    "verify_commitment": _("Commitment verified"),
    "extend_commitment": _("Commitment extended"),
}


def act_words(action: str) -> str:
    """« Changed: Unit » for edit_org_unit; the words of an act that has its own."""
    if action in ACTION_WORDS:
        return str(ACTION_WORDS[action])
    verb, _separator, table = action.partition("_")
    return f"{ACTION_WORDS.get(verb, verb)}: {table_words(table)}"


def table_words(table: str) -> str:
    """What the rows of a table are called."""
    return str(TABLE_WORDS.get(table, table.replace("_", " ")))


def detail_words(detail: Mapping[str, Any] | None) -> str:
    """« acto: Acuerdo 5; número: 1 »; a dash where there is nothing to say."""
    parts = [f"{_field(name)}: {_said(name, value)}" for name, value in (detail or {}).items() if name not in SILENT]
    return "; ".join(parts) or "—"


def change_words(table: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Field, before and after, of what differs; of a new row what it holds, of a deleted one what it held."""
    names = [name for name in {**before, **after} if name not in SILENT]
    shown = [
        (_field(name), _held(table, name, before.get(name)), _held(table, name, after.get(name))) for name in names
    ]
    return [change for change in shown if change[1] != change[2]]


def _held(table: str, column: str, value: Any) -> str:  # noqa: ANN401 -- whatever JSON holds
    """A draft report and a draft plan have words of their own: the column tells which."""
    words = _COLUMN_WORDS.get((table, column), {})
    return spoken(words[value]) if isinstance(value, str) and value in words else _value(value)


def _field(name: str) -> str:
    return str(FIELD_WORDS.get(name) or TABLE_WORDS.get(name) or name.replace("_", " ")).lower()


def _said(name: str, value: Any) -> str:  # noqa: ANN401 -- whatever JSON holds
    """A fingerprint by the number that stands on the receipt, everything else as it is."""
    return formats.receipt(str(value)) if name == "fingerprint" and value else _value(value)


def _value(value: Any) -> str:  # noqa: ANN401 -- whatever JSON holds
    if value is None or value in ("", [], {}):
        return "—"
    if isinstance(value, bool):
        return formats.yes_no(value)
    if isinstance(value, float):
        return formats.quantity(Decimal(str(value)), 6)
    if isinstance(value, list):
        return ", ".join(_value(one) for one in value)
    return f"({detail_words(value)})" if isinstance(value, Mapping) else _text(str(value))


def _text(text: str) -> str:
    if ISO_DAY.fullmatch(text):
        return formats.day(date.fromisoformat(text))
    if ISO_MOMENT.fullmatch(text):
        return formats.moment(datetime.fromisoformat(text))
    if PERIOD.fullmatch(text):
        return _period(text)
    return spoken(_ALL_WORDS.get(text, text))


def _period(text: str) -> str:
    try:
        return formats.period(text)
    except RuleBroken:
        return text


_ALL_WORDS: Words = {
    **{value: words for choice in CHOICE_WORDS.values() for value, words in choice.items()},
    **COLOR_WORDS,  # an alert that ends because its item is green says so in its own column
}
_COLUMN_WORDS: Mapping[tuple[str, str], Words] = {
    (table.name, column.name): words
    for table in (each.__table__ for each in TABLES)
    for column in table.columns
    for choice, words in CHOICE_WORDS.items()
    if isinstance(column.type, Enum) and column.type.enum_class is choice
}
