"""What a report is made from: the figures of one cut, all read at one moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from models.rules.counts import Counts
from models.rules.figures import Figures
from models.rules.money import Comparison, Money, compare
from models.rules.preset import Preset
from models.rules.procedure import ProcedureOnPaper
from models.rules.report.filters import WHOLE, ReportFilters
from models.rules.report_kind import ReportKind
from models.rules.score_item import ItemInput, ItemScore
from models.rules.traffic_light import BandKind, is_not_green


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """One item of a plan with its figures, its money and what was said of it.

    `kind` is as what it is coloured, None where its level has no kind. `continues`: not green at this monthly cut nor
    at the one before (R C-27). `money` is of the item and of all below it, None where there is none.
    """

    item_id: int
    parent_id: int | None
    plan_type: str
    level: str
    kind: BandKind | None
    reports: bool
    weight: Decimal | None
    code: str
    name: str
    unit: str
    unit_name: str
    participants: tuple[str, ...]
    measured_in: str
    decimals: int
    figures: Figures
    counts: Counts
    continues: bool
    money: Money | None
    cause: str
    corrective_action: str

    @property
    def score(self) -> ItemScore:
        """The line as the rules of roll-ups know it."""
        return ItemScore(ItemInput(self.item_id, self.parent_id, self.level, self.weight), self.figures, self.counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """A plan as a whole. `figures_to` is the month, in words, with which its figures end."""

    code: str
    name: str
    percent: Decimal | None
    year_percent: Decimal | None
    plan_percent: Decimal | None
    plan_expected_percent: Decimal | None
    figures_to: str
    color: str
    state: str
    counts: Mapping[str, int]
    reported: int
    expected: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredLine:
    """What a unit answered about an indicator that it was asked for (S0-I-07, S0-I-10); no value is no answer yet."""

    code: str
    name: str
    unit_name: str
    measured_in: str
    value: Decimal | None
    percent: Decimal | None
    color: str
    state: str
    actions: str


@dataclass(frozen=True, slots=True)
class SilentLine:
    """A report that never came: whose, on which plan, of which period in words."""

    unit: str
    unit_name: str
    plan: str
    period: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything that the sections of a report ask for. `is_provisional`: not all of it comes from frozen cuts.

    `lines` are those of the part that is asked for. Where only what asks for action is wanted, sections leave the other
    rows out (`shown`, `shows`) after they have added up: no total changes by it.
    """

    preset: Preset
    kind: ReportKind
    unit_name: str
    period_name: str
    read_at: datetime
    is_provisional: bool
    paper: str
    plans: Sequence[PlanLine]
    lines: Sequence[ReportLine]
    answered: Sequence[AnsweredLine]
    silent: Sequence[SilentLine]
    money_by_source: Mapping[str, Money]
    money_by_unit: Mapping[str, Money]
    filters: ReportFilters = WHOLE
    procedure: ProcedureOnPaper | None = None

    def of_kind(self, kind: BandKind) -> list[ReportLine]:
        """The items that are coloured as a kind: projects, functions, indicators."""
        return [line for line in self.lines if line.kind is kind]

    def shown(self, lines: Iterable[ReportLine]) -> list[ReportLine]:
        """Those of the lines that are wanted."""
        return [line for line in lines if not self.filters.only_not_green or self.asks_for_action(line)]

    def shows(self, color: str, plan_type: str, kind: BandKind) -> bool:
        """Tell whether what is added up to such a colour is wanted."""
        return not self.filters.only_not_green or is_not_green(color, self.preset.plan_type(plan_type).bands.of(kind))

    def asks_for_action(self, line: ReportLine) -> bool:
        """Tell whether the colour of a line is one that something must be done about."""
        return is_not_green(line.figures.color, self.preset.plan_type(line.plan_type).bands.of(line.kind))

    def comparison(self, line: ReportLine) -> Comparison:
        """What was done beside what was spent of a line (C-22)."""
        rules = self.preset.plan_type(line.plan_type).score
        return compare(line.figures.year_percent, line.money or Money(), rules)

    def word(self, term: str) -> str:
        """The institution's word for one of a thing."""
        return self.preset.words(term).singular

    def words(self, term: str) -> str:
        """The institution's word for several of a thing."""
        return self.preset.words(term).plural
