"""Two liaisons of one unit on one sheet: nobody's value is gone over without a choice, and nobody's is lost."""

from __future__ import annotations

import pytest
from flask_appbuilder.security.sqla.models import User
from playwright.sync_api import Page, expect
from sqlalchemy import select

from models.rules.roles import Role
from models.scope import as_system
from models.tables.base import db
from models.tables.org_unit import OrgUnit
from tests.browser.conftest import Window
from tests.browser.gestures import button, field
from tests.browser.month_page import foot, open_month, row, state, stored, write_down
from tests.browser.site import Site
from tests.browser.watch import Watch
from tests.factories import make_user

CONFLICT = "status of 409"
CELL = "F-02.2"


@pytest.fixture
def colleague(served: Site) -> str:
    """Another liaison of the unit of `enlace`."""
    with served.app.app_context(), as_system():
        unit = db.session.scalars(select(OrgUnit).where(OrgUnit.code == "DGA").order_by(OrgUnit.id)).first()
        first = db.session.scalars(select(User).where(User.username == "enlace")).one()
        assert unit is not None
        made = make_user("enlace_dos", (Role.LIAISON, unit))
        made.password = first.password
        db.session.commit()
    return "enlace_dos"


@pytest.fixture
def other(open_window: Window, colleague: str, watch: Watch) -> Page:
    """The colleague's sheet; that a save is refused where both wrote is what these tests are about."""
    watch.expect(CONFLICT)
    return open_month(open_window, colleague)


@pytest.fixture
def month(open_window: Window, other: Page) -> Page:
    """The sheet of the liaison, from before the colleague wrote."""
    return open_month(open_window)


def first_writes(other: Page) -> None:
    """The colleague saves 15 where the other page still shows what was there."""
    write_down(other, {CELL: "15"})
    expect(state(other, CELL)).to_contain_text("guardado")


@pytest.mark.parametrize(("choice", "kept"), [("dejar 15", "15"), ("poner 14", "14")])
def test_it_asks_before_it_goes_over_what_another_wrote(month: Page, other: Page, choice: str, kept: str) -> None:
    first_writes(other)
    write_down(month, {CELL: "14"})
    expect(state(month, CELL)).to_contain_text("lo cambió otra persona")
    expect(state(month, CELL)).to_contain_text("Enlace_dos")
    expect(state(month, CELL)).to_contain_text("→ 15")
    expect(foot(month)).to_contain_text("Hay campos que revisar")
    button(state(month, CELL), choice).click()
    expect(state(month, CELL)).to_contain_text("guardado")
    assert stored(month, {CELL: ""}) == {CELL: kept}


def test_it_takes_neither_more_keys_nor_a_new_page_for_a_choice(month: Page, other: Page) -> None:
    first_writes(other)
    write_down(month, {CELL: "14"})
    expect(state(month, CELL)).to_contain_text("lo cambió otra persona")
    write_down(month, {CELL: "143"})
    expect(button(state(month, CELL), "poner 143")).to_be_visible()
    month.reload()
    expect(state(month, CELL)).to_contain_text("lo cambió otra persona")
    expect(field(month, CELL)).to_have_value("143")
    assert stored(other, {CELL: ""}) == {CELL: "15"}


def test_it_saves_beside_the_cell_that_waits_for_a_choice(month: Page, other: Page) -> None:
    first_writes(other)
    write_down(month, {CELL: "14", "F-02.3": "77"})
    expect(state(month, CELL)).to_contain_text("lo cambió otra persona")
    expect(state(month, "F-02.3")).to_contain_text("guardado")
    assert stored(other, {CELL: "", "F-02.3": ""}) == {CELL: "15", "F-02.3": "77"}


def test_it_joins_what_two_people_write_in_different_fields_of_a_row(month: Page, other: Page) -> None:
    row(other, CELL).locator("summary").click()
    row(other, CELL).get_by_label("Nota").fill("Revisado con el registro")
    expect(state(other, CELL)).to_contain_text("guardado")
    write_down(month, {CELL: "612"})
    expect(state(month, CELL)).to_contain_text("guardado")
    expect(row(month, CELL).get_by_label("Nota")).to_have_value("Revisado con el registro")
    assert stored(other, {CELL: ""}) == {CELL: "612"}


def test_it_shows_who_works_without_scripts_what_stands_where_another_was_first(
    open_window: Window, other: Page
) -> None:
    page = open_window("enlace", java_script_enabled=False)
    page.goto("/mi-mes/2027-03/")
    first_writes(other)
    field(page, CELL).fill("14")
    button(page, "^guardar$").click()
    expect(page.get_by_role("alert")).to_contain_text("→ 15")
    expect(field(page, CELL)).to_have_value("14")
    assert stored(other, {CELL: ""}) == {CELL: "15"}
