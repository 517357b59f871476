"""A password that somebody else made is good for one thing: choosing another."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from models.rules.roles import Role
from models.scope import as_system
from models.tables.assignment import Assignment
from models.tables.base import db
from tests.conftest import Ministry, csrf_token, rows
from tests.factories import PASSWORD
from tests.views.test_login import change_password, try_api, try_form

SignIn = Callable[[str], FlaskClient]
CHOOSE = "/contrasena/"
OWN = "un río que crece en mayo"


def shown(page: str) -> str:
    """The password that the page shows once."""
    found = re.search(r'class="secret"[^>]*>([^<]+)<', page)
    assert found is not None
    return found[1]


@pytest.fixture
def given(ministry: Ministry, sign_in: SignIn) -> str:
    """The administrator opens an account for a second analyst; gives its password."""
    admin = sign_in("admin")
    form = {"first_name": "Analista", "last_name": "Dos", "username": "analista.dos", "email": "dos@ministerio.example"}
    page = admin.post("/personas/add", data={**form, "csrf_token": csrf_token(admin, "/personas/add")})
    with as_system():
        user_id = rows("SELECT id FROM ab_user WHERE username = 'analista.dos'")[0].id
        where = {"institution_id": ministry.top.institution_id, "org_unit_id": ministry.top.id}
        held = {"user_id": user_id, "role": Role.PLANNING_ANALYST, "starts_on": date(2020, 1, 1)}
        db.session.add(Assignment(**where, **held))
        db.session.commit()
    return shown(page.text)


def test_it_leads_to_the_choice_of_another(given: str, client: FlaskClient) -> None:
    assert try_form(client, "analista.dos", given).status_code == 302
    for address in ("/", "/control/", "/plan/list/"):
        assert client.get(address).headers["Location"] == CHOOSE
    assert "Elija una que solo usted conozca" in client.get(CHOOSE).text
    assert change_password(client, OWN, old=given).status_code == 302
    assert client.get("/plan/list/").status_code == 200
    assert "Elija una que solo usted conozca" not in client.get(CHOOSE).text


def test_it_lets_nothing_be_written(given: str, client: FlaskClient) -> None:
    try_form(client, "analista.dos", given)
    form = {"code": "X", "name": "X", "csrf_token": csrf_token(client, CHOOSE)}
    assert client.post("/planes/add", data=form).headers["Location"] == CHOOSE


def test_it_lets_its_owner_leave(given: str, client: FlaskClient) -> None:
    try_form(client, "analista.dos", given)
    client.post("/logout/", data={"csrf_token": csrf_token(client, CHOOSE)})
    assert client.get("/control/").headers["Location"].startswith("/login/")


def test_its_token_opens_nothing(given: str, client: FlaskClient) -> None:
    tokens = try_api(client, "analista.dos", given).get_json()
    refresh = {"Authorization": f"Bearer {tokens['refresh_token']}"}
    assert client.post("/api/v1/security/refresh", headers=refresh).status_code == 401


def test_a_reset_one_is_as_short_lived(ministry: Ministry, sign_in: SignIn, client: FlaskClient) -> None:
    admin, user_id = sign_in("admin"), ministry.people["enlace"].id
    token = csrf_token(admin, f"/personas/show/{user_id}")
    page = admin.post(f"/personas/{user_id}/contrasena", data={"csrf_token": token}).text
    assert try_form(client, "enlace", PASSWORD).status_code == 401
    assert try_form(client, "enlace", shown(page)).status_code == 302
    assert client.get("/mi-mes/").headers["Location"] == CHOOSE


def test_it_tells_who_holds_no_role_yet(given: str, client: FlaskClient) -> None:
    with as_system():
        db.session.execute(text("UPDATE assignment SET ends_on = starts_on WHERE starts_on = '2020-01-01'"))
        db.session.commit()
    try_form(client, "analista.dos", given)
    assert client.get("/").status_code == 200
    assert client.get("/plan/list/").status_code == 403
