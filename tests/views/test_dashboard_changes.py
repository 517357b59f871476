"""What moved since the period before, what stays out of the green, and what should be there by now."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from models.tables.base import db
from tests.conftest import rows
from tests.procedures.steps import MARCH, fill, send
from tests.procedures.story import AFTER_THE_WINDOW, TOLD, Story
from tests.views.test_deadlines import words

SignIn = Callable[[str], FlaskClient]
TickAt = Callable[[str], Any]
COLORS = {"rojo": "red", "amarillo": "yellow", "verde": "green", "azul": "blue", "gris": "grey"}
ACTIVITIES = """
    SELECT score.color FROM score JOIN plan_item ON plan_item.id = score.plan_item_id
      JOIN level ON level.id = plan_item.level_id AND level.reports WHERE score.period = '{}'
"""


def stored(period: str) -> Counter[str]:
    """Activities by colour, as they are stored."""
    return Counter(row[0] for row in rows(ACTIVITIES.format(period)))


def page(browser: FlaskClient, path: str = "") -> str:
    return browser.get(f"/tablero/{path}?period={MARCH}").text


@pytest.fixture
def after(story: Story, sign_in: SignIn, tick_at: TickAt) -> Story:
    """March is over: DGA sent it in part, DGT and UAJ never did."""
    liaison = sign_in("enlace")
    fill(liaison, story, MARCH, TOLD[MARCH] | {"A1": "11", "A2": "6", "A3": "1"})
    send(liaison)
    tick_at(AFTER_THE_WINDOW)
    return story


def test_it_says_how_many_more_or_fewer_of_each_color(after: Story, sign_in: SignIn) -> None:
    shown = page(sign_in("viceministro")).split('<ul class="standing">')[1].split("</ul>", maxsplit=1)[0]
    now, before = stored(MARCH), stored("2027-02")
    for said in (words(item) for item in shown.split("</li>") if "<li" in item):
        color = next(code for word, code in COLORS.items() if word in said)
        assert said.startswith(f"{now[color]} ")
        change = now[color] - before[color]
        expected = {True: f"{abs(change)} más", False: f"{abs(change)} menos"}[change > 0] if change else "igual"
        assert expected in said
    assert now != before


def test_without_figures_before_it_says_that_there_is_nothing_to_compare(after: Story, sign_in: SignIn) -> None:
    answer = words(sign_in("viceministro").get("/tablero/?period=2027-01").text)
    assert re.search(r"diciembre de 2026 no tiene cifras", answer)


@pytest.mark.parametrize("color", ["red", "green"])
def test_projects_out_of_the_green_at_both_cuts_are_listed_with_both(after: Story, sign_in: SignIn, color: str) -> None:
    now = {"project": after.items["PE-01"], "color": color}
    question = "UPDATE score SET color = :color WHERE plan_item_id = :project AND period = '2027-02'"
    db.session.execute(text(question), now)
    db.session.commit()
    listed = words(page(sign_in("viceministro"), "persistentes/"))
    assert ("PE-01" in listed) is (color == "red")


def test_the_overdue_names_reports_that_never_came(after: Story, sign_in: SignIn) -> None:
    minister = sign_in("viceministro")
    listed = words(page(minister, "vencidos/"))
    assert "Dirección DGT" in listed
    assert "Dirección UAJ" in listed
    silent = rows(f"SELECT count(*) FROM capture_sheet WHERE period = '{MARCH}' AND state = 'no_report'")[0][0]  # noqa: S608
    assert re.search(rf"Vencidos {silent}\b", words(page(minister)))
