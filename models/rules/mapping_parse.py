"""From the text of a mapping to a `Mapping`: all of it right, or nothing of it and every problem with its place."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from functools import lru_cache

from babel import localedata

from models.rules.errors import RuleBroken
from models.rules.mapping import (
    DateOrder,
    ExecutionMapping,
    Mapping,
    NewUnits,
    PlanHead,
    ReadingRule,
    UnitMap,
)
from models.rules.mapping_source import texts
from models.rules.mapping_table import read_table
from models.rules.sentence import in_a_row, say
from models.rules.strict import Problem, Table

_LOCALE = re.compile(r"[a-z]{2,3}_[A-Z]{2}")
_TOML_PLACE = re.compile(r"at line ([0-9]+), column ([0-9]+)")
_NOT_IN_CODES = re.compile("[;:\t\n]")
_LONGEST_CODE = 60


class MappingRefused(RuleBroken):
    """A mapping with problems; nothing is read with it."""

    def __init__(self, problems: list[Problem]) -> None:
        """Keep all problems, and tell them one a line."""
        lines = in_a_row((say("- {problem}", problem=problem.said) for problem in problems), "\n")
        super().__init__("bad_mapping", say("El mapeo no se puede usar. Corrija lo siguiente:\n{lines}", lines=lines))
        self.problems = tuple(problems)


@lru_cache(maxsize=16)
def parse_mapping(text: str) -> Mapping:
    """Read a mapping from TOML; an office uses one of them again and again.

    Raises RuleBroken `bad_toml` for text that is no TOML, and MappingRefused with every problem and its place.
    """
    root = Table(_toml(text))
    plan = _plan(root.table("plan"))
    reading = _reading(root.table("reading"))
    units = tuple(_unit(table) for table in root.tables("org_units", optional=True))
    new_units = _new_units(root.table("new_org_units")) if "new_org_units" in root.values else None
    tables = tuple(read_table(table) for table in root.tables("tables"))
    _refuse_repeated(root, units)
    root.close()
    if root.problems:
        raise MappingRefused(root.problems)
    return Mapping(plan, reading, tables, units, new_units)


@lru_cache(maxsize=16)
def parse_execution_mapping(text: str) -> ExecutionMapping:
    """Read the mapping of a finance office's file, which has no plan; refuses as `parse_mapping` does."""
    root = Table(_toml(text))
    reading = _reading(root.table("reading"))
    units = tuple(_unit(table) for table in root.tables("org_units", optional=True))
    for place, unit in enumerate(units):
        if unit.kind is not None:
            root.complain(f"org_units[{place}].kind", "la ejecución no crea unidades; quite esta clave.")
    tables = tuple(read_table(table, execution=True) for table in root.tables("tables"))
    _refuse_repeated(root, units)
    root.close()
    if root.problems:
        raise MappingRefused(root.problems)
    return ExecutionMapping(reading, tables, units)


def _toml(text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        found = _TOML_PLACE.search(str(error))
        place = (
            say("línea {line}, columna {column}", line=found[1], column=found[2])
            if found
            else say("al final del texto")
        )
        message = say("El texto no es TOML válido: {place}. Revise comillas, corchetes y comas.", place=place)
        raise RuleBroken("bad_toml", message) from error


def code_of(table: Table, key: str) -> str:
    """Give a code as the package takes it: any text of up to 60 characters without semicolon, colon or line break."""
    text = table.text(key).strip()
    if _NOT_IN_CODES.search(text) or len(text) > _LONGEST_CODE:
        table.complain(
            key,
            say(
                "un código tiene hasta {longest_code} caracteres, sin punto y coma, dos puntos ni saltos.",
                longest_code=_LONGEST_CODE,
            ),
        )
    return text


def _optional_code(table: Table, key: str) -> str | None:
    return code_of(table, key) if key in table.values else None


def _plan(table: Table) -> PlanHead:
    head = PlanHead(
        code=code_of(table, "code"),
        name=table.text("name"),
        type=table.code("type"),
        starts_on=table.date("from"),
        ends_on=table.date("to"),
        org_unit=_optional_code(table, "org_unit"),
    )
    if head.ends_on <= head.starts_on and not table.problems:
        table.complain("to", "el plan termina antes de empezar.")
    table.close()
    return head


def _reading(table: Table) -> ReadingRule:
    locale = table.text("locale")
    if locale != "?" and not (_LOCALE.fullmatch(locale) and localedata.exists(locale)):
        table.complain("locale", say("«{locale}» no existe; use idioma y país, por ejemplo es_CO.", locale=locale))
    rule = ReadingRule(
        locale=locale,
        missing=texts(table, "missing"),
        dates=table.choice("dates", DateOrder, DateOrder.ISO),
        round=table.flag("round", default=False),
    )
    table.close()
    return rule


def _unit(table: Table) -> UnitMap:
    unit = UnitMap(
        code=code_of(table, "code"),
        name=table.text("name"),
        kind=table.code("kind") if "kind" in table.values else None,
        parent=_optional_code(table, "parent"),
        written=texts(table, "written"),
    )
    if unit.parent is not None and unit.kind is None:
        table.complain("parent", "una unidad que ya existe conserva su lugar; quite «parent» o escriba «kind».")
    table.close()
    return unit


def _new_units(table: Table) -> NewUnits:
    units = NewUnits(kind=table.code("kind"), parent=_optional_code(table, "parent"))
    table.close()
    return units


def _refuse_repeated(root: Table, units: tuple[UnitMap, ...]) -> None:
    """A code stands once, and a name leads to one unit."""
    codes: set[str] = set()
    names: set[str] = set()
    for place, unit in enumerate(units):
        written = {name.casefold() for name in (unit.name, *unit.written)}
        if unit.code in codes:
            root.complain(f"org_units[{place}].code", say("«{name}» está repetido.", name=unit.code))
        if written & names:
            root.complain(
                f"org_units[{place}].written", say("«{name}» ya lleva a otra unidad.", name=min(written & names))
            )
        codes.add(unit.code)
        names |= written
