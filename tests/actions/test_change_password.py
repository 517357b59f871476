"""A password is changed by the person whose it is."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from models.actions.change_password import PasswordChange, change_password
from models.rules.errors import RuleBroken
from models.scope import current_reader


def test_it_refuses_who_is_no_person(system: Any) -> None:
    actor = current_reader()
    assert actor is not None
    with pytest.raises(RuleBroken) as refusal:
        change_password(PasswordChange("vieja", "una-nueva-y-larga"), actor, datetime(2027, 4, 1, tzinfo=UTC))
    assert refusal.value.code == "unknown_person"
