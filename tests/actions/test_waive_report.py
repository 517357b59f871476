"""A waiver is the planning head's alone."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from models.actions.waive_report import waive_report
from models.queries.reader_of import reader_of
from models.rules.errors import RuleBroken
from models.scope import reading_as
from tests.procedures.steps import sheet
from tests.procedures.story import OPENING, Story

NOW = datetime.fromisoformat(OPENING)


@pytest.mark.parametrize("person", ["analista", "direccion", "jefatura2", "control", "admin"])
def test_it_refuses_everybody_else(story: Story, person: str) -> None:
    actor, silent = reader_of(story.people[person], date(2027, 4, 1)), sheet("DGT", "POA", story)
    with reading_as(actor), pytest.raises(RuleBroken) as refusal:
        waive_report(silent, "Traslado", actor, NOW)
    assert (refusal.value.code, silent.exempt_reason) == ("wrong_role", "")
