"""The demo's other institutions, read from the files of `neighbors/`: a small plan each, and what was done of it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from models.rules.roles import Role

FOLDER = Path(__file__).resolve().parent / "neighbors"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit and the one above it, which is the head's where the file names none."""

    code: str
    name: str
    kind: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class Heading:
    """An item above the lines."""

    code: str
    parent: str | None
    level: str
    name: str
    unit: str | None
    aligns_to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """What is reported on. `planned` and `done` are by unit and period; a line that is shared has several units."""

    code: str
    parent: str
    level: str
    name: str
    unit: str
    weight: Decimal | None
    unit_of_measure: str
    kind: str
    direction: str
    accumulation: str
    decimals: int
    planned: Mapping[tuple[str, str], Decimal]
    done: Mapping[tuple[str, str], Decimal]
    cause: str
    action: str


@dataclass(frozen=True, slots=True)
class Money:
    """The year's budget of an item."""

    item: str
    source: str
    current: Decimal


@dataclass(frozen=True, slots=True)
class NeighborPlan:
    """A plan, the act that put it in force and the day of that act, where it is not the demo's own."""

    code: str
    name: str
    type: str
    starts_on: date
    ends_on: date
    act: str
    since: date | None
    headings: tuple[Heading, ...]
    lines: tuple[Line, ...]
    budget: tuple[Money, ...]


@dataclass(frozen=True, slots=True)
class Neighbor:
    """An institution: its units, who holds which role where, and the unit that did not report March."""

    code: str
    head: str
    units: tuple[Unit, ...]
    offices: Mapping[Role, str]
    silent: str
    plans: tuple[NeighborPlan, ...]

    def reporting(self, period: str) -> list[str]:
        """Codes of the units that have something planned in a period, in the order of the file."""
        planning = {unit for plan in self.plans for line in plan.lines for unit, when in line.planned if when == period}
        return [unit.code for unit in self.units if unit.code in planning]


@cache
def neighbors() -> tuple[Neighbor, ...]:
    """All of them, by code."""
    return tuple(_neighbor(_read(path)) for path in sorted(FOLDER.glob("*.toml")))


def neighbors_fingerprint() -> str:
    """SHA-256 over the files."""
    return sha256(b"".join(path.read_bytes() for path in sorted(FOLDER.glob("*.toml")))).hexdigest()


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


def _neighbor(data: Mapping[str, Any]) -> Neighbor:
    top = data["head"]["code"]
    head = Unit(parent=None, **data["head"])
    below = (Unit(each["code"], each["name"], each["kind"], each.get("parent", top)) for each in data["units"])
    offices = {Role(role): unit for role, unit in data["offices"].items()}
    plans = tuple(_plan(each) for each in data["plans"])
    return Neighbor(data["institution"], top, (head, *below), offices, data["silent"], plans)


def _plan(data: Mapping[str, Any]) -> NeighborPlan:
    headings = (
        Heading(each["code"], each.get("parent"), each["level"], each["name"], each.get("unit"), _links(each))
        for each in data["headings"]
    )
    return NeighborPlan(
        code=data["code"],
        name=data["name"],
        type=data["type"],
        starts_on=data["from"],
        ends_on=data["to"],
        act=data["act"],
        since=data.get("since"),
        headings=tuple(headings),
        lines=tuple(_line(each, data["periods"]) for each in data["lines"]),
        budget=tuple(Money(each["item"], each["source"], Decimal(each["current"])) for each in data.get("budget", ())),
    )


def _links(data: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(data.get("aligns_to", "").split())


def _line(data: Mapping[str, Any], periods: list[str]) -> Line:
    direction, accumulation = data.get("measure", "up sum").split()
    unit = data["unit"]
    planned = data.get("shares") or {unit: data["plan"]}
    done = data.get("done_shares") or {unit: data.get("done", "")}
    return Line(
        code=data["code"],
        parent=data["parent"],
        level=data["level"],
        name=data["name"],
        unit=unit,
        weight=Decimal(data["weight"]) if "weight" in data else None,
        unit_of_measure=data["of"],
        kind=data.get("kind", "output"),
        direction=direction,
        accumulation=accumulation,
        decimals=data.get("decimals", 0),
        planned=_by_unit_and_period(planned, periods),
        done=_by_unit_and_period(done, periods),
        cause=data.get("cause", ""),
        action=data.get("action", ""),
    )


def _by_unit_and_period(words: Mapping[str, str], periods: list[str]) -> dict[tuple[str, str], Decimal]:
    """Figures of some units, in the order of the periods; `-` is not programmed or not reported."""
    return {
        (unit, period): Decimal(word)
        for unit, text in words.items()
        for period, word in zip(periods, text.split(), strict=False)
        if word != "-"
    }
