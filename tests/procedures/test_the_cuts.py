"""Closing a month freezes its figures; a correction restates them beside the first (S0-I-06, S0-I-09, R 6.1, C-36)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from models.actions.load_preset import load_preset, preset_text
from models.queries.cuts import CutHead, CutLine, CutSheetRow, cut_heads, cut_lines, cut_of, cut_sheets, quarter_list
from models.queries.report.source import cut_figures
from models.rules.incoherence import Fact
from models.rules.period import Period
from models.scope import as_system
from models.tables.base import db
from models.tables.plan_item import PlanItem
from tests.factories import institution
from tests.procedures.steps import MARCH, fill, press, send, sheet
from tests.procedures.story import AFTER_THE_WINDOW, LAST_EVENING, TOLD, Story

SignIn = Callable[[str], FlaskClient]
TickAt = Callable[[str], Any]
JANUARY, FEBRUARY = "2027-01", "2027-02"


def close(sign_in: SignIn, *months: str) -> None:
    """The planning head closes months, one after the other."""
    browser = sign_in("planificacion")
    for month in months:
        assert press(browser, f"/control/{month}/close", f"/control/{month}/close").status_code == 302


def version_of(story: Story, code: str) -> int:
    """The version of the plan in which an item stands."""
    found = db.session.scalars(select(PlanItem.plan_version_id).where(PlanItem.id == story.items[code])).one()
    db.session.rollback()
    return found


def cut(story: Story, code: str, period: str) -> CutHead:
    """The cut in force of the plan of an item."""
    db.session.rollback()
    found = cut_of(version_of(story, code), period)
    assert found is not None
    return found


def line(story: Story, code: str, period: str) -> CutLine:
    """An item at the cut in force."""
    return next(each for each in cut_lines(cut(story, code, period).cut_id) if each.item_id == story.items[code])


def reports(story: Story) -> dict[str, CutSheetRow]:
    """The reports on the annual plan at the cut of March, by unit."""
    return {row.org_unit: row for row in cut_sheets(institution().id, version_of(story, "F-01"), [MARCH])}


@pytest.fixture
def march_told(story: Story, tick_at: TickAt, sign_in: SignIn) -> Story:
    """March is sent by DGA, and its window has ended."""
    fill(sign_in("enlace"), story, MARCH, TOLD[MARCH])
    tick_at(LAST_EVENING)
    assert send(sign_in("enlace")).status_code == 302
    tick_at(AFTER_THE_WINDOW)
    return story


def test_it_has_no_cut_before_the_month_closes(story: Story) -> None:
    assert cut_of(version_of(story, "PE-01"), JANUARY) is None


@pytest.mark.parametrize(
    ("month", "figures", "continues"),
    [
        (JANUARY, ("100.00", "green", 0), False),
        (FEBRUARY, ("88.46", "yellow", 1), False),  # new
        (MARCH, ("77.78", "yellow", 2), True),
    ],
)
def test_it_freezes_the_project_of_the_example(
    march_told: Story, sign_in: SignIn, month: str, figures: tuple[str, str, int], *, continues: bool
) -> None:
    close(sign_in, JANUARY, FEBRUARY, MARCH)
    project = line(march_told, "PE-01", month)
    assert (str(project.to_date_percent), project.color, project.non_green_run) == figures
    assert project.continues is continues


def test_it_freezes_two_months_and_the_quarter_with_their_last_month(march_told: Story, sign_in: SignIn) -> None:
    close(sign_in, JANUARY, FEBRUARY)
    version = version_of(march_told, "PE-01")
    assert [head.period for head in cut_heads(version)] == ["2027-B1", FEBRUARY, JANUARY]
    close(sign_in, MARCH)
    assert line(march_told, "PE-01", "2027-Q1").to_date_percent == Decimal("77.78")


def test_it_waits_for_the_last_month_to_close_whatever_the_order(march_told: Story, sign_in: SignIn) -> None:
    close(sign_in, MARCH, JANUARY)
    version = version_of(march_told, "PE-01")
    assert cut_of(version, "2027-Q1") is None
    close(sign_in, FEBRUARY)
    assert cut_of(version, "2027-Q1") is not None


def test_it_lists_the_project_for_the_urgent_meeting(march_told: Story, sign_in: SignIn) -> None:
    close(sign_in, JANUARY, FEBRUARY, MARCH)
    assert [(item.code, item.colors) for item in quarter_list(institution().id, "2027-Q1")] == [
        ("PE-01", ["green", "yellow", "yellow"])
    ]


def test_the_institution_says_how_many_months_call_for_the_meeting(march_told: Story, sign_in: SignIn) -> None:
    declared = preset_text("hacienda_sv").replace("\n[score]\n", "\n[score]\npersist_window = 3\n", 1)
    with as_system() as actor:
        load_preset(declared, actor, datetime.fromisoformat(AFTER_THE_WINDOW))
        db.session.commit()
    close(sign_in, JANUARY, FEBRUARY, MARCH)
    assert quarter_list(institution().id, "2027-Q1") == []  # January was green


def test_it_lists_nothing_before_the_quarter_ends(march_told: Story, sign_in: SignIn) -> None:
    close(sign_in, JANUARY, FEBRUARY)
    assert quarter_list(institution().id, "2027-Q1") == []


def test_it_keeps_who_reported_late_and_how_much(march_told: Story, sign_in: SignIn) -> None:
    close(sign_in, MARCH)
    kept = reports(march_told)
    assert (kept["DGA"].timeliness, kept["DGA"].completeness.percent) == ("on_time", Decimal("100.00"))
    assert (kept["DGT"].timeliness, kept["DGT"].answered) == ("missing", 0)


def test_it_counts_business_days_of_delay(march_told: Story, tick_at: TickAt, sign_in: SignIn) -> None:
    tick_at("2027-04-12T10:00:00-06:00")  # Monday: two business days after Wednesday the seventh are 8 and 9, this is 3
    fill(sign_in("enlace2"), march_told, MARCH, {"F2": "1"})
    assert send(sign_in("enlace2")).status_code == 302
    close(sign_in, MARCH)
    kept = reports(march_told)
    assert (kept["DGT"].timeliness, kept["DGT"].days_late) == ("late", 3)


def test_it_notes_facts_that_do_not_go_together(march_told: Story, sign_in: SignIn) -> None:
    close(sign_in, MARCH)
    assert line(march_told, "a", MARCH).facts == [Fact.NO_NARRATIVE, Fact.OVER_EXECUTION]  # 150 % of the month
    assert line(march_told, "c", MARCH).facts == []


@pytest.fixture
def corrected(march_told: Story, tick_at: TickAt, sign_in: SignIn) -> Story:
    """All closed; then February was opened again and A2 corrected from 5 to 10, and closed."""
    close(sign_in, JANUARY, FEBRUARY, MARCH)
    tick_at("2027-04-14T09:00:00-06:00")
    address = f"/control/{FEBRUARY}/reopen"
    fields = {"reason": "Dato corregido por la dependencia", "until": "2027-04-20"}
    assert press(sign_in("direccion"), address, address, **fields).status_code == 302
    returned = f"/bandeja/{sheet('DGA', 'PEI', march_told, FEBRUARY).id}/"
    assert press(sign_in("jefatura"), returned, f"{returned}return", remark="A2 fue 10").status_code == 302
    browser = sign_in("enlace")
    fill(browser, march_told, FEBRUARY, {"A2": "10"})
    assert send(browser, FEBRUARY).status_code == 302
    close(sign_in, FEBRUARY)
    return march_told


def test_it_restates_beside_the_first(corrected: Story) -> None:
    heads = cut_heads(version_of(corrected, "PE-01"), FEBRUARY)
    assert [(head.number, head.is_restated, head.reason) for head in heads] == [
        (2, True, "Dato corregido por la dependencia"),
        (1, False, ""),
    ]
    before = {each.code: each for each in cut_lines(heads[1].cut_id)}
    assert before["PE-01"].to_date_percent == Decimal("88.46")
    assert line(corrected, "PE-01", FEBRUARY).to_date_percent == Decimal("100.00")


def test_it_restates_what_follows_from_the_correction(corrected: Story) -> None:
    assert cut(corrected, "PE-01", MARCH).number == 2
    assert not line(corrected, "PE-01", MARCH).continues  # February is green now


def test_a_month_that_is_open_again_waits_for_its_own_closing(
    march_told: Story, tick_at: TickAt, sign_in: SignIn
) -> None:
    close(sign_in, JANUARY, FEBRUARY, MARCH)
    tick_at("2027-04-14T09:00:00-06:00")
    # The quarter is closed for the first, so it takes the director; then the planning head may.
    for month, who in ((FEBRUARY, "direccion"), (MARCH, "planificacion")):
        address = f"/control/{month}/reopen"
        fields = {"reason": "Dato corregido", "until": "2027-04-20"}
        assert press(sign_in(who), address, address, **fields).status_code == 302
    returned = f"/bandeja/{sheet('DGA', 'PEI', march_told, FEBRUARY).id}/"
    press(sign_in("jefatura"), returned, f"{returned}return", remark="A2 fue 10")
    fill(sign_in("enlace"), march_told, FEBRUARY, {"A2": "10"})
    send(sign_in("enlace"), FEBRUARY)
    close(sign_in, FEBRUARY)
    assert cut(march_told, "PE-01", FEBRUARY).number == 2
    assert cut(march_told, "PE-01", MARCH).number == 1  # nobody has said yet what March will be
    close(sign_in, MARCH)
    assert cut(march_told, "PE-01", MARCH).number == 2


def test_it_leaves_what_did_not_change(corrected: Story) -> None:
    assert cut(corrected, "PE-01", JANUARY).number == 1
    assert cut(corrected, "F-01", MARCH).number == 1


def test_it_answers_as_of_the_day_before(corrected: Story) -> None:
    version = version_of(corrected, "PE-01")
    first = cut_heads(version, FEBRUARY)[1]
    assert cut_of(version, FEBRUARY, at=first.frozen_at) == first


def test_a_report_of_the_day_before_reads_the_cut_of_then(corrected: Story) -> None:
    version = version_of(corrected, "PE-01")
    first = cut_heads(version, FEBRUARY)[1]
    found = cut_figures(version, Period.parse(FEBRUARY), first.frozen_at)
    assert found is not None
    assert found.bound == {"cut_id": first.cut_id}


def test_it_writes_nothing_when_nothing_changed(march_told: Story, tick_at: TickAt, sign_in: SignIn) -> None:
    close(sign_in, MARCH)
    tick_at("2027-04-14T09:00:00-06:00")
    address = f"/control/{MARCH}/reopen"
    press(sign_in("planificacion"), address, address, reason="Por si acaso", until="2027-04-20")
    close(sign_in, MARCH)
    assert len(cut_heads(version_of(march_told, "PE-01"), MARCH)) == 1


def test_it_lets_nobody_change_a_cut(march_told: Story, sign_in: SignIn) -> None:
    close(sign_in, MARCH)
    with pytest.raises(DBAPIError):
        db.session.execute(text("UPDATE cut_item SET color = 'green'"))
    db.session.rollback()
