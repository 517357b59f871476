"""Imported money against the chain of stages, line by line, and against the credit where it is controlled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple, Protocol

from sqlalchemy import text

from models.rules.import_problems import ImportProblems
from models.rules.money import ChainBreak, Money, chain_breaks, total_money
from models.rules.package_problems import Place
from models.rules.preset import MoneyCheck
from models.tables.base import db

# Lines that stood and that the file speaks of, with every month that spends; where credit is a unit's, all of its year.
_MONEY = text(
    """
    SELECT line.id, line.org_unit_id, line.year, line.current, month.period, month.certified, month.committed,
           month.accrued, month.paid
      FROM budget_line line
      LEFT JOIN budget_month month ON month.budget_line_id = line.id
           AND num_nonnulls(month.certified, month.committed, month.accrued, month.paid) > 0
     WHERE line.institution_id = :institution_id AND (
           (line.id = ANY(:line_ids) AND month.id IS NOT NULL)
           OR (line.org_unit_id, line.year) IN (
              SELECT * FROM unnest(CAST(:units AS bigint[]), CAST(:years AS integer[]))))
     ORDER BY line.id, month.period
    """
)

# The column at fault and the one before it; in a sentence, « más comprometido que certificado ».
_LINKS = {
    ChainBreak.COMMITTED_OVER_CERTIFIED: ("committed", "certified"),
    ChainBreak.ACCRUED_OVER_COMMITTED: ("accrued", "committed"),
    ChainBreak.PAID_OVER_ACCRUED: ("paid", "accrued"),
    ChainBreak.ACCRUED_OVER_CURRENT: ("accrued", "current"),
}
_WORDS = {"certified": "certificado", "committed": "comprometido", "accrued": "devengado", "paid": "pagado"}


class MoneyWork(Protocol):
    """What an import gives to have its money checked."""

    @property
    def money_check(self) -> MoneyCheck:
        """The grain at which credit is controlled."""

    @property
    def problems(self) -> ImportProblems:
        """Where what is wrong is noted."""

    @property
    def bound(self) -> dict[str, Any]:
        """The institution, as statements name it."""


class MoneyLine(NamedTuple):
    """A line with the first of its rows in the file, if any has months, and with the months that spend of it."""

    org_unit_id: int | None
    year: int
    current: Decimal
    file_row: int | None
    months: list[tuple[str, Money]]


class _Break(NamedTuple):
    """By the end of a period the totals of the year do not follow the chain."""

    code: ChainBreak
    period: str
    total: Money


def check_money(
    work: MoneyWork,
    new: Mapping[int, MoneyLine],
    first_rows: Mapping[int, int],
    units: Collection[tuple[int, int]],
) -> None:
    """Note stages that overtake the one before, and accrued above current: refused at the grain of the office.

    Of `new` lines the file says all. `first_rows` has those that stood before and whose months it brings, each with the
    first of its rows; `units` the units and years of all lines that it speaks of.
    """
    whole = sorted(units) if work.money_check is MoneyCheck.UNIT else []
    asked = {"line_ids": list(first_rows), "units": [unit for unit, _ in whole], "years": [year for _, year in whole]}
    standing = db.session.execute(_MONEY, work.bound | asked) if first_rows or whole else ()
    lines: dict[int, MoneyLine] = {}
    for line_id, unit_id, year, current, period, *stages in standing:
        line = lines.get(line_id)
        if line is None:
            line = lines[line_id] = MoneyLine(unit_id, year, current, first_rows.get(line_id), [])
        if period is not None:
            line.months.append((period, Money(None, None, None, *stages)))
    lines |= new
    for line in lines.values():
        for found in _breaks([line]) if line.months and line.file_row is not None else ():
            _note(work, line.file_row, found, refused=work.money_check is MoneyCheck.ROW)
    if work.money_check is MoneyCheck.UNIT:
        _check_units(work, lines.values())


def _check_units(work: MoneyWork, lines: Iterable[MoneyLine]) -> None:
    units: defaultdict[tuple[int | None, int], list[MoneyLine]] = defaultdict(list)
    for line in lines:
        units[line.org_unit_id, line.year].append(line)
    for own in units.values():
        rows = [line.file_row for line in own if line.file_row is not None]
        for found in _breaks(own) if rows else ():
            if found.code is ChainBreak.ACCRUED_OVER_CURRENT:
                _note(work, min(rows), found, refused=True)


def _breaks(lines: list[MoneyLine]) -> Iterator[_Break]:
    """Give the first period of each break of the lines together, on totals from the first of the year."""
    total = Money(current=sum((line.current for line in lines), Decimal(0)))
    by_period: defaultdict[str, list[Money]] = defaultdict(list)
    for line in lines:
        for period, money in line.months:
            by_period[period].append(money)
    seen: set[ChainBreak] = set()
    for period in sorted(by_period):
        total = total_money([total, *by_period[period]])
        for code in chain_breaks(total):
            if code not in seen:
                seen.add(code)
                yield _Break(code, period, total)


def _note(work: MoneyWork, row: int | None, found: _Break, *, refused: bool) -> None:
    later, earlier = _LINKS[found.code]
    more, less = (f"{getattr(found.total, stage):.2f}" for stage in (later, earlier))
    code = "chain_broken"
    if found.code is ChainBreak.ACCRUED_OVER_CURRENT:
        code = "accrued_above_current" if refused else "accrued_over_budget"
    words = {"later": _WORDS[later], "earlier": _WORDS.get(earlier, ""), "more": more, "less": less}
    work.problems.add(code, Place("budget", row, later), found.period, **words)
