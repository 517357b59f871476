"""Put a plan package into the database: all of it in one transaction, or nothing and a list of what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import text

from models.actions.compute_scores import compute_stored_periods
from models.actions.import_actuals import import_actuals
from models.actions.import_budget import import_budget
from models.actions.import_indicators import import_indicators
from models.actions.import_items import import_items
from models.actions.import_org_units import import_org_units
from models.actions.import_plan_row import import_plan_row, is_in_force
from models.actions.import_targets import import_targets
from models.actions.plan_import import PlanImport
from models.actions.put_in_force import put_in_force
from models.actions.put_rows import Counts
from models.actions.record_act import Act, record_act
from models.queries.preset_in_use import preset_in_use
from models.rules.errors import RuleBroken
from models.rules.import_checks import check_against_type
from models.rules.import_problems import has_errors
from models.rules.package import ParsedPackage
from models.rules.package_problems import Place, Problem
from models.rules.package_rows import Package
from models.rules.uncollected import uncollected
from models.scope import Reader
from models.tables.base import db
from models.tables.import_run import ImportRun
from models.tables.plan_version import PlanVersion

KINDS = ("plan", "org_units", "items", "indicators", "targets", "actuals", "budget", "internal_activities")
"""What is counted, in the order of the sheets."""

_NO_NESTED_LOOPS = text("SET LOCAL enable_nestloop = off")
"""The planner knows nothing of the rows that this transaction brings: it expects a handful and walks thousands of them
once for each of the others. Until the transaction ends it joins by hash or by order instead."""


def as_it_is(problem: Problem) -> Problem:
    """A package that is the file itself has its problems where they are."""
    return problem


@dataclass(frozen=True, slots=True)
class ImportOrder:
    """A parsed package of an institution and the file that it came from.

    `act` also puts the plan in force; a `dry_run` says what would happen and stores nothing. `located` gives a problem
    of the package at its place in the workbook that the package was made from.
    """

    institution_id: int
    parsed: ParsedPackage
    file_name: str
    sha256: str
    act: str | None = None
    dry_run: bool = False
    located: Callable[[Problem], Problem] = as_it_is


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What happened: counts by kind of row, every problem, and whether anything was stored."""

    plan: str | None
    rows_read: int
    problems: Sequence[Problem]
    applied: bool
    counts: Mapping[str, Counts] = field(default_factory=dict)


@uncollected()
def import_plan(order: ImportOrder, actor: Reader, now: datetime) -> ImportResult:
    """Compare the package with what stands and store the difference; the caller commits.

    A draft may change in everything; a plan in force takes actuals, internal activities and money (rulings 22). One
    error and nothing is stored; warnings are stored beside the data.
    """
    package = order.parsed.package
    if package is None:
        return ImportResult(None, order.parsed.rows_read, order.parsed.problems, applied=False)
    db.session.flush()
    db.session.execute(_NO_NESTED_LOOPS)
    kept = db.session.begin_nested()
    work = _work(order, package, actor, now)
    _steps(work, order)
    problems = (*order.parsed.problems, *map(order.located, work.problems.found))
    applied = not has_errors(problems) and not order.dry_run
    if applied:
        _finish(work, order, problems)
        kept.commit()
    else:
        kept.rollback()
        db.session.expire_all()
    counts = {kind: work.counts.get(kind, Counts()) for kind in KINDS}
    return ImportResult(package.plan.code, order.parsed.rows_read, problems, applied, counts)


def _work(order: ImportOrder, package: Package, actor: Reader, now: datetime) -> PlanImport:
    preset = preset_in_use(order.institution_id).preset
    shape = preset.plan_type(package.plan.type)
    work = PlanImport(order.institution_id, package, shape, preset.money_check, actor, now)
    work.is_in_force = is_in_force(order.institution_id, package.plan.code)
    check_against_type(package, shape, work.problems)
    return work


def _steps(work: PlanImport, order: ImportOrder) -> None:
    """One step after the other; each needs what the ones before have made."""
    import_org_units(work)
    import_plan_row(work)
    for step in (import_items, import_indicators, import_targets, import_actuals, import_budget):
        if work.problems.has_errors:
            return
        step(work)
    _note_what_stays(work)
    if order.act is not None and not (work.is_in_force or work.problems.has_errors):
        _put_in_force(work, order.act)


def _note_what_stays(work: PlanImport) -> None:
    """An import never deletes: what the file no longer has is said."""
    for sheet, what, standing, brought in (
        ("items", "elementos", work.item_ids, work.package.items),
        ("indicators", "indicadores", work.indicator_ids, work.package.indicators),
    ):
        more = len(standing) - len(brought)
        if more > 0:
            work.problems.add("not_in_file", Place(sheet), count=more, what=what)


def _put_in_force(work: PlanImport, act: str) -> None:
    try:
        found = put_in_force(db.session.get_one(PlanVersion, work.plan_version_id), act, work.actor, work.now)
    except RuleBroken as refusal:
        work.problems.add("cannot_put_in_force", Place("plan", work.package.plan.row), reason=refusal.message)
        return
    for code in found.unaligned:
        row = next((item.row for item in work.package.items if item.code == code), None)
        choices = ", ".join(work.shape.aligns_to)
        work.problems.add("not_aligned", Place("items", row, "aligns_to"), code, choices=choices)


def _finish(work: PlanImport, order: ImportOrder, problems: Sequence[Problem]) -> None:
    """Bring the figures up to date and keep what was loaded, with its warnings."""
    if any(counts.created or counts.changed for counts in work.counts.values()):
        compute_stored_periods(work.plan_version_id, work.scored_periods, work.now)
    counted = {kind: asdict(counts) for kind, counts in work.counts.items()}
    run = ImportRun(
        institution_id=work.institution_id,
        plan_id=work.plan_id,
        file_name=order.file_name,
        sha256=order.sha256,
        imported_at=work.now,
        imported_by=work.actor.name,
        counts=counted,
        problems=[problem._asdict() for problem in problems],
    )
    db.session.add(run)
    db.session.flush()
    detail: dict[str, Any] = {"plan": work.package.plan.code, "file": order.file_name, "counts": counted}
    record_act(work.actor, Act("import_plan", "plan", work.plan_id, detail), work.now)
