"""Planning reminds who has not sent: recipients of the rule, once a day, on record."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import ColumnElement, select, update

from models.actions.remind_units import remind_units
from models.queries.asked_reminders import reminder_plan
from models.queries.reader_of import reader_of
from models.rules.errors import RuleBroken
from models.rules.roles import Role
from models.rules.workflow import SheetState
from models.scope import reading_as
from models.tables.assignment import Assignment
from models.tables.audit_entry import AuditEntry
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.outbox_mail import OutboxMail
from tests.factories import institution
from tests.procedures.steps import MARCH
from tests.procedures.story import OPENING, Story

NOW = datetime.fromisoformat(OPENING)


def remind(story: Story, unit: str | None, *, person: str = "analista", at: datetime = NOW) -> int:
    """Press the button for one unit, or for all."""
    actor = reader_of(story.people[person], date(2027, 4, 1))
    with reading_as(actor):
        return remind_units(MARCH, story.units[unit] if unit else None, actor, at)


def test_it_writes_to_the_liaison_and_the_head_of_one_unit(story: Story) -> None:
    assert remind(story, "DGT") == 2
    told = db.session.scalars(select(OutboxMail.recipient_id).where(OutboxMail.kind == "asked_reminder"))
    assert set(told) == {story.people["enlace2"], story.people["jefatura2"]}


def test_it_leaves_a_line_a_unit(story: Story) -> None:
    remind(story, None)
    units = db.session.scalars(select(AuditEntry.object_id).where(AuditEntry.action == "remind_unit"))
    assert set(units) == {story.units[code] for code in ("DGA", "DGT", "UAJ")}


def test_it_refuses_a_second_time_on_a_day_but_not_on_the_next(story: Story) -> None:
    remind(story, "DGT")
    with pytest.raises(RuleBroken, match="Hoy ya se envió"):
        remind(story, "DGT", at=NOW + timedelta(hours=5))
    assert remind(story, "DGT", at=NOW + timedelta(days=1)) == 2


def test_all_means_those_that_were_not_reminded_yet(story: Story) -> None:
    remind(story, "DGT")
    assert remind(story, None) == 4
    with pytest.raises(RuleBroken, match="Hoy ya se envió"):
        remind(story, None)


@pytest.mark.parametrize("person", ["direccion", "control", "enlace", "jefatura"])
def test_it_is_plannings(story: Story, person: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        remind(story, "DGT", person=person)
    assert refusal.value.status == 403


def test_the_nearest_head_above_answers_for_an_orphan(story: Story) -> None:
    for name in ("enlace2", "jefatura2"):
        held = db.session.scalars(select(Assignment).where(Assignment.user_id == story.people[name])).one()
        held.ends_on = date(2027, 1, 31)
    head = db.session.scalars(select(Assignment).where(Assignment.user_id == story.people["jefatura"])).one()
    head.org_unit_id = story.units["MH"]
    db.session.flush()
    plan = reminder_plan(institution().id, MARCH, NOW)
    orphan = next(unit for unit in plan.units if unit.org_unit_id == story.units["DGT"])
    assert [person.user_id for person in orphan.recipients] == [story.people["jefatura"]]


def test_it_has_nobody_to_remind_when_all_have_sent(story: Story) -> None:
    sent = {"state": SheetState.SUBMITTED, "round": 1, "submitted_at": NOW, "submitted_by_id": story.people["enlace"]}
    db.session.execute(update(CaptureSheet).where(CaptureSheet.period == MARCH).values(sent))
    with pytest.raises(RuleBroken, match="Nadie tiene reportes pendientes"):
        remind(story, None)


def test_it_says_that_a_unit_without_people_has_nobody_to_answer(story: Story) -> None:
    db.session.execute(update(Assignment).values(ends_on=date(2027, 1, 31)).where(_answers()))
    with pytest.raises(RuleBroken, match="asigne primero a una persona"):
        remind(story, "DGT")


def _answers() -> ColumnElement[bool]:
    return Assignment.role.in_([Role.LIAISON, Role.DEPARTMENT_HEAD])
