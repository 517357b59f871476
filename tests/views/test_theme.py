"""Light and dark: remembered by the browser, right in the first answer, on the same page as before."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.conftest import csrf_token


def choose(browser: FlaskClient, theme: str, back: str = "/login/") -> tuple[int, str]:
    answer = browser.post("/tema/", data={"theme": theme, "back": back, "csrf_token": csrf_token(browser)})
    return answer.status_code, answer.headers.get("Location", "")


MEDIA = {"light": "not all", "dark": "screen", "auto": "screen and (prefers-color-scheme: dark)"}


@pytest.mark.parametrize("theme", MEDIA)
def test_it_is_remembered(client: FlaskClient, theme: str) -> None:
    assert choose(client, theme) == (302, "/login/")
    assert f'media="{MEDIA[theme]}"' in client.get("/login/").text


def test_it_starts_as_the_device_has_it(client: FlaskClient) -> None:
    assert f'media="{MEDIA["auto"]}"' in client.get("/login/").text


def test_it_refuses_another_word(client: FlaskClient) -> None:
    assert choose(client, "purple")[0] == 400


def test_it_ignores_a_word_that_somebody_put_into_the_cookie(client: FlaskClient) -> None:
    client.set_cookie("rumbo_theme", '"><script>')
    assert f'media="{MEDIA["auto"]}"' in client.get("/login/").text


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example"])
def test_it_sends_nobody_elsewhere(client: FlaskClient, back: str) -> None:
    assert choose(client, "dark", back) == (302, "/")
