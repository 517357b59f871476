"""« Cortes »: what internal control reads of a closing, and of its correction (R C-27 to C-30, C-36)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from models.queries.cuts import cut_heads
from tests.pages import cells, links
from tests.procedures.story import Story
from tests.procedures.test_the_cuts import FEBRUARY, MARCH, corrected, cut, march_told, version_of

__all__ = ["corrected", "march_told"]
SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def control(corrected: Story, sign_in: SignIn) -> FlaskClient:
    """All months are closed, February was corrected."""
    return sign_in("control")


def row(page: str, first: str) -> list[str]:
    """The first row of the page's tables whose first cell begins so."""
    return next(found for found in cells(page) if found[0].startswith(first))


def page_of(browser: FlaskClient, story: Story, code: str, period: str) -> str:
    """The page of the cut in force of an item's plan."""
    return browser.get(f"/cortes/{cut(story, code, period).cut_id}/").text


def test_it_lists_every_cut_with_the_reason_of_a_correction(control: FlaskClient, corrected: Story) -> None:
    page = control.get("/cortes/").text
    heads = cut_heads(version_of(corrected, "PE-01"))
    assert {f"/cortes/{head.cut_id}/" for head in heads} <= set(links(page))
    assert row(page, "febrero de 2027 PEI")[3:] == ["2", "Dato corregido por la dependencia"]


def test_it_shows_what_the_correction_changed(control: FlaskClient, corrected: Story) -> None:
    page = page_of(control, corrected, "PE-01", FEBRUARY)
    told = [" ".join(cell.split()) for cell in row(page, "PE-01")]
    assert told[1:] == ["▲ 88.46 % · amarillo", "● 100.00 % · verde"]


def test_it_shows_who_had_reported_and_when(control: FlaskClient, corrected: Story) -> None:
    told = row(page_of(control, corrected, "F-01", MARCH), "Dirección DGT")
    assert told[1:] == ["sin reporte", "", "0 de 1"]


def test_it_is_not_for_those_who_see_their_unit_alone(corrected: Story, sign_in: SignIn) -> None:
    assert sign_in("enlace").get("/cortes/").status_code == 403
