"""What a report says of the indicators that were requested about its period."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from models.queries.requests.answers import Answer, answered_indicators
from models.rules.measure import State
from models.rules.period import Period
from models.rules.report.filters import ReportFilters
from models.rules.report.reading import AnsweredLine
from models.rules.request_kind import asked_frequencies

GREY, RED = "grey", "red"
FINE = frozenset({"green", "blue"})


def answered_lines(
    institution_id: int, period: Period, units: Collection[int] | None, filters: ReportFilters
) -> Iterator[AnsweredLine]:
    """Those of the request that ends with the period: of a year, the one of its second half (S0-I-08, S0-I-11).

    A report on one item of a plan has none: units are asked for whole plans.
    """
    if filters.item:
        return
    ending = {str(Period.containing(period.end, kind)) for kind in asked_frequencies(period)}
    for answer in answered_indicators(institution_id, ending):
        line = _line(answer)
        is_wanted = filters.plan in ("", answer.plan_code) and not (filters.only_not_green and line.color in FINE)
        if is_wanted and (units is None or answer.org_unit_id in units):
            yield line


def _line(answer: Answer) -> AnsweredLine:
    silent = (RED, State.NO_REPORT) if answer.is_missing else (GREY, State.NOT_COMPUTED)
    return AnsweredLine(
        code=answer.indicator_code,
        name=answer.indicator_name,
        unit_name=answer.unit_name,
        measured_in=answer.unit_of_measure,
        value=None if answer.value is None else round(answer.value, answer.decimals),
        percent=answer.percent,
        color=answer.color or silent[0],
        state=str(answer.state or silent[1]),
        actions=answer.actions or answer.reason,
    )
