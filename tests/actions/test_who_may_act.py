"""Acts that are refused, each with its own sentence and status: to whom they are not given, or without an object."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest

from models.actions.ask_trial_mail import ask_trial_mail
from models.actions.change_preset import change_bands, rename_terms
from models.actions.choose_language import choose_language
from models.actions.choose_notices import choose_notices
from models.actions.open_by_hand import open_by_hand
from models.actions.open_year import open_year
from models.actions.remind_units import remind_units
from models.actions.retry_failed import retry_book, retry_delivery, retry_mails
from models.actions.subscribe_calendar import end_subscription
from models.actions.view_as import viewed_person
from models.queries.reader_of import reader_of
from models.rules.errors import RuleBroken
from models.rules.language import Language
from models.scope import Reader, reading_as
from models.tables.base import db
from models.tables.export_run import ExportRun
from tests.conftest import rows
from tests.factories import institution
from tests.procedures.steps import MARCH
from tests.procedures.story import OPENING, Story

NOW = datetime.fromisoformat(OPENING)
DAY = date(2027, 4, 1)
NOBODY = Reader(None, "nadie", None, frozenset())
Act = Callable[[Reader, Story], object]

REFUSED: dict[str, tuple[str, Act, int]] = {
    # who, what, status
    "a trial mail": ("enlace", lambda actor, _story: ask_trial_mail(actor, NOW), 403),
    "other words": ("planificacion", lambda actor, _story: rename_terms({}, actor, NOW), 403),
    "other colours": ("admin", lambda actor, _story: change_bands({}, actor, NOW), 403),
    "a period": ("analista", lambda actor, _story: opened(actor, MARCH), 403),
    "a period that runs": ("planificacion", lambda actor, _story: opened(actor, "2027-04"), 409),
    "a period without a plan": ("planificacion", lambda actor, _story: opened(actor, "2026-12"), 409),
    "a year": ("analista", lambda actor, _story: open_year(institution().id, 2027, [], actor, NOW), 403),
    "a reminder of what is not open": (
        "analista",
        lambda actor, _story: remind_units("2027-06", None, actor, NOW),
        409,
    ),
    "a period that is open": ("planificacion", lambda actor, _story: opened(actor, MARCH), 409),
    "failed mails": ("enlace", lambda actor, _story: retry_mails(None, actor, NOW), 403),
    "a mail that did not fail": ("analista", lambda actor, _story: retry_mails(7, actor, NOW), 409),
    "what waits": ("jefatura", lambda actor, _story: retry_delivery(actor, NOW), 403),
    "a workbook of nobody": ("analista", lambda actor, _story: retry_book(7, actor, NOW), 404),
    "a workbook that is there": ("analista", lambda actor, _story: retry_book(a_book(), actor, NOW), 409),
    "an address that was never made": ("enlace", lambda actor, _story: end_subscription(actor, NOW), 409),
    "other eyes": ("analista", lambda actor, story: viewed_person(story.people["enlace"], actor, DAY), 403),
    "own eyes": ("planificacion", lambda actor, story: viewed_person(story.people["planificacion"], actor, DAY), 404),
}


def opened(actor: Reader, period: str) -> None:
    open_by_hand(institution().id, period, actor, NOW)


def a_book() -> int:
    """A consolidation that is built."""
    made = {"asked_at": NOW, "asked_by": "sistema", "done_at": NOW, "sha256": "0" * 64}
    run = ExportRun(institution_id=institution().id, kind="consolidation", period=MARCH, occasion="close", **made)
    db.session.add(run)
    db.session.flush()
    return run.id


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused(story: Story, what: str) -> None:
    person, act, status = REFUSED[what]
    actor = reader_of(story.people[person], DAY)
    with reading_as(actor), pytest.raises(RuleBroken) as refusal:
        act(actor, story)
    assert refusal.value.status == status
    assert refusal.value.message.endswith(".")


def test_it_opens_what_the_clock_has_not(story: Story) -> None:
    actor = reader_of(story.people["planificacion"], DAY)
    with reading_as(actor):
        open_by_hand(institution().id, "2027-04", actor, datetime.fromisoformat("2027-05-01T10:00:00-06:00"))
    assert rows("SELECT state FROM reporting_period WHERE period = '2027-04'") == [("open",)]


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize(
    "choose", [lambda: choose_notices([], NOBODY, NOW), lambda: choose_language(Language.ENGLISH, NOBODY, NOW)]
)
def test_who_is_nobodys_person_chooses_nothing(choose: Callable[[], None]) -> None:
    with pytest.raises(RuleBroken) as refusal:
        choose()
    assert refusal.value.status == 404


def test_a_head_without_an_institution_changes_nothing(story: Story) -> None:
    head = replace(reader_of(story.people["planificacion"], DAY), institution_id=None)
    with pytest.raises(RuleBroken, match="no tiene una declaración"):
        change_bands({}, head, NOW)
