"""Kinds of indicator that the procedures name."""

from __future__ import annotations

from enum import StrEnum


class IndicatorKind(StrEnum):
    """What an indicator speaks of (rulings 23); levels of a plan type may allow only some."""

    OUTCOME = "outcome"
    OUTPUT = "output"
    PROCESS = "process"
    INPUT = "input"
    PERFORMANCE = "performance"
    MANAGEMENT = "management"
    IMPACT = "impact"
