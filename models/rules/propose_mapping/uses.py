"""What becomes of each column, in Spanish, as people are told."""

from __future__ import annotations

from models.rules.headings.words import Role
from models.rules.propose_mapping.decided import Decided
from models.rules.propose_mapping.figure_columns import key_text
from models.rules.sentence import say

_SPOKEN = {
    Role.UNIT: say("unidad de medida"),
    Role.ACCUMULATION: say("forma de acumular"),
    Role.DIRECTION: say("sentido del indicador"),
    Role.FUNDING: say("fuente de financiamiento"),
    Role.PROJECT: say("código del proyecto de inversión"),
    Role.START: say("fecha de inicio"),
    Role.END: say("fecha de fin"),
    Role.MARK: say("dice qué cifras tiene la fila"),
    Role.PERIOD: say("periodo de la fila"),
    Role.YEAR: say("año de la fila"),
    Role.INDICATOR: say("nombre del indicador"),
    Role.INDICATOR_CODE: say("código del indicador"),
    Role.NOTE: say("observación de lo ejecutado"),
    Role.BASELINE: say("línea base"),
    Role.ORG_UNIT: "unidad responsable",
}


def used_columns(decided: Decided) -> dict[int, str]:
    """Give every column that is read, with what it becomes, in Spanish."""
    found: dict[int, str] = {each.index: "descripción" for each in decided.descriptions}
    for level, code in decided.levels:
        found[level.name.index] = say("nombre del nivel «{code}»", code=code)
        if level.code is not None:
            found[level.code.index] = say("código del nivel «{code}»", code=code)
    for role, guess in decided.single.items():
        found[guess.index] = _SPOKEN.get(role, "descripción")
    found |= {
        weight.index: say("peso del nivel «{level}»", level=decided.levels[place][1])
        for place, weight in decided.weights.items()
    }
    for word, columns in (("programado", decided.figures.planned), ("ejecutado", decided.figures.actual)):
        found |= {column: f"{word} {key_text(key, 0).removeprefix('0-')}" for key, column in columns.items()}
    for key, fields in decided.figures.money.items():
        found |= {
            column: say("presupuesto: {name} {key}", name=name, key=key[0] or "").strip()
            for name, column in fields.items()
        }
    found |= {total.column: say("suma que se comprueba") for total in decided.figures.totals}
    if decided.figures.horizon is not None:
        found[decided.figures.horizon] = say("programado de todo el plan")
    return found
