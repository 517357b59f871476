"""Problems of an import against what stands: no more of each kind than a person reads."""

from __future__ import annotations

from models.rules.import_problems import ImportProblems
from models.rules.package_messages import Severity
from models.rules.package_problems import SHOWN, Place


def test_it_keeps_no_more_of_a_kind_than_are_shown() -> None:
    problems = ImportProblems()
    for row in range(SHOWN + 5):
        problems.add("unknown_alignment", Place("items", row, "aligns_to"), "PEI:X")
    problems.add("overwrites_sent", Place("actuals", 3, "actual"), "2027-03", unit="DGA")
    kinds = [problem.severity for problem in problems.found]
    assert kinds == [Severity.ERROR] * SHOWN + [Severity.WARNING]
