"""One cut, one figure: screens, commands, workbook, report, mail and portal say the same (design section 5)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from docx import Document as WordDocument
from flask.testing import FlaskClient
from openpyxl import load_workbook
from pypdf import PdfReader

from jobs.deliver_mail import deliver_mail
from tests.commands.conftest import Shell
from tests.pages import cells, links
from tests.post_office import PostOffice, body
from tests.procedures.reports import BD8, close, file_of, make, number_of, step
from tests.procedures.steps import MARCH, fill, send
from tests.procedures.story import ALERT, LAST_EVENING, TOLD, Story

SignIn = Callable[[str], FlaskClient]
FIGURES = {"PE-01": "77.78", "F-01": "87.22", "F-02": "100.00", "F-03": "100.00"}
"""To date at the end of March: of the project EA / PA, of the functions the mean of their activities (R 6.1)."""
HERE = ("--institution", "hacienda_sv", "--period", MARCH, "--json")


@pytest.fixture
def published(
    story: Story,
    tick_at: Callable[[str], Any],
    set_clock: Callable[[str], datetime],
    sign_in: SignIn,
    post_office: PostOffice,
) -> int:
    """Everybody told March; the quarter is closed, and its report endorsed, sent and published. Gives its id."""
    values = {"enlace": TOLD[MARCH], "enlace2": {"F2": "1"}, "enlace3": {"F3": "1"}}
    for person, told in values.items():
        assert fill(sign_in(person), story, MARCH, told).status_code == 302
    tick_at(LAST_EVENING)
    for person in values:
        assert send(sign_in(person)).status_code == 302
    tick_at(ALERT)
    deliver_mail()
    close(sign_in("planificacion"))
    set_clock(BD8)
    analyst, head = sign_in("analista"), sign_in("planificacion")
    number = number_of(make(analyst, "poa_quarterly", "2027-Q1"))
    step(analyst, number, "submit")
    for action, note in (("endorse", ""), ("send", ""), ("publish", "https://portal.example/poa")):
        assert step(head, number, action, note).status_code == 302
    return number


def rows_of(lines: Iterable[Iterable[object]]) -> dict[str, list[str]]:
    """The cells beside each code, wherever its row stands."""
    found: dict[str, list[str]] = {}
    for line in lines:
        texts = [f"{cell:.2f}" if isinstance(cell, float | Decimal) else str(cell).strip() for cell in line]
        for code in FIGURES:
            if code in texts:
                found.setdefault(code, []).extend(texts)
    return found


def assert_says(found: dict[str, list[str]], where: str) -> None:
    """Every figure stands in the row of its code, and no other item's percent does in its place."""
    for code, figure in FIGURES.items():
        said = [text.removesuffix(" %").removesuffix("\u00a0%") for text in found[code]]
        assert figure in said or figure.removesuffix(".00") in said, f"{where}: {code} is not {figure}: {said}"


def test_it_is_that_of_the_scores(published: int, shell: Shell) -> None:
    for plan, codes in (("PEI-2027", ("PE-01",)), ("POA-2027", ("F-01", "F-02", "F-03"))):
        items = {each["code"]: each for each in shell.json("score", "--plan", plan, *HERE[:-1])["items"]}
        assert {code: items[code]["capped_percent"] for code in codes} == {code: FIGURES[code] for code in codes}


def test_it_is_that_of_the_consolidation(published: int, shell: Shell) -> None:
    document = shell.json("consolidate", *HERE[:-1])
    found = {row["code"]: row["percent"] for row in (*document["functions"], *document["projects"])}
    assert found == FIGURES


def test_it_is_that_of_the_screens(published: int, story: Story, sign_in: SignIn) -> None:
    browser = sign_in("viceministro")
    for code, figure in FIGURES.items():
        page = browser.get(f"/tablero/{story.items[code]}/?period={MARCH}").text
        assert re.search(rf"{figure}\s*%", page), code
    assert_says(rows_of(cells(sign_in("analista").get(f"/informes/{published}/").text)), "the report's page")


def test_it_is_that_of_the_workbook(published: int, sign_in: SignIn) -> None:
    book = load_workbook(BytesIO(file_of(sign_in("analista"), published, "xlsx")))
    lines = [[cell for cell in row if cell is not None] for sheet in book for row in sheet.iter_rows(values_only=True)]
    assert_says(rows_of(lines), "xlsx")


def test_it_is_that_of_the_word_file(published: int, sign_in: SignIn) -> None:
    document = WordDocument(BytesIO(file_of(sign_in("analista"), published, "docx")))
    lines = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    assert_says(rows_of(lines), "docx")


def test_it_is_that_of_the_pdf(published: int, sign_in: SignIn) -> None:
    pages = PdfReader(BytesIO(file_of(sign_in("analista"), published, "pdf"))).pages
    text = "\n".join(page.extract_text() for page in pages)
    for code, figure in FIGURES.items():
        assert re.search(rf"{code}\b(?:(?!PE-\d|F-\d).)*?{figure}", text, re.DOTALL), f"{code} {figure}"


def test_it_is_that_of_the_mail(published: int, post_office: PostOffice) -> None:
    warnings = [body(mail) for mail in post_office.to("jefatura") if "PE-01" in body(mail)]
    assert warnings
    assert all(FIGURES["PE-01"] in text for text in warnings)


def test_it_is_that_of_the_portal(published: int, client: FlaskClient, sign_in: SignIn) -> None:
    page = client.get("/publico/hacienda_sv/").text
    address = next(link for link in links(page, "/publico/hacienda_sv/") if link.count("/") > 3)
    shown = client.get(address)
    assert shown.status_code == 200
    for kind in ("xlsx", "docx", "pdf"):
        public = client.get(f"{address}{kind}")
        assert public.data == file_of(sign_in("analista"), published, kind)
        public.close()
