"""Generated forms: fields under headings, what is needed, and each refusal at its field and in a summary above."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import Ministry, csrf_token
from views.base import PlanningModelView
from views.base.groups import grouped

SignIn = Callable[[str], FlaskClient]


@pytest.mark.parametrize(
    ("columns", "groups"),
    [
        (["a", "b", "c"], [("", ["b"]), ("One", ["a"]), ("Two", ["c"])]),  # what has no heading comes first
        (["b", "c"], [("", ["b"]), ("Two", ["c"])]),  # a heading without fields is left out
        (["c", "a"], [("One", ["a"]), ("Two", ["c"])]),
        ([], []),
    ],
)
def test_it_puts_fields_under_headings(columns: list[str], groups: list[Any]) -> None:
    assert grouped(columns, (("One", ("a",)), ("Two", ("c", "d")))) == groups


LONG_FORM = 7
"""From so many fields on they stand under headings."""


def test_the_fields_of_a_long_form_stand_under_headings(app: Flask) -> None:
    views = [view for view in app.appbuilder.baseviews if isinstance(view, PlanningModelView)]  # type: ignore[attr-defined]
    long = {type(view).__name__: view for view in views if len(view.add_columns) >= LONG_FORM}
    assert {"PlanItemView", "IndicatorView", "AssignmentView", "OrgUnitView", "BudgetLineView"} <= {*long}
    for name, view in long.items():
        headings = [heading for heading, _columns in grouped(view.add_columns, view.field_groups)]
        assert all(headings), f"{name} leaves fields without a heading"
        assert len(headings) > 1, name


@pytest.fixture
def refused(ministry: Ministry, sign_in: SignIn) -> str:
    """The page of a new item without a name, with a weight that is no number."""
    browser = sign_in("analista")
    typed = {"code": "F-01", "weight": "mucho", "csrf_token": csrf_token(browser, "/plan/add")}
    answer = browser.post("/plan/add", data=typed)
    assert answer.status_code == 422
    return str(answer.text)


def test_a_summary_leads_to_each_field_that_is_wrong(refused: str) -> None:
    summary = refused[refused.index('role="alert"') : refused.index("<form", refused.index('role="alert"'))]
    assert re.findall(r'href="#(\w+)"', summary) == ["plan_version", "level", "name", "org_unit", "weight"]
    assert re.search(r'href="#name">Nombre: Este campo es obligatorio', summary)
    assert re.search(r"<title>\s*Error:\s*Nuevo elemento", refused)


def test_each_field_says_what_is_wrong_and_what_it_is_for(refused: str) -> None:
    weight = re.search(r'<input[^>]*id="weight"[^>]*>', refused)
    assert weight is not None
    assert 'aria-invalid="true"' in weight[0]
    assert 'aria-describedby="weight-error"' in weight[0]
    assert re.search(r'id="weight-error" class="error">[^<]*mucho', refused)
    assert 'aria-describedby="plan_version-error plan_version-hint"' in refused
    assert re.search(r'id="plan_version-hint" class="hint">Solo se escribe en borradores', refused)


def test_what_may_stay_empty_says_so(ministry: Ministry, sign_in: SignIn) -> None:
    page = sign_in("analista").get("/plan/add").text
    labels = re.findall(r'(?s)<label[^>]*for="(\w+)"[^>]*>[^<]*</label>\s*(<span class="optional">)?', page)
    optional = [name for name, mark in labels if mark]
    assert optional == ["parent", "description", "weight", "starts_on", "ends_on", "budget_code"]


def test_days_are_picked_from_a_calendar_of_the_browser(ministry: Ministry, sign_in: SignIn) -> None:
    page = sign_in("planificacion").get("/calendario/add").text
    assert re.search(r'<input[^>]*id="on"[^>]*type="date"', page)
