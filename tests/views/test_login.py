"""Getting in, staying in and getting out: one answer for all who may not, and no session that outlives its reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import select

from models.actions.end_sessions import end_sessions
from models.clock import real_now
from models.scope import as_system
from models.tables.assignment import Assignment
from models.tables.base import db
from models.tables.login_failure import LoginFailure
from tests.conftest import Ministry, csrf_token, rows
from tests.factories import PASSWORD, make_user

HOME = "/contrasena/"  # a page that every role has
WRONG = "no es esta"
SignIn = Callable[[str], FlaskClient]


def try_form(browser: FlaskClient, username: str, password: str = WRONG, **more: Any) -> Any:
    """Send the log-in form."""
    form = {"username": username, "password": password, "csrf_token": csrf_token(browser)}
    return browser.post("/login/", data=form, **more)


def try_api(browser: FlaskClient, username: str, password: str = WRONG, **more: Any) -> Any:
    """Ask for a token."""
    document = {"username": username, "password": password, "provider": "db", "refresh": True}
    return browser.post("/api/v1/security/login", json=document, **more)


PATHS = pytest.mark.parametrize("attempt", [try_form, try_api], ids=["form", "api"])


def test_it_signs_in(ministry: Ministry, sign_in: SignIn) -> None:
    assert sign_in("enlace").get(HOME).status_code == 200


def test_it_signs_in_by_e_mail_and_in_capitals(ministry: Ministry, client: FlaskClient) -> None:
    assert try_form(client, "ENLACE@ministerio.example", PASSWORD).status_code == 302


def test_it_writes_one_line_in_the_trail(ministry: Ministry, sign_in: SignIn) -> None:
    sign_in("enlace")
    assert rows("SELECT actor, institution_id IS NOT NULL FROM audit_entry WHERE action = 'sign_in'") == [
        ("Enlace de prueba", True)
    ]


@PATHS
def test_it_answers_the_same_for_everybody_who_may_not(ministry: Ministry, client: FlaskClient, attempt: Any) -> None:
    make_user("inactiva").active = False
    db.session.commit()
    answers = [attempt(client, name) for name in ("enlace", "nadie", "inactiva")]
    answers.append(attempt(client, "inactiva", PASSWORD))
    assert {answer.status_code for answer in answers} == {401}
    assert len({re.sub(r'value="[^"]*"|nonce="[^"]*"', "", answer.text) for answer in answers}) == 1


@PATHS
def test_it_does_the_same_work_for_everybody_who_may_not(
    ministry: Ministry, client: FlaskClient, count_statements: list[str], attempt: Any
) -> None:
    make_user("inactiva").active = False
    db.session.commit()
    work = []
    for name in ("enlace", "nadie", "inactiva"):
        count_statements.clear()
        attempt(client, name)
        work.append([statement.split()[0] for statement in count_statements])
    assert work[0] == work[1] == work[2]


@PATHS
def test_it_makes_an_account_wait_after_ten_failures(ministry: Ministry, client: FlaskClient, attempt: Any) -> None:
    assert [attempt(client, "enlace").status_code for _ in range(10)] == [401] * 10
    answer = attempt(client, "enlace", PASSWORD)
    assert answer.status_code == 429
    assert "Espere" in answer.get_data(as_text=True)


@PATHS
def test_it_counts_both_paths_and_all_addresses_together(ministry: Ministry, client: FlaskClient, attempt: Any) -> None:
    for turn in range(10):
        way = try_form if turn % 2 else try_api
        way(client, "enlace", environ_overrides={"REMOTE_ADDR": f"10.0.0.{turn}"})
    assert attempt(client, "enlace", PASSWORD, environ_overrides={"REMOTE_ADDR": "10.0.1.1"}).status_code == 429


def test_it_lets_the_right_password_in_again_after_the_wait(ministry: Ministry, client: FlaskClient) -> None:
    for _ in range(14):
        try_form(client, "enlace")
    with time_machine.travel(real_now() + timedelta(minutes=16), tick=True):
        assert try_form(client, "enlace", PASSWORD).status_code == 302


def test_it_does_not_count_what_it_refuses(ministry: Ministry, client: FlaskClient) -> None:
    for _ in range(15):
        try_form(client, "enlace")
    assert rows("SELECT count(*) FROM login_failure") == [(10,)]


def test_it_forgets_failures_after_a_good_log_in(ministry: Ministry, client: FlaskClient) -> None:
    for _ in range(9):
        try_form(client, "enlace")
    try_api(client, "enlace", PASSWORD)
    assert not rows("SELECT 1 FROM login_failure")


@PATHS
def test_it_makes_an_address_wait_after_a_hundred_failures(
    ministry: Ministry, client: FlaskClient, attempt: Any
) -> None:
    with as_system():
        now = real_now()
        db.session.add_all(LoginFailure(account=f"{n}", address="127.0.0.1", at=now) for n in range(100))
        db.session.commit()
    assert attempt(client, "enlace", PASSWORD).status_code == 429


def test_it_lets_thirty_people_of_one_office_in(ministry: Ministry, client: FlaskClient) -> None:
    answers = [try_api(client, name, PASSWORD).status_code for name in [*ministry.people] * 3]
    assert set(answers) == {200}


def test_it_stores_no_name_that_may_be_a_password(ministry: Ministry, client: FlaskClient) -> None:
    try_form(client, "mi-contraseña-en-el-campo-equivocado")
    assert "mi-contra" not in str(rows("SELECT * FROM login_failure"))


@pytest.mark.parametrize(
    "goal",
    [
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example",
        "http:evil.example",
        "javascript:alert(1)",
        "\t//evil.example",
        "/\t/evil.example",
        "%09//evil.example",
        "http://user@evil.example",
        "https://127.0.0.1.evil.example",
        "http://ⓔvil.example",
    ],
)
def test_it_never_leads_to_another_host(ministry: Ministry, client: FlaskClient, goal: str) -> None:
    form = {"username": "enlace", "password": PASSWORD, "csrf_token": csrf_token(client)}
    answer = client.post("/login/", query_string={"next": goal}, data=form)
    assert answer.headers["Location"] == "/"


def test_it_returns_to_the_page_that_was_asked_for(ministry: Ministry, client: FlaskClient) -> None:
    answer = client.get("/unidades/list/?page_OrgUnitView=0")
    assert answer.status_code == 302
    assert "Acceso" not in client.get("/login/").text
    form = {"username": "enlace", "password": PASSWORD, "csrf_token": csrf_token(client)}
    assert client.post(answer.headers["Location"], data=form).headers["Location"] == (
        "/unidades/list/?page_OrgUnitView=0"
    )


@pytest.mark.parametrize("header", ["Host", "X-Forwarded-Host"])
def test_it_answers_to_no_other_name(client: FlaskClient, header: str) -> None:
    answer = client.get("/login/", headers={header: "evil.example"})
    assert answer.status_code == (400 if header == "Host" else 200)
    assert "evil.example" not in answer.text


def test_it_starts_a_new_session_at_the_log_in(ministry: Ministry, client: FlaskClient) -> None:
    before = csrf_token(client)
    try_form(client, "enlace", PASSWORD)
    assert csrf_token(client, HOME) != before


def stolen(browser: FlaskClient) -> str:
    """A copy of the session's cookie."""
    cookie = browser.get_cookie("rumbo")
    assert cookie is not None
    return str(cookie.value)


def works(app: Any, cookie: str) -> bool:
    """Whether a copied cookie opens a page."""
    thief = app.test_client()
    thief.set_cookie("rumbo", cookie)
    return bool(thief.get(HOME).status_code == 200)


def test_a_copied_cookie_dies_with_the_log_out(app: Any, ministry: Ministry, sign_in: SignIn) -> None:
    browser = sign_in("enlace")
    cookie = stolen(browser)
    assert works(app, cookie)
    browser.post("/logout/", data={"csrf_token": csrf_token(browser, HOME)})
    assert not works(app, cookie)


def test_a_copied_cookie_dies_with_a_new_password(app: Any, ministry: Ministry, sign_in: SignIn) -> None:
    browser = sign_in("enlace")
    cookie = stolen(browser)
    change_password(browser, "un río que crece en mayo")
    assert not works(app, cookie)
    assert browser.get(HOME).status_code == 200


def test_a_copied_cookie_dies_with_a_changed_assignment(app: Any, ministry: Ministry, sign_in: SignIn) -> None:
    cookie = stolen(sign_in("enlace"))
    end_sessions(ministry.people["enlace"].id, ministry.unit.institution_id)
    db.session.commit()
    assert not works(app, cookie)


def test_a_copied_cookie_dies_with_the_account(app: Any, ministry: Ministry, sign_in: SignIn) -> None:
    cookie = stolen(sign_in("enlace"))
    ministry.people["enlace"].active = False
    db.session.commit()
    assert not works(app, cookie)


def test_a_session_lasts_twelve_hours_at_most(app: Any, ministry: Ministry, sign_in: SignIn) -> None:
    cookie = stolen(sign_in("enlace"))
    with time_machine.travel(real_now() + timedelta(hours=12, minutes=1), tick=True):
        assert not works(app, cookie)


def test_a_token_dies_with_the_log_out(app: Any, ministry: Ministry, client: FlaskClient, sign_in: SignIn) -> None:
    tokens = try_api(client, "enlace", PASSWORD).get_json()
    refresh = {"Authorization": f"Bearer {tokens['refresh_token']}"}
    assert client.post("/api/v1/security/refresh", headers=refresh).status_code == 200
    browser = sign_in("enlace")
    browser.post("/logout/", data={"csrf_token": csrf_token(browser, HOME)})
    assert client.post("/api/v1/security/refresh", headers=refresh).status_code == 401


def test_a_link_ends_no_session(ministry: Ministry, sign_in: SignIn) -> None:
    browser = sign_in("enlace")
    assert browser.get("/logout/").status_code == 405
    assert browser.get(HOME).status_code == 200


def test_a_change_of_role_holds_from_the_next_request(ministry: Ministry, sign_in: SignIn) -> None:
    browser = sign_in("planificacion")
    assert browser.get("/unidades/add").status_code == 200
    held = db.session.scalars(select(Assignment).where(Assignment.user_id == ministry.people["planificacion"].id)).one()
    held.ends_on = held.starts_on
    db.session.commit()
    assert browser.get("/unidades/add").status_code == 403


def test_somebody_without_assignment_sees_no_row(ministry: Ministry, sign_in: SignIn) -> None:
    make_user("sin_rol")
    db.session.commit()
    browser = sign_in("sin_rol")
    assert browser.get("/unidades/list/").status_code == 403
    assert browser.get("/").status_code == 200


def test_signed_in_pages_are_not_kept(ministry: Ministry, sign_in: SignIn) -> None:
    assert sign_in("enlace").get(HOME).headers["Cache-Control"] == "no-store"


def change_password(browser: FlaskClient, new: str, *, old: str = PASSWORD, again: str = "") -> Any:
    """Send the form of the own password."""
    form = {"old": old, "password": new, "again": again or new, "csrf_token": csrf_token(browser, HOME)}
    return browser.post(HOME, data=form)


@pytest.mark.parametrize(
    ("new", "more"),
    [
        ("corta", {}),
        ("un río que crece en mayo", {"old": "otra cosa distinta"}),
        ("un río que crece en mayo", {"again": "un río que crece en junio"}),
        ("enlace tiene la llave", {}),  # the own user name
        ("hacienda del volcán", {}),  # the institution's
        ("aaaaaaaaaaaaaaaa", {}),
        (PASSWORD, {}),
    ],
)
def test_a_new_password_has_to_be_a_good_one(
    ministry: Ministry, sign_in: SignIn, client: FlaskClient, new: str, more: dict[str, str]
) -> None:
    assert change_password(sign_in("enlace"), new, **more).status_code == 422
    assert try_form(client, "enlace", PASSWORD).status_code == 302


def test_only_the_new_password_opens(ministry: Ministry, sign_in: SignIn, client: FlaskClient) -> None:
    change_password(sign_in("enlace"), "un río que crece en mayo")
    assert try_form(client, "enlace", PASSWORD).status_code == 401
    assert try_form(client, "enlace", "un río que crece en mayo").status_code == 302
