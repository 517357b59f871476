"""What becomes of each column, in Spanish, as people are told."""

from __future__ import annotations

from models.rules.headings.words import Role
from models.rules.propose_mapping.decided import Decided
from models.rules.propose_mapping.figure_columns import key_text

_SPOKEN = {
    Role.UNIT: "unidad de medida",
    Role.ACCUMULATION: "forma de acumular",
    Role.DIRECTION: "sentido del indicador",
    Role.FUNDING: "fuente de financiamiento",
    Role.PROJECT: "código del proyecto de inversión",
    Role.START: "fecha de inicio",
    Role.END: "fecha de fin",
    Role.MARK: "dice qué cifras tiene la fila",
    Role.PERIOD: "periodo de la fila",
    Role.YEAR: "año de la fila",
    Role.INDICATOR: "nombre del indicador",
    Role.INDICATOR_CODE: "código del indicador",
    Role.NOTE: "observación de lo ejecutado",
    Role.BASELINE: "línea base",
    Role.ORG_UNIT: "unidad responsable",
}


def used_columns(decided: Decided) -> dict[int, str]:
    """Give every column that is read, with what it becomes, in Spanish."""
    found: dict[int, str] = {each.index: "descripción" for each in decided.descriptions}
    for level, code in decided.levels:
        found[level.name.index] = f"nombre del nivel «{code}»"
        if level.code is not None:
            found[level.code.index] = f"código del nivel «{code}»"
    for role, guess in decided.single.items():
        found[guess.index] = _SPOKEN.get(role, "descripción")
    found |= {weight.index: f"peso del nivel «{decided.levels[place][1]}»" for place, weight in decided.weights.items()}
    for word, columns in (("programado", decided.figures.planned), ("ejecutado", decided.figures.actual)):
        found |= {column: f"{word} {key_text(key, 0).removeprefix('0-')}" for key, column in columns.items()}
    for key, fields in decided.figures.money.items():
        found |= {column: f"presupuesto: {name} {key[0] or ''}".strip() for name, column in fields.items()}
    found |= {total.column: "suma que se comprueba" for total in decided.figures.totals}
    if decided.figures.horizon is not None:
        found[decided.figures.horizon] = "programado de todo el plan"
    return found
