"""Figures, dates and words on the screen, by the institution's locale and zone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from babel.dates import format_date
from flask import Flask, g, request

from models.queries.preset_in_use import preset_in_use
from models.rules import wording
from models.rules.alert import AlertKind, AlertState, Ending, Severity
from models.rules.chain_words import ACTION_STATE_WORDS
from models.rules.commitment import Standing, StepKind
from models.rules.incoherence import Fact
from models.rules.language import Language
from models.rules.meeting import Attendance, Capacity, MeetingKind, MeetingState
from models.rules.numbers import plain_number
from models.rules.punctuality import Timeliness
from models.rules.receipt import receipt_number
from models.rules.roles import Role
from models.rules.sentence import say
from models.rules.workflow import PeriodState, SheetState
from models.scope import current_reader
from models.tables.base import db
from models.tables.institution import Institution
from views.reader_language import in_reader_language, page_language
from views.words import word_of

DEFAULT_LOCALE = "es_SV"


def current_institution() -> Institution | None:
    """The reader's institution, read once a request; None before the log-in."""
    if "institution" not in g:
        reader = current_reader()
        known = reader is not None and reader.institution_id is not None
        g.institution = db.session.get(Institution, reader.institution_id) if known and reader else None
    return g.institution  # type: ignore[no-any-return]  # flask.g carries no types


def locale_code() -> str:
    """Locale of the institution, for example es_SV."""
    institution = current_institution()
    return institution.locale if institution else DEFAULT_LOCALE


def page_locale() -> str:
    """What the page is written in, as its `lang` says: in Spanish also of which country."""
    return names_locale().replace("_", "-")


def names_locale() -> str:
    """Whose names of days and months are shown: in Spanish the country's own, such as « setiembre »."""
    language = page_language()
    return locale_code() if language == Language.SPANISH else language


def zone_name() -> str:
    """Time zone of the institution."""
    institution = current_institution()
    return institution.timezone if institution else "UTC"


def percent(value: Decimal | None) -> str:
    """« 87.22 % »."""
    return wording.percent_text(value, locale_code())


def quantity(value: Decimal | None, decimals: int = 2) -> str:
    """« 1,234.5 »."""
    return wording.quantity_text(value, locale_code(), decimals)


def receipt(fingerprint: str) -> str:
    """« 81F2-3A9C »."""
    return receipt_number(fingerprint)


def money(value: Decimal | None) -> str:
    """« 1,234.50 »."""
    return wording.money_text(value, locale_code())


def day(value: date | None) -> str:
    """« 08/04/2027 »."""
    return wording.short_day_text(value)


def long_day(value: date | None) -> str:
    """« 8 de abril de 2027 »."""
    return in_reader_language(wording.day_text(value, locale_code()))


def moment(value: datetime | None) -> str:
    """« 08/04/2027 09:00 »."""
    return wording.moment_text(value, zone_name(), locale_code())


def weekday(value: date) -> str:
    """« jue »."""
    return str(format_date(value, "EEE", locale=names_locale())).rstrip(".")


def long_weekday(value: date) -> str:
    """« jueves 8 de abril de 2027 »."""
    locale = locale_code()
    said = say("{weekday} {day}", weekday=wording.weekday_name(value, locale), day=wording.day_text(value, locale))
    return in_reader_language(said)


def hour(value: datetime) -> str:
    """« 23:59 » in the institution's zone."""
    return value.astimezone(ZoneInfo(zone_name())).strftime("%H:%M")


def period(code: str) -> str:
    """« marzo de 2027 »."""
    return in_reader_language(wording.period_name(code, locale_code()))


def yes_no(value: object) -> str:
    """« sí » or « no »."""
    return in_reader_language(say("sí") if value else say("no"))


def institution_name() -> str:
    """Name of the reader's institution, empty before the log-in."""
    institution = current_institution()
    return institution.name if institution else ""


def term(key: str) -> str:
    """The institution's own word for a thing, such as « Dependencia » for the key org_unit."""
    institution = current_institution()
    if institution is None:
        return key
    return preset_in_use(institution.id).preset.term(key)


def terms(key: str) -> str:
    """The institution's own word for several of a thing, such as « Dependencias » for the key org_unit."""
    institution = current_institution()
    return key if institution is None else preset_in_use(institution.id).preset.words(key).plural


def plain(value: Decimal | None) -> str:
    """What an input shows: no grouping, so that it is read back as exactly this value."""
    return "" if value is None else plain_number(value, locale_code())


def with_arguments(changes: Mapping[str, object]) -> str:
    """The arguments of this address, some of them changed and those that are None left out."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name not in changes]
    return urlencode([*kept, *((name, value) for name, value in changes.items() if value is not None)])


def add_formats(app: Flask) -> None:
    """Give templates the filters and words of this file."""
    for filter_ in (
        percent,
        quantity,
        money,
        day,
        long_day,
        moment,
        weekday,
        long_weekday,
        hour,
        period,
        yes_no,
        plain,
        receipt,
    ):
        app.add_template_filter(filter_)
    app.jinja_env.globals.update(
        mark_of=wording.color_mark,
        word_of=lambda color, state=None: in_reader_language(wording.color_word(color, state)),
        sheet_state_word=lambda state: word_of(SheetState, state),
        period_state_word=lambda state: word_of(PeriodState, state),
        role_word=lambda role: word_of(Role, role),
        meeting_kind_word=lambda kind: word_of(MeetingKind, kind),
        meeting_state_word=lambda state: word_of(MeetingState, state),
        capacity_word=lambda capacity: word_of(Capacity, capacity),
        attendance_word=lambda attendance: word_of(Attendance, attendance),
        standing_word=lambda standing: word_of(Standing, standing),
        commitment_step_word=lambda kind: word_of(StepKind, kind),
        institution_name=institution_name,
        term=term,
        terms=terms,
        reader=None,
        with_arguments=with_arguments,
    )
    app.context_processor(lambda: {"reader": current_reader(), "page_locale": page_locale()})
    _add_chain_words(app)


def _add_chain_words(app: Flask) -> None:
    """The words of alerts, corrective actions and cuts."""
    app.jinja_env.globals.update(
        alert_kind_word=lambda kind: word_of(AlertKind, kind),
        alert_state_word=lambda state: word_of(AlertState, state),
        severity_word=lambda severity: word_of(Severity, severity),
        ending_word=lambda ending: word_of(Ending, ending),
        fact_word=lambda fact: word_of(Fact, fact),
        timeliness_word=lambda timeliness: word_of(Timeliness, timeliness),
        action_word=lambda standing: in_reader_language(ACTION_STATE_WORDS[standing]),
    )
