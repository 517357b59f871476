"""Faults of Flask-AppBuilder's pages, permissions and declarations."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.roles import builtin_roles
from models.scope import as_system
from models.tables.base import db
from models.tables.org_unit import OrgUnit
from models.tables.plan_item import PlanItem
from tests.conftest import Ministry, rows
from tests.factories import ItemSpec, make_item, make_plan, make_unit
from tests.structure.attacks import Enter, registered
from views.base import PlanningInterface, PlanningModelView

# F18, headers and scripts


@pytest.mark.parametrize("path", ["/login/", "/unidades/list/", "/calendario/add", "/contrasena/", "/nowhere"])
def test_pages_run_our_scripts_alone_and_are_framed_by_nobody(ministry: Ministry, sign_in: Enter, path: str) -> None:
    answer = sign_in("planificacion").get(path)
    policy = answer.headers["Content-Security-Policy"]
    nonce = re.search(r"script-src 'self' 'nonce-([^']+)'", policy)
    assert nonce is not None
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-eval" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    for script in re.findall(r"<script[^>]*>", answer.text):
        assert f'nonce="{nonce[1]}"' in script or re.search(r'\ssrc="/static/', script)
    assert not re.search(r"<[^>]+\son[a-z]+=", answer.text)


def test_a_nonce_is_used_once(client: FlaskClient) -> None:
    policies = {client.get("/login/").headers["Content-Security-Policy"] for _ in range(3)}
    assert len(policies) == 3


def test_the_cookie_is_closed(client: FlaskClient) -> None:
    cookie = client.get("/login/").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


# F26 and pages


def test_a_page_has_a_largest_size(enter: Enter, ministry: Ministry) -> None:
    version = make_plan()
    for number in range(120):
        make_item(version, f"X{number:03d}", ItemSpec("activity", ministry.unit))
    db.session.commit()
    page = enter("enlace").get("/fenced-items/list/?psize_FencedItemView=100000").text
    assert len(re.findall(r"Elemento X\d+", page)) == 100


def test_a_list_costs_the_same_for_five_rows_and_for_fifty(
    enter: Enter, ministry: Ministry, count_statements: list[str]
) -> None:
    version = make_plan()
    units = [make_unit(parent=ministry.unit) for _ in range(50)]
    for number, unit in enumerate(units):
        make_item(version, f"X{number:03d}", ItemSpec("activity", unit))
    db.session.commit()
    browser = enter("analista")
    costs = []
    for size in (5, 50):
        count_statements.clear()
        page = browser.get(f"/fenced-items/list/?psize_FencedItemView={size}").text
        costs.append(len(count_statements))
        assert len(re.findall(r"Elemento X\d+", page)) == size
    assert costs[0] == costs[1] <= 20


# Declarations

WHOLE = {
    "datamodel": PlanningInterface(OrgUnit),
    "route_base": "/x",
    "class_permission_name": "x",
    "list_title": "X",
    "show_title": "X",
    "add_title": "X",
    "edit_title": "X",
    "label_columns": {"code": "Code", "name": "Name"},
    "list_columns": ["code"],
    "search_columns": ["code"],
    "show_columns": ["code"],
    "add_columns": ["code"],
    "edit_columns": ["code"],
}


def test_a_whole_declaration_is_taken() -> None:
    type("WholeView", (PlanningModelView,), WHOLE)


@pytest.mark.parametrize("name", [*WHOLE])
def test_a_register_declares_everything(name: str) -> None:
    with pytest.raises((TypeError, AttributeError)):
        type("PartView", (PlanningModelView,), {key: value for key, value in WHOLE.items() if key != name})


@pytest.mark.parametrize("column", ["state", "id", "institution_id", "row_version"])
def test_a_form_never_holds_a_state_or_a_key(column: str) -> None:
    more = {"edit_columns": [column], "label_columns": {"code": "Code", column: "X"}}
    with pytest.raises(TypeError):
        type("StateView", (PlanningModelView,), {**WHOLE, **more})


# Roles


def test_every_permission_of_every_view_is_granted_to_somebody_and_no_other(app: Flask) -> None:
    asked = {(view.class_permission_name, name) for view in registered(app) for name in view.base_permissions}
    granted = {tuple(pair) for pairs in builtin_roles().values() for pair in pairs}
    assert granted == asked


def test_names_of_permissions_are_compared_whole(app: Flask, ministry: Ministry, sign_in: Enter) -> None:
    manager = app.extensions["appbuilder"].sm
    assert manager._has_access_builtin_roles(manager.get_public_role(), "can_list", "org_unit") is False
    for view, permission in (("org_unitX", "can_list"), ("org_unit", "can_list_all"), (".*", ".*"), ("org", "can")):
        assert not any(
            manager._has_access_builtin_roles(type("R", (), {"name": role})(), permission, view)
            for role in manager.builtin_roles
        )


def test_no_role_is_kept_in_fabs_tables(ministry: Ministry, sign_in: Enter) -> None:
    sign_in("admin")
    assert not rows("SELECT 1 FROM ab_user_role")


def test_a_page_asks_for_no_permission_in_sql(ministry: Ministry, sign_in: Enter, count_statements: list[str]) -> None:
    browser = sign_in("planificacion")
    count_statements.clear()
    browser.get("/unidades/list/")
    assert not [statement for statement in count_statements if "ab_permission" in statement or "ab_role" in statement]
    assert len(count_statements) <= 20


def test_starting_asks_the_database_for_nothing(live: Any, environment: dict[str, str]) -> None:
    from app.factory import create_app
    from config import settings

    app = create_app({**settings(environment), "SQLALCHEMY_DATABASE_URI": "postgresql+psycopg://nobody@/none?host=/x"})
    assert app.config["FAB_CREATE_DB"] is False
    assert app.config["FAB_UPDATE_PERMS"] is False


# Text


def test_text_is_text_everywhere(enter: Enter, items: dict[str, int]) -> None:
    probe = "<img src=x onerror=alert(1)>"
    with as_system():
        item = db.session.scalars(select(PlanItem).where(PlanItem.id == items["A1"])).one()
        item.name = item.description = probe
        db.session.commit()
    browser = enter("enlace")
    for path in ("list/", f"show/{items['A1']}", f"edit/{items['A1']}", f"list/?_flt_0_code={probe}"):
        page = browser.get(f"/fenced-items/{path}").text
        assert "<img src=x" not in page


def test_the_fence_is_all_that_stands_on_fabs_registers() -> None:
    root = Path(__file__).resolve().parents[2]
    wrong = [
        str(file)
        for folder in ("views", "app")
        for file in sorted((root / folder).rglob("*.py"))
        if "import ModelView" in (text := file.read_text(encoding="utf-8")) or "ModelRestApi" in text
    ]
    assert wrong == [str(root / "views/base/pages.py")]
