"""What the demo's ministry consists of: dependencies, functions, projects, activities, money."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class March(StrEnum):
    """How a dependency stands on the morning of 8 April."""

    VERIFIED = "verified"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    LATE = "late"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Activity:
    """What is planned and was done, by month; `later` is the target at the end of the year after."""

    code: str
    org_unit: str
    name: str
    weight: Decimal
    unit: str
    direction: str
    accumulation: str
    baseline: Decimal | None
    decimals: int
    planned: Mapping[str, Decimal]
    later: Decimal | None
    done: Mapping[str, Decimal]
    cause: str
    action: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Money:
    """A budget line of a function; `accrued` by month."""

    source: str
    initial: Decimal
    current: Decimal
    accrued: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the POA."""

    code: str
    name: str
    org_unit: str
    aligns_to: tuple[str, ...]
    budget: tuple[Money, ...]
    activities: tuple[Activity, ...]


@dataclass(frozen=True, slots=True)
class Internal:
    """Work outside the plan."""

    period: str
    name: str
    unit: str
    actual: Decimal


@dataclass(frozen=True, slots=True)
class Dependency:
    """A dependency with its functions. `one_person`: liaison and head are the same (SoD-15)."""

    code: str
    name: str
    kind: str
    march: March
    one_person: bool
    functions: tuple[Function, ...]
    internal: tuple[Internal, ...]
    units: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """An objective or a strategy of the PEI."""

    code: str
    parent: str | None
    level: str
    name: str
    weight: Decimal


@dataclass(frozen=True, slots=True)
class Measure:
    """An outcome or performance indicator of an objective, by quarter; `done` is what its unit answered, if it did."""

    code: str
    item: str
    org_unit: str
    name: str
    kind: str
    unit: str
    direction: str
    accumulation: str
    decimals: int
    planned: Mapping[str, Decimal]
    done: Decimal | None
    note: str
    action: str


@dataclass(frozen=True, slots=True)
class Project:
    """A strategic project; `org_unit` answers for it and `participants` take part."""

    code: str
    parent: str
    name: str
    org_unit: str
    participants: tuple[str, ...]
    weight: Decimal
    starts_on: date
    ends_on: date
    activities: tuple[Activity, ...]


@dataclass(frozen=True, slots=True)
class Strategy:
    """The PEI."""

    code: str
    name: str
    headings: tuple[Heading, ...]
    measures: tuple[Measure, ...]
    projects: tuple[Project, ...]
