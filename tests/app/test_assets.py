"""Files of ours in a browser: found by their content, kept for a year, sent compressed; pages are never kept."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient

STYLE = "rumbo.css"


@pytest.fixture
def address(app: Flask) -> str:
    with app.test_request_context():
        return url_for("static", filename=STYLE)


def test_an_address_carries_the_hash_of_the_content(address: str) -> None:
    assert address.startswith(f"/static/{STYLE}?v=")
    assert len(address.split("=")[1]) == 12


def test_a_file_that_is_not_there_has_no_hash(app: Flask) -> None:
    with app.test_request_context():
        assert url_for("static", filename="nothing.css") == "/static/nothing.css"


def test_it_is_kept_for_a_year(client: FlaskClient, address: str) -> None:
    with client.get(address) as answer:
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("asked", ["/static/rumbo.css", "/static/rumbo.css?v=000000000000"])
def test_without_its_own_hash_it_is_asked_for_again(client: FlaskClient, asked: str) -> None:
    with client.get(asked) as answer:
        assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("name", ["../config.py", "%00", "nothing.css"])
def test_it_hands_out_nothing_else(client: FlaskClient, name: str) -> None:
    assert client.get(f"/static/{name}?v=1").status_code in {400, 404}


def test_a_file_travels_compressed(client: FlaskClient, address: str) -> None:
    with client.get(address, headers={"Accept-Encoding": "gzip"}) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert b"--ground" in gzip.decompress(answer.data)


def test_a_page_travels_compressed_and_is_never_kept(sign_in: Callable[[str], FlaskClient], ministry: object) -> None:
    page = sign_in("analista").get("/plazos/", headers={"Accept-Encoding": "gzip"})
    assert page.headers["Content-Encoding"] == "gzip"
    assert page.headers["Cache-Control"] == "no-store"
    assert "Accept-Encoding" in page.headers["Vary"]
    assert b"</main>" in gzip.decompress(page.data)


def test_what_does_not_change_is_not_sent_twice(client: FlaskClient, address: str) -> None:
    with client.get(address, headers={"Accept-Encoding": "gzip"}) as first:
        tag = first.headers["ETag"]
    with client.get(address, headers={"Accept-Encoding": "gzip", "If-None-Match": tag}) as again:
        assert again.status_code == 304
