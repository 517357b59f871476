"""The reports of an institution: which periods they have, through whose hands they go, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.rules.edition_step import EditionState, edition_workflow
from models.rules.errors import RuleBroken
from models.rules.period import Period
from models.rules.preset_parse import parse_preset
from tests.rules.declarations import GONE, HACIENDA, PRESETS, assert_refused

BROKEN = [
    ("report_kinds.0.name", GONE, "report_kinds[0].name"),
    ("report_kinds.1.code", "projects_bimonthly", "report_kinds[1].code"),  # twice
    ("report_kinds.0.frequency", "week", "report_kinds[0].frequency"),
    ("report_kinds.0.only", ["Q1"], "report_kinds[0].only[0]"),  # a quarter of a report of two months
    ("report_kinds.3.only", ["S1"], "report_kinds[3].only[0]"),  # a year has no parts
    ("report_kinds.0.plans", ["PDM"], "report_kinds[0].plans[0]"),
    ("report_kinds.0.sections", [], "report_kinds[0].sections"),
    ("report_kinds.0.sections", ["portada"], "report_kinds[0].sections[0]"),
    ("report_kinds.0.formats", ["odt"], "report_kinds[0].formats[0]"),
    ("report_kinds.2.endorsed_by", ["internal_control"], "report_kinds[2].endorsed_by[0]"),  # it only reads
    ("report_kinds.0.sent_to", ["todos"], "report_kinds[0].sent_to[0]"),
    ("report_kinds.0.sent_to", GONE, "report_kinds[0].sent_to"),
    ("report_kinds.0.announced_to", ["dependencias"], "report_kinds[0].announced_to"),  # of what is not published
    ("report_kinds.0.publish", True, "report_kinds[0].publish"),  # without Visto Bueno
    ("report_kinds.0.presented_to", ["viceministros"], "report_kinds[0].presented_to"),  # likewise
    ("report_kinds.0.feedback_days", -1, "report_kinds[0].feedback_days"),
    ("report_kinds.0.rule", "S0-D99", "report_kinds[0].rule"),
    ("report_kinds.0.rule", "S0-D10", "report_kinds[0].rule"),  # of quarters
    ("report_kinds.0.colour", "green", "report_kinds[0].colour"),
]


@pytest.mark.parametrize(("path", "value", "place"), BROKEN)
def test_it_refuses_with_the_place(path: str, value: object, place: str) -> None:
    assert_refused(path, value, place)


@pytest.mark.parametrize(
    ("kind", "period", "is_made"),
    [
        ("executive_quarterly", "2027-Q1", True),  # S0-I-08
        ("executive_quarterly", "2027-Q2", False),
        ("executive_quarterly", "2027-03", False),
        ("pei_semester", "2027-S1", True),  # S0-I-11
        ("pei_semester", "2027-S2", False),
        ("pei_year", "2027", True),
        ("projects_bimonthly", "2027-B6", True),
    ],
)
def test_it_is_made_of_its_periods_alone(kind: str, period: str, *, is_made: bool) -> None:
    report = HACIENDA.report_kind(kind)
    assert report.takes(Period.parse(period)) is is_made
    if not is_made:
        with pytest.raises(RuleBroken, match="elija otro periodo"):
            report.check_takes(Period.parse(period))


def way(code: str, kind: str) -> list[str]:
    """The states through which an edition goes when nothing is remarked."""
    preset = parse_preset((PRESETS / f"{code}.toml").read_text(encoding="utf-8"))
    steps, states = edition_workflow(preset.report_kind(kind)).steps, [EditionState.DRAFT]
    while onward := [step.to for step in steps if step.state is states[-1] and step.to not in states]:
        states.append(onward[-1])
    return [state.value for state in states]


@pytest.mark.parametrize(
    ("code", "kind", "states"),
    [
        ("hacienda_sv", "projects_bimonthly", "draft sent"),  # S0-I-05: no Visto Bueno
        ("hacienda_sv", "pei_semester", "draft under_review endorsed sent"),  # S0-I-12
        ("hacienda_sv", "poa_quarterly", "draft under_review endorsed sent published"),  # S0-II-07
        ("pasto_co", "quarterly", "draft under_review endorsed presented validated sent published"),  # S3-T6
    ],
)
def test_it_goes_through_the_hands_that_the_procedure_names(code: str, kind: str, states: str) -> None:
    assert way(code, kind) == states.split()


@pytest.mark.parametrize("path", sorted(PRESETS.glob("*.toml")), ids=lambda path: path.stem)
def test_every_institution_has_a_report_of_each_quarter(path: Path) -> None:
    kinds = parse_preset(path.read_text(encoding="utf-8")).report_kinds
    assert {kind.code for kind in kinds if kind.takes(Period.parse("2027-Q2"))}
