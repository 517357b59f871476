"""What may be done to a sheet and by whom, action by action, below the screens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from models.actions.add_evidence import MOST_FILES, add_evidence
from models.actions.mark_updated import mark_updated
from models.actions.open_period import close_window, open_period, period_row
from models.actions.record_internal import InternalEntry, record_internal
from models.actions.record_progress import LineEntry, record_progress
from models.actions.submit_sheets import submit_sheets
from models.actions.waive_report import waive_report
from models.files.evidence_store import StoredFile
from models.queries.capture_deadline import capture_deadline
from models.queries.reader_of import reader_of
from models.queries.sheet_lines import sheet_lines
from models.queries.sheet_review import sheet_review
from models.rules.errors import RuleBroken
from models.rules.measure import Direction
from models.rules.update_kind import UpdateKind
from models.rules.workflow import SheetState
from models.scope import Reader, as_system, reading_as
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.indicator import Indicator
from models.tables.org_unit import OrgUnit
from models.tables.progress import Progress
from tests.conftest import rows
from tests.factories import institution
from tests.procedures.steps import MARCH, sheet
from tests.procedures.story import Story

NOW = datetime(2027, 4, 1, 14, tzinfo=UTC)
LATE = datetime(2027, 4, 9, 14, tzinfo=UTC)
DAY = date(2027, 4, 1)
As = Callable[[str], Reader]


@pytest.fixture
def act_as(story: Story) -> Iterator[As]:
    """From here on the test acts as a person of the story."""
    standing: list[Any] = []

    def become(name: str) -> Reader:
        reader = reader_of(story.people[name], DAY)
        standing.append(reading_as(reader))
        standing[-1].__enter__()
        return reader

    yield become
    for context in reversed(standing):
        context.__exit__(None, None, None)


def entry(story: Story, key: str = "a", **more: Any) -> LineEntry:
    """A line of DGA's sheet on the POA."""
    values = {"row_version": None, "actual": Decimal(3), **more}
    return LineEntry(sheet("DGA", "POA", story).id, story.indicators[key], **values)


def save(sheets: list[CaptureSheet], entries: list[LineEntry], actor: Reader, now: datetime) -> dict[int, int]:
    """Save over the lines as they stand in this transaction."""
    return record_progress(sheets, sheet_lines(sheets), entries, actor, now)


def refused(code: str, act: Callable[[], Any]) -> None:
    """The act is refused with this code."""
    with pytest.raises(RuleBroken) as refusal:
        act()
    assert refusal.value.code == code


def test_it_stores_nothing_when_nothing_was_typed(story: Story, act_as: As) -> None:
    assert record_progress([], [], [], act_as("enlace"), NOW) == {}


def test_it_refuses_a_value_and_a_reason_at_once(story: Story, act_as: As) -> None:
    actor, mine = act_as("enlace"), [sheet("DGA", "POA", story)]
    both = entry(story, no_report_reason="No llegó")
    refused("value_and_reason", lambda: save(mine, [both], actor, NOW))


def test_it_takes_only_zero_or_one_for_a_milestone(story: Story, act_as: As) -> None:
    db.session.get_one(Indicator, story.indicators["c"]).direction = Direction.MILESTONE
    db.session.commit()
    actor, mine = act_as("enlace"), [sheet("DGA", "POA", story)]
    half = entry(story, "c", actual=Decimal("0.5"))
    refused("milestone_is_0_or_1", lambda: save(mine, [half], actor, NOW))
    assert save(mine, [entry(story, "c", actual=Decimal(1))], actor, NOW) == {story.indicators["c"]: 1}


def test_it_refuses_a_line_of_another_sheet(story: Story, act_as: As) -> None:
    actor, mine = act_as("enlace"), [sheet("DGA", "POA", story)]
    refused("line_not_found", lambda: save(mine, [entry(story, "A1")], actor, NOW))


@pytest.mark.parametrize("person", ["jefatura", "control", "analista", "enlace2"])
def test_it_refuses_a_value_of_anybody_but_the_liaison(story: Story, act_as: As, person: str) -> None:
    mine = [sheet("DGA", "POA", story)]
    line = entry(story)
    _ = mine[0].plan.plan_type, mine[0].org_unit
    actor = act_as(person)
    refused("wrong_role", lambda: save(mine, [line], actor, NOW))


def test_it_stores_all_lines_or_none(story: Story, act_as: As) -> None:
    actor, mine = act_as("enlace"), [sheet("DGA", "POA", story)]
    save(mine, [entry(story)], actor, NOW)
    db.session.commit()
    lines = [entry(story, "b"), entry(story, actual=Decimal(9))]  # the second is stale
    refused("changed_meanwhile", lambda: save(mine, lines, actor, NOW))
    db.session.rollback()
    assert rows(f"SELECT actual FROM progress WHERE period = '{MARCH}'") == [(3,)]  # noqa: S608


def test_it_refuses_to_send_twice(story: Story, act_as: As) -> None:
    actor, mine = act_as("enlace"), [sheet("DGA", "POA", story)]
    submit_sheets(mine, actor, NOW)
    refused("wrong_state", lambda: submit_sheets(mine, actor, NOW))


@pytest.mark.parametrize(("moment", "asked"), [(NOW, 0), (LATE, 1)])
def test_it_asks_for_the_units_own_date_only_after_everybodys(
    story: Story, act_as: As, count_statements: list[str], moment: datetime, asked: int
) -> None:
    actor, mine = act_as("enlace"), [sheet("DGA", "POA", story)]
    count_statements.clear()
    submit_sheets(mine, actor, moment)
    assert sum("SELECT deadline_extension." in statement for statement in count_statements) == asked
    assert mine[0].is_late is bool(asked)


def test_it_warns_of_what_is_not_explained_and_sends(story: Story, act_as: As) -> None:
    actor, mine = act_as("enlace"), [sheet("DGA", "POA", story)]
    save(mine, [entry(story, actual=Decimal(0))], actor, NOW)
    assert story.indicators["a"] in {line.indicator_id for line in sheet_review(mine).unexplained}
    submit_sheets(mine, actor, NOW)
    assert mine[0].state is SheetState.SUBMITTED


def test_it_waives_no_report_that_was_sent(story: Story, act_as: As) -> None:
    actor = act_as("planificacion")
    sent = sheet("DGA", "POA", story, "2027-01")
    refused("already_sent", lambda: waive_report(sent, "Motivo", actor, NOW))


def internal(**more: Any) -> InternalEntry:
    """An internal activity as typed."""
    values = {"id": None, "row_version": None, "name": "Misión", "unit": "misión", "actual": Decimal(1), "note": ""}
    return InternalEntry(**{**values, **more})


def test_it_adds_changes_and_takes_away_internal_activities(story: Story, act_as: As) -> None:
    actor, mine = act_as("enlace"), sheet("DGA", "POA", story)
    assert record_internal(mine, [internal(), internal(name="", unit="", actual=None)], actor, NOW) == 1
    db.session.flush()
    key, version = rows("SELECT id, row_version FROM internal_activity")[0]
    known = {"id": key, "row_version": version}
    assert record_internal(mine, [internal(**known)], actor, NOW) == 0  # as it was
    assert record_internal(mine, [internal(**known, actual=Decimal(2))], actor, NOW) == 1
    db.session.flush()
    refused("changed_meanwhile", lambda: record_internal(mine, [internal(**known)], actor, NOW))
    assert record_internal(mine, [internal(id=key, row_version=version + 1, name="")], actor, NOW) == 1
    db.session.flush()
    assert rows("SELECT count(*) FROM internal_activity") == [(0,)]


@pytest.mark.parametrize(
    ("entries", "code"),
    [
        ([internal(), internal(name="MISIÓN")], "internal_twice"),
        ([internal(name="")], "internal_without_name"),
        ([internal(id=999_999, row_version=1)], "internal_not_found"),
    ],
)
def test_it_refuses_internal_activities(story: Story, act_as: As, entries: list[InternalEntry], code: str) -> None:
    actor, mine = act_as("enlace"), sheet("DGA", "POA", story)
    refused(code, lambda: record_internal(mine, entries, actor, NOW))


def test_it_takes_no_name_of_a_row_that_stands(story: Story, act_as: As) -> None:
    actor, mine = act_as("enlace"), sheet("DGA", "POA", story)
    record_internal(mine, [internal(), internal(name="Taller")], actor, NOW)
    db.session.flush()
    known = {name: {"id": key, "row_version": 1} for key, name in rows("SELECT id, name FROM internal_activity")}
    for entries in (
        [internal(name="misión")],  # of another window
        [internal(**known["Taller"], name="Misión")],
        [internal(**known["Misión"], name=""), internal()],  # taken away and written anew at once
        [internal(**known["Misión"], name="Taller"), internal(**known["Taller"], name="Misión")],
    ):
        refused("internal_stands", lambda typed=entries: record_internal(mine, typed, actor, NOW))


def test_it_keeps_every_version_of_a_file(story: Story, act_as: As) -> None:
    actor, mine = act_as("enlace"), [sheet("DGA", "POA", story)]
    save(mine, [entry(story)], actor, NOW)
    line = db.session.scalars(select(Progress).where(Progress.period == MARCH)).one()
    first = add_evidence(line, StoredFile("acta.pdf", "a" * 64, 9, "application/pdf"), actor, NOW)
    assert add_evidence(line, StoredFile("acta.pdf", "a" * 64, 9, "application/pdf"), actor, NOW) is first
    second = add_evidence(line, StoredFile("acta.pdf", "b" * 64, 9, "application/pdf"), actor, NOW)
    assert (second.replaces_id, first.is_current, second.is_current) == (first.id, False, True)


def test_it_takes_no_more_files_than_a_reader_can_read(story: Story, act_as: As) -> None:
    actor, mine = act_as("enlace"), [sheet("DGA", "POA", story)]
    save(mine, [entry(story)], actor, NOW)
    line = db.session.scalars(select(Progress).where(Progress.period == MARCH)).one()
    for number in range(MOST_FILES):
        add_evidence(line, StoredFile(f"{number}.pdf", f"{number:064}", 9, "application/pdf"), actor, NOW)
    more = StoredFile("una_mas.pdf", "c" * 64, 9, "application/pdf")
    refused("too_many_files", lambda: add_evidence(line, more, actor, NOW))


def test_it_marks_the_update_once_and_only_by_planning(story: Story, act_as: As) -> None:
    unit = db.session.get_one(OrgUnit, story.units["DGA"])
    for _again in range(2):
        mark_updated(unit, MARCH, UpdateKind.FUNCTIONS, act_as("analista"), NOW)
    assert rows("SELECT count(*) FROM audit_entry WHERE action = 'mark_updated'") == [(1,)]
    refused("wrong_role", lambda: mark_updated(unit, MARCH, UpdateKind.FUNCTIONS, act_as("jefatura"), NOW))


def test_it_opens_and_ends_a_window_once(story: Story) -> None:
    where = institution().id
    with as_system(where) as actor:
        assert not open_period(where, capture_deadline(where, MARCH), actor, NOW)
        assert close_window(where, period_row(where, MARCH), actor, NOW)
        assert not close_window(where, period_row(where, MARCH), actor, NOW)
