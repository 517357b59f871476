"""Single gestures at the screens, as a person makes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.score import Score
from tests.conftest import csrf_token
from tests.procedures.story import Story

MARCH = "2027-03"


def fill(browser: FlaskClient, story: Story, period: str, values: Mapping[str, str], **more: Any) -> Any:
    """Type values on the sheet of a month, by the letter of the activity, over what stands, and press save."""
    page = browser.get(f"/mi-mes/{period}/").text
    form: dict[str, Any] = {"csrf_token": csrf_token(browser, f"/mi-mes/{period}/")}
    for key, value in values.items():
        number = story.indicators[key]
        form |= {f"version-{number}": _hidden(page, f"version-{number}"), f"actual-{number}": value}
    return browser.post(f"/mi-mes/{period}/save", data=form | more)


def send(browser: FlaskClient, period: str = MARCH) -> Any:
    """Press send on the review."""
    return press(browser, f"/mi-mes/{period}/review", f"/mi-mes/{period}/send")


def press(browser: FlaskClient, page: str, address: str, **fields: str | list[str]) -> Any:
    """Open a page and press one of its buttons."""
    return browser.post(address, data={"csrf_token": csrf_token(browser, page), **fields})


def sheet(unit: str, plan: str, story: Story, period: str = MARCH) -> CaptureSheet:
    """The sheet of a unit on a plan, as it stands in the database now."""
    db.session.expire_all()
    rows = db.session.scalars(
        select(CaptureSheet).where(CaptureSheet.org_unit_id == story.units[unit], CaptureSheet.period == period)
    )
    return next(row for row in rows if row.plan.code.startswith(plan))


def score(story: Story, code: str, period: str = MARCH) -> Score:
    """The stored figures of an item."""
    db.session.expire_all()
    return db.session.scalars(
        select(Score).where(Score.plan_item_id == story.items[code], Score.period == period)
    ).one()


def _hidden(page: str, name: str) -> str:
    return page.split(f'name="{name}"', 1)[1].split('value="', 1)[1].split('"', 1)[0]
