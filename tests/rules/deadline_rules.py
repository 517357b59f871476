"""Rules of time limits that the tests share: the shapes of five institutions' tables, typed here once."""

from __future__ import annotations

from datetime import time
from zoneinfo import ZoneInfo

from models.rules.calendar import YearDay
from models.rules.deadline import DeadlineRule, Offset, Reminder, Rung
from models.rules.deadline_kind import Anchor, DayType, Edge, Subject
from models.rules.work_calendar import Roll

EL_SALVADOR = ZoneInfo("America/El_Salvador")
BOGOTA = ZoneInfo("America/Bogota")
LIMA = ZoneInfo("America/Lima")


def business(count: int) -> Offset:
    return Offset(DayType.BD, count)


def calendar_days(count: int) -> Offset:
    return Offset(DayType.CD, count)


def on(text: str) -> Offset:
    return Offset(DayType.DATE, on=YearDay(text))


CAPTURE = DeadlineRule(
    id="S0-D01",
    subject=Subject.CAPTURE_SHEET,
    anchor=Anchor.MONTH_END,
    opens=business(1),
    due=business(5),
    reminders=(Reminder(Edge.OPENS), Reminder(Edge.DUE, -1), Reminder(Edge.DUE)),
    recipients=("enlaces",),
    escalation=(
        Rung(0, ("enlaces", "jefaturas")),
        Rung(1, ("jefaturas", "planificacion")),
        Rung(3, ("direccion",)),
        Rung(5, ("despacho",)),
    ),
)
WARNING = DeadlineRule(
    id="S0-D04",
    subject=Subject.EARLY_WARNING,
    anchor=Anchor.MONTH_END,
    opens=business(6),
    due=business(6),
    time_of_day=time(6),
)
EXECUTIVE = DeadlineRule(
    id="S0-D10", subject=Subject.EXECUTIVE_REPORT, anchor=Anchor.QUARTER_END, due=business(15), only=("Q1", "Q3")
)
DIGEST = DeadlineRule(
    id="S0-D06", subject=Subject.DIGEST, anchor=Anchor.PROGRESS_SENT, due=business(0), time_of_day=time(17)
)
PUBLICATION = DeadlineRule(
    id="S2-D01", subject=Subject.PUBLICATION, anchor=Anchor.FIXED_DATE, opens=on("11-01"), due=on("01-31")
)
VALIDATION = DeadlineRule(
    id="S2-D05",
    subject=Subject.VALIDATION_WINDOW,
    anchor=Anchor.REPORT_SENT,
    due=business(10),
    reminders=(Reminder(Edge.DUE, -5), Reminder(Edge.DUE, -2), Reminder(Edge.DUE)),  # BD5, BD8, BD10
)
REVIEW_PACKET = DeadlineRule(
    id="S2-D08", subject=Subject.PUBLICATION, anchor=Anchor.YEAR_END, opens=Offset(DayType.MONTH, 1), due=on("01-31")
)
FINAL_REPORT = DeadlineRule(
    id="S3-D11", subject=Subject.MONITORING_REPORT, anchor=Anchor.YEAR_END, due=calendar_days(30)
)
PLAN_INFORMATION = DeadlineRule(
    id="S4-D01",
    subject=Subject.PLAN_INFORMATION,
    anchor=Anchor.FIXED_DATE,
    opens=on("01-01"),
    due=on("03-30"),
    year_offset=-1,
)
BUDGET = DeadlineRule(
    id="S4-D03",
    subject=Subject.PLAN_INFORMATION,
    anchor=Anchor.FIXED_DATE,
    opens=Offset(DayType.MONTH, 4),
    due=Offset(DayType.MONTH, 4),
    year_offset=-1,
)
EVALUATION = DeadlineRule(id="S4-D05", subject=Subject.EVALUATION, anchor=Anchor.QUARTER_END, due=calendar_days(10))
ROLLED_EVALUATION = DeadlineRule(
    id="S4-D05",
    subject=Subject.EVALUATION,
    anchor=Anchor.QUARTER_END,
    due=calendar_days(10),
    roll=Roll.NEXT_BD,
    escalation=(Rung(1, ("jefaturas",), DayType.CD, time(9)),),
)
