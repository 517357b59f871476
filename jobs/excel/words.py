"""The Spanish words of a workbook: no code of ours is ever shown to a reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.rules.errors import RuleBroken

if TYPE_CHECKING:
    from models.rules.consolidation import Head

_TERMS = {
    "org_unit": "Dependencia",
    "function": "Función",
    "project": "Proyecto estratégico",
    "activity": "Actividad",
    "liaison": "Enlace",
    "department_head": "Jefatura",
    "funding_source": "Fuente de financiamiento",
}
_COLORS = {
    "green": "Verde",
    "yellow": "Amarillo",
    "red": "Rojo",
    "no_report": "Sin reporte",
    "blue": "Azul",
    "grey": "Gris",
}
_STATES = {
    "measured": "Medido",
    "not_programmed": "No programado",
    "pending": "Pendiente",
    "no_report": "Sin reporte",
    "exempt": "Exento",
    "not_computed": "No calculado",
    "unplanned_execution": "Ejecución no programada",
    "does_not_apply": "No aplica",
}
_BASES = {
    "captured": ("Provisional", "con cifras enviadas que aún no se verifican"),
    "verified": ("Provisional", "con cifras verificadas de un período que sigue abierto"),
    "frozen": ("Definitivo (congelado)", "el período está cerrado y las cifras ya no cambian"),
}
STAGES = {"committed": "Comprometido", "accrued": "Devengado", "paid": "Pagado"}


def term(head: Head, key: str) -> str:
    """Return the institution's own word for `org_unit`, `function`, `project`…, or the usual one."""
    return head.terms.get(key, _TERMS[key])


def color_word(head: Head, key: str) -> str:
    """Return the name of a colour. Raises `RuleBroken` for a band that the institution has not named."""
    word = head.bands.get(key) or _COLORS.get(key)
    if word is None:
        raise RuleBroken("band_without_name", f"El rango de color «{key}» no tiene nombre: póngalo en el tipo de plan.")
    return word


def state_word(state: str) -> str:
    """Return the name of a state of a figure."""
    return _STATES[state]


def basis_word(head: Head) -> str:
    """Return « Provisional » or « Definitivo (congelado) »."""
    return _BASES[head.basis][0]


def basis_meaning(head: Head) -> str:
    """Return what the basis means, to stand after its word."""
    return _BASES[head.basis][1]


def made_at_text(head: Head) -> str:
    """Return when the figures were read, as text in local time: a field code would follow each reader's own clock."""
    offset = f"{head.made_at:%z}"
    return f"{head.made_at:%d/%m/%Y %H:%M} (UTC{offset[:3]}:{offset[3:5]})"
