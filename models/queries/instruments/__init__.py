"""The instruments of a year, read from the same items, targets, budget lines and stored figures (S3-DEF-03 to 08)."""

from __future__ import annotations

from models.queries.instruments.plans import InstrumentPlan, instrument_plans
from models.queries.instruments.reading import instrument_reading

__all__ = ["InstrumentPlan", "instrument_plans", "instrument_reading"]
