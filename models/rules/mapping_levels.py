"""A level of the tree in a mapping: where the code and name of its items come from."""

from __future__ import annotations

from collections.abc import Collection

from models.rules.cell_source import Source
from models.rules.mapping import CodeRule, LevelMap
from models.rules.mapping_source import package_column, read_match, read_source
from models.rules.strict import Table

ITEM_FIELDS = ("org_unit", "weight", "start", "end", "participants", "aligns_to", "budget_code")
"""Columns of `items` that a level may fill beside its code, name and description."""


def read_level(table: Table) -> LevelMap:
    """Read a level of `[[tables.levels]]`."""
    level = LevelMap(
        level=table.code("level"),
        name=read_source(table, "name", package_column("items", "name")),
        code=_code(table),
        prefix=table.text("prefix", ""),
        within_parent=table.flag("within_parent", default=False),
        optional=table.flag("optional", default=False),
        fill_down=table.flag("fill_down", default=False),
        heading=read_match(table, "heading") if "heading" in table.values else None,
        description=read_description(table),
        fields=read_fields(table, "items", ITEM_FIELDS),
    )
    if level.heading is not None and level.fill_down:
        table.complain("fill_down", "un nivel con filas propias («heading») ya vale para las filas de abajo.")
    if level.optional and level.fill_down:
        table.complain(
            "optional", "con «fill_down» una celda vacía repite lo de arriba, y no queda cómo decir que no hay."
        )
    table.close()
    return level


def _code(table: Table) -> Source | CodeRule:
    """A column, or `numbered` or `name` where no column has codes."""
    value = table.values.get("code")
    if isinstance(value, str) and value in list(CodeRule):
        table.values.pop("code")
        return CodeRule(value)
    return read_source(table, "code", package_column("items", "code"))


def read_description(table: Table) -> tuple[Source, ...]:
    """Read the parts of a description, each with its label: attributes that have no column of their own."""
    parts = table.tables("description", optional=True)
    column = package_column("items", "description")
    found = []
    for part in parts:
        if not part.values.get("label"):
            part.complain("label", "falta; escriba el nombre con que se guarda el atributo.")
        holder = Table({"part": part.values}, part.place, part.problems)
        found.append(read_source(holder, "part", column))
    return tuple(found)


def read_fields(table: Table, sheet: str, names: Collection[str]) -> dict[str, Source]:
    """Read the columns of the package that the table names."""
    return {name: read_source(table, name, package_column(sheet, name)) for name in names if name in table.values}
