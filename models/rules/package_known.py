"""What the institution already has, as a package may refer to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class LevelRule:
    """Where an item of a level may stand: at the top, or below an item of one of `parents`."""

    at_top: bool
    parents: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """Codes of the institution's units, kinds of unit and plan types with their levels, and the day of today."""

    today: date
    plan_types: Mapping[str, Mapping[str, LevelRule]]
    unit_kinds: frozenset[str] = frozenset()
    org_units: frozenset[str] = frozenset()
