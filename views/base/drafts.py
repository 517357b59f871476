"""Parts of a plan: written while its version is a draft, read-only from then on (rulings 22)."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

from models.queries.plan_years import formalized_years
from models.rules.sentence import say
from models.rules.workflow import PlanState
from models.tables.base import db
from models.tables.plan_version import PlanVersion
from views.base.model_view import PlanningModelView

IN_FORCE = say(
    "Esta versión del plan ya no es un borrador: su estructura, sus metas y sus pesos solo se leen. "
    "Para cambiarlos hace falta otra versión."
)
ONLY_DRAFTS = (PlanVersion.state == PlanState.DRAFT,)


class DraftPartView(PlanningModelView, ABC, abstract=True):
    """A register of what hangs on a version of a plan; `version_id_of` says on which."""

    def closed_because(self, row: Any) -> str:  # noqa: ANN401 -- the register's own class
        """That the version of the row is no draft; once a year of its plan is formalized, that an adjustment helps."""
        version = db.session.get(PlanVersion, self.version_id_of(row) or 0)
        if version is None or version.state is PlanState.DRAFT:
            return ""
        years = formalized_years(version.plan_id)
        return _formalized(sorted(years)) if years else IN_FORCE

    @abstractmethod
    def version_id_of(self, row: Any) -> int | None:  # noqa: ANN401
        """Id of the version; None while the form has not said it."""


def _formalized(years: Sequence[int]) -> str:
    return say(
        "La estructura de {years} está formalizada y solo se lee. Para cambiarla pida un ajuste del plan.",
        years=", ".join(map(str, years)),
    )
