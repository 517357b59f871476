"""Whose figures, of when, how firm; and the institution in one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import and_, select

from models.queries.local_day import zone_of
from models.queries.preset_in_use import preset_in_use
from models.queries.unit_marks import CAPTURED, lowest_basis
from models.queries.update_status import kind_of
from models.rules.consolidation import Counts, Head, PlanName, Summary
from models.rules.roles import Role
from models.rules.terms import Term
from models.rules.update_kind import UpdateKind
from models.rules.wording import period_name
from models.tables.base import db
from models.tables.institution import Institution
from models.tables.plan import Plan
from models.tables.plan_type import PlanType
from models.tables.plan_version import PlanVersion
from models.tables.score_run import ScoreRun

A4_COUNTRIES = frozenset({"PE"})
WORDS = (
    Term.ORG_UNIT,
    Term.FUNCTION,
    Term.PROJECT,
    Term.ACTIVITY,
    Term.FUNDING_SOURCE,
    Term.COMMITTED,
    Term.ACCRUED,
    Term.PAID,
    Role.LIAISON,
    Role.DEPARTMENT_HEAD,
)


def head_of(institution_id: int, period: str, now: datetime, audit_head: str) -> Head:
    """The head rows of every sheet."""
    institution = db.session.get_one(Institution, institution_id)
    preset = preset_in_use(institution_id).preset
    runs = plan_runs(institution_id, period)
    stages = {plan_type.score.execution_stage.value for plan_type in preset.plan_types}
    return Head(
        institution=institution.code,
        institution_name=institution.name,
        plans=tuple(PlanName(plan.code, plan.name) for plan, _, _ in runs),
        period=period,
        cut=period_name(period, institution.locale),
        made_at=now.astimezone(zone_of(institution_id)),
        basis=lowest_basis(run.summary.get("basis") for _, _, run in runs) or CAPTURED,
        audit_head=audit_head or None,
        currency=institution.currency,
        executed_stage=min(stages) if len(stages) == 1 else "accrued",
        terms={str(word): preset.term(str(word)) for word in WORDS},
        bands=_labels(preset.plan_types),
        paper="a4" if institution.country in A4_COUNTRIES else "letter",
    )


def plan_runs(institution_id: int, period: str) -> list[tuple[Plan, str, ScoreRun]]:
    """Plans in force with stored figures of the period: the plan, its type's code, its run."""
    rows = db.session.execute(
        select(Plan, PlanType.code, ScoreRun)
        .join(PlanVersion, and_(PlanVersion.plan_id == Plan.id, PlanVersion.state == "in_force"))
        .join(PlanType, PlanType.id == Plan.plan_type_id)
        .join(ScoreRun, and_(ScoreRun.plan_version_id == PlanVersion.id, ScoreRun.period == period))
        .where(Plan.institution_id == institution_id)
        .order_by(PlanType.ordinal, Plan.code)
    )
    return [(plan, code, run) for plan, code, run in rows]


def summary_of(institution_id: int, period: str) -> Summary:
    """The institution: counts of all its plans, and the percent of the operating one, never a mean of percents."""
    preset = preset_in_use(institution_id).preset
    runs = plan_runs(institution_id, period)
    documents = [run.summary for _, _, run in runs]
    operating = [run.summary for _, code, run in runs if kind_of(preset.plan_type(code)) is UpdateKind.FUNCTIONS]
    leading: Mapping[str, Any] = (operating or documents or [{}])[0]
    reported = sum(document["reported"] for document in documents)
    expected = sum(document["expected"] for document in documents)
    coverage = _decimal(leading.get("coverage_percent")) if len(documents) == 1 else _share(reported, expected)
    return Summary(
        items=sum(document["items"] for document in documents),
        counts=Counts(
            by_color=_added(document["by_color"] for document in documents),
            by_state=_added(document["by_state"] for document in documents),
        ),
        percent=_decimal(leading.get("percent")),
        color=leading.get("color"),
        coverage_percent=coverage,
        reported=reported,
        expected=expected,
    )


def _labels(plan_types: Iterable[Any]) -> dict[str, str]:
    """Names of every colour that the institution's bands have."""
    lists = (bands for shape in plan_types for bands in (shape.bands.default, *shape.bands.by_kind.values()))
    return {band.color: band.label for bands in lists for band in bands if band.label}


def _added(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for each in counts:
        total.update(each)
    return dict(total)


def _share(part: int, whole: int) -> Decimal | None:
    return round(Decimal(part) * 100 / whole, 2) if whole else None


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
