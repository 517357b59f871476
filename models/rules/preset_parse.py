"""From the text of a preset, or from its stored form, to a `Preset`: all of it right, or nothing of it."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal
from functools import lru_cache
from zoneinfo import available_timezones

from babel import Locale, localedata
from babel.numbers import is_currency

from models.rules.errors import RuleBroken
from models.rules.preset import MoneyCheck, Preset
from models.rules.preset_deadlines import check_captures, read_deadlines
from models.rules.preset_parts import (
    MEASURED_COLORS,
    read_bands,
    read_calendar,
    read_recipients,
    read_score,
    read_terms,
    read_unit_kinds,
)
from models.rules.preset_plan_types import Around, read_plan_types
from models.rules.preset_procedures import read_procedures, read_references
from models.rules.preset_report_kinds import Known, read_report_kinds
from models.rules.preset_request_kinds import read_request_kinds
from models.rules.preset_workflow import Workflows
from models.rules.score_rules import ScoreRules
from models.rules.sentence import say
from models.rules.strict import Table
from models.rules.traffic_light import Bands, Color

_LOCALE = re.compile(r"[a-z]{2,3}_[A-Z]{2}")
_TOML_PLACE = re.compile(r"at line ([0-9]+), column ([0-9]+)")


def parse_preset(source: str | Mapping[str, object]) -> Preset:
    """Read TOML text, or the mapping of a stored declaration.

    Raises RuleBroken `bad_toml` for text that is no TOML, and DeclarationRefused with every problem and its place.
    """
    root = Table(dict(_toml(source) if isinstance(source, str) else source))
    preset = _preset(root)
    root.close()
    root.check()
    return preset


def declaration(source: str | Mapping[str, object]) -> dict[str, object]:
    """Give a declaration as plain JSON values: decimals, dates and times become text, which `parse_preset` reads."""
    mapping = _toml(source) if isinstance(source, str) else source
    return {key: _plain(value) for key, value in mapping.items()}


def fingerprint(source: str | Mapping[str, object]) -> str:
    """Give the SHA-256 of a declaration, the same for every order of keys and for text, mapping and stored form."""
    text = json.dumps(declaration(source), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _preset(root: Table) -> Preset:
    code, name = root.code("code"), root.text("name")
    country = _known(root, "country", _is_country, say("su código ISO de dos letras, por ejemplo SV"))
    currency = _known(root, "currency", is_currency, say("su código ISO de tres letras, por ejemplo USD"))
    locale = _known(root, "locale", _is_locale, say("idioma y país, por ejemplo es_SV"))
    timezone = _known(root, "timezone", _is_timezone, say("una zona horaria como America/El_Salvador"))
    colors = _further_colors(root)
    unit_kinds = read_unit_kinds(root.tables("unit_kinds"))
    recipients = read_recipients(root.tables("recipients"), [kind.code for kind in unit_kinds])
    workflows = Workflows(root.table("workflows"))
    plan_types = read_plan_types(root.tables("plan_types"), _around(root, workflows, colors))
    deadlines = read_deadlines(root.tables("deadlines", optional=True), [group.code for group in recipients])
    check_captures(root, deadlines, [each.frequency for each in plan_types if not each.is_external])
    known = Known(
        [group.code for group in recipients], [each.code for each in plan_types], {rule.id: rule for rule in deadlines}
    )
    asking = root.tables("information_requests", optional=True)
    references = read_references(root.tables("references", optional=True))
    return Preset(
        code=code,
        name=name,
        country=country,
        currency=currency,
        locale=locale,
        timezone=timezone,
        calendar=read_calendar(root.table("calendar", optional=True), country),
        terms=read_terms(root.table("terms", optional=True)),
        further_colors=colors,
        money_check=_money_check(root),
        unit_kinds=unit_kinds,
        recipients=recipients,
        sheet_workflows=tuple(workflows.sheets),
        plan_workflows=tuple(workflows.plans),
        plan_types=plan_types,
        deadlines=deadlines,
        report_kinds=read_report_kinds(root.tables("report_kinds", optional=True), known),
        information_requests=read_request_kinds(asking, known.plan_types, known.rules),
        references=references,
        procedures=read_procedures(root.tables("procedures", optional=True), references),
    )


def _around(root: Table, workflows: Workflows, further_colors: tuple[str, ...]) -> Around:
    colors = (*MEASURED_COLORS, *further_colors)
    return Around(
        workflows,
        read_score(root.table("score", optional=True), ScoreRules(), {}),
        read_bands(root.table("bands", optional=True), colors, Bands()),
        colors,
    )


def _known(root: Table, key: str, is_known: Callable[[str], bool], wanted: str) -> str:
    noted = len(root.problems)
    word = root.text(key)
    if len(root.problems) == noted and not is_known(word):
        root.complain(key, say("«{word}» no existe; use {wanted}.", word=word, wanted=wanted))
    return word


def _is_country(word: str) -> bool:
    return len(word) == 2 and word in Locale("es").territories


def _is_locale(word: str) -> bool:
    return _LOCALE.fullmatch(word) is not None and localedata.exists(word)


def _is_timezone(word: str) -> bool:
    return word in _zones()


def _further_colors(root: Table) -> tuple[str, ...]:
    colors = root.codes("further_colors")
    for color in colors:
        if color in [known.value for known in Color]:
            root.complain("further_colors", say("«{color}» ya existe.", color=color))
    return colors


def _money_check(root: Table) -> MoneyCheck:
    table = root.table("accounting", optional=True)
    grain = table.choice("refuse_above_current", MoneyCheck, MoneyCheck.NONE)
    table.close()
    return grain


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _toml(text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        found = _TOML_PLACE.search(str(error))
        where = (
            say(" en la línea {line}, columna {column}", line=found[1], column=found[2]) if found else say(", al final")
        )
        raise RuleBroken("bad_toml", say("El archivo no está bien escrito como TOML{where}.", where=where)) from error


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if isinstance(value, (date, time)):
        return value.isoformat()
    return format(value, "f") if isinstance(value, Decimal) else value
