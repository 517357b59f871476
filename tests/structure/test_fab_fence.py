"""Faults of Flask-AppBuilder by which rows leak or change: an upgrade that brings one back shows at once.

The F numbers are those of the fault list against which the fence was built.
"""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask_appbuilder.api import BaseApi, ModelRestApi
from flask_appbuilder.views import MasterDetailView, ModelView

from app.login_api import LoginApi
from tests.conftest import Ministry, csrf_token, rows
from tests.structure.attacks import DAY, TOKEN_PAGE, Enter, days, name_of, post, registered
from views.base import PlanningModelView

# F1: actions go round the row filters


def test_an_action_leaves_another_units_row_alone(enter: Enter, items: dict[str, int]) -> None:
    assert post(enter("enlace"), f"/fenced-items/action/rename/{items['A2']}").status_code == 404
    assert name_of(items["A2"]) == "Elemento A2"


def test_an_action_on_many_changes_none_where_one_is_out_of_reach(enter: Enter, items: dict[str, int]) -> None:
    answer = post(enter("enlace"), "/fenced-items/action_post", action="rename", rowid=[items["A1"], items["A2"]])
    assert answer.status_code == 404
    assert [name_of(key) for key in items.values()] == ["Elemento A1", "Elemento A2"]


def test_an_action_works_on_an_own_row(enter: Enter, items: dict[str, int]) -> None:
    assert post(enter("enlace"), f"/fenced-items/action/rename/{items['A1']}").status_code == 302
    assert name_of(items["A1"]) == "Otro nombre"


@pytest.mark.parametrize(("path", "status"), [("action/nothing/1", 404), ("action_post", 404)])
def test_an_unknown_action_is_not_found(enter: Enter, items: dict[str, int], path: str, status: int) -> None:
    assert post(enter("enlace"), f"/fenced-items/{path}").status_code == status


def test_an_action_asks_for_its_permission(enter: Enter, items: dict[str, int]) -> None:
    assert post(enter("analista"), f"/fenced-items/action/rename/{items['A1']}").status_code == 403


# F2, F5, F6, F10, F26: what is not registered at all


def test_no_register_is_stock(app: Flask) -> None:
    views = registered(app)
    assert not [view for view in views if isinstance(view, MasterDetailView | ModelRestApi)]
    assert not [view for view in views if isinstance(view, ModelView) and not isinstance(view, PlanningModelView)]


def test_the_only_api_of_fab_is_the_log_in(app: Flask) -> None:
    assert [type(view) for view in registered(app) if isinstance(view, BaseApi)] == [LoginApi]


@pytest.mark.parametrize(
    "path",
    [
        "/users/list/",
        "/users/add",
        "/roles/list/",
        "/resetpassword/form",
        "/resetmypassword/form",
        "/register/form",
        "/registeruser/list/",
        "/userinfoeditview/form",
        "/permissions/list/",
        "/viewmenus/list/",
        "/permissionviews/list/",
        "/userstatschartview/chart/",
        "/groups/list/",
        "/lang/en",
        "/api/v1/menu/",
        "/api/v1/_openapi",
        "/swagger/v1",
        "/api/v1/security/users/",
        "/unidades/download/secrets.txt",
    ],
)
def test_fabs_own_screens_stay_away(ministry: Ministry, sign_in: Enter, path: str) -> None:
    assert sign_in("admin").get(path).status_code == 404


# F3: related lists ignore permission


def test_a_related_list_needs_its_own_permission(enter: Enter, items: dict[str, int]) -> None:
    page = f"/fenced-items/show/{items['A1']}"
    assert "A1-IND" in enter("analista").get(page).text
    assert "A1-IND" not in enter("enlace").get(page).text


# F4: forms offer and take every row


def test_a_form_takes_no_row_that_is_not_offered(enter: Enter, items: dict[str, int]) -> None:
    browser = enter("enlace")
    answer = post(
        browser, f"/fenced-items/edit/{items['A1']}", name="Nuevo", org_unit="DGT", row_version="1", description=""
    )
    assert answer.status_code in {404, 422}
    assert name_of(items["A1"]) == "Elemento A1"


def test_a_form_takes_nothing_from_the_address(enter: Enter) -> None:
    browser = enter("planificacion")
    token = csrf_token(browser, TOKEN_PAGE)
    browser.post("/fenced-days/add?_flt_0_name=Otro", data={**DAY, "csrf_token": token})
    assert days() == [("2027-05-03", "Asueto local")]


def test_a_form_ignores_what_it_does_not_ask_for(enter: Enter) -> None:
    post(
        enter("planificacion"), "/fenced-days/add", **DAY, is_working="y", id="77", institution_id="77", row_version="9"
    )
    assert rows("SELECT is_working, id = 77, institution_id = 77, row_version FROM non_working_day") == [
        (False, False, False, 1)
    ]


# F7 and the sort oracle: columns that were not declared


@pytest.mark.parametrize(
    "query",
    [
        "_flt_0_description=x",
        "_flt_0_password=x",
        "_flt_0_plan_version.act=x",
        "_flt_9_code=x",
        "_oc_FencedItemView=description",
        "_oc_FencedItemView=id;drop",
        "_oc_FencedItemView=code&_od_FencedItemView=sideways",
    ],
)
def test_only_declared_columns_are_searched_and_sorted(enter: Enter, items: dict[str, int], query: str) -> None:
    assert enter("enlace").get(f"/fenced-items/list/?{query}").status_code == 400


@pytest.mark.parametrize("query", ["_flt_0_code=A1", "_oc_FencedItemView=name&_od_FencedItemView=desc"])
def test_declared_columns_are_searched_and_sorted(enter: Enter, items: dict[str, int], query: str) -> None:
    page = enter("enlace").get(f"/fenced-items/list/?{query}")
    assert page.status_code == 200
    assert "Elemento A1" in page.text


# F9: a link deletes, a stranger's page acts


@pytest.mark.parametrize("path", ["/fenced-days/delete/{}", "/fenced-items/action/rename/{}"])
def test_a_link_changes_nothing(enter: Enter, items: dict[str, int], path: str) -> None:
    assert enter("planificacion").get(path.format(items["A1"])).status_code == 405


@pytest.mark.parametrize("token", [{}, {"csrf_token": "forged"}])
def test_a_post_without_its_token_is_refused(enter: Enter, token: dict[str, str]) -> None:
    answer = enter("planificacion").post("/fenced-days/add", data={**DAY, **token})
    assert answer.status_code == 400
    assert not days()


# F11: bad input is no failure of ours


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("list/?page_FencedItemView=abc", 400),
        ("list/?page_FencedItemView=-1", 400),
        ("list/?page_FencedItemView=99999999999999999999", 400),
        ("list/?psize_FencedItemView=1e9", 400),
        ("list/?page_FencedItemView=1000000", 200),
        ("list/?_flt_0_code=%00", 400),
        ("list/?%00=1", 400),
        ("list/?_flt_0_code=%27%22%3B--", 200),
        ("list/?_flt_0_code=" + "x" * 3000, 200),
        ("list/?_flt_0_org_unit=nobody", 200),
        ("show/abc", 404),
        ("show/0", 404),
        ("show/-1", 404),
        ("show/9223372036854775808", 404),
        ("show/99999999999999999999999", 404),
        ("show/1%00", 404),
        ("edit/999999", 404),
    ],
)
def test_senseless_addresses_are_refused(enter: Enter, items: dict[str, int], path: str, status: int) -> None:
    assert enter("enlace").get(f"/fenced-items/{path}").status_code == status


def test_a_missing_row_and_a_foreign_one_look_the_same(enter: Enter, items: dict[str, int]) -> None:
    browser = enter("enlace")
    foreign, missing = (browser.get(f"/fenced-items/show/{key}") for key in (items["A2"], 999_999))
    assert (foreign.status_code, missing.status_code) == (404, 404)
    assert _plain(foreign.text) == _plain(missing.text)


def _plain(page: str) -> str:
    return re.sub(r'(value|nonce)="[^"]*"', "", page)
