"""The things that institutions call by different names, and what Rumbo calls them when a preset is silent.

The roles are terms too, under their own codes: a vice-minister is a mayor elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.rules.roles import Role
from models.rules.wording import ROLE_WORDS


class Term(StrEnum):
    """What a preset may give its own word for (R 2.1, vocabulary override table)."""

    SYSTEM = "system"
    INSTITUTION = "institution"
    ORG_UNIT = "org_unit"
    PLAN = "plan"
    OBJECTIVE = "objective"
    STRATEGY = "strategy"
    PROJECT = "project"
    FUNCTION = "function"
    ACTIVITY = "activity"
    INTERNAL_ACTIVITY = "internal_activity"
    INDICATOR = "indicator"
    CAPTURE_SHEET = "capture_sheet"
    PROGRESS = "progress"
    TRAFFIC_LIGHT = "traffic_light"
    DASHBOARD = "dashboard"
    EARLY_WARNING = "early_warning"
    CONSOLIDATION = "consolidation"
    CAUSE = "cause"
    CORRECTIVE_ACTION = "corrective_action"
    NOTE = "note"
    EVIDENCE = "evidence"
    FUNDING_SOURCE = "funding_source"
    CURRENT_BUDGET = "current_budget"
    CERTIFIED = "certified"
    COMMITTED = "committed"
    ACCRUED = "accrued"
    PAID = "paid"


@dataclass(frozen=True, slots=True)
class Words:
    """One word for a thing and for several of them, with the capital letter of a heading."""

    singular: str
    plural: str


_ROLE_PLURALS = {
    Role.LIAISON: "Enlaces",
    Role.DEPARTMENT_HEAD: "Jefaturas",
    Role.PLANNING_ANALYST: "Analistas de planificación",
    Role.PLANNING_HEAD: "Jefaturas de planificación",
    Role.PLANNING_DIRECTOR: "Direcciones de planificación",
    Role.VICE_MINISTER: "Despachos viceministeriales",
    Role.SECRETARY: "Secretarías de comité",
}

USUAL_WORDS = {
    Term.SYSTEM.value: Words("Rumbo", "Rumbo"),
    Term.INSTITUTION.value: Words("Institución", "Instituciones"),
    Term.ORG_UNIT.value: Words("Unidad", "Unidades"),
    Term.PLAN.value: Words("Plan", "Planes"),
    Term.OBJECTIVE.value: Words("Objetivo", "Objetivos"),
    Term.STRATEGY.value: Words("Estrategia", "Estrategias"),
    Term.PROJECT.value: Words("Proyecto", "Proyectos"),
    Term.FUNCTION.value: Words("Función", "Funciones"),
    Term.ACTIVITY.value: Words("Actividad", "Actividades"),
    Term.INTERNAL_ACTIVITY.value: Words("Actividad interna", "Actividades internas"),
    Term.INDICATOR.value: Words("Indicador", "Indicadores"),
    Term.CAPTURE_SHEET.value: Words("Hoja de captura", "Hojas de captura"),
    Term.PROGRESS.value: Words("Avance", "Avances"),
    Term.TRAFFIC_LIGHT.value: Words("Semáforo", "Semáforos"),
    Term.DASHBOARD.value: Words("Tablero", "Tableros"),
    Term.EARLY_WARNING.value: Words("Alerta temprana", "Alertas tempranas"),
    Term.CONSOLIDATION.value: Words("Consolidado", "Consolidados"),
    Term.CAUSE.value: Words("Causa", "Causas"),
    Term.CORRECTIVE_ACTION.value: Words("Acción correctiva", "Acciones correctivas"),
    Term.NOTE.value: Words("Anotación", "Anotaciones"),
    Term.EVIDENCE.value: Words("Evidencia", "Evidencias"),
    Term.FUNDING_SOURCE.value: Words("Fuente de financiamiento", "Fuentes de financiamiento"),
    Term.CURRENT_BUDGET.value: Words("Presupuesto vigente", "Presupuestos vigentes"),
    Term.CERTIFIED.value: Words("Certificado", "Certificados"),
    Term.COMMITTED.value: Words("Comprometido", "Comprometidos"),
    Term.ACCRUED.value: Words("Devengado", "Devengados"),
    Term.PAID.value: Words("Pagado", "Pagados"),
} | {role.value: Words(word, _ROLE_PLURALS.get(role, word)) for role, word in ((r, ROLE_WORDS[r]) for r in Role)}
"""Spanish words for every term and role; a preset replaces those that differ."""
