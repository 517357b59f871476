"""What the clock of the demo says after it moved."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from jobs.tick import TickReport
from models.clock import business_now, real_now
from models.tables.base import db
from tests.procedures.steps import press
from tests.procedures.story import Story
from views.demo_clock import told


@pytest.mark.parametrize(
    ("tasks", "mails", "said"),
    [
        (0, 0, "0 tareas hechas, 0 correos en camino."),
        (1, 1, "1 tarea hecha, 1 correo en camino."),
        (3, 12, "3 tareas hechas, 12 correos en camino."),
    ],
)
def test_it_counts_in_words_that_agree(app: Flask, tasks: int, mails: int, said: str) -> None:
    report = TickReport(real_now(), occurrences=["x"] * tasks, mails_queued=mails)
    with app.test_request_context():
        assert told(report).endswith(said)


PAGE = "/demo/reloj/"


@pytest.fixture
def demo(app: Flask, story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "RUMBO_ENV", "demo")


def clock() -> str:
    """Day and hour of the business clock as it stands stored."""
    db.session.rollback()
    return business_now().isoformat(timespec="minutes")


def test_it_moves_on_by_a_day(demo: None, client: FlaskClient) -> None:
    assert press(client, PAGE, f"{PAGE}mover", step="day").location == PAGE
    assert clock() == "2027-04-02T14:00+00:00"


def test_it_goes_to_a_moment_of_the_institution(demo: None, client: FlaskClient) -> None:
    press(client, PAGE, f"{PAGE}mover", moment="2027-04-09T08:00")
    assert clock() == "2027-04-09T14:00+00:00"


@pytest.mark.parametrize("moment", ["", "mañana", "2033-04-09T08:00"])
def test_it_stays_where_it_is_for_what_is_no_near_moment(demo: None, client: FlaskClient, moment: str) -> None:
    assert press(client, PAGE, f"{PAGE}mover", moment=moment).status_code == 422
    assert clock() == "2027-04-01T14:00+00:00"


def test_there_is_no_such_clock_outside_a_demo(story: Story, client: FlaskClient) -> None:
    assert client.get(PAGE).status_code == 404
