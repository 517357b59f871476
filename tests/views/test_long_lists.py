"""A long list tells how far it was counted, and its later pages go on where the earlier ones end."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from models.tables.base import db
from tests.conftest import Ministry
from tests.factories import ItemSpec, make_item, make_plan
from views.base import row_count

SignIn = Callable[[str], FlaskClient]
ROWS = 60


@pytest.fixture
def analyst(ministry: Ministry, sign_in: SignIn) -> FlaskClient:
    """Somebody who sees sixty items of one plan."""
    version = make_plan()
    for number in range(ROWS):
        make_item(version, f"X{number:02d}", ItemSpec("activity", ministry.unit))
    db.session.commit()
    return sign_in("analista")


def shown(page: str) -> list[str]:
    return re.findall(r">\s*(X\d\d)\s*<", page)


def pager(page: str) -> str:
    found = re.search(r'class="pager".*?<span class="hint">\s*(.*?)\s*</span>', page, re.DOTALL)
    return found[1] if found else ""


@pytest.mark.parametrize("order", ["asc", "desc"])
def test_its_pages_hold_every_row_once_in_order(analyst: FlaskClient, order: str) -> None:
    address = f"/plan/list/?_oc_PlanItemView=weight&_od_PlanItemView={order}&psize_PlanItemView=25"
    codes = [shown(analyst.get(f"{address}&page_PlanItemView={page}").text) for page in range(3)]
    assert [len(page) for page in codes] == [25, 25, 10]
    whole = [code for page in codes for code in page]
    assert whole == sorted(whole, reverse=order == "desc")  # all weigh the same: the order in which they were made


def test_it_says_how_many_rows_there_are(analyst: FlaskClient) -> None:
    page = analyst.get("/plan/list/?page_PlanItemView=1").text
    assert pager(page) == "26 a 50 de 60"


def test_it_says_that_there_are_more_than_it_counted(analyst: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(row_count, "MOST_COUNTED", 40)
    assert pager(analyst.get("/plan/list/").text) == "1 a 25 de más de 40"
    assert pager(analyst.get("/plan/list/?page_PlanItemView=1").text) == "26 a 50 de más de 50"


def test_it_knows_the_number_on_the_last_page_without_counting(
    analyst: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(row_count, "MOST_COUNTED", 40)
    page = analyst.get("/plan/list/?page_PlanItemView=2").text
    assert pager(page) == "51 a 60 de 60"
    assert 'rel="next"' not in page


def test_a_page_behind_the_last_one_leads_back(analyst: FlaskClient) -> None:
    page = analyst.get("/plan/list/?page_PlanItemView=3").text
    assert not shown(page)
    assert pager(page) == "Esta página queda después de la última."
    assert 'rel="prev"' in page
    assert 'rel="next"' not in page
