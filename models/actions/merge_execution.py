"""The lines of an execution file laid over those that stand, which are found by what they are of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import text

from models.actions.execution_import import ExecutionImport, OwnedLine
from models.actions.import_budget import MONTHS
from models.actions.put_rows import Shape
from models.rules.execution_lines import FileLine, Stages, stored_periods
from models.rules.money import Money, total_money
from models.rules.package_problems import Place
from models.rules.period import Period
from models.tables.base import db

LINES = Shape(
    "budget_line",
    key=("id",),
    values=(
        *("plan_item_id", "org_unit_id", "year", "funding_source", "expense_class", "project_code"),
        *("budget_code", "name", "initial", "current"),
    ),
    hang_on="id",
)
_STANDING = text(
    f"""
    SELECT id, id, {", ".join(LINES.values)}
      FROM budget_line
     WHERE institution_id = :institution_id AND year = ANY(:years)
       AND (budget_code = ANY(:codes) OR (budget_code = '' AND plan_item_id = ANY(:items)))
    """  # noqa: S608 -- names of our own columns
)
_ANY_UNIT = "any"
_ZERO = Decimal(0)


class MergedLine(NamedTuple):
    """A line as it is to be stored: the values of its row and its periods; `before` it stood so, None if it is new."""

    owned: OwnedLine
    id: int
    values: tuple[Any, ...]
    periods: Mapping[str, Stages]
    before: Money | None

    @property
    def money(self) -> Money:
        """Its amounts of the year."""
        return _money(self.values, self.periods)

    def file_row(self, period: str) -> int:
        """The row of the file that tells a period, the first of the line's where none does."""
        line = self.owned.line
        return line.rows.get(Period.parse(period), first_row(line))


@dataclass(frozen=True, slots=True)
class Merge:
    """All lines of a file, and the rows of both tables that stood."""

    lines: Sequence[MergedLine]
    standing_lines: Sequence[Any]
    standing_months: Sequence[Any]


def first_row(line: FileLine) -> int:
    """Give the first row of a line that tells a period, or the line's own."""
    return min(line.rows.values(), default=line.row)


def merge_execution(work: ExecutionImport, owned: Sequence[OwnedLine], made_in: Period | None) -> Merge:
    """Find the line of each; one of a budget code keeps its place when it is linked, and then takes the item's unit."""
    asked = {
        "years": list({each.line.key.year for each in owned}),
        "codes": list({each.line.key.budget_code for each in owned} - {""}),
        "items": [each.owner.item_id for each in owned if each.owner is not None],
    }
    every = {row[0]: row for row in db.session.execute(_STANDING, work.bound | asked)}
    known = _known(every.values())
    ids = [known.get(_identity(each)) or known.get(_identity(each, any_unit=True)) for each in owned]
    if _is_any_twice(work, owned, ids):
        return Merge((), (), ())
    drawn = LINES.ids([], [place for place, found in enumerate(ids) if found is None])
    standing = [every[found] for found in ids if found is not None]
    standing_months = list(MONTHS.standing(work.bound, [row[0] for row in standing]))
    months: dict[int, dict[str, Stages]] = {}
    for _, line_id, period, programmed, certified, committed, accrued, paid in standing_months:
        months.setdefault(line_id, {})[period] = programmed, certified, committed, accrued, paid
    lines = []
    for place, (each, found) in enumerate(zip(owned, ids, strict=True)):
        before = None if found is None else tuple(every[found][2:])
        held = months.get(found, {}) if found is not None else {}
        lines.append(
            MergedLine(
                each,
                drawn[place] if found is None else found,
                _values(each, before),
                stored_periods(each.line, held, made_in),
                None if before is None else _money(before, held),
            )
        )
    return Merge(lines, standing, standing_months)


def _is_any_twice(work: ExecutionImport, owned: Sequence[OwnedLine], ids: Iterable[int | None]) -> bool:
    """Note lines that the file tells apart and that are one: with its unit or plan, and without."""
    seen: set[Any] = set()
    for each, found in zip(owned, ids, strict=True):
        key = _identity(each) if found is None else found
        if key in seen:
            column = "item" if each.line.key.item else "budget_code"
            place = Place("budget", each.line.row, column)
            work.problems.add("line_twice", place, each.line.key.item or each.line.key.budget_code)
        seen.add(key)
    return len(seen) < len(owned)


def _identity(owned: OwnedLine, *, any_unit: bool = False) -> tuple[Any, ...]:
    key = owned.line.key
    what = key.budget_code or (owned.owner.item_id if owned.owner else None)
    unit = _ANY_UNIT if any_unit and key.budget_code and key.org_unit is None else owned.org_unit_id
    return what, unit, key.year, key.funding_source, key.expense_class, key.project_code


def _known(standing: Any) -> dict[tuple[Any, ...], int | None]:  # noqa: ANN401 -- rows of a statement
    """Ids of lines by their identity, and by it without the unit where one line alone has it."""
    known: dict[tuple[Any, ...], int | None] = {}
    for line_id, _, item, unit, year, source, kind, project, code, *_rest in standing:
        what, further = code or item, (year, source, kind, project)
        known[what, unit, *further] = line_id
        alone = (what, _ANY_UNIT, *further)
        known[alone] = None if alone in known else line_id
    return known


def _values(owned: OwnedLine, standing: tuple[Any, ...] | None) -> tuple[Any, ...]:
    """What the file does not say of a line stays, a link made by hand too; amounts begin at zero."""
    line, key = owned.line, owned.line.key
    item, unit, *_key, name, initial, current = standing or (None, None, "", _ZERO, _ZERO)
    item = owned.owner.item_id if owned.owner else item
    return (
        *(
            item,
            owned.org_unit_id or unit,
            key.year,
            key.funding_source,
            key.expense_class,
            key.project_code,
            key.budget_code,
        ),
        *(line.name or name, initial if line.initial is None else line.initial),
        current if line.current is None else line.current,
    )


def _money(values: tuple[Any, ...], periods: Mapping[str, Stages]) -> Money:
    return total_money([Money(*values[-2:]), *(Money(None, None, *stages) for stages in periods.values())])
