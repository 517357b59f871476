"""A unit's later date: on time until then, silent after it, and granted by the planning head alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from models.actions.extend_deadline import Extension, extend_deadline
from models.queries.reader_of import reader_of
from models.queries.unit_deadline import unit_deadline
from models.rules.errors import RuleBroken
from models.rules.workflow import SheetState
from models.scope import reading_as
from models.tables.audit_entry import AuditEntry
from models.tables.base import db
from models.tables.outbox_mail import OutboxMail
from tests.factories import institution
from tests.procedures.steps import MARCH, fill, score, send, sheet
from tests.procedures.story import AFTER_THE_WINDOW, LAST_EVENING, Story

SignIn = Callable[[str], FlaskClient]
TickAt = Callable[[str], Any]
UNTIL = datetime.fromisoformat("2027-04-15T23:59:59-06:00")
IN_TIME, TOO_LATE = "2027-04-15T20:00:00-06:00", "2027-04-16T00:00:30-06:00"


def extend(
    story: Story, person: str, at: str, *, until: datetime = UNTIL, reason: str = "Traslado de oficinas"
) -> None:
    """Grant the unit DGT a later date for March."""
    actor = reader_of(story.people[person], date(2027, 4, 7))
    with reading_as(actor):
        order = Extension(story.units["DGT"], MARCH, until, reason)
        extend_deadline(order, actor, datetime.fromisoformat(at))
        db.session.commit()


def test_it_keeps_the_unit_from_falling_silent(story: Story, tick_at: TickAt) -> None:
    extend(story, "planificacion", LAST_EVENING)
    tick_at(AFTER_THE_WINDOW)
    assert sheet("DGT", "POA", story).state is SheetState.NOT_STARTED
    assert sheet("UAJ", "POA", story).state is SheetState.NO_REPORT
    assert score(story, "F2").state.value == "pending"


def test_it_ends_by_itself(story: Story, tick_at: TickAt) -> None:
    extend(story, "planificacion", LAST_EVENING)
    tick_at(AFTER_THE_WINDOW)
    report = tick_at(TOO_LATE)
    assert {"institution": "hacienda_sv", "period": MARCH, "task": "end_extension"} in report.occurrences
    assert sheet("DGT", "POA", story).state is SheetState.NO_REPORT
    assert score(story, "F2").state.value == "no_report"
    assert not [each for each in tick_at(TOO_LATE).occurrences if each["task"] == "end_extension"]


def test_it_wakes_a_silent_unit_and_its_report_is_on_time(story: Story, tick_at: TickAt, sign_in: SignIn) -> None:
    tick_at(AFTER_THE_WINDOW)
    extend(story, "planificacion", AFTER_THE_WINDOW)
    assert sheet("DGT", "POA", story).state is SheetState.NOT_STARTED
    tick_at(IN_TIME)
    late = sign_in("enlace2")
    fill(late, story, MARCH, {"F2": "1"})
    assert send(late).status_code == 302
    assert sheet("DGT", "POA", story).is_late is False


def test_a_second_one_replaces_the_first(story: Story) -> None:
    extend(story, "planificacion", LAST_EVENING)
    later = datetime.fromisoformat("2027-04-20T23:59:59-06:00")
    extend(story, "planificacion", LAST_EVENING, until=later, reason="Inundación")
    found = unit_deadline(institution().id, MARCH, story.units["DGT"])
    assert (found.due_at, found.why) == (later, "prórroga: Inundación")


def test_it_is_written_down_and_told_to_the_unit(story: Story) -> None:
    extend(story, "planificacion", LAST_EVENING)
    acts = db.session.scalars(select(AuditEntry.detail).where(AuditEntry.action == "extend_deadline")).all()
    assert [act["reason"] for act in acts] == ["Traslado de oficinas"]
    told = db.session.scalars(select(OutboxMail.recipient_id).where(OutboxMail.step == "extended"))
    assert set(told) == {story.people["enlace2"], story.people["jefatura2"]}


@pytest.mark.parametrize(
    ("person", "changes", "code"),
    [
        ("analista", {}, "wrong_role"),
        ("direccion", {}, "wrong_role"),
        ("planificacion", {"reason": "  "}, "reason_missing"),
        ("planificacion", {"until": datetime.fromisoformat("2027-04-07T23:59:59-06:00")}, "end_is_not_later"),
    ],
)
def test_it_is_refused(story: Story, person: str, changes: dict[str, Any], code: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        extend(story, person, LAST_EVENING, **changes)
    assert refusal.value.code == code


def test_it_is_refused_where_all_was_sent(story: Story, sign_in: SignIn) -> None:
    late = sign_in("enlace2")
    fill(late, story, MARCH, {"F2": "1"})
    send(late)
    with pytest.raises(RuleBroken, match="pendientes"):
        extend(story, "planificacion", LAST_EVENING)
