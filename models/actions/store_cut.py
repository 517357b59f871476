"""Write one cut: the stored tree with money, colours, persistence and facts beside it, and the reporting behind it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, text

from models.actions.copy_rows import as_array, copy_rows
from models.queries.cuts.inputs import CutInputs, Report, cut_inputs
from models.queries.cuts.reporting import reporting_rows
from models.queries.scoring_rules import ScoringRules, scoring_rules
from models.rules.incoherence import Told
from models.rules.measure import State
from models.rules.money import Comparison, Money, compare, financial_color, programmed_execution_percent
from models.rules.period import Period
from models.rules.traffic_light import combined_color, is_not_green
from models.tables.base import db
from models.tables.cut import Cut
from models.tables.score_figures import FIGURES

COLUMNS = (
    *("institution_id", "cut_id", "plan_version_id", "plan_item_id"),
    *FIGURES,
    "non_green_run",
    *Money._fields,
    *("executed_percent", "financial_color", "combined_color", "facts"),
)
SHEET_COLUMNS = (
    "institution_id", "cut_id", "org_unit_id", "period", "state", "timeliness", "submitted_at", "days_late",
    "programmed", "answered",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Freezing:
    """Which cut: of which plan version and period, with the reporting periods inside; `reason` is for R C-36."""

    institution_id: int
    plan_version_id: int
    period: Period
    captured: Sequence[Period]
    reason: str
    now: datetime

    @property
    def is_reported(self) -> bool:
        """The period is one of those that units report, not a longer one made of them."""
        return tuple(self.captured) == (self.period,)


@dataclass(frozen=True, slots=True)
class Frozen:
    """A cut that was written; a `number` above 1 is a restatement."""

    cut_id: int
    period: str
    number: int


_HEAD = text(
    """
    INSERT INTO cut (institution_id, plan_version_id, period, number, first_id, preset_version_id, frozen_at, reason,
                     summary)
    SELECT run.institution_id, run.plan_version_id, run.period, :number, CAST(:first_id AS bigint),
           run.preset_version_id, :frozen_at, :reason, run.summary
      FROM score_run run WHERE run.plan_version_id = :plan_version_id AND run.period = :period
    RETURNING id
    """
)

# What two cuts say of an item; the keys of the rows differ always.
_SAID = ", ".join(name for name in COLUMNS if name != "cut_id")
_ONE, _OTHER = (f"SELECT {_SAID} FROM cut_item WHERE cut_id = :{key}" for key in ("one", "other"))  # noqa: S608 -- ours
_DIFFERS = text(
    f"""
    SELECT EXISTS (({_ONE} EXCEPT ALL {_OTHER}) UNION ALL ({_OTHER} EXCEPT ALL {_ONE}))
        OR (SELECT count(DISTINCT preset_version_id) FROM cut WHERE id IN (:one, :other)) > 1
    """  # noqa: S608 -- names of our own columns
)


def store_cut(freezing: Freezing) -> Frozen | None:
    """Write the cut from the tree that is stored for the period; None where the latest one says the same.

    It is written, compared and, if it says nothing new, undone: the figures are compared as the database keeps them.
    """
    latest = db.session.execute(
        select(Cut.id, Cut.number, Cut.first_id)
        .where(Cut.plan_version_id == freezing.plan_version_id, Cut.period == str(freezing.period))
        .order_by(Cut.number.desc())
        .limit(1)
    ).one_or_none()
    savepoint = db.session.begin_nested()
    written = _write(freezing, *(latest or (None, 0, None)))
    if latest and not db.session.scalar(_DIFFERS, {"one": latest.id, "other": written.cut_id}):
        savepoint.rollback()
        return None
    savepoint.commit()
    return written


def _write(freezing: Freezing, latest_id: int | None, number: int, first_id: int | None) -> Frozen:
    scoring = scoring_rules(freezing.plan_version_id, str(freezing.period))
    head = {
        "plan_version_id": freezing.plan_version_id,
        "period": str(freezing.period),
        "number": number + 1,
        "first_id": first_id or latest_id,
        "frozen_at": freezing.now,
        "reason": freezing.reason if latest_id else "",
    }
    cut_id = db.session.scalars(_HEAD, head).one()
    inputs = cut_inputs(freezing.institution_id, freezing.plan_version_id, freezing.period, freezing.captured)
    keys = (freezing.institution_id, cut_id)
    copy_rows("cut_item", COLUMNS, ((*keys, *row) for row in _rows(inputs, scoring)))
    if freezing.is_reported:
        sheets = reporting_rows(freezing.institution_id, freezing.plan_version_id, str(freezing.period))
        copy_rows("cut_sheet", SHEET_COLUMNS, ((*keys, *sheet) for sheet in sheets))
    return Frozen(cut_id, str(freezing.period), number + 1)


def _rows(inputs: CutInputs, scoring: ScoringRules) -> Iterator[tuple[Any, ...]]:
    nothing, silent = Money(), Report()
    for score in inputs.scores:
        item_id = score.plan_item_id
        bands = scoring.bands.of(scoring.rules.levels[score.level].bands)
        asks = is_not_green(score.color, bands)
        run = 1 + inputs.runs.get(item_id, 0) if asks else 0
        money = inputs.money.get(item_id, nothing)
        programmed = programmed_execution_percent(money, scoring.cut, scoring.rules.execution_stage)
        financial = financial_color(programmed, scoring.bands)
        comparison = compare(score.year_percent, money, scoring.rules)
        yield (
            *(scoring.plan_version_id, item_id),
            *_figures(score),
            run,
            *money,
            comparison.executed,
            financial,
            combined_color(score.color, financial if scoring.rules.combines_money else None, bands),
            as_array(_told(score, money, comparison, inputs.reports.get(item_id, silent)).facts()),
        )


def _figures(score: Row[Any]) -> Iterator[Any]:
    """Give the columns of `score` as COPY takes them."""
    for name in FIGURES:
        value = getattr(score, name)
        if isinstance(value, list):
            yield as_array(value)
        else:
            yield json.dumps(value) if isinstance(value, dict) else value


def _told(score: Row[Any], money: Money, comparison: Comparison, report: Report) -> Told:
    return Told(
        comparison=comparison,
        money=money,
        period_state=State(score.period_state),
        has_value=report.has_value,
        has_words=report.has_words,
        fell=report.fell,
        flags=score.flags,
    )
