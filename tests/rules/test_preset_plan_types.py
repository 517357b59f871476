from __future__ import annotations

import pytest

from tests.rules.declarations import GONE, GREEN, assert_refused

BROKEN = [
    # plan types
    ("plan_types", GONE, "plan_types"),
    ("plan_types.1.code", "PEI", "plan_types[1].code"),
    ("plan_types.0.years_min", 6, "plan_types[0].years_min"),  # more than the longest
    ("plan_types.0.years_max", 0, "plan_types[0].years_max"),
    ("plan_types.0.frequency", "week", "plan_types[0].frequency"),
    ("plan_types.0.frequency", "horizon", "plan_types[0].frequency"),
    ("plan_types.1.indicator_frequencies", ["weekly"], "plan_types[1].indicator_frequencies[0]"),
    ("plan_types.1.aligns_to", ["PQD"], "plan_types[1].aligns_to[0]"),
    ("plan_types.1.aligns_to", ["POA"], "plan_types[1].aligns_to[0]"),  # to itself
    ("plan_types.1.aligns_to", GONE, "plan_types[1].needs_alignment"),
    ("plan_types.1.weights", "about 100", "plan_types[1].weights"),
    ("plan_types.1.sheet_workflow", "mensual", "plan_types[1].sheet_workflow"),
    ("plan_types.1.sheet_workflow", "vigencia", "plan_types[1].sheet_workflow"),  # of the other kind
    ("plan_types.1.plan_workflow", GONE, "plan_types[1].plan_workflow"),
    ("plan_types.1.score", {"cap": 90}, "plan_types[1].score.cap"),
    ("plan_types.1.score", {"score_rule": "ceplan", "cap": 120}, "plan_types[1].score"),
    ("plan_types.1.bands", {"function": [GREEN]}, "plan_types[1].bands.function"),
    ("plan_types.1.approves", "DIR", "plan_types[1].approves"),
    # levels
    ("plan_types.1.levels", [], "plan_types[1].levels"),
    ("plan_types.1.levels", GONE, "plan_types[1].levels"),
    ("plan_types.1.levels.1.reports", GONE, "plan_types[1].levels"),  # nothing is captured
    ("plan_types.1.external", True, "plan_types[1].levels"),  # and of a framework nothing is
    ("plan_types.2.external", False, "plan_types[2].levels"),
    ("plan_types.1.levels.1.code", "function", "plan_types[1].levels[1].code"),
    ("plan_types.1.levels.1.parents", ["project"], "plan_types[1].levels[1].parents[0]"),
    ("plan_types.1.levels.1.parents", ["activity"], "plan_types[1].levels[1].parents[0]"),  # itself
    ("plan_types.1.levels.0.at_top", False, "plan_types[1].levels[0].at_top"),
    ("plan_types.1.levels.0.roll_up", "average", "plan_types[1].levels[0].roll_up"),
    ("plan_types.1.levels.1.roll_up", "ratio", "plan_types[1].levels[1].roll_up"),  # of nothing
    ("plan_types.1.levels.0.colored_as", "azul", "plan_types[1].levels[0].colored_as"),
    ("plan_types.1.levels.0.own_share", 101, "plan_types[1].levels[0].own_share"),
    ("plan_types.1.levels.0.weights", "none", "plan_types[1].levels[0].weights"),
    ("plan_types.1.levels.0.indicator_kinds", ["resultado"], "plan_types[1].levels[0].indicator_kinds[0]"),
    ("plan_types.1.levels.2", {"code": "task", "name": "Tarea"}, "plan_types[1].levels[2].reports"),
]


@pytest.mark.parametrize(("path", "value", "place"), BROKEN)
def test_it_refuses_with_the_place(path: str, value: object, place: str) -> None:
    assert_refused(path, value, place)
