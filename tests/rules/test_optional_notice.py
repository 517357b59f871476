"""What informs can be done without; what asks for an act cannot."""

from __future__ import annotations

import pytest

from models.rules.optional_notice import OptionalNotice, optional_notice


@pytest.mark.parametrize(
    ("kind", "step", "notice"),
    [
        ("digest", "digest", OptionalNotice.DAILY_DIGEST),
        ("reminder", "opens", OptionalNotice.WINDOW_OPENS),
        ("reminder", "opens+2BD", OptionalNotice.WINDOW_OPENS),
        ("reminder", "due-1BD", OptionalNotice.WINDOW_ENDS_SOON),
        ("reminder", "due", None),  # without it nobody could say that the person was told
        ("last_call", "ends-20270415T2359", OptionalNotice.WINDOW_ENDS_SOON),
        ("escalation", "late", None),
        ("early_warning", "early_warning", None),  # a duty of the procedure (S0-I-02)
        ("sheet_submitted", "submitted", None),
        ("sheet_returned", "returned", None),
        ("deadline_moved", "moved", None),
        ("consolidation", "consolidation", None),
    ],
)
def test_it_knows_which_choice_governs_a_mail(kind: str, step: str, notice: OptionalNotice | None) -> None:
    assert optional_notice(kind, step) == notice
