"""The shape of the plan package as data: sheets, columns and what a cell may hold (`docs/importing.md` in words)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from decimal import Decimal
from enum import StrEnum

from models.rules.indicator_kind import IndicatorKind
from models.rules.measure import Accumulation, Direction
from models.rules.numbers import QUANTITY, Room
from models.rules.package_rows import (
    ActualRow,
    AnyRow,
    BudgetRow,
    IndicatorRow,
    InternalActivityRow,
    ItemRow,
    OrgUnitRow,
    PlanRow,
    TargetRow,
)
from models.rules.period import FREQUENCIES


class Holds(StrEnum):
    """What a cell of a column holds."""

    CODE = "code"
    CODES = "codes"
    LINKS = "links"
    TEXT = "text"
    NUMBER = "number"
    PERCENT = "percent"
    WHOLE = "whole"
    DATE = "date"
    PERIOD = "period"
    CHOICE = "choice"
    FLAG = "flag"
    NOT_APPLICABLE = "not_applicable"

    __hash__ = str.__hash__  # an enumeration's own is looked up slowly, and every cell of a package asks


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, the field of the row that it fills, and what its cells may hold.

    `must_stand` says that the sheet is refused without the column, `filled` that no cell of it may be blank;
    a blank cell is otherwise `blank`. `longest` counts characters; `least` and `most` bound a whole number.
    """

    name: str
    holds: Holds
    field: str = ""
    filled: bool = False
    must_stand: bool = True
    choices: tuple[str, ...] = ()
    room: Room = QUANTITY
    longest: int = 60
    least: int = 0
    most: int = 6
    blank: object = None
    target: str = dataclass_field(init=False, default="")

    def __post_init__(self) -> None:
        """Set `target`, the field of the row: the heading itself where nothing else is said."""
        object.__setattr__(self, "target", self.field or self.name)


@dataclass(frozen=True, slots=True)
class SheetShape:
    """One sheet: its columns in the order in which they are written, and the row that they make."""

    name: str
    row: type[AnyRow]
    columns: Sequence[Column]
    must_stand: bool = False


_LONG_TEXT = 10_000
_NAME = 1000
_MONEY = Room(whole_digits=16, decimals=2)
_REVERSIBLE = Room(whole_digits=16, decimals=2, negative=True)  # a negative month is a reversal (rulings 15)
_SHARE = Room(whole_digits=3, decimals=4)


def _code(name: str, *, filled: bool = True) -> Column:
    return Column(name, Holds.CODE, filled=filled)


def _text(name: str, longest: int, *, filled: bool = False, must_stand: bool = True, field: str = "") -> Column:
    return Column(name, Holds.TEXT, field, filled=filled, must_stand=must_stand, longest=longest, blank="")


def _choice(name: str, choices: Iterable[str], *, blank: str | None = None) -> Column:
    return Column(name, Holds.CHOICE, filled=blank is None, choices=tuple(choices), blank=blank)


def _number(name: str, room: Room = QUANTITY) -> Column:
    return Column(name, Holds.NUMBER, room=room)


def _period() -> Column:
    return Column("period", Holds.PERIOD, filled=True)


_WEIGHT = Column("weight", Holds.PERCENT, room=_SHARE)

SHEETS = (
    SheetShape(
        "plan",
        PlanRow,
        (
            _code("code"),
            _text("name", _NAME, filled=True),
            _code("type"),
            Column("from", Holds.DATE, "starts_on", filled=True),
            Column("to", Holds.DATE, "ends_on", filled=True),
            _code("org_unit", filled=False),
        ),
        must_stand=True,
    ),
    SheetShape(
        "org_units",
        OrgUnitRow,
        (_code("code"), _code("parent", filled=False), _text("name", _NAME, filled=True), _code("kind")),
    ),
    SheetShape(
        "items",
        ItemRow,
        (
            _code("code"),
            _code("parent", filled=False),
            _code("level"),
            _text("name", _NAME, filled=True),
            _code("org_unit", filled=False),
            _WEIGHT,
            Column("start", Holds.DATE, "starts_on"),
            Column("end", Holds.DATE, "ends_on"),
            _text("description", _LONG_TEXT),
            Column("participants", Holds.CODES, must_stand=False, blank=()),
            Column("aligns_to", Holds.LINKS, must_stand=False, blank=()),
            _text("budget_code", 60, must_stand=False),
        ),
        must_stand=True,
    ),
    SheetShape(
        "indicators",
        IndicatorRow,
        (
            _code("code"),
            _code("item"),
            _text("name", _NAME, filled=True),
            _text("unit", 120),
            _choice("kind", IndicatorKind, blank=IndicatorKind.OUTPUT),
            _choice("direction", Direction),
            _choice("accumulation", Accumulation),
            Column("use_baseline", Holds.FLAG, blank=False),
            _number("baseline"),
            Column("tolerance", Holds.NUMBER, must_stand=False, blank=Decimal(0)),
            Column("decimals", Holds.WHOLE, blank=2),
            _WEIGHT,
            _choice("frequency", FREQUENCIES),
        ),
        must_stand=True,
    ),
    SheetShape(
        "targets",
        TargetRow,
        (
            _code("indicator"),
            _code("org_unit", filled=False),
            _period(),
            _number("planned"),
            Column("state", Holds.NOT_APPLICABLE, "does_not_apply", choices=("does_not_apply",), blank=False),
        ),
        must_stand=True,
    ),
    SheetShape(
        "actuals",
        ActualRow,
        (
            _code("indicator"),
            _code("org_unit", filled=False),
            _period(),
            _number("actual"),
            _text("cause", _LONG_TEXT),
            _text("corrective_action", _LONG_TEXT),
            _text("note", _LONG_TEXT),
            _text("no_report_reason", 1000, must_stand=False),
        ),
    ),
    SheetShape(
        "budget",
        BudgetRow,
        (
            _code("item"),
            _code("org_unit", filled=False),
            Column("year", Holds.WHOLE, filled=True, least=1990, most=2100),
            _period(),
            _text("funding_source", 120),
            _number("initial", _MONEY),
            _number("current", _MONEY),
            _number("programmed", _REVERSIBLE),
            _number("certified", _REVERSIBLE),
            _number("committed", _REVERSIBLE),
            _number("accrued", _REVERSIBLE),
            _number("paid", _REVERSIBLE),
            _text("class", 60, must_stand=False, field="expense_class"),
            _text("project_code", 60, must_stand=False),
        ),
    ),
    SheetShape(
        "internal_activities",
        InternalActivityRow,
        (
            _code("org_unit"),
            _period(),
            _text("name", _NAME, filled=True),
            _text("unit", 120),
            _number("actual"),
            _text("note", _LONG_TEXT),
        ),
    ),
)

SHAPES = {shape.name: shape for shape in SHEETS}
