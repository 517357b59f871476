"""Faults of Flask-AppBuilder's forms: lost text, lost updates, numbers that are none, what a rule forbids."""

from __future__ import annotations

import re
from html import escape

import pytest
from flask import Flask

from models.tables.base import db
from models.tables.institution import Institution
from tests.conftest import Ministry, rows
from tests.factories import make_unit
from tests.structure.attacks import DAY, Enter, days, name_of, post, registered

# F12, F13, F24: what the database refuses


def test_a_duplicate_keeps_what_was_typed_and_shows_no_sql(enter: Enter) -> None:
    browser = enter("planificacion")
    post(browser, "/fenced-days/add", **DAY)
    answer = post(browser, "/fenced-days/add", **{**DAY, "name": "Otro nombre escrito"})
    assert answer.status_code == 409
    assert "Otro nombre escrito" in answer.text
    assert not re.search(r"psycopg|INSERT|uq_|DETAIL|sqlalche", answer.text)
    assert days() == [("2027-05-03", "Asueto local")]


def test_the_engine_hides_parameters(app: Flask) -> None:
    assert db.engine.hide_parameters


# F14: NaN and other numbers that are none


@pytest.mark.parametrize(
    "typed", ["NaN", "Infinity", "-1", "1e308", "1e5", "1_000", "1,5", "1.500", "1,500", "١٢", "12x"]
)
def test_a_number_is_understood_or_asked_back(enter: Enter, items: dict[str, int], typed: str) -> None:
    form = {"name": "Nuevo", "weight": typed, "org_unit": "DGA", "description": "", "row_version": "1"}
    answer = post(enter("enlace"), f"/fenced-items/edit/{items['A1']}", **form)
    assert answer.status_code == 422
    assert escape(typed) in answer.text
    assert name_of(items["A1"]) == "Elemento A1"


# F15 and hooks: a rule says no


def test_a_rule_is_shown_at_its_field_and_nothing_is_stored(enter: Enter) -> None:
    sunday = {**DAY, "on": "2027-05-02", "name": "Texto que no se pierde"}
    answer = post(enter("planificacion"), "/fenced-days/add", **sunday)
    assert answer.status_code == 422
    assert "El domingo ya no se trabaja." in answer.text
    assert "Texto que no se pierde" in answer.text
    assert not days()


def test_a_rule_that_says_no_to_an_edit_stores_nothing(enter: Enter) -> None:
    browser = enter("planificacion")
    post(browser, "/fenced-days/add", **DAY)
    (key,) = rows("SELECT id FROM non_working_day")[0]
    answer = post(browser, f"/fenced-days/edit/{key}", **{**DAY, "on": "2027-05-02"}, row_version="1")
    assert answer.status_code == 422
    assert days() == [("2027-05-03", "Asueto local")]


def test_no_register_uses_hooks_that_run_beside_the_transaction(app: Flask) -> None:
    hooks = {"pre_add", "pre_update", "pre_delete", "post_add", "post_update", "post_delete"}
    for view in registered(app):
        ours = [base for base in type(view).__mro__ if base.__module__.startswith(("views", "app"))]
        assert not [name for base in ours for name in hooks if name in vars(base)]


def test_a_change_leaves_one_line_in_the_trail(enter: Enter) -> None:
    post(enter("planificacion"), "/fenced-days/add", **DAY)
    lines = rows("SELECT actor FROM audit_entry WHERE action = 'add_non_working_day'")
    assert lines == [("Planificacion de prueba",)]


# F16: lost updates


def test_a_stale_form_shows_both_texts_and_loses_neither(enter: Enter) -> None:
    browser = enter("planificacion")
    post(browser, "/fenced-days/add", **DAY)
    (key,) = rows("SELECT id FROM non_working_day")[0]
    post(browser, f"/fenced-days/edit/{key}", **{**DAY, "name": "De la primera persona"}, row_version="1")
    late = post(browser, f"/fenced-days/edit/{key}", **{**DAY, "name": "De la segunda persona"}, row_version="1")
    assert late.status_code == 409
    assert "De la primera persona" in late.text
    assert "De la segunda persona" in late.text
    assert days() == [("2027-05-03", "De la primera persona")]


def test_a_stale_form_may_be_saved_knowingly(enter: Enter) -> None:
    browser = enter("planificacion")
    post(browser, "/fenced-days/add", **DAY)
    (key,) = rows("SELECT id FROM non_working_day")[0]
    post(browser, f"/fenced-days/edit/{key}", **{**DAY, "name": "Primera"}, row_version="1")
    late = post(browser, f"/fenced-days/edit/{key}", **{**DAY, "name": "Segunda"}, row_version="1")
    version = re.search(r'name="row_version"[^>]*value="(\d+)"', late.text) or re.search(
        r'value="(\d+)"[^>]*name="row_version"', late.text
    )
    assert version is not None
    post(browser, f"/fenced-days/edit/{key}", **{**DAY, "name": "Segunda"}, row_version=version[1])
    assert days() == [("2027-05-03", "Segunda")]


@pytest.mark.parametrize("version", ["", "x", "0", "2"])
def test_a_form_without_its_version_is_stale(enter: Enter, version: str) -> None:
    browser = enter("planificacion")
    post(browser, "/fenced-days/add", **DAY)
    (key,) = rows("SELECT id FROM non_working_day")[0]
    answer = post(browser, f"/fenced-days/edit/{key}", **{**DAY, "name": "Sin versión"}, row_version=version)
    assert answer.status_code in {409, 422}
    assert days() == [("2027-05-03", "Asueto local")]


# F23: "already exists" tells about other institutions


def test_another_institutions_code_is_free(enter: Enter, ministry: Ministry) -> None:
    foreign = Institution(
        code="otra", name="Otra", country="CO", currency="COP", timezone="America/Bogota", locale="es_CO"
    )
    db.session.add(foreign)
    db.session.flush()
    make_unit("AJENA", of="otra")
    db.session.commit()
    form = {"code": "AJENA", "name": "Propia", "kind": "direccion", "in_scope": "y"}
    assert post(enter("planificacion"), "/unidades/add", **form).status_code == 302
