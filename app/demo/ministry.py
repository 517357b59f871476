"""The ministry of the demonstration, read from the files of `ministry/`: dependencies with functions, and the PEI."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from app.demo.shapes import Activity, Dependency, Function, Heading, Internal, March, Measure, Money, Project, Strategy

FOLDER = Path(__file__).resolve().parent / "ministry"
YEAR = 2027
MONTHS = tuple(f"{YEAR}-{month:02d}" for month in range(1, 13))
REPORTED = MONTHS[:3]
QUARTERS = tuple(f"{YEAR}-Q{quarter}" for quarter in range(1, 5))
ADVISORY = "unidad_asesora"


@cache
def dependencies() -> tuple[Dependency, ...]:
    """All dependencies, by code; those that advise the office share a file."""
    files = [_read(path) for path in sorted(FOLDER.glob("*.toml")) if path.stem != "pei"]
    found = [each for data in files for each in data.get("dependencies", [data])]
    return tuple(sorted((_dependency(data) for data in found), key=lambda each: each.code))


@cache
def strategy() -> Strategy:
    """The PEI with its projects."""
    data = _read(FOLDER / "pei.toml")
    headings, measures, projects = [], [], []
    for objective in data["objectives"]:
        headings.append(_heading(objective, None, "objective"))
        measures += [_measure(each, objective["code"]) for each in objective["indicators"]]
        for below in objective["strategies"]:
            headings.append(_heading(below, objective["code"], "strategy"))
            projects += [_project(each, below["code"]) for each in below["projects"]]
    return Strategy(data["code"], data["name"], tuple(headings), tuple(measures), tuple(projects))


def fingerprint() -> str:
    """SHA-256 over the files."""
    return sha256(b"".join(path.read_bytes() for path in sorted(FOLDER.glob("*.toml")))).hexdigest()


def activities() -> Iterator[Activity]:
    """Every activity of both plans."""
    for dependency in dependencies():
        for function in dependency.functions:
            yield from function.activities
    for project in strategy().projects:
        yield from project.activities


def spread(text: str) -> dict[str, Decimal]:
    """Figures of the twelve months from one, three, six or twelve words; the words repeat, `-` is not programmed."""
    words = text.split()
    year = words * (len(MONTHS) // len(words))
    return {month: Decimal(word) for month, word in zip(MONTHS, year, strict=True) if word != "-"}


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


def _dependency(data: Mapping[str, Any]) -> Dependency:
    code = data["code"]
    return Dependency(
        code=code,
        name=data["name"],
        kind=data.get("kind", ADVISORY),
        march=March(data.get("march", "verified")),
        one_person=data.get("one_person", False),
        functions=tuple(_function(each, code) for each in data["functions"]),
        internal=tuple(
            Internal(each["period"], each["name"], each["unit"], Decimal(each["actual"]))
            for each in data.get("internal", ())
        ),
        units=tuple((each["code"], each["name"], each["kind"]) for each in data.get("units", ())),
    )


def _function(data: Mapping[str, Any], org_unit: str) -> Function:
    lines = enumerate(data["activities"], start=1)
    return Function(
        code=data["code"],
        name=data["name"],
        org_unit=org_unit,
        aligns_to=tuple(f"{_pei_code()}:{code}" for code in data["aligns_to"]),
        budget=tuple(
            Money(line["source"], Decimal(line["initial"]), Decimal(line["current"]), _first_months(line["accrued"]))
            for line in data.get("budget", ())
        ),
        activities=tuple(
            _activity({"code": f"{data['code']}.{number}", "org_unit": org_unit, **line}) for number, line in lines
        ),
    )


def _activity(data: Mapping[str, Any]) -> Activity:
    direction, accumulation = data.get("measure", "up sum").split()
    planned = spread(data["plan"])
    return Activity(
        code=data["code"],
        org_unit=data["org_unit"],
        name=data["name"],
        weight=Decimal(data["weight"]),
        unit=data["unit"],
        direction=direction,
        accumulation=accumulation,
        baseline=Decimal(data["baseline"]) if "baseline" in data else None,
        decimals=data.get("decimals", 0),
        planned=planned,
        later=Decimal(data["later"]) if "later" in data else None,
        done=_first_months(data["done"]) if "done" in data else {m: planned[m] for m in REPORTED if m in planned},
        cause=data.get("cause", ""),
        action=data.get("action", ""),
        evidence=data.get("evidence", ""),
    )


def _first_months(text: str) -> dict[str, Decimal]:
    return {month: Decimal(word) for month, word in zip(REPORTED, text.split(), strict=False) if word != "-"}


def _heading(data: Mapping[str, Any], parent: str | None, level: str) -> Heading:
    return Heading(data["code"], parent, level, data["name"], Decimal(data["weight"]))


def _measure(data: Mapping[str, Any], item: str) -> Measure:
    direction, accumulation = data["measure"].split()
    return Measure(
        code=data["code"],
        item=item,
        org_unit=data["org_unit"],
        name=data["name"],
        kind=data["kind"],
        unit=data["unit"],
        direction=direction,
        accumulation=accumulation,
        decimals=data.get("decimals", 0),
        planned=dict(zip(QUARTERS, map(Decimal, data["plan"].split()), strict=True)),
        done=Decimal(data["done"]) if "done" in data else None,
        note=data.get("note", ""),
        action=data.get("action", ""),
    )


def _project(data: Mapping[str, Any], parent: str) -> Project:
    percent = {"unit": "porcentaje", "measure": "up last"}
    return Project(
        code=data["code"],
        parent=parent,
        name=data["name"],
        org_unit=data["org_unit"],
        participants=tuple(data["participants"]),
        weight=Decimal(data["weight"]),
        starts_on=data["start"],
        ends_on=data["end"],
        activities=tuple(_activity({**percent, **line}) for line in data["activities"]),
    )


def _pei_code() -> str:
    return str(_read(FOLDER / "pei.toml")["code"])
