"""Internal control and the reports ask over a connection on which the database refuses every write."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.exc import InternalError

from jobs import build_consolidation as building
from models.scope import as_system
from models.tables.base import db
from models.tables.read_session import reading_only
from tests.conftest import Ministry, csrf_token, rows
from tests.factories import PASSWORD, institution
from tests.procedures.story import CONSOLIDATION, Story
from views import dashboard

SignIn = Callable[[str], FlaskClient]
WRITE = "UPDATE institution SET name = 'Otra'"


@pytest.fixture
def writing_board(story: Story, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A dashboard that writes, as a mistake of ours would; gives the roles that it asked as."""
    roles: list[str] = []
    count = dashboard.standings

    def count_and_write(*question: Any) -> Any:
        roles.append(db.session.execute(text("SELECT current_user")).scalar_one())
        db.session.execute(text(WRITE))
        db.session.commit()
        return count(*question)

    monkeypatch.setattr(dashboard, "standings", count_and_write)
    return roles


def test_internal_control_cannot_write_even_by_our_mistake(writing_board: list[str], sign_in: SignIn) -> None:
    answer = sign_in("control").get("/tablero/")
    assert answer.status_code == 403
    assert "Traceback" not in answer.text
    assert writing_board == ["rumbo_read"]
    assert not rows("SELECT 1 FROM institution WHERE name = 'Otra'")


def test_everybody_else_asks_as_the_application(writing_board: list[str], sign_in: SignIn) -> None:
    assert sign_in("viceministro").get("/tablero/").status_code == 200
    assert set(writing_board) == {"rumbo_app"}


def test_internal_control_reads_every_page_of_its_menu(story: Story, sign_in: SignIn) -> None:
    browser = sign_in("control")
    for address in ("/tablero/", "/control/2027-03/", "/plan/list/", "/consolidado/", "/bitacora/list/", "/plazos/"):
        assert browser.get(address).status_code == 200


def test_a_refusal_of_internal_control_is_written_down(ministry: Ministry, sign_in: SignIn) -> None:
    assert sign_in("control").get("/unidades/add").status_code == 403
    assert rows("SELECT actor FROM audit_entry WHERE action = 'denied'") == [("Control de prueba",)]


def test_internal_control_changes_the_own_password_and_leaves(ministry: Ministry, sign_in: SignIn) -> None:
    browser = sign_in("control")
    new = "un río que crece en mayo"
    form = {"old": PASSWORD, "password": new, "again": new, "csrf_token": csrf_token(browser, "/contrasena/")}
    assert browser.post("/contrasena/", data=form).status_code == 302
    token = csrf_token(browser, "/contrasena/")
    assert browser.post("/logout/", data={"csrf_token": token}).status_code == 302


def test_a_report_is_built_without_writing(
    story: Story, tick_at: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    tick_at(CONSOLIDATION)
    run = rows("SELECT id FROM export_run WHERE done_at IS NULL")[0].id
    monkeypatch.setattr(building, "audit_head", lambda: db.session.execute(text(WRITE)))
    with pytest.raises(InternalError, match="read-only"):
        building.build_consolidation(run)
    db.session.rollback()
    monkeypatch.undo()
    assert building.build_consolidation(run) == 1


def test_without_an_address_of_its_own_it_reads_as_the_application(
    app: Flask, ministry: Ministry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "RUMBO_DATABASE_READ_URL", "")
    monkeypatch.delitem(app.extensions, "rumbo_read_engine", raising=False)
    with reading_only(), as_system():
        assert institution().code == "hacienda_sv"
        with pytest.raises(InternalError, match="read-only"):
            db.session.execute(text(WRITE))
    db.session.rollback()
    monkeypatch.delitem(app.extensions, "rumbo_read_engine")
