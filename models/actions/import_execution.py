"""Load a finance office's execution file: all of it in one transaction, or nothing and a list of what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import text

from models.actions.check_money import check_money
from models.actions.compute_scores import compute_stored_periods
from models.actions.execution_import import ExecutionImport, owned_lines
from models.actions.import_budget import MONTHS
from models.actions.merge_execution import LINES, Merge, MergedLine, first_row, merge_execution
from models.actions.put_rows import Brought, Counts, Put
from models.actions.record_act import Act, record_act
from models.queries.preset_in_use import preset_in_use
from models.rules.errors import RuleBroken
from models.rules.execution import ParsedExecution
from models.rules.execution_lines import NOTHING, FileLine, gather, kept_after, lacks_month, last_month, overlap
from models.rules.import_problems import has_errors
from models.rules.mapped_output import Check
from models.rules.money import Money, total_money
from models.rules.package_problems import Place, Problem
from models.rules.period import Period
from models.rules.roles import Role
from models.rules.sentence import say
from models.rules.uncollected import uncollected
from models.scope import Reader
from models.tables.base import db
from models.tables.import_run import ImportRun

_SHOWN_CODES = 10
_CLOSED = text("SELECT period FROM reporting_period WHERE institution_id = :institution_id AND state = 'closed'")


@dataclass(frozen=True, slots=True)
class ExecutionOrder:
    """A parsed file of an institution, and what it came from; a `dry_run` says what would happen and stores nothing.

    `made_in` is the month of the file, where its amounts do not tell.
    """

    institution_id: int
    parsed: ParsedExecution
    file_name: str
    sha256: str
    made_in: Period | None = None
    dry_run: bool = False


class LineChange(NamedTuple):
    """A line that is new (`before` is None) or differs: its amounts of the year, before and after."""

    code: str
    name: str
    funding_source: str
    expense_class: str
    before: Money | None
    after: Money


@dataclass(frozen=True, slots=True)
class ExecutionResult:
    """What happened: lines by what became of them, every problem, and whether anything was stored.

    `total` adds up the year of the lines of the file as they stand afterwards; `unlinked` of them are of no item.
    """

    period: str | None
    rows_read: int
    counts: Counts
    unlinked: int
    total: Money
    changes: Sequence[LineChange]
    problems: Sequence[Problem]
    checks: Sequence[Check]
    applied: bool


@uncollected()
def import_execution(order: ExecutionOrder, actor: Reader, now: datetime) -> ExecutionResult:
    """Compare the file with what stands and store the difference; the caller commits.

    Raises RuleBroken `not_finance` for whoever does not hold that role (SoD-6).
    """
    if not actor.holds(Role.FINANCE):
        raise RuleBroken("not_finance", say("La ejecución del gasto solo la carga finanzas."), status=403)
    work = ExecutionImport(order.institution_id, preset_in_use(order.institution_id).preset.money_check)
    db.session.flush()
    kept = db.session.begin_nested()
    lines = [] if has_errors(order.parsed.problems) else gather(order.parsed.rows)
    made_in = order.made_in or last_month(lines)
    if made_in is None:
        _ask_for_month(work, lines)
    owned = owned_lines(work, lines)
    merge = merge_execution(work, [] if work.problems.has_errors else owned, made_in)
    alone = _note_unlinked(work, merge)
    changed = _store(work, merge, made_in)
    problems = (*order.parsed.problems, *map(order.parsed.located, work.problems.found))
    result = ExecutionResult(
        period=None if made_in is None else str(made_in),
        rows_read=order.parsed.rows_read,
        counts=_counts(merge.lines, changed),
        unlinked=alone,
        total=total_money(line.money for line in merge.lines),
        changes=[_change(line) for line in merge.lines if line.before is None or line.id in changed],
        problems=problems,
        checks=order.parsed.checks,
        applied=not has_errors(problems) and not order.dry_run,
    )
    if result.applied:
        _finish(order, merge, result, actor, now)
        kept.commit()
    else:
        kept.rollback()
        db.session.expire_all()
    return result


def _store(work: ExecutionImport, merge: Merge, made_in: Period | None) -> set[int]:
    """Put lines and their periods in place, note what must not be, and give the ids of those that changed."""
    lines = [Brought(line.owned.line.row, (line.id,), line.values) for line in merge.lines]
    put = LINES.put(lines, merge.standing_lines, work.bound)
    told = [
        Brought(line.file_row(period), (line.id, period), stages)
        for line in merge.lines
        for period, stages in line.periods.items()
        if stages != NOTHING
    ]
    months = MONTHS.put(told, merge.standing_months, work.bound)
    _refuse_closed(work, months)
    _refuse_overlap(work, merge.lines)
    _warn_of_later(work, merge.lines, months, made_in)
    keys = {(line.owned.org_unit_id, line.owned.line.key.year) for line in merge.lines}
    first_rows = {line.id: first_row(line.owned.line) for line in merge.lines}
    check_money(work, {}, first_rows, {(unit, year) for unit, year in keys if unit is not None})
    return {line_id for line_id, _ in put.changed} | {row.key[0] for row in months.touched}


def _note_unlinked(work: ExecutionImport, merge: Merge) -> int:
    """Tell which lines are of no item, and give how many they are; they stay with their code."""
    codes = [line.owned.line.key.budget_code for line in merge.lines if line.values[0] is None]
    if codes:
        every = sorted(set(codes))
        shown = ", ".join(every[:_SHOWN_CODES]) + ("…" if len(every) > _SHOWN_CODES else "")
        work.problems.add("not_linked", Place("budget"), shown, count=len(codes))
    return len(codes)


def _ask_for_month(work: ExecutionImport, lines: Sequence[FileLine]) -> None:
    """A total of the year in a file without any month would stand beside the one of the next file."""
    for line in lines:
        row = lacks_month(line)
        if row is not None:
            work.problems.add("month_unknown", Place("budget", row, "period"), str(line.key.year))


def _refuse_overlap(work: ExecutionImport, lines: Sequence[MergedLine]) -> None:
    """A month and its quarter of one stage would both be added up."""
    for line in lines:
        found = overlap(line.owned.line.rows, line.periods)
        if found is not None:
            told, other = map(str, found)
            work.problems.add("periods_overlap", Place("budget", line.file_row(told), "period"), told, other=other)


def _warn_of_later(work: ExecutionImport, lines: Sequence[MergedLine], months: Put, made_in: Period | None) -> None:
    """A total to date that is told anew moves those after it, which were told by files of their own."""
    by_id = {line.id: line for line in lines}
    for row in months.touched:
        line_id, period = row.key
        line = by_id[line_id]
        later = kept_after(line.owned.line, Period.parse(period), line.periods, made_in)
        if later is not None:
            work.problems.add("later_total_moves", Place("budget", row.file_row, "period"), period, later=str(later))


def _refuse_closed(work: ExecutionImport, months: Put) -> None:
    """A closed period takes no amounts until it is reopened (rulings 1)."""
    closed = set(db.session.scalars(_CLOSED, work.bound))
    for row in months.touched:
        if row.key[1] in closed:
            work.problems.add("period_closed", Place("budget", row.file_row, "period"), row.key[1])


def _counts(lines: Sequence[MergedLine], changed: set[int]) -> Counts:
    new = sum(line.before is None for line in lines)
    differing = sum(line.before is not None and line.id in changed for line in lines)
    return Counts(new, differing, len(lines) - new - differing)


def _change(line: MergedLine) -> LineChange:
    key = line.owned.line.key
    return LineChange(
        *(key.item or key.budget_code, line.owned.line.name, key.funding_source, key.expense_class),
        *(line.before, line.money),
    )


def _finish(order: ExecutionOrder, merge: Merge, result: ExecutionResult, actor: Reader, now: datetime) -> None:
    """Bring figures that are weighed by budget up to date, and keep what was loaded, with its warnings."""
    counted = {"budget": asdict(result.counts)}
    differs = result.counts.created or result.counts.changed
    if differs and preset_in_use(order.institution_id).preset.weighs_by_budget:
        owners = (line.owned.owner for line in merge.lines)
        for version_id in sorted({owner.plan_version_id for owner in owners if owner is not None}):
            compute_stored_periods(version_id, (), now)
    run = ImportRun(
        institution_id=order.institution_id,
        period=result.period,
        file_name=order.file_name,
        sha256=order.sha256,
        imported_at=now,
        imported_by=actor.name,
        counts=counted,
        problems=[problem._asdict() for problem in result.problems],
    )
    db.session.add(run)
    db.session.flush()
    detail = {"file": order.file_name, "period": result.period, "counts": counted}
    record_act(actor, Act("import_budget", "import_run", run.id, detail), now)
