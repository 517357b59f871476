"""« As reported on »: every question of a session answered as everything stood at a past moment.

The tables that figures are made of are laid under temporary ones of the same names, read back through the trail; the
trees of periods that had closed by then come from their cuts, the others are scored anew as of the moment. Screens,
books and commands ask as they always do. Nothing can be written meanwhile: the transaction only reads.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import event, text
from sqlalchemy.orm import Session, SessionTransaction

from models.actions.compute_scores import store_tree
from models.clock import business_now, looking_back
from models.queries.local_day import local_day
from models.queries.score_tables import PAST_TABLES, Source
from models.queries.scored_tree import plan_inputs, scored_tree
from models.queries.scoring_rules import scored_version
from models.rules.errors import RuleBroken
from models.rules.period import Period
from models.tables.base import db
from models.tables.read_session import reading_only
from models.tables.score_figures import FIGURES

_LAID = "tables of a past moment"
_INDEXES = {
    "plan_item": ("id", "parent_id", "plan_version_id"),
    "indicator": ("id", "plan_item_id"),
    "target": ("indicator_id, org_unit_id, period", "org_unit_id, period"),
    "progress": ("indicator_id, org_unit_id, period", "capture_sheet_id"),
    "capture_sheet": ("id", "period"),
    "budget_line": ("id", "plan_item_id"),
    "budget_month": ("budget_line_id",),
}
_RUN = ("institution_id", "plan_version_id", "period", "preset_version_id", "summary")

_LATEST_CUTS = text(
    """
    SELECT DISTINCT ON (plan_version_id, period) id, period FROM cut
     WHERE institution_id = :institution_id AND frozen_at <= :moment
     ORDER BY plan_version_id, period, number DESC
    """
)
_REOPENED = text("SELECT period FROM reporting_period WHERE institution_id = :institution_id AND state = 'reopened'")
_FROZEN_TREES = text(
    f"""
    INSERT INTO pg_temp.score (institution_id, plan_version_id, plan_item_id, period, {", ".join(FIGURES)})
    SELECT item.institution_id, item.plan_version_id, item.plan_item_id, latest.period,
           {", ".join(f"item.{name}" for name in FIGURES)}
      FROM cut latest JOIN cut_item item ON item.cut_id = latest.id WHERE latest.id = ANY(:cuts)
    """  # noqa: S608 -- names of our own columns
)
_FROZEN_HEADS = text(
    f"""
    INSERT INTO pg_temp.score_run ({", ".join(_RUN)}, window_ended, computed_at)
    SELECT {", ".join(_RUN)}, true, frozen_at FROM cut WHERE id = ANY(:cuts)
    """  # noqa: S608 -- names of our own columns
)
_OPEN = text(
    """
    SELECT run.plan_version_id, run.period FROM public.score_run run
     WHERE run.institution_id = :institution_id
       AND NOT EXISTS (SELECT FROM cut WHERE cut.id = ANY(:cuts)
                          AND cut.plan_version_id = run.plan_version_id AND cut.period = run.period)
     ORDER BY run.plan_version_id, run.period
    """
)


@contextmanager
def as_reported_on(moment: datetime, institution_id: int) -> Iterator[None]:
    """Look back until the block ends, with the clock standing at `moment` (with zone).

    Raises RuleBroken 422 for a moment that has not come. What was begun in the session before is rolled back, so
    commit first.
    """
    if moment > business_now():
        raise RuleBroken("moment_to_come", "Escriba un día que ya pasó: de los que vienen nada se ha reportado.")
    db.session.rollback()
    token = looking_back.set(moment)
    try:
        with reading_only(value=False):
            _lay_tables(institution_id, moment)
            _lay_scores(institution_id, moment)
            db.session.execute(text("SET TRANSACTION READ ONLY"))
            yield
    finally:
        looking_back.reset(token)
        db.session.rollback()
        db.session.info.pop(_LAID, None)


def give_back() -> None:
    """End the transaction of a request that failed, and the looking back with it: what follows is of today."""
    looking_back.set(None)
    db.session.rollback()


def _lay_tables(institution_id: int, moment: datetime) -> None:
    """Make the temporary tables; a new search path makes the server plan anew what it had prepared."""
    db.session.info[_LAID] = True
    db.session.connection()
    source = Source(moment)
    for table in PAST_TABLES:
        _run(f"CREATE TEMP TABLE {table} (LIKE public.{table}) ON COMMIT DROP")
        past = text(f"INSERT INTO pg_temp.{table} SELECT * FROM {source.table(table)} AS past")  # noqa: S608 -- ours
        db.session.execute(past, source.bound(institution_id=institution_id))
        for columns in _INDEXES.get(table, ()):
            _run(f"CREATE INDEX ON pg_temp.{table} ({columns})")
    for table in ("score", "score_run"):
        _run(f"CREATE TEMP TABLE {table} (LIKE public.{table} INCLUDING ALL) ON COMMIT DROP")
    _run("SET LOCAL search_path = pg_temp, public")
    for table in PAST_TABLES:
        _run(f"ANALYZE pg_temp.{table}")


def _lay_scores(institution_id: int, moment: datetime) -> None:
    bound = {"institution_id": institution_id, "cuts": _shown_cuts(institution_id, moment)}
    day = local_day(institution_id, moment)
    db.session.execute(_FROZEN_TREES, bound)
    db.session.execute(_FROZEN_HEADS, bound)
    open_periods: defaultdict[int, list[str]] = defaultdict(list)
    for version_id, period in db.session.execute(_OPEN, bound):
        if Period.parse(period).start <= day:
            open_periods[version_id].append(period)
    for version_id, periods in open_periods.items():
        version = scored_version(version_id)
        cuts = [version.rules_at(period, moment) for period in periods]
        inputs = plan_inputs(cuts[0], moment)
        for scoring in cuts:
            store_tree(scoring, scored_tree(scoring, inputs), moment)


def _shown_cuts(institution_id: int, moment: datetime) -> list[int]:
    """Give the latest cuts that were frozen by the moment; what stood reopened then was open, and is scored anew."""
    bound = {"institution_id": institution_id, "moment": moment}
    reopened = [Period.parse(period) for period in db.session.scalars(_REOPENED, bound)]
    latest = db.session.execute(_LATEST_CUTS, bound).all()
    return [cut_id for cut_id, period in latest if not any(map(Period.parse(period).contains, reopened))]


def _run(statement: str) -> None:
    db.session.execute(text(statement))


@event.listens_for(Session, "after_begin")
def _refuse_the_present(session: Session, _transaction: SessionTransaction, _connection: object) -> None:
    """The tables of the past end with their transaction: a page that goes on after it would show today's figures."""
    if looking_back.get() is not None and not session.info.pop(_LAID, False):
        raise RuntimeError("a transaction ended while somebody was looking back")
