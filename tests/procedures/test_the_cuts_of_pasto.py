"""What a cut of a development plan keeps: advance beside money, and the advance of its four years (R 6.4, C-19, C-22)."""

from __future__ import annotations

import pytest

from models.queries.cuts import CutLine, cut_lines, cut_of
from models.queries.plan_version_of import plan_version_of
from models.rules.incoherence import Fact
from models.tables.base import db
from tests.factories import institution
from tests.procedures.office import Office
from tests.procedures.test_the_municipality_of_pasto import CUT, pasto, told
from tests.procedures.test_the_reports_of_pasto import closed

__all__ = ["closed", "pasto", "told"]


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
