"""The notices that a person may do without: those that inform. What asks for an act always comes."""

from __future__ import annotations

from enum import StrEnum

from models.rules.deadline_kind import Edge


class OptionalNotice(StrEnum):
    """One choice of the page « Mis avisos »."""

    WINDOW_OPENS = "window_opens"
    WINDOW_ENDS_SOON = "window_ends_soon"
    DAILY_DIGEST = "daily_digest"


ALWAYS_ONE = {"digest": OptionalNotice.DAILY_DIGEST, "last_call": OptionalNotice.WINDOW_ENDS_SOON}
"""Kinds of mail that one choice governs, whatever their step."""


def optional_notice(kind: str, step: str) -> OptionalNotice | None:
    """Which choice governs a mail of this kind and step (`opens`, `due-1BD`, `due`, …); None: it always comes.

    The reminder of the last day always comes: without it nobody could say that the person was told (R 4.1).
    """
    if kind in ALWAYS_ONE:
        return ALWAYS_ONE[kind]
    if kind != "reminder" or step == Edge.DUE:
        return None
    is_of_opening = step.startswith(Edge.OPENS)
    return OptionalNotice.WINDOW_OPENS if is_of_opening else OptionalNotice.WINDOW_ENDS_SOON
