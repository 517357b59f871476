"""Search by a few words: the plan, units and screens of whoever asks, and of nobody else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from models.scope import as_system
from models.tables.base import db
from tests.conftest import Ministry
from tests.factories import make_unit

SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def unit(ministry: Ministry) -> str:
    make_unit("ARCH-7", parent=ministry.unit).name = "Sección de Archivística Ñandú"
    db.session.commit()
    return "Archivística Ñandú"


@pytest.mark.parametrize("asked", ["archivistica", "ARCHIVÍSTICA sección", "arch 7", "ñan", "nandu"])
def test_it_finds_a_unit(unit: str, sign_in: SignIn, asked: str) -> None:
    assert unit in sign_in("analista").get("/buscar/", query_string={"q": asked}).text


@pytest.mark.parametrize("asked", ["chivistica", "archivistica zebra", "' | !", "%", "a:* | b", "\\"])
def test_it_finds_nothing_else(unit: str, sign_in: SignIn, asked: str) -> None:
    page = sign_in("analista").get("/buscar/", query_string={"q": asked})
    assert page.status_code == 200
    assert unit not in page.text


def test_it_finds_screens_that_are_open_to_the_reader(ministry: Ministry, sign_in: SignIn) -> None:
    assert 'href="/control/"' in sign_in("analista").get("/buscar/?q=sala").text.split("<main")[1]
    assert 'href="/control/"' not in sign_in("enlace").get("/buscar/?q=sala").text


def test_the_administrator_finds_no_item(ministry: Ministry, sign_in: SignIn, count_statements: list[str]) -> None:
    browser = sign_in("admin")
    count_statements.clear()
    assert browser.get("/buscar/?q=plan").status_code == 200
    assert not [sent for sent in count_statements if "FROM plan_item" in sent and "to_tsquery" in sent]


QUESTION = """EXPLAIN SELECT 1 FROM plan_item
 WHERE to_tsvector('simple', folded(code || ' ' || name)) @@ to_tsquery('simple', 'a:*')"""


def test_it_uses_the_index_of_words(ministry: Ministry) -> None:
    with as_system():
        db.session.execute(text("SET LOCAL enable_seqscan = off"))
        plan = "\n".join(row[0] for row in db.session.execute(text(QUESTION)))
    assert "ix_plan_item_words" in plan
