"""Timeliness and completeness of a unit's year on the board, by the months that are due (R C-29, C-30)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.procedures.steps import MARCH, fill, send
from tests.procedures.story import AFTER_THE_WINDOW, TOLD, Story
from tests.views.test_deadlines import extend

SignIn = Callable[[str], FlaskClient]
TickAt = Callable[[str], Any]


def rates(browser: FlaskClient, unit: str) -> list[str]:
    """What stands under « Oportunidad » and « Completitud » for a unit."""
    page = browser.get(f"/control/{MARCH}/").text
    row = page.split(f">Dirección {unit}</a>", 1)[1].split("</tr>", 1)[0]
    return [" ".join(found.split()) for found in re.findall(r'<td class="num">([^<]*)</td>', row)]


@pytest.mark.parametrize(
    ("unit", "due"),
    [
        ("DGA", ["100.00 %", "100.00 %"]),  # January and February on time; March still has time
        ("DGT", ["0.00 %", "—"]),  # silent in two months without any target
    ],
)
def test_what_is_not_due_yet_counts_for_nobody(story: Story, sign_in: SignIn, unit: str, due: list[str]) -> None:
    assert rates(sign_in("analista"), unit) == due


def test_silence_counts_once_the_window_is_over(story: Story, sign_in: SignIn, tick_at: TickAt) -> None:
    tick_at(AFTER_THE_WINDOW)
    analyst = sign_in("analista")
    assert rates(analyst, "DGT") == ["0.00 %", "0.00 %"]
    assert rates(analyst, "DGA")[0] == "66.67 %"  # four reports of six: two plans, January and February


def test_a_late_report_is_complete_and_not_timely(story: Story, sign_in: SignIn, tick_at: TickAt) -> None:
    tick_at(AFTER_THE_WINDOW)
    liaison = sign_in("enlace2")
    fill(liaison, story, MARCH, {"F2": "1"})
    send(liaison)
    assert rates(sign_in("analista"), "DGT") == ["0.00 %", "100.00 %"]


def test_a_unit_with_a_later_date_is_not_late_before_it(story: Story, sign_in: SignIn, tick_at: TickAt) -> None:
    extend(story, "DGT", "2027-04-15T23:59:59-06:00")
    tick_at(AFTER_THE_WINDOW)
    assert rates(sign_in("analista"), "DGT") == ["0.00 %", "—"]


def test_what_was_sent_in_time_counts_in_time(story: Story, sign_in: SignIn, tick_at: TickAt) -> None:
    liaison = sign_in("enlace")
    fill(liaison, story, MARCH, TOLD[MARCH])
    send(liaison)
    tick_at(AFTER_THE_WINDOW)
    assert rates(sign_in("analista"), "DGA") == ["100.00 %", "100.00 %"]
