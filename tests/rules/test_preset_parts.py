from __future__ import annotations

import pytest

from tests.rules.declarations import GONE, GREEN, RED, assert_refused

BROKEN = [
    # calendar
    ("calendar.country", "ZZ", "calendar"),
    ("calendar.category", "bank", "calendar"),
    ("calendar.closures.0.first", "easter-x", "calendar.closures[0].first"),
    ("calendar.closures.0.first", "03-22", "calendar.closures[0]"),  # from a fixed day to a moving one
    ("calendar.closures.1.last", "02-29", "calendar.closures[1].last"),
    ("calendar.closures.1.kind", "religious", "calendar.closures[1].kind"),
    ("calendar.closures.1.days", 6, "calendar.closures[1].days"),
    ("calendar.days", [{"on": "22/03/2027", "name": "Puente"}], "calendar.days[0].on"),
    ("calendar.days", [{"on": "2027-03-20", "name": "Sábado", "is_working": True}], "calendar.days[0]"),
    # words
    ("terms.hoja", {"singular": "Hoja", "plural": "Hojas"}, "terms.hoja"),
    ("terms.org_unit", "Dependencia", "terms.org_unit"),
    ("terms.org_unit.plural", GONE, "terms.org_unit.plural"),
    ("terms.org_unit.gender", "f", "terms.org_unit.gender"),
    # bands
    ("bands.default.0.color", "verde", "bands.default[0].color"),
    ("bands.default.0.color", "blue", "bands.default[0].color"),  # blue and grey are states
    ("bands.default.0.from_percent", "noventa", "bands.default[0].from_percent"),
    ("bands.default.2.from_percent", 10, "bands.default"),  # a gap below 10
    ("bands.default.1.from_percent", 90, "bands.default"),  # two bands at 90
    ("bands.default.1.from_percent", 95, "bands.default"),  # not in order
    ("bands.default.2.color", "yellow", "bands.default[2].color"),  # twice
    ("bands.default", [{"color": "yellow", "from_percent": 50}, RED], "bands.default"),  # no green
    ("bands.projects", [GREEN, RED], "bands.projects"),  # a kind that does not exist
    ("bands.project", [GREEN, {"color": "red", "from_percent": -1}], "bands.project[1].from_percent"),
    # score
    ("score.cap", 99, "score.cap"),
    ("score.cap", "ciento", "score.cap"),
    ("score.score_rule", "invierte", "score.score_rule"),
    ("score.rounding", 3, "score.rounding"),
    ("score.missing_policy", "forgive", "score.missing_policy"),
    ("score.explain_when", "always", "score.explain_when"),
    ("score.execution_stage", "devengado", "score.execution_stage"),
    ("score.persist_window", 0, "score.persist_window"),
    ("score.evidence_too", "no", "score.evidence_too"),
    ("score.formula", "A / P", "score.formula"),
    ("score.total", {"roll_up": "median"}, "score.total.roll_up"),
    ("score.org_unit", {"weight": "equal"}, "score.org_unit.weight"),
    # org units and recipients
    ("unit_kinds", [], "unit_kinds"),
    ("unit_kinds.1.code", "despacho", "unit_kinds[1].code"),  # twice
    ("unit_kinds.0.is_dependency", GONE, "unit_kinds[0].is_dependency"),
    ("recipients.0.roles", ["enlace"], "recipients[0].roles[0]"),
    ("recipients.0.roles", ["public"], "recipients[0].roles[0]"),
    ("recipients.0.roles", [], "recipients[0].roles"),
    ("recipients.0.reach", "world", "recipients[0].reach"),
    ("recipients.3.unit_kinds", ["gerencia"], "recipients[3].unit_kinds[0]"),
    ("recipients.2.code", "enlace", "recipients[2].code"),
]


@pytest.mark.parametrize(("path", "value", "place"), BROKEN)
def test_it_refuses_with_the_place(path: str, value: object, place: str) -> None:
    assert_refused(path, value, place)
