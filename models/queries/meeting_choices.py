"""What the form of a new meeting offers: items that are not green, reports that were sent, and the dependencies."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from models.queries.dependencies import dependencies
from models.queries.periods import newest_open_period
from models.queries.presented_editions import sent_editions
from models.queries.warning_content import ItemFigure, item_figures
from models.rules.traffic_light import BandKind
from models.tables.base import db
from models.tables.org_unit import OrgUnit

PRESSING = {"red": 0, "yellow": 1}


@dataclass(frozen=True, slots=True)
class Choices:
    """Items by how pressing they are, of which period their figures are; units and reports as (id, name)."""

    period: str | None
    items: list[ItemFigure]
    units: list[tuple[int, str]]
    editions: list[tuple[int, str]]


def meeting_choices(institution_id: int, period: str | None = None) -> Choices:
    """Projects and functions that are red or yellow in a period, of the newest without one, red ones first."""
    period = period or newest_open_period(institution_id)
    figures = [
        figure
        for kind in (BandKind.PROJECT, BandKind.FUNCTION)
        for figure in (item_figures(institution_id, period, kind) if period else [])
        if figure.color in PRESSING
    ]
    names = {unit.id: unit.name for unit in db.session.execute(select(OrgUnit.id, OrgUnit.name))}
    units = [(unit, names[unit]) for unit in dependencies(institution_id) if unit in names]
    pressing = sorted(figures, key=lambda each: PRESSING[each.color])
    return Choices(period, pressing, units, sent_editions(institution_id))
