"""The calendars that the tests of the rules share, typed here once and not read from any preset."""

from __future__ import annotations

from models.rules.calendar import CalendarSpec, Closure, YearDay
from models.rules.work_calendar import WorkCalendar

SV_CLOSURES = (
    Closure("Vacación de Semana Santa", YearDay("easter-6"), YearDay("easter+1")),
    Closure("Vacación de agosto", YearDay("08-01"), YearDay("08-06")),
    Closure("Vacación de fin de año", YearDay("12-24"), YearDay("01-02")),
)
SV_SPEC = CalendarSpec("SV", closures=SV_CLOSURES)
EASTER_MONDAY_WORKED = (Closure("Vacación de Semana Santa", YearDay("easter-6"), YearDay("easter")), *SV_CLOSURES[1:])

CALENDARS = {
    "SV-public": WorkCalendar(SV_SPEC),
    "SV-public-easter-monday-worked": WorkCalendar(CalendarSpec("SV", closures=EASTER_MONDAY_WORKED)),
    "SV-labour-code": WorkCalendar(CalendarSpec("SV")),
    "CO": WorkCalendar(CalendarSpec("CO")),
    "PE": WorkCalendar(CalendarSpec("PE")),
}
