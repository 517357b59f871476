"""Planning opens a year: the periods that are over at once, and the dates of those to come fixed for everybody."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from models.actions.hold_sheet import central_roles
from models.actions.open_by_hand import open_by_hand
from models.actions.open_period import announce
from models.actions.record_act import Act, record_act
from models.queries.year_walk import YearDeed, year_walk
from models.rules.errors import RuleBroken
from models.rules.roles import Role
from models.scope import Reader


@dataclass(frozen=True, slots=True)
class YearOpened:
    """The periods that were opened, and those whose date was announced."""

    opened: tuple[str, ...]
    announced: tuple[str, ...]


def open_year(institution_id: int, year: int, periods: Collection[str], actor: Reader, now: datetime) -> YearOpened:
    """Do what is left to do about the chosen periods of the year. The caller commits.

    Periods about which nothing is left to do are passed over. Raises RuleBroken 403 unless the actor is the planning
    head, 409 where nothing is left about any of them, `bad_year` as `year_walk`.
    """
    if Role.PLANNING_HEAD not in central_roles(actor):
        raise RuleBroken("wrong_role", "Solo la jefatura de planificación abre los periodos de un año.", status=403)
    chosen = [step for step in year_walk(institution_id, year, now) if step.period in periods]
    opened = tuple(step.period for step in chosen if step.deed is YearDeed.OPEN)
    to_come = [step for step in chosen if step.deed is YearDeed.ANNOUNCE]
    if not opened and not to_come:
        raise RuleBroken(
            "nothing_to_open", "Elija al menos un periodo que falte abrir o anunciar.", field="period", status=409
        )
    for period in opened:
        open_by_hand(institution_id, period, actor, now)
    for step in to_come:
        announce(institution_id, step.deadline, now)
    announced = tuple(step.period for step in to_come)
    detail = {"year": year, "opened": list(opened), "announced": list(announced)}
    record_act(actor, Act("open_year", "institution", institution_id, detail), now)
    return YearOpened(opened, announced)
