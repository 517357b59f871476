"""The side panel of an activity: its own page, and the piece that the sheet's script fetches."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient

from models.rules.period import Period, PeriodKind
from models.rules.workflow import SheetState
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.progress import Progress
from models.tables.target import Target
from tests.conftest import csrf_token, rows
from tests.factories import institution
from tests.procedures.steps import MARCH, fill, sheet
from tests.procedures.story import Story

SignIn = Callable[[str], FlaskClient]
PDF = b"%PDF-1.4 soporte"


def address(story: Story, key: str = "a") -> str:
    """The panel of an activity in March."""
    return f"/mi-mes/{MARCH}/{story.indicators[key]}/"


def upload(browser: FlaskClient, where: str, name: str = "acta.pdf", content: bytes = PDF, panel: str = "") -> Any:
    """Attach a file at the panel."""
    form = {"csrf_token": csrf_token(browser, where), "evidence": (io.BytesIO(content), name)}
    return browser.post(f"{where}evidence{panel}", data=form)


def test_it_shows_values_notes_changes_and_bars(story: Story, sign_in: SignIn) -> None:
    browser = sign_in("enlace")
    number = story.indicators["a"]
    fill(browser, story, MARCH, {"a": "1"}, **{f"cause-{number}": "Faltó papel"})
    fill(browser, story, MARCH, {"a": "2"}, **{f"cause-{number}": "Faltó papel"})
    page = browser.get(address(story)).text
    assert "enero de 2027" in page
    assert page.count('class="bar-done"') == 3
    assert "Causa: Faltó papel" in page
    assert "ejecutado: 1 → 2" in page
    assert "Enlace de prueba" in page


EARLIER = [str(month) for month in Period.parse("2026").parts(PeriodKind.MONTH)][1:]
"""Eleven months of the year before, so that March is the fourteenth."""
SILENT, IDLE = "2026-07", "2026-10"
"""One in which the unit reported nothing, and one in which nothing was programmed either."""


@pytest.fixture
def long_told(story: Story) -> Story:
    """Activity « a » was followed since February of the year before: two a month were planned, 10, 11, 12… done."""
    where = {"institution_id": institution().id, "org_unit_id": story.units["DGA"]}
    for number, month in enumerate(EARLIER, 10):
        if month == IDLE:
            continue
        db.session.add(Target(**where, indicator_id=story.indicators["a"], period=month, planned=Decimal(2)))
        if month == SILENT:
            continue
        kept = CaptureSheet(**where, plan_id=sheet("DGA", "POA", story).plan_id, period=month, state=SheetState.CLOSED)
        db.session.add(kept)
        db.session.flush()
        line = {"capture_sheet_id": kept.id, "indicator_id": story.indicators["a"], "period": month}
        db.session.add(Progress(**where, **line, actual=Decimal(number)))
    db.session.commit()
    return story


def test_it_shows_the_last_twelve_months_and_the_missing_ones_as_such(long_told: Story, sign_in: SignIn) -> None:
    page = sign_in("enlace").get(address(long_told)).text
    table = re.search(r'(?s)panel-table">.*?<tbody>(.*?)</tbody>', page)
    assert table
    cells = [re.sub(r"<[^>]+>|\s+", " ", cell).strip() for cell in re.findall(r"(?s)<t[hd].*?</t[hd]>", table[1])]
    assert list(zip(cells[::3], cells[1::3], cells[2::3], strict=True)) == [
        ("marzo de 2027", "2", "—"),  # of this month, not typed yet
        ("febrero de 2027", "2", "2"),
        ("enero de 2027", "2", "2"),
        ("diciembre de 2026", "2", "20"),
        ("noviembre de 2026", "2", "19"),
        ("octubre de 2026", "—", "—"),
        ("septiembre de 2026", "2", "17"),
        ("agosto de 2026", "2", "16"),
        ("julio de 2026", "2", "—"),
        ("junio de 2026", "2", "14"),
        ("mayo de 2026", "2", "13"),
        ("abril de 2026", "2", "12"),  # the twelfth; March and February of that year are left out
    ]
    assert page.count('class="bar-done"') == 12


def test_it_begins_with_the_first_month_of_the_activity(story: Story, sign_in: SignIn) -> None:
    page = sign_in("enlace").get(address(story)).text
    assert page.count('class="bar-done"') == 3
    assert "diciembre de 2026" not in page


def test_it_is_a_piece_where_the_script_asks_for_one(story: Story, sign_in: SignIn) -> None:
    piece = sign_in("enlace").get(f"{address(story)}?panel=1").text
    assert 'id="panel-title"' in piece
    assert "<html" not in piece


def test_it_attaches_a_file_and_shows_it(story: Story, sign_in: SignIn) -> None:
    browser = sign_in("enlace")
    fill(browser, story, MARCH, {"a": "1"})
    assert upload(browser, address(story)).status_code == 302
    assert "acta.pdf" in browser.get(address(story)).text
    assert "acta.pdf" in upload(browser, address(story), content=PDF + b"2", panel="?panel=1").text
    assert rows("SELECT count(*) FROM evidence WHERE is_current") == [(1,)]


@pytest.mark.parametrize(
    ("value", "name", "said"),
    [
        ("", "acta.pdf", "Escriba primero el dato"),
        ("1", "", "Elija primero un archivo"),
        ("1", "acta.exe", "no es de un tipo aceptado"),
    ],
)
def test_it_says_why_a_file_is_not_kept(story: Story, sign_in: SignIn, value: str, name: str, said: str) -> None:
    browser = sign_in("enlace")
    if value:
        fill(browser, story, MARCH, {"a": value})
    form = {"csrf_token": csrf_token(browser, address(story))}
    content = b"MZ" if name.endswith("exe") else PDF
    answer = browser.post(f"{address(story)}evidence", data={**form, "evidence": (io.BytesIO(content), name)})
    assert (answer.status_code, said in answer.text) == (422, True)


@pytest.mark.parametrize(
    ("person", "key", "status"), [("enlace", "F2", 404), ("enlace2", "a", 404), ("jefatura", "a", 403)]
)
def test_it_opens_to_the_liaison_of_the_line_alone(
    story: Story, sign_in: SignIn, person: str, key: str, status: int
) -> None:
    assert sign_in(person).get(address(story, key)).status_code == status
