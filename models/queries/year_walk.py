"""The periods of a year as planning opens them: what each asks for, when it is due, and what is left to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.queries.asked_sheets import count_asked
from models.queries.deadlines import announced_deadlines, capture_rule, counted_deadline
from models.queries.local_day import local_day
from models.queries.periods import period_states
from models.queries.preset_in_use import preset_in_use
from models.rules.deadline import Deadline
from models.rules.period import Period, PeriodKind
from models.rules.workflow import PeriodState


class YearDeed(StrEnum):
    """What the walk does with a period."""

    OPEN = "open"
    ANNOUNCE = "announce"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class YearStep:
    """One period: how it stands, its date, how many reports of how many units it asks for, what is left to do."""

    period: str
    state: PeriodState
    deadline: Deadline
    is_announced: bool
    reports: int
    units: int
    deed: YearDeed


def year_walk(institution_id: int, year: int, now: datetime) -> list[YearStep]:
    """Give the periods of a year that are captured, by their last day, the shorter first; one statement for each.

    A period that is over and asks for reports is opened, one to come gets its date announced. One that asks for
    nothing waits for a plan in force. Raises RuleBroken `bad_year` where the calendar does not cover the year.
    """
    preset = preset_in_use(institution_id).preset
    whole = Period.of(year, PeriodKind.YEAR)
    told, states = announced_deadlines(institution_id), period_states(institution_id)
    today = local_day(institution_id, now)
    steps = []
    for span in sorted((*whole.shorter(), whole), key=lambda each: (each.end, each.months)):
        rule = capture_rule(preset, span)
        if rule is None:
            continue
        row, announced = states.get(str(span)), told.get((rule.id, span))
        state = PeriodState.FUTURE if row is None else row.state
        reports, units = count_asked(institution_id, span)
        deed = YearDeed.NOTHING
        if state is PeriodState.FUTURE and reports:
            deed = YearDeed.OPEN if span.end < today else YearDeed.ANNOUNCE
        if deed is YearDeed.ANNOUNCE and announced:
            deed = YearDeed.NOTHING
        deadline = announced or counted_deadline(institution_id, rule, span)
        steps.append(YearStep(str(span), state, deadline, announced is not None, reports, units, deed))
    return steps
