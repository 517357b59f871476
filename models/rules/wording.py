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
from models.rules.sentence import Capital, Sentence, say

COLOR_WORDS = {
    "green": say("verde"),
    "yellow": say("amarillo"),
    "red": say("rojo"),
    "blue": say("azul"),
    "grey": say("gris"),
}
"""R C-24 and C-26; an institution's further bands bring their own label."""

COLOR_MARKS = {"green": "●", "yellow": "▲", "red": "◆", "blue": "■", "grey": "○"}
NO_REPORT_MARK = "⏱"

STATE_WORDS = {
    "measured": say("medido"),
    "not_programmed": say("no programado"),
    "pending": say("pendiente"),
    "no_report": say("sin reporte"),
    "exempt": say("exento"),
    "not_computed": say("no calculado"),
    "unplanned_execution": say("ejecución no programada"),
    "does_not_apply": say("no aplica"),
}

SHEET_STATE_WORDS = {
    "not_started": say("sin iniciar"),
    "draft": say("en captura"),
    "submitted": say("enviado"),
    "supervised": say("supervisado"),
    "returned": say("devuelto"),
    "verified": say("verificado"),
    "validated": say("validado"),
    "closed": say("cerrado"),
    "no_report": say("sin reporte"),
}

PERIOD_STATE_WORDS = {
    "future": say("aún no abre"),
    "open": say("abierto"),
    "under_review": say("en revisión"),
    "closed": say("cerrado"),
    "reopened": say("reabierto"),
}

TIMELINESS_WORDS = {
    "not_due": say("no se debía"),
    "on_time": say("a tiempo"),
    "late": say("tarde"),
    "missing": say("sin reporte"),
}

FACT_WORDS = {
    "money_without_progress": say("gasto sin avance"),
    "progress_without_money": say("avance sin gasto"),
    "physical_ahead": say("lo físico va delante del dinero"),
    "money_ahead": say("el dinero va delante de lo físico"),
    "unplanned": say("ejecución no programada"),
    "no_narrative": say("sin explicación escrita"),
    "below_previous": say("menor que lo informado antes"),
    "over_execution": say("muy por encima de lo programado"),
}

PLAN_YEAR_STATE_WORDS = {
    "in_preparation": say("en preparación"),
    "formalized": say("formalizado"),
}

EDITION_STATE_WORDS = {
    "draft": say("borrador"),
    "under_review": say("en revisión"),
    "with_remarks": say("con observaciones"),
    "endorsed": say("con Visto Bueno"),
    "presented": say("presentado"),
    "validated": say("validado"),
    "sent": say("remitido"),
    "published": say("publicado"),
}

ADVICE_WORDS = {
    "timeliness": say("oportunidad"),
    "quantity": say("cantidad"),
    "quality": say("calidad"),
    "cost": say("costo"),
}

ROLE_WORDS = {
    "liaison": say("Enlace"),
    "department_head": say("Jefatura"),
    "planning_analyst": say("Analista de planificación"),
    "planning_head": say("Jefatura de planificación"),
    "planning_director": say("Dirección de planificación"),
    "vice_minister": say("Despacho viceministerial"),
    "internal_control": say("Control interno"),
    "finance": say("Finanzas"),
    "secretary": say("Secretaría de comité"),
    "administrator": say("Administración del sistema"),
    "public": say("Público"),
}

_ORDINALS = (say("primer"), say("segundo"), say("tercer"), say("cuarto"), say("quinto"), say("sexto"))


_NAMES_OF_DAYS = (
    say("lunes"), say("martes"), say("miércoles"), say("jueves"), say("viernes"), say("sábado"), say("domingo"),
    say("enero"), say("febrero"), say("marzo"), say("abril"), say("mayo"), say("junio"), say("julio"),
    say("agosto"), say("septiembre"), say("setiembre"), say("octubre"), say("noviembre"), say("diciembre"),
)  # fmt: skip
"""What CLDR calls days and months in the countries of the institutions, so that the catalogue can have them."""


def capital(text: str) -> str:
    """« Sin reporte »: the text as a cell or a heading begins."""
    return Capital(text) if isinstance(text, Sentence) else Capital.cased(text)


def counted(many: int, one: str, more: str) -> Sentence:
    """« 1 reporte enviado », « 2 reportes enviados »: the number with the words that agree with it."""
    return say("{many} {noun}", many=many, noun=one if many == 1 else more)


def color_word(color: str, state: str | None = None) -> str:
    """What stands beside a colour: its own name, or the state that explains a grey, blue or silent one."""
    if state not in (None, "measured"):
        return STATE_WORDS.get(state, state)
    return COLOR_WORDS.get(color, color)


def color_mark(color: str, state: str | None = None) -> str:
    """The shape that tells colours apart without colour."""
    return NO_REPORT_MARK if state == "no_report" else COLOR_MARKS.get(color, "●")


def month_name(day: date, locale: str) -> Sentence:
    """« marzo »."""
    return Sentence(format_date(day, "MMMM", locale=locale))


def weekday_name(day: date, locale: str) -> Sentence:
    """« jueves »."""
    return Sentence(format_date(day, "EEEE", locale=locale))


@lru_cache(maxsize=1024)  # a list shows few periods many times
def period_name(code: str, locale: str) -> str:
    """« marzo de 2027 », « primer trimestre de 2027 », « 2027 », « 2024 a 2027 » for a period's code."""
    period = Period.parse(code)
    year, first = period.start.year, period.start.month
    if period.kind is PeriodKind.YEAR:
        return str(year)
    if period.kind is PeriodKind.HORIZON:
        return say("{first} a {last}", first=year, last=period.end.year)
    if period.kind is PeriodKind.MONTH:
        return say("{month} de {year}", month=month_name(period.start, locale), year=year)
    names = {
        PeriodKind.BIMONTH: say("{ordinal} bimestre", ordinal=_ORDINALS[first // 2]),
        PeriodKind.QUARTER: say("{ordinal} trimestre", ordinal=_ORDINALS[first // 3]),
        PeriodKind.SEMESTER: say("{ordinal} semestre", ordinal=_ORDINALS[first // 6]),
    }
    return say("{part} de {year}", part=names[period.kind], year=year)


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
    if day is None:
        return "—"
    return say("{day} de {month} de {year}", day=day.day, month=month_name(day, locale), year=day.year)


def short_day_text(day: date | None) -> str:
    """« 08/04/2027 »."""
    return "—" if day is None else day.strftime("%d/%m/%Y")


def moment_text(moment: datetime | None, zone: str, locale: str) -> str:
    """« 08/04/2027 09:00 » in the institution's zone."""
    if moment is None:
        return "—"
    local = moment.astimezone(ZoneInfo(zone))
    return f"{short_day_text(local.date())} {format_time(local.time(), 'HH:mm', locale=locale)}"
