"""Lists: what narrows them is seen and kept in the address, money is summed, and an empty one says what to do."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient

from models.rules.workflow import PlanState
from models.tables.base import db
from models.tables.budget_line import BudgetLine
from tests.conftest import Ministry
from tests.factories import ItemSpec, make_item, make_plan

SignIn = Callable[[str], FlaskClient]
KEPT = ("_flt_0_name=fisc", "_oc_PlanItemView=code", "cols_PlanItemView=name", "psize_PlanItemView=50")
ADDRESS = "/plan/list/?" + "&".join(KEPT)


@pytest.fixture
def items(ministry: Ministry, system: Any) -> None:
    """Thirty functions of one unit in a draft."""
    version = make_plan("POA-2027")
    version.state, version.act, version.in_force_on = PlanState.DRAFT, "", None
    for number in range(30):
        make_item(version, f"F-{number:02d}", ItemSpec("function", ministry.unit)).name = "Fiscalización"
    db.session.commit()


@pytest.fixture
def money(ministry: Ministry, system: Any) -> None:
    """Thirty budget lines of 2027 and one of 2026; the largest amounts are of the unit that is not DGA."""
    version = make_plan("POA-2027")
    for number in range(31):
        unit = ministry.unit if number else ministry.other
        item = make_item(version, f"F-{number:02d}", ItemSpec("function", unit))
        year, amount = (2026, "1000000") if number == 30 else (2027, "100.50")
        figures = {"initial": Decimal(amount), "current": Decimal(number), "institution_id": unit.institution_id}
        db.session.add(BudgetLine(plan_item=item, org_unit=unit, year=year, funding_source="Fondo", **figures))
    db.session.commit()


def foot(page: str) -> list[str]:
    """The cells below the rows."""
    rows = re.search(r"(?s)<tfoot>(.*?)</tfoot>", page)
    return [" ".join(cell.split()) for cell in re.findall(r"(?s)<t[hd][^>]*>(.*?)</t[hd]>", rows[1])] if rows else []


def links(page: str) -> list[str]:
    return [html.unescape(link) for link in re.findall(r'href="(\?[^"]*)"', page)]


# Totals


def test_it_sums_all_rows_that_pass_and_not_the_page(money: None, sign_in: SignIn) -> None:
    page = sign_in("analista").get("/presupuesto/list/?_flt_0_year=2027").text
    assert foot(page) == ["Total de 30 registros", "", "", "", "", "3,015.00", "435.00"]


def test_it_sums_nothing_that_the_reader_may_not_see(money: None, sign_in: SignIn) -> None:
    page = sign_in("enlace").get("/presupuesto/list/?_flt_0_year=2027").text
    assert foot(page)[-2:] == ["2,914.50", "435.00"]


def test_it_sums_only_columns_that_are_shown(money: None, sign_in: SignIn) -> None:
    page = sign_in("analista").get("/presupuesto/list/?cols_BudgetLineView=year&cols_BudgetLineView=current").text
    assert foot(page) == ["Total de 31 registros", "", "465.00"]


def test_it_sums_no_weights_or_years(items: None, sign_in: SignIn) -> None:
    assert foot(sign_in("analista").get("/plan/list/").text) == []


# Pages


def test_it_offers_pages_by_number_and_sizes_up_to_a_hundred(items: None, sign_in: SignIn) -> None:
    page = sign_in("analista").get("/plan/list/").text
    assert "?page_PlanItemView=1" in links(page)
    assert [link for link in links(page) if "psize" in link] == [
        f"?psize_PlanItemView={size}" for size in (25, 50, 100)
    ]
    assert 'aria-label="Página 1"' in page


def test_another_size_starts_at_the_first_page(items: None, sign_in: SignIn) -> None:
    page = sign_in("analista").get("/plan/list/?page_PlanItemView=1").text
    assert "?psize_PlanItemView=50" in links(page)


# What is kept


def test_it_shows_each_filter_as_a_chip_that_removes_it_alone(items: None, sign_in: SignIn) -> None:
    page = sign_in("analista").get(f"{ADDRESS}&_flt_0_org_unit=DGA").text
    chips = re.findall(r'(?s)class="filter"\s+href="([^"]*)">(.*?)<svg', page)
    shown = {re.sub(r"<[^>]+>|\s+", " ", words).strip(): html.unescape(link) for link, words in chips}
    assert len(shown) == 2
    (name,) = [link for words, link in shown.items() if "fisc" in words]
    assert "_flt_0_name" not in name
    assert "_flt_0_org_unit=DGA" in name
    assert "_oc_PlanItemView=code" in name


def test_a_file_holds_what_the_list_shows(items: None, sign_in: SignIn) -> None:
    files = [link for link in links(sign_in("analista").get(ADDRESS).text) if "export=" in link]
    assert len(files) == 2
    assert all(kept in link for link in files for kept in KEPT)


def test_the_forms_of_a_list_keep_what_they_do_not_ask(items: None, sign_in: SignIn) -> None:
    page = sign_in("analista").get(ADDRESS).text
    search, columns = re.findall(r'(?s)<form class="(?:card search|drop-box)".*?</form>', page)
    assert 'name="cols_PlanItemView" value="name"' in search
    assert 'type="hidden" name="_flt_0_name"' not in search
    assert 'name="_flt_0_name" value="fisc"' in columns
    assert 'type="hidden" name="cols_PlanItemView"' not in columns


def test_a_heading_sorts_and_sorts_back(items: None, sign_in: SignIn) -> None:
    page = sign_in("analista").get("/plan/list/?_oc_PlanItemView=code&_od_PlanItemView=asc&page_PlanItemView=1").text
    assert 'aria-sort="ascending"' in page
    assert "?_oc_PlanItemView=code&_od_PlanItemView=desc" in links(page)


# Attacks


@pytest.mark.parametrize(
    "attack",
    [
        "_oc_PlanItemView=description",  # sorting by a hidden column tells its values bit by bit
        "_oc_PlanItemView=institution_id",
        "_flt_0_description=x",  # narrowing by one does too
        "_flt_0_institution_id=1",
        "_flt_1_code=x",
        "cols_PlanItemView=description",
        "psize_PlanItemView=-1",
        "psize_PlanItemView=1e9",
    ],
)
def test_it_refuses_what_it_does_not_offer(items: None, sign_in: SignIn, attack: str) -> None:
    assert sign_in("analista").get(f"/plan/list/?{attack}").status_code == 400
    assert sign_in("analista").get(f"/plan/list/?export=csv&{attack}").status_code == 400


# Empty


@pytest.mark.parametrize(
    ("who", "path", "words"),
    [
        ("analista", "/plan/list/", "Escribir"),  # may write: a button
        ("finanzas", "/plan/list/", "avise a su unidad de planificación"),  # reads what others write
        ("planificacion", "/tareas/list/", "Se llena por sí sola"),  # nobody writes it
        ("analista", "/plan/list/?_flt_0_code=zz", "Ver tod"),  # narrowed too far
    ],
)
def test_an_empty_list_says_what_to_do(ministry: Ministry, sign_in: SignIn, who: str, path: str, words: str) -> None:
    page = sign_in(who).get(path).text
    assert words in page[page.index('class="empty"') :]
