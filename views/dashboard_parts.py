"""What the pages of the dashboard share: the cut that is looked at, and the part of a list."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, redirect, request, url_for

from models.queries.periods import newest_open_period
from models.queries.preset_in_use import preset_in_use
from models.rules.period import Period
from views.base import acting_reader

COLORS = ("red", "yellow", "green", "blue", "grey")
"""As the dashboard lists them: what asks for action first."""

ROWS = 50


@dataclass(frozen=True, slots=True)
class Cut:
    """The institution and the period that a page shows; `others` are periods of other lengths that end with it."""

    where: int
    period: str
    previous: str
    following: str
    others: tuple[str, ...]

    @staticmethod
    def of(where: int, period: str) -> Cut:
        """The cut of a period; raises RuleBroken 422 for what is none."""
        span = Period.parse(period)
        lengths = {shape.frequency for shape in preset_in_use(where).preset.plan_types} - {span.kind}
        others = sorted((Period.containing(span.end, length) for length in lengths), key=lambda each: each.months)
        return Cut(where, period, str(span.previous()), str(span.next()), tuple(map(str, others)))


def asked_period() -> str | None:
    """The period of the address, or else the newest that has opened; None before the first."""
    return request.args.get("period") or newest_open_period(acting_reader().institution_id or 0)


def asked_cut() -> Cut:
    """The cut that a page is about; the home of the dashboard explains where there is none yet."""
    period = asked_period()
    if period is None:
        abort(redirect(url_for("DashboardView.home")))
    return Cut.of(acting_reader().institution_id or 0, period)
