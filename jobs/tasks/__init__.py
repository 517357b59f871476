"""What each dated task does, inside the transaction that claimed it."""

from __future__ import annotations

from collections.abc import Callable

from jobs.tasks.consolidate import consolidate
from jobs.tasks.desk import Desk, Result
from jobs.tasks.notices import ask_for_check, escalate, remind, warn_early
from jobs.tasks.requests import ask_units, chase_answers, end_request
from jobs.tasks.window import close_month, end_window, open_month

DOINGS: dict[str, Callable[[Desk], Result]] = {
    "open_period": open_month,
    "close_window": end_window,
    "close_period": close_month,
    "remind": remind,
    "escalate": escalate,
    "send_request": ask_units,
    "close_request": end_request,
    "chase_answers": chase_answers,
    "early_warning": warn_early,
    "consolidation": consolidate,
    "completeness_check": ask_for_check,
}
"""Name of a task, up to its first dot → what it does."""
