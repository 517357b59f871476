"""Codes that begin again in every sheet of a workbook: they cannot tell the items of one plan apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.rules.cell import cell_text, fold
from models.rules.propose_mapping.decided import Decided
from models.rules.sentence import say


def number_again(decided: Sequence[Decided]) -> None:
    """Let a level be numbered in all sheets where one of its codes has another name in another sheet."""
    shared = min(len(each.tree.levels) for each in decided) if len(decided) > 1 else 0
    for place in range(shared):
        names: dict[str, set[str]] = {}
        for each in decided:
            for code, name in _codes(each, place):
                names.setdefault(code, set()).add(name)
        if any(len(found) > 1 for found in names.values()):
            _number(decided, place)


def _codes(decided: Decided, place: int) -> set[tuple[str, str]]:
    """Give the codes of a level with what they stand for, where they are to be the only ones of the plan."""
    level = decided.tree.levels[place]
    if level.code is None or level.within_parent:
        return set()
    cells = decided.table.cells(level.code.index)
    return {(fold(cell_text(cell)), name) for cell, name in zip(cells, level.keys, strict=True) if cell is not None}


def _number(decided: Sequence[Decided], place: int) -> None:
    for each in decided:
        level = each.tree.levels[place]
        if level.code is not None:
            each.left_out[level.code.index] = say("sus códigos se repiten de una hoja a otra")
        levels = list(each.tree.levels)
        levels[place] = replace(level, code=None, code_fault=say("los códigos se repiten de una hoja a otra"))
        each.tree = replace(each.tree, levels=tuple(levels))
    first = decided[0]
    label = first.tree.levels[place].name.heading.label
    message = say(
        "«{label}» se numera de arriba abajo, porque los códigos empiezan de nuevo en cada hoja.", label=label
    )
    first.doubts.add("codes_unusable", message, first.tree.levels[place].name.index)
