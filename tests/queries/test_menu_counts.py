"""The figures beside the menu are those that the screens show, counted once until somebody writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from flask.testing import FlaskClient

from models.clock import business_now
from models.queries.inbox import inbox
from models.queries.menu_counts import menu_counts
from models.queries.reader_of import reader_of
from models.queries.sheet_board import sheet_board
from models.queries.sheet_lines import sheet_lines
from models.queries.unit_sheets import unit_sheets
from models.rules.roles import Role
from models.scope import Reader, reading_as
from tests.procedures.steps import MARCH, fill, send
from tests.procedures.story import TOLD, Story

PEOPLE = ["enlace", "enlace2", "jefatura", "jefatura2", "analista", "planificacion", "direccion", "control", "admin"]


@pytest.fixture(params=["open", "filled in part", "sent"])
def month(request: pytest.FixtureRequest, story: Story, sign_in: Callable[[str], FlaskClient]) -> Story:
    """March in one of its states."""
    if request.param != "open":
        some = dict(list(TOLD[MARCH].items())[:1]) if request.param == "filled in part" else TOLD[MARCH]
        browser = sign_in("enlace")
        fill(browser, story, MARCH, some)
        if request.param == "sent":
            send(browser)
    return story


def told(reader: Reader) -> Mapping[str, int]:
    """What the screens show to the reader."""
    units = reader.units.get(Role.LIAISON, frozenset())
    sheets = [each for unit in units for each in unit_sheets(unit, MARCH) if each.submitted_at is None]
    board = sheet_board(reader.institution_id or 0, MARCH)
    return {
        "missing": sum(line.is_missing for line in sheet_lines(sheets)),
        "unsent": sum(not row.is_sent for row in board),
        "waiting": len(inbox(reader, business_now()).waiting),
    }


@pytest.mark.parametrize("person", PEOPLE)
def test_it_counts_what_the_screens_show(month: Story, person: str) -> None:
    reader = reader_of(month.people[person], business_now().date())
    with reading_as(reader):
        shown = told(reader)
        counts = menu_counts(reader, business_now())
    assert {kind: shown[kind] for kind in counts} == dict(counts)


def asked(story: Story, person: str, sent: list[str]) -> int:
    """How many statements the figures of a person take."""
    reader, now = reader_of(story.people[person], business_now().date()), business_now()
    sent.clear()
    with reading_as(reader):
        menu_counts(reader, now)
    return len([each for each in sent if "FROM institution" not in each])


@pytest.mark.parametrize("person", ["jefatura", "analista"])
def test_it_counts_once_until_somebody_writes(
    story: Story, count_statements: list[str], sign_in: Callable[[str], FlaskClient], person: str
) -> None:
    assert asked(story, person, count_statements) <= 3
    assert asked(story, person, count_statements) == 1
    sign_in("enlace2")
    assert asked(story, person, count_statements) > 1


def test_it_asks_two_statements_at_most_where_nothing_is_kept(story: Story, count_statements: list[str]) -> None:
    assert asked(story, "enlace", count_statements) <= 2


def test_it_asks_nothing_for_whom_nothing_waits(story: Story, count_statements: list[str]) -> None:
    assert asked(story, "finanzas", count_statements) == 0


def test_nobody_is_told_anything_without_a_role(story: Story) -> None:
    nobody = Reader(user_id=1, name="", institution_id=None, roles=frozenset({Role.LIAISON}))
    assert menu_counts(nobody, business_now()) == {}
