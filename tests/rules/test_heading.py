from __future__ import annotations

import pytest

from models.rules.headings.heading import read_heading
from models.rules.headings.marks import accumulation, direction, row_mark

PERIODS = (
    ("Ene-27", 2027, ("M", 1)),  # a year in two digits
    ("Meta dic 26", 2026, ("M", 12)),
    ("ENE-99", None, ("M", 1)),  # no year of a plan
    ("2027-03-01", 2027, ("M", 3)),  # a heading that became a date
    ("Mes 7", None, ("M", 7)),
    ("Mes 13", None, None),
    ("II Trimestre 2027", 2027, ("Q", 2)),
    ("T5", None, None),
    ("Ene-Mar", None, ("Q", 1)),
    ("Feb-Mar", None, None),  # two months that are no quarter
    ("Semestre 2 de 2027", 2027, ("S", 2)),
    ("Meta 2024-2027", None, None),  # the whole horizon
    ("Actividad", None, None),
)


@pytest.mark.parametrize(("label", "year", "period"), PERIODS)
def test_it_names_year_and_period(label: str, year: int | None, period: tuple[str, int] | None) -> None:
    heading = read_heading(label)
    assert (heading.year, heading.period) == (year, period)


ACCUMULATIONS = (
    ("I", "sum"),
    ("Acumulativo", "sum"),
    ("Acumulado Anual", "sum"),
    ("Acumulado Mensual", "last"),
    ("No acumulado", "average_percent"),
    ("No acumulativo", "last"),
    ("No aplica", None),
    ("M", "last"),
    ("Promedio", "average"),
    ("Máximo", "max"),
    ("Reducción", "last"),
    ("Otra", None),
)


@pytest.mark.parametrize(("text", "meant"), ACCUMULATIONS)
def test_it_knows_how_periods_add_up(text: str, meant: str | None) -> None:
    assert accumulation(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [("Creciente", "up"), ("Disminuir", "down"), ("Mantener el nivel", "keep"), ("Verde", None)],
)
def test_it_knows_where_an_indicator_goes(text: str, meant: str | None) -> None:
    assert direction(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [("Prog.", "planned"), ("EJECUTADO", "actual"), ("Físico", "physical"), ("Costeo S/", "money"), ("Otro", None)],
)
def test_it_knows_what_a_row_holds(text: str, meant: str | None) -> None:
    assert row_mark(text) == meant
