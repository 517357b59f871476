"""Whether reports came on time, and whole (R C-29, C-30)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from models.rules.percent import rounded, share

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date, datetime


class Timeliness(StrEnum):
    """How a report stands to its due moment."""

    NOT_DUE = "not_due"
    ON_TIME = "on_time"
    LATE = "late"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Punctuality:
    """How many reports were due, and of them how many came on time, late and never."""

    due: int
    on_time: int
    late: int
    missing: int

    @property
    def percent(self) -> Decimal | None:
        """On time / due, rounded to 2 decimals; None where nothing was due."""
        return _percent(self.on_time, self.due)


@dataclass(frozen=True, slots=True)
class Completeness:
    """How many entries of a sheet are programmed, and how many of them have a value or a reason for having none."""

    programmed: int
    answered: int

    @property
    def percent(self) -> Decimal | None:
        """Answered / programmed, rounded to 2 decimals; None where nothing is programmed."""
        return _percent(self.answered, self.programmed)

    @property
    def is_complete(self) -> bool:
        """Tell whether a head may verify the sheet as complete; it may be sent before."""
        return self.answered >= self.programmed


def timeliness(sent_at: datetime | None, due_at: datetime, now: datetime) -> Timeliness:
    """Compare the moment of sending with the effective due moment; what is never sent is missing once it is due."""
    if sent_at is not None:
        return Timeliness.ON_TIME if sent_at <= due_at else Timeliness.LATE
    return Timeliness.NOT_DUE if now <= due_at else Timeliness.MISSING


def days_late(sent_on: date, due_on: date, business_days: Collection[date] | None = None) -> int:
    """Count the days after the due one up to that of sending: those given as business days, or all of them."""
    if business_days is None:
        return max((sent_on - due_on).days, 0)
    return sum(1 for day in business_days if due_on < day <= sent_on)


def punctuality(reports: Iterable[Timeliness]) -> Punctuality:
    """Count reports; what is not due yet does not count."""
    due = [report for report in reports if report is not Timeliness.NOT_DUE]
    counts = {each: due.count(each) for each in (Timeliness.ON_TIME, Timeliness.LATE, Timeliness.MISSING)}
    return Punctuality(len(due), *counts.values())


def _percent(part: int, whole: int) -> Decimal | None:
    percent = share(Decimal(part), Decimal(whole))
    return None if percent is None else rounded(percent)
