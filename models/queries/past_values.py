"""What a unit reported of its indicators in the periods before one: for the side panel and for warnings of jumps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from itertools import dropwhile

from sqlalchemy import select

from models.rules.jump import PERIODS_BACK
from models.rules.period import Period
from models.tables.base import db
from models.tables.progress import Progress
from models.tables.target import Target


@dataclass(frozen=True, slots=True)
class PastValue:
    """One period of an indicator: what was planned and done, and what was written beside it. Texts are never None."""

    period: str
    planned: Decimal | None
    actual: Decimal | None
    no_report_reason: str
    cause: str
    corrective_action: str
    note: str

    @property
    def has_words(self) -> bool:
        """Something was written beside the value."""
        return bool(self.no_report_reason or self.cause or self.corrective_action or self.note)


def periods_before(period: str) -> list[str]:
    """The twelve periods of the same length before one, the latest first."""
    found, last = [], Period.parse(period)
    for _step in range(PERIODS_BACK):
        last = last.previous()
        found.append(str(last))
    return found


def earlier_actuals(org_unit_id: int, indicator_ids: Collection[int], period: str) -> dict[int, list[Decimal]]:
    """The values of the twelve periods before, by indicator; one statement."""
    rows = db.session.execute(
        select(Progress.indicator_id, Progress.actual).where(
            Progress.org_unit_id == org_unit_id,
            Progress.indicator_id.in_(indicator_ids),
            Progress.period.in_(periods_before(period)),
        )
    )
    found: defaultdict[int, list[Decimal]] = defaultdict(list)
    for indicator_id, actual in rows:
        if actual is not None:
            found[indicator_id].append(actual)
    return dict(found)


def last_values(org_unit_id: int, indicator_id: int, period: str) -> list[PastValue]:
    """The last twelve periods up to this one, the earliest first, from the first with anything planned or done.

    A period without anything between two others is there, and empty. Two statements.
    """
    span = [period, *periods_before(period)[:-1]]
    targets = db.session.scalars(
        select(Target).where(
            Target.org_unit_id == org_unit_id, Target.indicator_id == indicator_id, Target.period.in_(span)
        )
    )
    lines = db.session.scalars(
        select(Progress).where(
            Progress.org_unit_id == org_unit_id, Progress.indicator_id == indicator_id, Progress.period.in_(span)
        )
    )
    planned, done = {row.period: row for row in targets}, {row.period: row for row in lines}
    periods = dropwhile(lambda code: code not in planned and code not in done, reversed(span))
    return [_past(code, planned.get(code), done.get(code)) for code in periods]


def _past(code: str, target: Target | None, line: Progress | None) -> PastValue:
    return PastValue(
        period=code,
        planned=target.planned if target else None,
        actual=line.actual if line else None,
        no_report_reason=line.no_report_reason if line else "",
        cause=line.cause if line else "",
        corrective_action=line.corrective_action if line else "",
        note=line.note if line else "",
    )
