from __future__ import annotations

import pytest

from tests.rules.declarations import GONE, assert_refused

CHECKED = {
    "state": ["submitted"],
    "action": "verify",
    "to": "verified",
    "by": ["department_head"],
    "not_by_author": True,
}

BROKEN = [
    # workflows
    ("workflows.seguimiento.of", "meeting", "workflows.seguimiento.of"),
    ("workflows.seguimiento.steps.0.by", ["jefe"], "workflows.seguimiento.steps[0].by[0]"),
    ("workflows.seguimiento.steps.0.state", ["sent"], "workflows.seguimiento.steps[0].state[0]"),
    ("workflows.seguimiento.steps.0.action", "approve", "workflows.seguimiento.steps[0].action"),
    ("workflows.seguimiento.steps.0.to", "submitted", "workflows.seguimiento.steps[0].to"),
    ("workflows.seguimiento.steps.1.to", "draft", "workflows.seguimiento.steps[1].to"),  # rulings 6
    ("workflows.seguimiento.steps.4.state", ["draft"], "workflows.seguimiento.steps[4].to"),  # verifies the unsent
    ("workflows.seguimiento.steps.4.by", ["internal_control"], "workflows.seguimiento.steps[4].by"),  # SoD-3
    ("workflows.seguimiento.steps.4.by", ["administrator"], "workflows.seguimiento.steps[4].by"),  # SoD-4
    ("workflows.seguimiento.steps.4.not_by_author", False, "workflows.seguimiento.steps[4].not_by_author"),  # SoD-1
    ("workflows.seguimiento.steps.5.note_required", False, "workflows.seguimiento.steps[5].note_required"),
    ("workflows.seguimiento.steps.5.mail", True, "workflows.seguimiento.steps[5].mail"),
    (
        "workflows.seguimiento.steps.7",
        CHECKED,
        "workflows.seguimiento.steps[7].state",
    ),  # twice
    ("workflows.seguimiento.steps.3.state", ["draft", "returned"], "workflows.seguimiento.steps"),  # nobody sends late
    ("workflows.seguimiento.steps.4", GONE, "workflows.seguimiento.steps"),  # nobody verifies
    ("workflows.seguimiento.steps", GONE, "workflows.seguimiento.steps"),
    ("workflows.el mes", {"of": "plan_version", "steps": []}, "workflows.el mes"),
    ("workflows.vigencia.steps.0.action", "submit", "workflows.vigencia.steps[0].action"),
]


@pytest.mark.parametrize(("path", "value", "place"), BROKEN)
def test_it_refuses_with_the_place(path: str, value: object, place: str) -> None:
    assert_refused(path, value, place)
