"""What a register refuses of a row that stands in no other: each at its field, and what narrows a list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.exceptions import Unauthorized

from models.rules.workflow import PlanState
from models.tables.base import db
from models.tables.plan_version import PlanVersion
from tests.conftest import Ministry, rows
from tests.factories import ItemSpec, make_item, make_plan
from tests.views.test_registers import item_id, send
from views.base import PlanningModelView
from views.base.view import PlanningView, acting_reader
from views.plan import PlanView

SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def drafts(ministry: Ministry, system: Any) -> PlanVersion:
    """A draft with a function, an activity below it and one below that; and another plan with one function."""
    version, other = (
        make_plan("POA-2027", state=PlanState.DRAFT),
        make_plan("POA-2028", year=2028, state=PlanState.DRAFT),
    )
    function = make_item(version, "F-01", ItemSpec("function", ministry.unit))
    make_item(version, "F-01.1", ItemSpec("activity", ministry.unit, function))
    make_item(other, "F-80", ItemSpec("function", ministry.unit))
    db.session.commit()
    return version


ITEM = {"plan_version": "POA-2027 v1", "code": "F-01", "name": "Elemento F-01", "org_unit": "DGA"}
REFUSED_ITEMS = [
    ({"level": "POA:function", "parent": "POA-2028:F-80"}, "es de otro plan"),
    ({"level": "POA:function", "parent": "POA-2027:F-01.1"}, "no depende de sí mismo"),
    ({"level": "PEI:objective"}, "es de otro tipo de plan"),
]


@pytest.mark.parametrize(("typed", "words"), REFUSED_ITEMS)
def test_it_refuses_an_item_that_stands_nowhere(
    drafts: PlanVersion, sign_in: SignIn, typed: dict[str, str], words: str
) -> None:
    key = item_id("F-01")
    answer = send(sign_in("analista"), f"/plan/edit/{key}", **ITEM, **typed)
    assert (answer.status_code, words in answer.text) == (422, True)
    assert rows(f"SELECT parent_id FROM plan_item WHERE id = {key}")[0][0] is None  # noqa: S608 -- a number


@pytest.mark.parametrize(("above", "status"), [("POA-2027:F-01", 422), ("POA-2028:F-80", 302)])
def test_an_item_serves_one_of_another_plan(drafts: PlanVersion, sign_in: SignIn, above: str, status: int) -> None:
    answer = send(sign_in("analista"), "/alineacion/add", plan_item="POA-2027:F-01.1", aligns_to=above)
    assert answer.status_code == status
    assert ("Elija un elemento de otro plan" in answer.text) == (status == 422)
    assert len(rows("SELECT 1 FROM alignment")) == (status == 302)


PLAN = {"code": "POA-2030", "name": "Plan de 2030", "plan_type": "POA", "starts_on": "2030-01-01"}


@pytest.mark.parametrize(
    ("until", "versions"),
    [
        ("2030-12-31", [("draft",)]),  # a plan starts with a draft
        ("2029-12-31", []),  # it would end before it starts
    ],
)
def test_a_plan_starts_with_a_draft(ministry: Ministry, sign_in: SignIn, until: str, versions: list[Any]) -> None:
    answer = send(sign_in("planificacion"), "/planes/add", **PLAN, ends_on=until)
    assert answer.status_code == (302 if versions else 422), answer.text
    assert ("termina después de empezar" in answer.text) != bool(versions)
    question = "SELECT v.state FROM plan_version v JOIN plan p ON p.id = v.plan_id WHERE p.code = 'POA-2030'"
    assert [tuple(row) for row in rows(question)] == versions


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("/unidades/list/?_flt_0_in_scope=y", 200),
        ("/unidades/list/?_flt_0_in_scope=quizá", 400),
        ("/presupuesto/list/?_flt_0_year=2027", 200),
        ("/presupuesto/list/?_flt_0_year=dos mil", 400),
        ("/presupuesto/list/?_flt_0_year=99999999999999999999", 400),
        ("/calendario/list/?_flt_0_on=9999-12-31", 400),  # there is no day after it
        ("/calendario/list/?_flt_1_on=2027-03-31", 200),
    ],
)
def test_a_list_is_narrowed_by_what_a_column_can_hold(
    ministry: Ministry, sign_in: SignIn, asked: str, found: int
) -> None:
    who = "finanzas" if "presupuesto" in asked else "planificacion"
    assert sign_in(who).get(asked).status_code == found


def test_a_screen_says_where_it_stands_and_what_it_is_called() -> None:
    with pytest.raises(TypeError, match="does not declare route_base, class_permission_name"):
        type("Nameless", (PlanningView,), {})


@pytest.mark.parametrize(
    ("declared", "words"),
    [
        ({"datamodel": object()}, "datamodel is not a PlanningInterface"),
        ({"add_title": ""}, "does not declare add_title"),
        ({"add_columns": ["code", "state"]}, "types state"),  # a step is no field of a form
        ({"label_columns": {}}, "has no label for"),
        ({"order_columns": ["ends_on", "org_unit"]}, "sorts by what it does not list: org_unit"),
        ({"summed_columns": ["weight"]}, "sums what it does not list: weight"),
    ],
)
def test_a_register_leaves_nothing_to_be_guessed(declared: dict[str, Any], words: str) -> None:
    with pytest.raises(TypeError, match=words):
        type("Careless", (PlanView,), declared)


def test_a_register_declares_what_it_shows() -> None:
    with pytest.raises(TypeError, match=r"does not declare datamodel, .*list_columns"):
        type("Silent", (PlanningModelView,), {})


@pytest.mark.usefixtures("system")
def test_the_system_acts_for_nobody() -> None:
    with pytest.raises(Unauthorized):
        acting_reader()
