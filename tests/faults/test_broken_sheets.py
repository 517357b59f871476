"""A hundred broken capture sheets of twenty kinds: each refused with its place and reason, and nothing stored."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from io import BytesIO
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from models.tables.base import db
from tests.conftest import csrf_token, rows
from tests.files.broken_sheets import KINDS, every_broken_sheet
from tests.procedures.story import Story

PAGE = "/hoja-de-captura/2027-03/"


def counted() -> dict[str, int]:
    """How many rows every table has."""
    db.session.rollback()
    return {name: rows(f'SELECT count(*) FROM "{name}"')[0][0] for name in db.metadata.tables}  # noqa: S608


def kept(app: Flask) -> set[Path]:
    """Workbooks on anybody's shelf."""
    return set(Path(app.config["RUMBO_FILES_URL"]).glob("workbooks/*/*"))


def plain(page: str) -> str:
    """A page without its marks, on one line."""
    return " ".join(unescape(page).split())


def test_a_hundred_broken_sheets_are_refused(app: Flask, story: Story, sign_in: Callable[[str], FlaskClient]) -> None:
    browser = sign_in("enlace")
    good, token = browser.get(f"{PAGE}libro").data, csrf_token(browser, PAGE)
    before, shelf, wrong, many = counted(), kept(app), [], 0
    for name, content, told in every_broken_sheet(good):
        data = {"csrf_token": token, "book": (BytesIO(content), "hoja.xlsx")}
        answer = browser.post(f"{PAGE}subir", data=data, content_type="multipart/form-data")
        page = plain(answer.text)
        missing = [words for words in told.split("¦") if words not in page]
        if not 400 <= answer.status_code < 500 or missing:
            wrong.append((name, answer.status_code, missing))
        many += 1
    assert (len(KINDS), many, wrong) == (20, 100, [])
    assert (counted(), kept(app)) == (before, shelf)
