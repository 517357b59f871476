from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from models.rules.calendar import CalendarSpec
from models.rules.deadline import DeadlineRule
from models.rules.deadline_kind import Anchor, CountFrom
from models.rules.deadline_why import why_on_event
from models.rules.due_date import deadline_of, deadline_on_event
from models.rules.period import Period
from models.rules.work_calendar import Roll, WorkCalendar
from tests.rules.calendars import CALENDARS
from tests.rules.deadline_rules import (
    BUDGET,
    CAPTURE,
    DIGEST,
    EL_SALVADOR,
    EVALUATION,
    EXECUTIVE,
    LIMA,
    PLAN_INFORMATION,
    ROLLED_EVALUATION,
    VALIDATION,
    WARNING,
    business,
    calendar_days,
)

SV, CO, PE = CALENDARS["SV-public"], CALENDARS["CO"], CALENDARS["PE"]


@pytest.mark.parametrize(
    ("rule", "period", "calendar", "expected"),
    [
        (CAPTURE, "2027-01", SV, "5.º día hábil de febrero de 2027"),
        (
            CAPTURE,
            "2027-07",
            SV,
            "5.º día hábil de agosto de 2027; no se cuentan: del 2 al 6 de agosto (Vacación de agosto)",
        ),
        (WARNING, "2027-04", SV, "6.º día hábil de mayo de 2027; no se cuentan: 10 de mayo (Día de la Madre)"),
        (CAPTURE, "2026-12", SV, "5.º día hábil de enero de 2027; no se cuentan: 1 de enero (Año Nuevo)"),
        (
            replace(CAPTURE, due=business(18)),  # counts on over the end of the month
            "2026-11",
            SV,
            (
                "18 días hábiles después del 30 de noviembre de 2026; "
                "no se cuentan: del 24 de diciembre al 1 de enero (Vacación de fin de año)"
            ),
        ),
        (
            replace(CAPTURE, due=business(-6), opens=None),
            "2027-03",
            SV,
            (
                "6 días hábiles antes del 31 de marzo de 2027; "
                "no se cuentan: del 22 al 29 de marzo (Vacación de Semana Santa)"
            ),
        ),
        (
            replace(CAPTURE, count_from=CountFrom.FIRST_DAY),
            "2026-12",
            SV,
            (
                "5 días hábiles contados desde el 31 de diciembre de 2026, que es el primero; "
                "no se cuentan: del 31 de diciembre al 1 de enero (Vacación de fin de año)"
            ),
        ),
        (
            replace(CAPTURE, due=business(0), opens=None),
            "2026-12",
            SV,
            (
                "el mismo día, 31 de diciembre de 2026; "
                "el 31 de diciembre es día inhábil (Vacación de fin de año) y no se corre"
            ),
        ),
        (
            EVALUATION,
            "2027-Q1",
            PE,
            "10 días calendario después del 31 de marzo de 2027; el 10 de abril es sábado y no se corre",
        ),
        (
            ROLLED_EVALUATION,
            "2027-Q1",
            PE,
            "10 días calendario después del 31 de marzo de 2027; el 10 de abril es sábado y pasa al lunes 12 de abril",
        ),
        (EVALUATION, "2027-Q4", PE, "10 días calendario después del 31 de diciembre de 2027"),
        (replace(EVALUATION, due=calendar_days(1)), "2027-Q1", PE, "1 día calendario después del 31 de marzo de 2027"),
        (
            replace(PLAN_INFORMATION, roll=Roll.PREVIOUS_BD),
            "2030",
            SV,
            (
                "fecha fija: 30 de marzo de 2029; "
                "el 30 de marzo es día inhábil (Viernes Santo) y pasa al viernes 23 de marzo"
            ),
        ),
        (PLAN_INFORMATION, "2028", PE, "fecha fija: 30 de marzo de 2027"),
        (BUDGET, "2028", PE, "último día de abril de 2027"),
        (
            EXECUTIVE,
            "2027-Q3",
            CO,
            "15.º día hábil de octubre de 2027; no se cuentan: 18 de octubre (Día de la Raza)",  # moved from the 12th
        ),
        (CAPTURE, "2027-08", PE, "5.º día hábil de setiembre de 2027"),  # as Peru writes it
        (CAPTURE, "2027-08", WorkCalendar(CalendarSpec("FR")), "5.º día hábil de septiembre de 2027"),
    ],
)
def test_it_says_how_the_day_came_about(rule: DeadlineRule, period: str, calendar: WorkCalendar, expected: str) -> None:
    assert deadline_of(rule, Period.parse(period), calendar, LIMA).why == expected


def test_it_names_the_event_day_and_the_days_skipped() -> None:
    sent = datetime.fromisoformat("2027-03-17T10:00:00-05:00")
    assert deadline_on_event(VALIDATION, Period.parse("2027-Q1"), sent, CO, LIMA).why == (
        "10 días hábiles después del 17 de marzo de 2027; no se cuentan: 22 de marzo (Día de San José), "
        "25 de marzo (Jueves Santo), 26 de marzo (Viernes Santo)"
    )


def test_it_does_not_number_days_that_are_counted_from_the_middle_of_a_month() -> None:
    sent = datetime.fromisoformat("2027-04-07T10:00:00-06:00")
    found = deadline_on_event(VALIDATION, Period.parse("2027-Q1"), sent, SV, EL_SALVADOR)
    assert found.why == "10 días hábiles después del 7 de abril de 2027"


def test_it_counts_from_the_last_day_of_a_month_too() -> None:
    sent = datetime.fromisoformat("2027-01-31T10:00:00-06:00")
    found = deadline_on_event(VALIDATION, Period.parse("2027-Q1"), sent, SV, EL_SALVADOR)
    assert found.why == "10.º día hábil de febrero de 2027"


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (VALIDATION, "10 días hábiles después de enviado el informe"),
        (DIGEST, "el mismo día, después de enviado el avance"),
        (replace(VALIDATION, due=calendar_days(1)), "1 día calendario después de enviado el informe"),
    ],
)
def test_it_says_when_an_event_falls_due(rule: DeadlineRule, expected: str) -> None:
    assert why_on_event(rule) == expected


def test_every_event_has_its_words() -> None:
    events = [anchor for anchor in Anchor if anchor.period_kind is None]
    assert all(
        why_on_event(replace(VALIDATION, anchor=anchor)).startswith("10 días hábiles después") for anchor in events
    )
