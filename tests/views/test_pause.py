"""A session that nobody used for half an hour is over, and nothing that was typed meanwhile is lost."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask.testing import FlaskClient

from models.clock import real_now
from tests.conftest import Ministry, csrf_token, rows
from tests.factories import PASSWORD
from tests.procedures.steps import MARCH
from tests.procedures.story import Story

SignIn = Callable[[str], FlaskClient]
HOME = "/contrasena/"


def later(minutes: int) -> Any:
    """So many minutes from now."""
    return time_machine.travel(real_now() + timedelta(minutes=minutes), tick=True)


def hidden(page: str, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    return html.unescape(found[1]) if found else ""


def after_pause(browser: FlaskClient, story: Story, **more: str) -> Any:
    """Send the sheet of March 31 minutes after it was opened."""
    number = story.indicators["a"]
    form = {"csrf_token": csrf_token(browser, f"/mi-mes/{MARCH}/"), f"version-{number}": "", f"actual-{number}": "3"}
    with later(31):
        return browser.post(f"/mi-mes/{MARCH}/save", data={**form, f"cause-{number}": "Faltó «uno»\nde dos"} | more)


def log_in_again(browser: FlaskClient, page: str, username: str) -> Any:
    """Fill the log-in page that came back."""
    form = {"username": username, "password": PASSWORD, "csrf_token": hidden(page, "csrf_token")}
    with later(31):
        return browser.post(f"/login/?next=/mi-mes/{MARCH}/save", data={**form, "kept": hidden(page, "kept")})


@pytest.mark.parametrize(("minutes", "status"), [(29, 200), (31, 302)])
def test_it_ends_after_half_an_hour(ministry: Ministry, sign_in: SignIn, minutes: int, status: int) -> None:
    browser = sign_in("enlace")
    with later(minutes):
        assert browser.get(HOME).status_code == status


def test_the_log_in_says_that_a_session_ended_and_goes_on_where_it_was(
    ministry: Ministry, sign_in: SignIn, client: FlaskClient
) -> None:
    browser = sign_in("enlace")
    with later(31):
        page = browser.get("/plazos/?year=2027", follow_redirects=True)
    assert "Su sesión terminó" in page.text
    assert page.request.full_path == "/login/?next=/plazos/?year%3D2027"
    assert "Su sesión terminó" not in client.get("/login/").text


def test_it_goes_on_while_it_is_used(ministry: Ministry, sign_in: SignIn) -> None:
    browser = sign_in("enlace")
    for minutes in (20, 40, 60):
        with later(minutes):
            assert browser.get(HOME).status_code == 200


def test_it_keeps_what_was_typed_through_the_log_in(story: Story, sign_in: SignIn) -> None:
    browser = sign_in("enlace")
    answer = after_pause(browser, story)
    assert answer.status_code == 401
    assert "se conserva" in answer.text
    assert not rows("SELECT 1 FROM progress WHERE period = '2027-03'")
    kept = log_in_again(browser, answer.text, "enlace").text
    number = story.indicators["a"]
    fields = [f"version-{number}", f"actual-{number}", f"cause-{number}", "csrf_token"]
    with later(31):
        sent = browser.post(f"/mi-mes/{MARCH}/save", data={name: hidden(kept, name) for name in fields})
    assert sent.status_code == 302
    assert rows("SELECT actual, cause FROM progress WHERE period = '2027-03'") == [(3, "Faltó «uno»\nde dos")]


def test_it_gives_nothing_kept_to_somebody_else(story: Story, sign_in: SignIn) -> None:
    browser = sign_in("enlace")
    answer = log_in_again(browser, after_pause(browser, story).text, "enlace2")
    assert answer.status_code == 302


def test_it_keeps_nothing_that_another_page_sent(story: Story, sign_in: SignIn) -> None:
    assert after_pause(sign_in("enlace"), story, csrf_token="made-up").status_code == 302


def test_it_keeps_nothing_of_a_session_that_ended(story: Story, sign_in: SignIn, client: FlaskClient) -> None:
    number = story.indicators["a"]
    assert client.post(f"/mi-mes/{MARCH}/save", data={f"actual-{number}": "3"}).status_code == 302


@pytest.mark.parametrize("kept", ["{", "[]", '{"user": 1}', '{"user": 1, "pairs": [3]}', "\x00"])
def test_it_survives_what_was_never_kept(ministry: Ministry, client: FlaskClient, kept: str) -> None:
    form = {"username": "enlace", "password": PASSWORD, "csrf_token": csrf_token(client), "kept": kept}
    assert client.post("/login/", data=form).status_code == 302
