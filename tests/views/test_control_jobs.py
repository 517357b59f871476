"""« Correos y tareas »: books that wait are asked for again, waiting mails are sent now, and what comes is told."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from jobs.build_consolidation import build_consolidation
from tests.conftest import rows
from tests.procedures.steps import press
from tests.procedures.story import CONSOLIDATION, Story

SignIn = Callable[[str], FlaskClient]
TickAt = Callable[[str], Any]
PAGE = "/control/tareas/"


@pytest.fixture
def book(story: Story, tick_at: TickAt) -> int:
    """The consolidation of March was asked for and is not built."""
    tick_at(CONSOLIDATION)
    return int(rows("SELECT id FROM export_run WHERE done_at IS NULL")[0].id)


def told(action: str) -> list[Any]:
    return [tuple(row) for row in rows(f"SELECT actor_id, object_id FROM audit_entry WHERE action = '{action}'")]  # noqa: S608


@pytest.mark.parametrize("person", ["analista", "planificacion", "admin"])
def test_a_book_that_waits_is_asked_for_again(book: int, story: Story, sign_in: SignIn, person: str) -> None:
    browser = sign_in(person)
    assert "Libros que aún no están hechos" in browser.get(PAGE).text
    assert press(browser, PAGE, f"{PAGE}book/{book}").status_code == 302
    assert told("retry_book") == [(story.people[person], book)]


def test_a_book_that_is_there_waits_no_more(book: int, story: Story, sign_in: SignIn) -> None:
    build_consolidation(book)
    head = sign_in("planificacion")
    assert "Libros que aún no están hechos" not in head.get(PAGE).text
    assert press(head, PAGE, f"{PAGE}book/{book}").status_code == 409
    assert press(head, PAGE, f"{PAGE}book/999999").status_code == 404
    assert told("retry_book") == []


def test_waiting_mails_are_sent_now_on_record(book: int, story: Story, sign_in: SignIn) -> None:
    admin = sign_in("admin")
    waiting = rows("SELECT count(*) FROM outbox_mail WHERE state = 'queued'")[0][0]
    page = admin.get(PAGE).text
    assert re.search(rf'<strong class="figure">{waiting}</strong>\s+en espera', page)
    assert press(admin, PAGE, f"{PAGE}delivery").status_code == 302
    assert [actor for actor, _ in told("retry_delivery")] == [story.people["admin"]]


def test_what_is_asked_for_stays_written_down_where_the_queue_is_away(
    book: int, app: Flask, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = sign_in("planificacion")
    head.get(PAGE)
    monkeypatch.setitem(app.config, "RUMBO_QUEUE_URL", "unix:///nowhere/valkey.sock")
    assert press(head, PAGE, f"{PAGE}book/{book}").status_code == 302
    assert "La cola no responde" in head.get(PAGE).text
    assert len(told("retry_book")) == 1


def test_who_only_watches_finds_states_and_no_buttons(book: int, story: Story, sign_in: SignIn) -> None:
    page = sign_in("control").get(PAGE).text
    assert "Libros que aún no están hechos" in page
    assert f"{PAGE}book/" not in page
    assert f"{PAGE}delivery" not in page


def test_it_tells_what_comes_next(story: Story, sign_in: SignIn) -> None:
    page = sign_in("analista").get(PAGE).text
    assert "07/04/2027" in page
    assert "marzo de 2027" in page
