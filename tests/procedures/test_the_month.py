"""The month of Hacienda (El Salvador) from its first day to the mailed workbook, as its people live it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from models.rules.workflow import SheetState
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from tests.conftest import Ministry, csrf_token
from tests.procedures.conftest import Example

OPENING, LAST_EVENING = "2027-04-01T08:00:00-06:00", "2027-04-07T23:50:00-06:00"
MARCH = {"a": "3", "b": "2", "d": "16", "A1": "30", "A2": "10", "A3": "50"}


def fill(browser: FlaskClient, example: Example, period: str, values: dict[str, str], **more: str) -> Any:
    """Type values on the sheet of a month, by the letter of the activity, and press save."""
    page = f"/mi-mes/{period}/"
    form = {"csrf_token": csrf_token(browser, page)}
    for key, value in values.items():
        indicator = example.indicators[key].id
        form |= {f"version-{indicator}": "", f"actual-{indicator}": value}
    return browser.post(f"{page}save", data=form | more)


def send(browser: FlaskClient, period: str) -> Any:
    """Press send on the review."""
    token = csrf_token(browser, f"/mi-mes/{period}/review")
    return browser.post(f"/mi-mes/{period}/send", data={"csrf_token": token})


def sheets(period: str) -> list[CaptureSheet]:
    """The sheets of a month, by plan."""
    return list(db.session.scalars(select(CaptureSheet).where(CaptureSheet.period == period)))


def test_it_opens_on_the_first_business_day(example: Example, tick_at: Callable[[str], Any]) -> None:
    assert [period["period"] for period in tick_at(OPENING).opened][-1] == "2027-03"


def test_it_does_nothing_the_second_time(example: Example, tick_at: Callable[[str], Any]) -> None:
    tick_at(OPENING)
    again = tick_at(OPENING)
    assert (again.opened, again.mails_queued, again.occurrences) == ([], 0, [])


def test_it_is_sent_on_time_on_the_last_evening(
    example: Example, tick_at: Callable[[str], Any], sign_in: Callable[[str], FlaskClient], ministry: Ministry
) -> None:
    tick_at(OPENING)
    browser = sign_in("enlace")
    assert fill(browser, example, "2027-03", MARCH).status_code == 302
    tick_at(LAST_EVENING)
    assert send(browser, "2027-03").status_code == 302
    mine = [sheet for sheet in sheets("2027-03") if sheet.org_unit_id == ministry.unit.id]
    assert {(sheet.state, sheet.is_late) for sheet in mine} == {(SheetState.SUBMITTED, False)}
