"""What the database refuses, said to a person: never its own text, which names tables and values."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.exc import DataError, IntegrityError

from models.rules.errors import RuleBroken
from models.rules.sentence import say

# https://www.postgresql.org/docs/current/errcodes-appendix.html, class 23
MESSAGES = {
    "23505": say("Ya existe otro registro con el mismo código o los mismos datos. Revise y cambie el que se repite."),
    "23503": say(
        "Otros registros dependen de este o falta el que se menciona. Revise primero los registros relacionados."
    ),
    "23502": say("Falta un dato obligatorio. Complete el formulario y vuelva a guardar."),
    "23514": say("Un dato no cumple las reglas del registro. Revise fechas, números y textos."),
    "23P01": say("Las fechas se cruzan con las de otro registro. Revise desde cuándo y hasta cuándo vale."),
}
OTHER = say("Los datos no se pudieron guardar. Revíselos y vuelva a intentarlo.")


def refusal_of(problem: IntegrityError | DataError, messages: Mapping[str, str]) -> RuleBroken:
    """The refusal that a person reads; `messages` holds the screen's own words by name of constraint."""
    name = getattr(getattr(problem.orig, "diag", None), "constraint_name", None) or ""
    state = getattr(problem.orig, "sqlstate", None) or ""
    return RuleBroken("refused_by_database", messages.get(name) or MESSAGES.get(state, OTHER), status=409)
