"""What a cut of a development plan keeps: the gap to the money, and the advance of four years (R 6.4, C-19, C-22)."""

from __future__ import annotations

import pytest

from models.actions.load_preset import load_preset, preset_text
from models.clock import business_now
from models.queries.cuts import CutLine, cut_lines, cut_of
from models.queries.plan_version_of import plan_version_of
from models.rules.incoherence import Fact
from models.scope import as_system
from models.tables.base import db
from tests.factories import institution
from tests.procedures.office import Office
from tests.procedures.reports import close, edition, make, number_of
from tests.procedures.test_the_municipality_of_pasto import CUT, pasto, told
from tests.procedures.test_the_reports_of_pasto import closed, row

__all__ = ["closed", "pasto", "told"]

FOUR_YEARS = {
    "MP-1": ("75.00", "75.00"),
    "MP-2": ("74.21", "75.00"),
    "MP-3": ("25.00", "50.00"),
    "MP-4": ("0.00", "0.00"),
    "SOC": ("43.55", "50.00"),
}
"""How far they came by December 2026, and how far they were to have come."""


def frozen(period: str) -> dict[str, CutLine]:
    """The items of the cut in force by code."""
    db.session.rollback()
    found = cut_of(plan_version_of(institution("pasto_co").id, "PDM")[1], period)
    assert found is not None
    return {line.code: line for line in cut_lines(found.cut_id)}


@pytest.mark.usefixtures("closed")
def test_it_keeps_the_gap_as_a_fact() -> None:
    dimension = frozen(CUT)["SOC"]
    figures = (dimension.year_percent, dimension.executed_percent, dimension.gap)
    assert [str(each) for each in figures] == ["82.28", "60.00", "22.28"]
    assert dimension.facts == [Fact.PHYSICAL_AHEAD]


def test_it_tells_the_gap_to_whoever_verifies(closed: Office) -> None:
    analyst = closed.sign_in("opgi")
    assert "lo físico va delante del dinero" in analyst.get("/alertas/?kind=incoherent").text
    chain = analyst.get(f"/cadena/{closed.story.items['SOC']}/").text
    assert "brecha: 22,28 puntos" in chain


@pytest.mark.parametrize(("combines", "color"), [("true", "red"), ("false", "yellow")])
def test_the_preset_says_whether_the_money_colors_too(told: Office, combines: str, color: str) -> None:
    declared = preset_text("pasto_co").replace("score = {", f"score = {{combines_money = {combines}, ")
    with as_system() as actor:
        load_preset(declared, actor, business_now())
        db.session.commit()
    head = told.sign_in("jefe-opgi")
    seen = head.get(f"/presupuesto/ejecucion/?period={CUT}&by=top").text
    assert ("los dos juntos: rojo" in " ".join(seen.split())) is (color == "red")
    told.at("2027-01-13T00:01:00-05:00")
    close(head, CUT)
    dimension = frozen(CUT)["SOC"]
    assert (dimension.color, dimension.financial_color, dimension.combined_color) == ("yellow", "red", color)


@pytest.mark.usefixtures("closed")
def test_it_keeps_how_far_the_four_years_have_come() -> None:
    lines = frozen(CUT)
    assert {code: (str(lines[code].plan_percent), str(lines[code].plan_expected_percent)) for code in FOUR_YEARS} == (
        FOUR_YEARS
    )


@pytest.fixture
def fourth_year(closed: Office) -> int:
    """The number of a report on the four years that is made in the last of them, of which nothing is closed."""
    closed.at("2027-03-01T09:00:00-05:00")
    return number_of(make(closed.sign_in("opgi"), "four_years", "2024/2027"))


def test_the_four_years_are_read_from_the_last_cut(closed: Office, fourth_year: int) -> None:
    analyst = closed.sign_in("opgi")
    assert row(analyst, fourth_year, "SOC")[5] == "43,55 %"
    assert row(analyst, fourth_year, "MP-1")[-3:] == ["75,00 %", "75,00 %", "Al día"]
    assert row(analyst, fourth_year, "MP-3")[-3:] == ["25,00 %", "50,00 %", "Atrasado"]
    assert "avance del plan hasta diciembre de 2026" in analyst.get(f"/informes/{fourth_year}/").text
    assert edition(fourth_year).is_provisional  # one year is still to come
