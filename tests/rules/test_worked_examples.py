"""The examples of the requirements, section 6, to the last decimal."""

from __future__ import annotations

from decimal import Decimal

import pytest

from models.rules.explain import needs_evidence, needs_explanation
from models.rules.measure import DOWN, LAST, SUM, Measure
from models.rules.money import (
    Coherence,
    Money,
    coherence,
    coherence_gap,
    execution_percent,
    programmed_execution_percent,
    total_money,
)
from models.rules.percent import rounded
from models.rules.period import Period
from models.rules.persistence import calls_for_meeting, continues
from models.rules.score_item import ItemScore
from models.rules.score_rules import (
    ExecutionStage,
    ExplainWhen,
    LevelRule,
    MissingPolicy,
    RollUp,
    ScoreRule,
    ScoreRules,
    WeightMode,
)
from models.rules.score_tree import summary
from tests.rules.scoring import BANDS, UP_LAST, Row, Sheets, item, months, tree, words

PROJECT_RULES = ScoreRules(levels={"project": LevelRule(RollUp.RATIO)})
PERCENT = Measure(accumulation=LAST, is_percent=True)


def pe_01(month: str) -> ItemScore:
    return tree(
        item("PE-01", level="project"),
        item("A1", "PE-01", "50", Row("10 20 40", "10 20 30", PERCENT)),
        item("A2", "PE-01", "30", Row("0 10 20", "0 5 10", PERCENT)),
        item("A3", "PE-01", "20", Row("0 0 50", "0 0 50", PERCENT)),
        cut=month,
        rules=PROJECT_RULES,
    )["PE-01"]


@pytest.mark.parametrize(
    ("month", "advance", "percent", "color"),
    [
        ("2027-01", "5.00 5.00", "100.00", "green"),
        ("2027-02", "13.00 11.50", "88.46", "yellow"),
        ("2027-03", "36.00 28.00", "77.78", "yellow"),
    ],
)
def test_it_compares_the_advances_of_project_pe_01(month: str, advance: str, percent: str, color: str) -> None:
    figures = pe_01(month).figures
    planned, executed = figures.planned_to_date, figures.actual_to_date
    assert planned is not None
    assert executed is not None
    assert words(rounded(planned), rounded(executed)) == advance
    assert words(figures.to_date_percent, figures.color) == words(percent, color)


def test_it_says_from_when_pe_01_continues_and_that_the_quarter_lists_it() -> None:
    january, february, march = (pe_01(f"2027-{month}").figures.color for month in ("01", "02", "03"))
    assert not continues(january, None)
    assert not continues(february, january)
    assert continues(march, february)
    assert calls_for_meeting([january, february, march])


F_01 = {
    "a": ("40", Row("2 2 2", "2 2 3")),
    "b": ("30", Row("0 0 4", "0 1 2")),
    "c": ("10", Row("", "")),
    "d": ("20", Row("- - 15", "- - 16", Measure(DOWN, LAST, use_baseline=True, baseline=Decimal(20)))),
}


def f_01(month: str = "2027-03", rules: ScoreRules | None = None, **changed: Row) -> dict[object, ItemScore]:
    activities = [item(key, "F-01", weight, changed.get(key, row)) for key, (weight, row) in F_01.items()]
    return tree(item("F-01", level="function"), *activities, cut=month, rules=rules or ScoreRules())


@pytest.mark.parametrize(
    ("key", "period", "to_date", "capped"),
    [
        ("a", "150.00 green", "116.67 green", "100"),
        ("b", "50.00 red", "75.00 yellow", "75.00"),
        ("c", "- grey", "- grey", "-"),
        ("d", "80.00 yellow", "80.00 yellow", "80.00"),
    ],
)
def test_it_scores_the_activities_of_function_f_01(key: str, period: str, to_date: str, capped: str) -> None:
    figures = f_01()[key].figures
    assert words(figures.period_percent, figures.period_color) == period
    assert words(figures.to_date_percent, figures.color) == to_date
    assert words(figures.capped_percent) == capped


def test_it_flags_the_activity_that_did_more_than_a_fifth_too_much() -> None:
    scores = f_01()
    assert [key for key, score in scores.items() if score.figures.flags] == ["a"]
    assert words(*scores["a"].figures.flags) == "over_execution"


def test_it_rolls_f_01_up_for_the_month_and_to_date() -> None:
    figures = f_01()["F-01"].figures
    assert words(figures.period_percent, figures.period_color) == "78.89 yellow"
    assert words(figures.to_date_percent, figures.color) == "87.22 yellow"
    assert words(figures.reported, figures.expected) == "3 3"


def test_it_shows_execution_that_was_not_programmed_in_blue() -> None:
    figures = f_01("2027-02")["b"].figures
    assert words(figures.period_state, figures.period_color) == "unplanned_execution blue"
    assert words(figures.state, figures.color) == "unplanned_execution blue"


SILENT = Row("0 0 4", "0 1 -")


def test_it_counts_a_silent_activity_as_zero() -> None:
    scores = f_01(b=SILENT)
    silent, function = scores["b"].figures, scores["F-01"].figures
    assert words(silent.to_date_percent, silent.state, silent.color) == "25.00 no_report red"
    assert words(function.period_percent, function.period_color) == "62.22 red"
    assert words(function.to_date_percent, function.color) == "70.56 yellow"
    assert words(function.reported, function.expected) == "2 3"


def test_it_would_look_better_if_silence_were_left_out() -> None:
    scores = f_01(rules=ScoreRules(missing_policy=MissingPolicy.EXCLUDE), b=SILENT)
    assert words(scores["F-01"].figures.period_percent) == "93.33"
    assert words(scores["b"].figures.planned, scores["b"].figures.to_date_percent) == "4 -"


TERRITORY_RULES = ScoreRules(explain_when=ExplainWhen.BELOW_PROGRAMMED, evidence_too=True)


def inspections() -> ItemScore:
    quarter = Sheets(closed="2027-Q1")
    rows = [("120 480", "110"), ("60 240", "66"), ("100 400", "90")]
    series = [Row(plan, done, at="2027-Q1 2027", sheets=quarter, indicator="inspecciones") for plan, done in rows]
    return tree(item("inspecciones", None, "-", *series), cut="2027-Q1", rules=TERRITORY_RULES)["inspecciones"]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (0, "91.67 91.67 True"),  # Antioquia
        (1, "110.00 100 False"),  # Nariño
        (2, "90.00 90.00 True"),  # Valle
    ],
)
def test_it_scores_each_territory_and_asks_who_is_below_for_a_justification(place: int, expected: str) -> None:
    figures = inspections().series[place]
    asked = needs_explanation(figures, TERRITORY_RULES)
    assert words(figures.period_percent, figures.capped_percent, asked) == expected
    assert needs_evidence(figures, TERRITORY_RULES) is asked


def test_it_takes_the_ministrys_percent_from_the_totals() -> None:
    figures = inspections().figures
    assert words(figures.planned, figures.actual, figures.period_percent) == "280 266 95.00"
    assert words(figures.color, figures.is_met, figures.reported, figures.expected) == "green False 3 3"
    assert words(figures.year_percent) == "23.75"
    assert needs_explanation(figures, TERRITORY_RULES)


def test_it_finds_money_ahead_of_the_ministrys_work() -> None:
    money = Money(current=Decimal(400_000_000), committed=Decimal(240_000_000), accrued=Decimal(180_000_000))
    execution = execution_percent(money)
    gap = coherence_gap(inspections().figures.year_percent, execution)
    assert words(execution_percent(money, ExecutionStage.COMMITTED), execution, gap) == "60.00 45.00 -21.25"
    assert gap is not None
    assert coherence(gap) is Coherence.MONEY_AHEAD


def test_it_weighs_the_activities_of_a_unit_plan() -> None:
    activities = [item("1", "plan", "60", Row("280", "266")), item("2", "plan", "40", Row("100", "80"))]
    figures = tree(item("plan"), *activities, cut="2027-01")["plan"].figures
    assert words(figures.to_date_percent, figures.color) == "89.00 yellow"


YEARS = "2024 2025 2026 2027"
PASTO_RULES = ScoreRules(weight_mode=WeightMode.EQUAL)
PASTO = {
    "MP-1": Row("10 10 10 10", "10 8 12", at=YEARS),
    "MP-2": Row("95 95 95 95", "95 95 92", UP_LAST, at=YEARS),
    "MP-3": Row("- - 16 14", "- - 17", Measure(DOWN, LAST, use_baseline=True, baseline=Decimal(18)), at=YEARS),
    "MP-4": Row("- - - 5", "", at=YEARS),
}


def pasto() -> dict[object, ItemScore]:
    targets = [item(key, "Social", "-", row, level="product") for key, row in PASTO.items()]
    return tree(item("Social", level="dimension"), *targets, cut="2026", rules=PASTO_RULES)


@pytest.mark.parametrize(
    ("key", "year", "plan"),
    [
        ("MP-1", "120.00 100", "75.00"),
        ("MP-2", "96.84 96.84", "74.21"),
        ("MP-3", "50.00 50.00", "25.00"),
        ("MP-4", "- -", "0.00"),
        ("Social", "82.28 82.28", "43.55"),
    ],
)
def test_it_measures_the_third_year_and_the_four_of_a_municipal_plan(key: str, year: str, plan: str) -> None:
    figures = pasto()[key].figures
    assert words(figures.to_date_percent, figures.capped_percent) == year
    assert words(figures.plan_percent) == plan


def test_it_colours_the_dimension_and_leaves_out_what_is_not_programmed() -> None:
    scores = pasto()
    assert words(scores["Social"].figures.color, scores["MP-4"].figures.state) == "yellow not_programmed"


def _millions(current: int, committed: int, accrued: int, paid: int) -> Money:
    return Money(current=Decimal(current), committed=Decimal(committed), accrued=Decimal(accrued), paid=Decimal(paid))


SOURCES = {
    "propios": (_millions(1000, 900, 700, 650), "90.00 70.00 65.00"),
    "SGP": (_millions(3000, 2800, 2400, 2300), "93.33 80.00 76.67"),
    "regalías": (_millions(2000, 1000, 500, 500), "50.00 25.00 25.00"),
}
STAGES = (ExecutionStage.COMMITTED, ExecutionStage.ACCRUED, ExecutionStage.PAID)


def test_it_executes_by_source_and_takes_the_total_from_the_money() -> None:
    for money, percents in SOURCES.values():
        assert words(*(execution_percent(money, stage) for stage in STAGES)) == percents
    total = total_money(money for money, _ in SOURCES.values())
    assert total == _millions(6000, 4700, 3600, 3450)
    assert words(*(execution_percent(total, stage) for stage in STAGES)) == "78.33 60.00 57.50"


def test_it_finds_the_work_ahead_of_the_municipalitys_money() -> None:
    gap = coherence_gap(pasto()["Social"].figures.year_percent, Decimal("60.00"))
    assert words(gap) == "22.28"
    assert gap is not None
    assert coherence(gap) is Coherence.PHYSICAL_AHEAD


CEPLAN = ScoreRules(score_rule=ScoreRule.CEPLAN)


@pytest.mark.parametrize("rules", [CEPLAN, ScoreRules()])
def test_it_scores_the_first_quarter_of_a_training_activity(rules: ScoreRules) -> None:
    training = Row(
        "0 10 20 10 10 10 0 20 10 10 20 0 -",
        "- - - - - - - - - - - - 24",
        Measure(accumulation=SUM),
        at=months("01 02 03 04 05 06 07 08 09 10 11 12 Q1"),
        sheets=Sheets(closed="2027-Q1"),
    )
    figures = training.score("2027-Q1", rules)
    assert words(figures.planned, figures.actual, figures.period_percent, figures.color) == "30 24 80.00 yellow"
    assert words(figures.year_percent) == "20.00"


def test_it_finds_the_training_coherent_with_its_money() -> None:
    money = Money(current=Decimal(9860), programmed=Decimal(2665), accrued=Decimal(2310))
    gap = coherence_gap(Decimal("20.00"), execution_percent(money))
    assert words(execution_percent(money), gap) == "23.43 -3.43"
    assert words(programmed_execution_percent(money, Period.parse("2027-Q1"))) == "86.68"
    assert gap is not None
    assert coherence(gap) is Coherence.COHERENT


def test_it_sums_f_01_up_as_the_whole_plan() -> None:
    plan = summary(f_01(b=SILENT), ScoreRules(), BANDS)
    assert words(plan.items, plan.percent, plan.coverage_percent) == "5 70.56 66.67"
    assert plan.by_state["no_report"] == plan.by_state["not_programmed"] == 1
    assert plan.total.counts.by_state == {"measured": 2, "no_report": 1, "not_programmed": 1}
