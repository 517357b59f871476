"""The Spanish words, shapes and dates that pages, mails and workbooks share.

The institution's own words come from its preset, not from here.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from babel.numbers import format_decimal

from models.rules.period import Period, PeriodKind

COLOR_WORDS = {"green": "verde", "yellow": "amarillo", "red": "rojo", "blue": "azul", "grey": "gris"}
"""R C-24 and C-26; an institution's further bands bring their own label."""

COLOR_MARKS = {"green": "●", "yellow": "▲", "red": "◆", "blue": "■", "grey": "○"}
NO_REPORT_MARK = "⏱"

STATE_WORDS = {
    "measured": "medido",
    "not_programmed": "no programado",
    "pending": "pendiente",
    "no_report": "sin reporte",
    "exempt": "exento",
    "not_computed": "no calculado",
    "unplanned_execution": "ejecución no programada",
    "does_not_apply": "no aplica",
}

SHEET_STATE_WORDS = {
    "not_started": "sin iniciar",
    "draft": "en captura",
    "submitted": "enviado",
    "supervised": "supervisado",
    "returned": "devuelto",
    "verified": "verificado",
    "validated": "validado",
    "closed": "cerrado",
    "no_report": "sin reporte",
}

PERIOD_STATE_WORDS = {
    "future": "aún no abre",
    "open": "abierto",
    "under_review": "en revisión",
    "closed": "cerrado",
    "reopened": "reabierto",
}

ROLE_WORDS = {
    "liaison": "Enlace",
    "department_head": "Jefatura",
    "planning_analyst": "Analista de planificación",
    "planning_head": "Jefatura de planificación",
    "planning_director": "Dirección de planificación",
    "vice_minister": "Despacho viceministerial",
    "internal_control": "Control interno",
    "finance": "Finanzas",
    "secretary": "Secretaría de comité",
    "administrator": "Administración del sistema",
    "public": "Público",
}

_ORDINALS = ("primer", "segundo", "tercer", "cuarto", "quinto", "sexto")


def counted(many: int, one: str, more: str) -> str:
    """« 1 reporte enviado », « 2 reportes enviados »: the number with the words that agree with it."""
    return f"{many} {one if many == 1 else more}"


def capital(text: str) -> str:
    """« Sin reporte »: the text as a cell or a heading begins."""
    return text[:1].upper() + text[1:]


def color_word(color: str, state: str | None = None) -> str:
    """What stands beside a colour: its own name, or the state that explains a grey, blue or silent one."""
    if state not in (None, "measured"):
        return STATE_WORDS.get(state, state)
    return COLOR_WORDS.get(color, color)


def color_mark(color: str, state: str | None = None) -> str:
    """The shape that tells colours apart without colour."""
    return NO_REPORT_MARK if state == "no_report" else COLOR_MARKS.get(color, "●")


@lru_cache(maxsize=1024)  # a list shows few periods many times
def period_name(code: str, locale: str) -> str:
    """« marzo de 2027 », « primer trimestre de 2027 », « 2027 », « 2024 a 2027 » for a period's code."""
    period = Period.parse(code)
    year, first = period.start.year, period.start.month
    if period.kind is PeriodKind.YEAR:
        return str(year)
    if period.kind is PeriodKind.HORIZON:
        return f"{year} a {period.end.year}"
    if period.kind is PeriodKind.MONTH:
        return f"{format_date(period.start, 'MMMM', locale=locale)} de {year}"
    names = {
        PeriodKind.BIMONTH: f"{_ORDINALS[first // 2]} bimestre",
        PeriodKind.QUARTER: f"{_ORDINALS[first // 3]} trimestre",
        PeriodKind.SEMESTER: f"{_ORDINALS[first // 6]} semestre",
    }
    return f"{names[period.kind]} de {year}"


def percent_text(value: Decimal | None, locale: str) -> str:
    """« 87.22 % » by the locale; a figure that does not exist is a dash, never zero."""
    if value is None:
        return "—"
    return f"{format_decimal(value.quantize(Decimal('0.01'), ROUND_HALF_UP), '#,##0.00', locale=locale)} %"


@lru_cache(maxsize=4096)  # likewise with weights and targets
def quantity_text(value: Decimal | None, locale: str, decimals: int = 2) -> str:
    """A quantity with as many decimals as it has, at most `decimals`; a dash when there is none."""
    if value is None:
        return "—"
    pattern = "#,##0" + ("." + "#" * decimals if decimals else "")
    return str(format_decimal(value, pattern, locale=locale))


def money_text(value: Decimal | None, locale: str) -> str:
    """An amount with two decimals, without its currency sign; a dash when there is none."""
    return "—" if value is None else str(format_decimal(value, "#,##0.00", locale=locale))


def day_text(day: date | None, locale: str) -> str:
    """« 8 de abril de 2027 »."""
    return "—" if day is None else str(format_date(day, "d 'de' MMMM 'de' y", locale=locale))


def short_day_text(day: date | None) -> str:
    """« 08/04/2027 »."""
    return "—" if day is None else day.strftime("%d/%m/%Y")


def moment_text(moment: datetime | None, zone: str, locale: str) -> str:
    """« 08/04/2027 09:00 » in the institution's zone."""
    if moment is None:
        return "—"
    local = moment.astimezone(ZoneInfo(zone))
    return f"{short_day_text(local.date())} {format_time(local.time(), 'HH:mm', locale=locale)}"
