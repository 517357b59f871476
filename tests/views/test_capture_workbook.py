"""The page of the capture workbook: what it offers, and what it says where there is nothing to show."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.conftest import csrf_token, rows
from tests.filled_books import fill_book
from tests.procedures.steps import MARCH, fill, send
from tests.procedures.story import TOLD, Story

SignIn = Callable[[str], FlaskClient]
PAGE = f"/hoja-de-captura/{MARCH}/"


@pytest.fixture
def browser(story: Story, sign_in: SignIn) -> FlaskClient:
    return sign_in("enlace")


def upload(browser: FlaskClient, content: bytes, name: str = "hoja.xlsx") -> Any:
    data = {"csrf_token": csrf_token(browser, PAGE), "book": (BytesIO(content), name)}
    return browser.post(f"{PAGE}subir", data=data, content_type="multipart/form-data")


def filled(browser: FlaskClient, folder: Path, **values: Any) -> bytes:
    path = folder / "hoja.xlsx"
    path.write_bytes(browser.get(f"{PAGE}libro").data)
    return fill_book(path, {"F-01.a": values}).read_bytes()


def key_of(page: str) -> str:
    found = re.search(r'name="book" value="([0-9a-f]{32})"', page)
    assert found is not None
    return found[1]


def test_it_is_offered_in_the_month(browser: FlaskClient) -> None:
    assert PAGE in browser.get(f"/mi-mes/{MARCH}/").text
    answer = browser.get(f"{PAGE}libro")
    assert answer.headers["Content-Disposition"] == f"attachment; filename=hoja-DGA-{MARCH}.xlsx"
    assert answer.mimetype == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def test_it_shows_a_kept_workbook_again(browser: FlaskClient, tmp_path: Path) -> None:
    key = key_of(upload(browser, filled(browser, tmp_path, actual=3)).text)
    assert key_of(browser.get(f"{PAGE}?libro={key}").text) == key


@pytest.mark.parametrize("key", ["0" * 32, "../x"])
def test_it_says_that_a_workbook_is_gone(key: str, browser: FlaskClient) -> None:
    answer = browser.get(PAGE, query_string={"libro": key})
    assert (answer.status_code, "El libro ya no está" in answer.text) == (422, True)
    data = {"csrf_token": csrf_token(browser, PAGE), "book": key}
    assert browser.post(f"{PAGE}guardar", data=data).status_code == 422


def test_it_gives_nobody_the_workbook_of_another(
    story: Story, browser: FlaskClient, sign_in: SignIn, tmp_path: Path
) -> None:
    key = key_of(upload(browser, filled(browser, tmp_path, actual=3)).text)
    other = sign_in("enlace2")
    assert other.get(PAGE, query_string={"libro": key}).status_code == 422
    assert other.get(PAGE, query_string={"unit": "DGA"}).status_code == 404


def test_it_stores_nothing_where_the_month_changed_after_the_preview(
    story: Story, browser: FlaskClient, tmp_path: Path
) -> None:
    key = key_of(upload(browser, filled(browser, tmp_path, actual=3)).text)
    fill(browser, story, MARCH, {"a": "5"})
    answer = browser.post(f"{PAGE}guardar", data={"csrf_token": csrf_token(browser, PAGE), "book": key})
    assert (answer.status_code, "cambió en Rumbo" in answer.text) == (422, True)
    assert rows(f"SELECT actual::int FROM progress WHERE period = '{MARCH}'") == [(5,)]  # noqa: S608


def test_it_changes_no_sheet_that_was_sent(story: Story, browser: FlaskClient, tmp_path: Path) -> None:
    content = filled(browser, tmp_path, actual=9)
    fill(browser, story, MARCH, TOLD[MARCH])
    send(browser)
    answer = upload(browser, content)
    assert (answer.status_code, "ya se envió" in answer.text) == (422, True)


def test_it_shows_text_as_text(browser: FlaskClient, tmp_path: Path) -> None:
    answer = upload(browser, filled(browser, tmp_path, note="<script>alert(1)</script>"), "<b>hoja</b>.xlsx")
    assert "&lt;script&gt;" in answer.text
    assert "<script>alert" not in answer.text
    assert "<b>hoja" not in answer.text
    kept = filled(browser, tmp_path, note="=1+1")
    assert "fórmula sin resultado" in upload(browser, kept).text
