"""A mapping against the institution that it is used for."""

from __future__ import annotations

from collections.abc import Collection

from models.rules.mapping import ExecutionMapping, Mapping
from models.rules.mapping_parse import MappingRefused
from models.rules.package_known import Known
from models.rules.sentence import say
from models.rules.strict import Table


def check_mapping(mapping: Mapping, known: Known) -> None:
    """Raise MappingRefused where the mapping names a plan type, level, unit or kind that the institution has not."""
    root = Table({})
    _check_levels(root, mapping, known)
    _check_units(root, mapping, known)
    if root.problems:
        raise MappingRefused(root.problems)


def check_execution_mapping(mapping: ExecutionMapping, known: Known) -> None:
    """Raise MappingRefused where the mapping names a unit that the institution has not."""
    root = Table({})
    _check_units(root, mapping, known)
    if root.problems:
        raise MappingRefused(root.problems)


def _check_levels(root: Table, mapping: Mapping, known: Known) -> None:
    levels = known.plan_types.get(mapping.plan.type)
    if levels is None:
        root.complain("plan.type", _no_such(mapping.plan.type, known.plan_types))
        return
    for place, table in enumerate(mapping.tables):
        for number, level in enumerate(table.levels):
            if level.level not in levels:
                root.complain(f"tables[{place}].levels[{number}].level", _no_such(level.level, levels))


def _check_units(root: Table, mapping: Mapping | ExecutionMapping, known: Known) -> None:
    for place, unit in enumerate(mapping.units):
        if unit.kind is None and unit.code not in known.org_units:
            root.complain(
                f"org_units[{place}].code",
                say("la unidad «{code}» no existe; escriba su «kind» para crearla.", code=unit.code),
            )
        elif unit.kind is not None and unit.kind not in known.unit_kinds:
            root.complain(f"org_units[{place}].kind", _no_such(unit.kind, known.unit_kinds))
    if isinstance(mapping, Mapping) and mapping.new_units and mapping.new_units.kind not in known.unit_kinds:
        root.complain("new_org_units.kind", _no_such(mapping.new_units.kind, known.unit_kinds))


def _no_such(word: str, known: Collection[str]) -> str:
    return say(
        "«{word}» no existe en la institución; use uno de: {choices}.", word=word, choices=", ".join(sorted(known))
    )
