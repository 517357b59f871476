"""S0-I-07, S0-I-10: planning asks for the outcome and performance indicators of the PEI, by quarter and half-year."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from jobs.deliver_mail import deliver_mail
from models.queries.requests.answers import answered_indicators
from models.rules.indicator_kind import IndicatorKind
from models.rules.period import PeriodKind
from models.rules.workflow import SheetState
from models.tables.base import db
from models.tables.indicator import Indicator
from models.tables.org_unit import OrgUnit
from models.tables.plan_item import PlanItem
from models.tables.target import Target
from tests.conftest import rows
from tests.factories import ItemSpec, institution, make_indicator, make_item
from tests.post_office import PostOffice, body
from tests.procedures.steps import fill, press, send, sheet
from tests.procedures.story import MONTHS, Story

SignIn = Callable[[str], FlaskClient]
TickAt = Callable[[str], Any]
HALF_YEAR, QUARTER = "2027-S1", "2027-Q3"
JULY, OCTOBER = "2027-07-01T08:00:30-06:00", "2027-10-01T08:00:30-06:00"
AFTER_JULY = "2027-07-08T00:01:00-06:00"


def _asked(code: str, unit: str, story: Story, kind: IndicatorKind, **targets: int) -> Indicator:
    """An objective of the whole ministry with an indicator that a dependency answers for by quarter."""
    plan = db.session.get_one(PlanItem, story.items["PE-01"]).plan_version
    item = make_item(plan, code, ItemSpec("objective", db.session.get_one(OrgUnit, story.units["MH"])))
    indicator = make_indicator(item, {f"2027-{quarter}": planned for quarter, planned in targets.items()})
    indicator.kind, indicator.frequency = kind, PeriodKind.QUARTER
    for target in db.session.scalars(select(Target).where(Target.indicator_id == indicator.id)):
        target.org_unit_id = story.units[unit]
    return indicator


@pytest.fixture
def strategy(story: Story) -> Story:
    """Two dependencies with an outcome and a performance indicator, and one kind that nobody asks for."""
    found = {
        "R": _asked("OE-7", "DGA", story, IndicatorKind.OUTCOME, Q1=10, Q2=10, Q3=20),
        "D": _asked("OE-8", "DGT", story, IndicatorKind.PERFORMANCE, Q1=5, Q2=5, Q3=5),
    }
    _asked("OE-9", "DGA", story, IndicatorKind.PROCESS, Q2=3, Q3=3)
    db.session.commit()
    return replace(story, indicators=dict(story.indicators) | {key: each.id for key, each in found.items()})


@pytest.fixture
def half_year(strategy: Story, tick_at: TickAt) -> Story:
    """The morning of the first of July: the half-year is asked for."""
    tick_at(JULY)
    return strategy


def lines() -> list[tuple[Any, ...]]:
    """Period, unit and indicator of everything that was asked, as the database has it."""
    return rows(
        "SELECT request.period, unit.code, indicator.code FROM request_line line"
        " JOIN information_request request ON request.id = line.information_request_id"
        " JOIN org_unit unit ON unit.id = line.org_unit_id"
        " JOIN indicator ON indicator.id = line.indicator_id ORDER BY request.sent_at, unit.code"
    )


def test_it_asks_both_kinds_in_the_half_year_and_the_third_quarter_alone(half_year: Story, tick_at: TickAt) -> None:
    tick_at("2027-08-09T09:00:00-06:00")
    tick_at(OCTOBER)
    assert lines() == [
        (HALF_YEAR, "DGA", "OE-7-IND"),
        (HALF_YEAR, "DGT", "OE-8-IND"),
        (QUARTER, "DGA", "OE-7-IND"),
        (QUARTER, "DGT", "OE-8-IND"),
    ]


def test_it_writes_to_head_and_liaison_with_the_list_and_the_address(half_year: Story, post_office: PostOffice) -> None:
    deliver_mail()
    told = {str(mail["To"]).split("@")[0]: body(mail) for mail in post_office.about("Solicitud de información")}
    assert told.keys() == {"enlace", "jefatura", "enlace2", "jefatura2"}
    assert "OE-7-IND" in told["enlace"]
    assert "OE-8-IND" not in told["jefatura"]
    assert "acciones a tomar" in told["jefatura"]
    assert "/solicitudes/" in told["enlace"]


def test_it_asks_once_when_the_clock_runs_twice(half_year: Story, tick_at: TickAt) -> None:
    assert tick_at(JULY).mails_queued == 0
    assert len(lines()) == 2


def test_it_shows_a_unit_what_is_asked_of_it_and_nothing_of_another(half_year: Story, sign_in: SignIn) -> None:
    page = _page(sign_in("enlace"))
    assert "OE-7-IND" in page
    assert "OE-8-IND" not in page
    assert "/mi-mes/2027-S1/" in page


def test_it_leaves_the_month_first_for_whoever_opens_mi_mes(half_year: Story, sign_in: SignIn) -> None:
    assert sign_in("enlace").get("/mi-mes/").location.startswith("/mi-mes/2027-06/")


def test_it_is_not_answered_under_target_without_actions(half_year: Story, sign_in: SignIn) -> None:
    liaison = sign_in("enlace")
    assert fill(liaison, half_year, HALF_YEAR, {"R": "15"}).status_code == 302
    assert "Bajo la meta y sin acciones a tomar (1)" in liaison.get(f"/mi-mes/{HALF_YEAR}/review").text
    refused = send(liaison, HALF_YEAR)
    assert refused.status_code == 422
    assert "OE-7" in refused.text
    assert sheet("DGA", "PEI", half_year, HALF_YEAR).state is SheetState.DRAFT


def test_it_is_not_answered_by_a_reason_without_actions(half_year: Story, sign_in: SignIn) -> None:
    liaison = sign_in("enlace")
    reason = {f"no_report_reason-{half_year.indicators['R']}": "La encuesta no se levantó."}
    assert fill(liaison, half_year, HALF_YEAR, {"R": ""}, **reason).status_code == 302
    assert send(liaison, HALF_YEAR).status_code == 422


def test_it_is_answered_with_actions_and_verified_by_the_head(half_year: Story, sign_in: SignIn) -> None:
    mine = _answer(sign_in("enlace"), half_year)
    assert press(sign_in("jefatura"), f"/bandeja/{mine}/", f"/bandeja/{mine}/verify").status_code == 302
    page = _page(sign_in("planificacion"))
    assert "75.00" in page
    assert "Se amplía la muestra." in page
    assert "respondido por" in page
    assert "verificado por" in page


def test_it_needs_no_actions_where_the_target_is_met(half_year: Story, sign_in: SignIn) -> None:
    liaison = sign_in("enlace")
    fill(liaison, half_year, HALF_YEAR, {"R": "20"})
    assert send(liaison, HALF_YEAR).status_code == 302


def test_it_needs_no_actions_in_a_quarter(strategy: Story, sign_in: SignIn, tick_at: TickAt) -> None:
    tick_at(OCTOBER)
    liaison = sign_in("enlace")
    fill(liaison, strategy, QUARTER, {"R": "1"})
    assert send(liaison, QUARTER).status_code == 302


def test_it_lists_the_missing_answers_and_names_them_in_the_mail(
    half_year: Story, sign_in: SignIn, tick_at: TickAt, post_office: PostOffice
) -> None:
    _answer(sign_in("enlace"), half_year)
    tick_at(AFTER_JULY)
    deliver_mail()
    missing = [body(mail) for mail in post_office.about("falta 1 respuesta")]
    assert missing
    assert all("OE-8-IND" in text and "OE-7-IND" not in text for text in missing)
    page = _page(sign_in("planificacion"))
    assert "Falta una respuesta" in page
    assert page.index("OE-8-IND") < page.index("OE-7-IND")


def test_it_takes_a_late_answer_and_marks_it(half_year: Story, sign_in: SignIn, tick_at: TickAt) -> None:
    tick_at(AFTER_JULY)
    _answer(sign_in("enlace"), half_year)
    assert sheet("DGA", "PEI", half_year, HALF_YEAR).is_late


def test_it_is_answered_when_the_last_answer_is_in(half_year: Story, sign_in: SignIn) -> None:
    _answer(sign_in("enlace"), half_year)
    assert rows("SELECT answered_at IS NULL FROM information_request") == [(True,)]
    other = sign_in("enlace2")
    fill(other, half_year, HALF_YEAR, {"D": "10"})
    assert send(other, HALF_YEAR).status_code == 302
    assert rows("SELECT answered_at IS NULL FROM information_request") == [(False,)]
    assert "Respondida" in sign_in("planificacion").get("/solicitudes/").text


def test_it_colors_the_indicators_beside_the_projects(half_year: Story, sign_in: SignIn) -> None:
    _answer(sign_in("enlace"), half_year)
    db.session.expire_all()
    found = {each.indicator_code: each for each in answered_indicators(institution().id, [HALF_YEAR])}
    assert (found["OE-7-IND"].percent, found["OE-7-IND"].color) == (Decimal("75.00"), "yellow")
    assert found["OE-8-IND"].is_missing


def test_it_makes_no_request_where_no_unit_has_such_an_indicator(story: Story) -> None:
    assert MONTHS[0] == "2027-01"
    assert lines() == []  # the first quarter passed on the first of April
    assert rows("SELECT count(*) FROM reporting_period WHERE period = '2027-Q1'") == [(0,)]


ASK = "/solicitudes/pedir/"
EARLY = "2027-07-01T00:30:00-06:00"
"""The half-year is over; the clock asks at eight."""


def _by_hand(browser: FlaskClient, **unit: str) -> Any:
    return press(browser, ASK, ASK, rule="S0-D12", period=HALF_YEAR, **unit)


def test_it_is_asked_by_hand_of_one_unit_and_by_the_clock_of_the_rest(
    strategy: Story, sign_in: SignIn, set_clock: Callable[[str], Any], tick_at: TickAt, post_office: PostOffice
) -> None:
    set_clock(EARLY)
    head = sign_in("planificacion")
    assert _offered(head) == [HALF_YEAR, "2027-Q1"]
    assert _by_hand(head, unit=str(strategy.units["DGT"])).status_code == 302
    assert lines() == [(HALF_YEAR, "DGT", "OE-8-IND")]
    tick_at(JULY)
    assert lines() == [(HALF_YEAR, "DGA", "OE-7-IND"), (HALF_YEAR, "DGT", "OE-8-IND")]
    deliver_mail()
    told = sorted(str(mail["To"]).split("@")[0] for mail in post_office.about("Solicitud de información"))
    assert told == ["enlace", "enlace2", "jefatura", "jefatura2"]


def test_it_is_not_asked_twice_by_hand(half_year: Story, sign_in: SignIn) -> None:
    head = sign_in("planificacion")
    assert _offered(head) == ["2027-Q1"]  # of which the story's clock asked before there were such indicators
    refused = _by_hand(head)
    assert refused.status_code == 409
    assert "Ya se solicitó" in refused.text
    assert len(lines()) == 2


def test_it_adds_an_indicator_that_came_into_the_plan_later(
    half_year: Story, sign_in: SignIn, post_office: PostOffice
) -> None:
    _answer(sign_in("enlace"), half_year)
    fill(sign_in("enlace2"), half_year, HALF_YEAR, {"D": "10"})
    send(sign_in("enlace2"), HALF_YEAR)
    _asked("OE-6", "UAJ", half_year, IndicatorKind.OUTCOME, Q2=4)
    db.session.commit()
    assert _by_hand(sign_in("planificacion")).status_code == 302
    assert rows("SELECT count(*), count(answered_at) FROM information_request") == [(1, 0)]
    deliver_mail()
    told = [str(mail["To"]).split("@")[0] for mail in post_office.about("Solicitud de información") if _names(mail)]
    assert sorted(told) == ["enlace3", "jefatura3"]


def test_it_is_late_from_the_start_when_it_is_asked_after_its_deadline(
    strategy: Story, sign_in: SignIn, set_clock: Callable[[str], Any]
) -> None:
    set_clock(AFTER_JULY)
    head = sign_in("planificacion")
    assert "quedará marcado como tardío" in head.get(ASK).text
    assert _by_hand(head).status_code == 302
    assert sheet("DGA", "PEI", strategy, HALF_YEAR).state is SheetState.NO_REPORT
    _answer(sign_in("enlace"), strategy)
    assert sheet("DGA", "PEI", strategy, HALF_YEAR).is_late


def test_it_is_asked_of_no_period_that_runs(strategy: Story, sign_in: SignIn) -> None:
    head = sign_in("planificacion")
    assert press(head, ASK, ASK, rule="S0-D12", period=HALF_YEAR).status_code == 409
    assert lines() == []


def test_it_is_not_asked_by_an_analyst(half_year: Story, sign_in: SignIn) -> None:
    assert sign_in("analista").get(ASK).status_code == 403


def test_it_reminds_who_has_not_answered_at_a_press(half_year: Story, sign_in: SignIn, post_office: PostOffice) -> None:
    _answer(sign_in("enlace"), half_year)
    head, remind = sign_in("planificacion"), f"/control/{HALF_YEAR}/remind"
    assert remind in _page(head)
    assert press(head, remind, remind).status_code == 302
    assert press(head, remind, remind).status_code == 409  # once a day
    deliver_mail()
    reminded = {str(mail["To"]).split("@")[0]: body(mail) for mail in post_office.about("de 1 indicador")}
    assert reminded.keys() == {"enlace2", "jefatura2"}


def _offered(head: FlaskClient) -> list[str]:
    """The periods that may be asked for by hand."""
    return re.findall(r'name="period" value="([^"]+)"', head.get(ASK).text)


def _names(mail: Any) -> bool:
    return "OE-6-IND" in body(mail)


def _answer(liaison: FlaskClient, story: Story) -> int:
    """DGA answers with three quarters of its target, and what it will do about it."""
    number = story.indicators["R"]
    words = {f"corrective_action-{number}": "Se amplía la muestra.", f"note-{number}": "Avance del semestre."}
    assert fill(liaison, story, HALF_YEAR, {"R": "15"}, **words).status_code == 302
    assert send(liaison, HALF_YEAR).status_code == 302
    return sheet("DGA", "PEI", story, HALF_YEAR).id


def _page(browser: FlaskClient) -> str:
    """The newest request."""
    newest = re.search(r"/solicitudes/\d+/", browser.get("/solicitudes/").text)
    assert newest is not None
    return browser.get(newest[0]).text
