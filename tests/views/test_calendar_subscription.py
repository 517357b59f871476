"""« Suscribirse »: an address shown once, kept as a hash alone, for oneself alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import sha256

import pytest
from flask.testing import FlaskClient

from tests.conftest import rows
from tests.procedures.steps import press
from tests.procedures.story import Story

SignIn = Callable[[str], FlaskClient]
PAGE = "/plazos/suscripcion/"


def made(browser: FlaskClient) -> str:
    """The address that the page shows after the button."""
    page = press(browser, PAGE, f"{PAGE}make").text
    (address,) = re.findall(r'value="(http://rumbo\.example/plazos/ics/[^"]+\.ics)"', page)
    return str(address)


def test_the_address_is_shown_once_and_kept_as_a_hash(story: Story, sign_in: SignIn) -> None:
    browser = sign_in("enlace")
    secret = made(browser).removeprefix("http://rumbo.example/plazos/ics/").removesuffix(".ics")
    assert len(secret) >= 43
    assert rows("SELECT user_id, secret_sha256 FROM calendar_feed") == [
        (story.people["enlace"], sha256(secret.encode()).hexdigest())
    ]
    assert secret not in browser.get(PAGE).text
    assert not rows(f"SELECT 1 FROM audit_entry WHERE detail::text LIKE '%{secret}%'")  # noqa: S608
    assert not rows(f"SELECT 1 FROM value_change WHERE row_to_json(value_change)::text LIKE '%{secret}%'")  # noqa: S608


def test_it_leads_there(story: Story, sign_in: SignIn, client: FlaskClient) -> None:
    path = made(sign_in("enlace")).removeprefix("http://rumbo.example")
    assert client.get(path).mimetype == "text/calendar"


def test_its_page_is_kept_by_no_browser(story: Story, sign_in: SignIn) -> None:
    answer = press(sign_in("enlace"), PAGE, f"{PAGE}make")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "same-origin"


def test_there_is_one_a_person_and_the_last_one_counts(story: Story, sign_in: SignIn) -> None:
    browser = sign_in("enlace")
    assert made(browser) != made(browser)
    made(sign_in("jefatura"))
    assert rows("SELECT count(*), count(DISTINCT user_id) FROM calendar_feed") == [(2, 2)]


def test_taking_it_back_ends_it_and_both_stand_in_the_trail(story: Story, sign_in: SignIn) -> None:
    browser = sign_in("enlace")
    made(browser)
    assert press(browser, PAGE, f"{PAGE}end").status_code == 302
    assert rows("SELECT count(*) FROM calendar_feed") == [(0,)]
    told = rows("SELECT action, actor_id, object_id FROM audit_entry WHERE action LIKE '%subscri%' ORDER BY id")
    mine = story.people["enlace"]
    assert [tuple(each) for each in told] == [("subscribe_calendar", mine, mine), ("end_subscription", mine, mine)]


def test_where_there_is_none_nothing_is_taken_back(story: Story, sign_in: SignIn) -> None:
    made(sign_in("jefatura"))
    browser = sign_in("enlace")
    assert "Retirar" not in browser.get(PAGE).text
    assert press(browser, PAGE, f"{PAGE}end").status_code == 409
    assert rows("SELECT count(*) FROM calendar_feed") == [(1,)]


@pytest.mark.parametrize("step", ["make", "end"])
def test_it_asks_for_the_token_of_its_own_page(story: Story, sign_in: SignIn, step: str) -> None:
    browser = sign_in("enlace")
    made(browser)
    kept = rows("SELECT secret_sha256 FROM calendar_feed")
    assert browser.post(f"{PAGE}{step}").status_code == 400
    assert browser.get(f"{PAGE}{step}").status_code == 405
    assert rows("SELECT secret_sha256 FROM calendar_feed") == kept
