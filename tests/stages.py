"""Stages of the story of R 6.1: built once in a database of their own, and copied for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from flask_appbuilder.security.sqla.models import User

from jobs.deliver_mail import deliver_mail
from jobs.tick import TickReport, tick
from models.clock import business_now, set_business_clock
from models.scope import as_system
from models.tables.base import db
from models.tables.org_unit import OrgUnit
from tests.conftest import Ministry, csrf_token, make_ministry
from tests.factories import PASSWORD
from tests.live_database import KEPT, LIVE, MINISTRY, LiveDatabase
from tests.post_office import open_office
from tests.procedures.steps import fill, send
from tests.procedures.story import OPENING, OPENINGS, TOLD, Story, make_plans


def set_and_tick(moment: str) -> TickReport:
    """Move the clock to a moment and let it do what is due."""
    set_business_clock(datetime.fromisoformat(moment))
    db.session.commit()
    return tick(business_now())


@dataclass(frozen=True, slots=True)
class Founded:
    """Keys of the ministry's units and people in the kept database."""

    units: tuple[int, int, int]
    people: Mapping[str, int]

    def read(self) -> Ministry:
        """The rows of this test's own copy."""
        top, unit, other = (db.session.get_one(OrgUnit, key) for key in self.units)
        people = {name: db.session.get_one(User, key) for name, key in self.people.items()}
        return Ministry(top, unit, other, people)


@pytest.fixture(scope="session")
def founded(whole_app: Flask, live: LiveDatabase) -> Founded:
    """Keep a database with the ministry's units and people."""
    live.renew()
    with whole_app.app_context():
        with as_system():
            made = make_ministry()
            units = (made.top.id, made.unit.id, made.other.id)
            kept = Founded(units, {name: user.id for name, user in made.people.items()})
        db.session.remove()
        db.engine.dispose()
    live.is_clean = False
    live.parts.create_database(MINISTRY, template=LIVE)
    return kept


@pytest.fixture
def ministry(founded: Founded, system: Any) -> Ministry:
    """Two dependencies with liaison and head each, and the central roles, in a fresh copy."""
    return founded.read()


@pytest.fixture(scope="session")
def told(whole_app: Flask, live: LiveDatabase) -> Story:
    """Keep a database in which January and February were told through the screens, and March is open."""
    live.renew()
    with whole_app.app_context():
        with as_system():
            story = make_plans(make_ministry())
            db.session.commit()
        for month in ("2027-01", "2027-02"):
            set_and_tick(OPENINGS[month])
            browser = whole_app.test_client()
            token = csrf_token(browser)
            browser.post("/login/", data={"username": "enlace", "password": PASSWORD, "csrf_token": token})
            assert fill(browser, story, month, TOLD[month]).status_code == 302
            assert send(browser, month).status_code == 302
        set_and_tick("2027-03-31T18:00:00-06:00")
        _drain(whole_app)
        set_and_tick(OPENING)
        db.session.remove()
        db.engine.dispose()
    live.is_clean = False
    live.parts.create_database(KEPT, template=LIVE)
    return story


def _drain(app: Flask) -> None:
    """Let the mails of the months before go, so that the tests see those of March alone."""
    office, controller = open_office()
    mail = app.extensions["mail"]
    mail.port, before = office.port, mail.port
    deliver_mail()
    mail.port = before
    controller.stop()


@pytest.fixture
def story(told: Story, app: Flask) -> Iterator[Story]:
    """The morning of the first of April, in a fresh copy; the test reads as the system."""
    with as_system():
        set_business_clock(datetime.fromisoformat(OPENING))
        db.session.commit()
        yield told


@pytest.fixture
def tick_at(app: Flask) -> Callable[[str], TickReport]:
    """Move the clock to a moment and let it do what is due."""
    return set_and_tick
