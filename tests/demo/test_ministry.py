"""The demo's data: believable, complete, and with the figures of the worked example."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal

from app.demo.ministry import ADVISORY, FOLDER, REPORTED, dependencies, spread, strategy
from app.demo.shapes import March

FUNCTIONS = [function for dependency in dependencies() for function in dependency.functions]


def figures(values: object) -> list[str]:
    assert isinstance(values, dict)
    return [str(values.get(month, "-")) for month in REPORTED]


def test_it_has_dependencies_of_the_three_kinds() -> None:
    kinds = Counter(dependency.kind for dependency in dependencies())
    assert set(kinds) == {"direccion", "tribunal", ADVISORY}
    assert sum(kinds.values()) >= 12


def test_it_has_two_hundred_activities_under_different_names() -> None:
    names = [activity.name for function in FUNCTIONS for activity in function.activities]
    assert len(names) >= 200
    assert len(set(names)) == len(names)


def test_it_weighs_every_function_and_project_to_a_hundred() -> None:
    for parent in (*FUNCTIONS, *strategy().projects):
        assert sum(activity.weight for activity in parent.activities) == 100, parent.code


def test_it_weighs_objectives_and_strategies_to_a_hundred() -> None:
    weights: defaultdict[str | None, Decimal] = defaultdict(Decimal)
    for child in (*strategy().headings, *strategy().projects):
        weights[child.parent] += child.weight
    assert set(weights.values()) == {Decimal(100)}


def test_it_aligns_every_function_with_a_project() -> None:
    known = {f"{strategy().code}:{project.code}" for project in strategy().projects}
    assert all(function.aligns_to and known.issuperset(function.aligns_to) for function in FUNCTIONS)


def test_it_explains_whatever_stays_far_behind() -> None:
    for function in FUNCTIONS:
        for line in function.activities:
            planned, done = (sum(values.get(month, 0) for month in REPORTED) for values in (line.planned, line.done))
            lags = line.direction == "up" and line.accumulation == "sum" and done < planned * Decimal("0.7")
            silent = function.org_unit in {each.code for each in dependencies() if each.march is March.SILENT}
            assert line.cause or not lags or silent, line.code


def test_it_has_one_of_each_kind_of_march() -> None:
    assert {dependency.march for dependency in dependencies()} == set(March)


def test_it_carries_the_function_of_the_example() -> None:
    (function,) = (each for each in FUNCTIONS if each.code == "F-01")
    told = [(str(a.weight), figures(a.planned), figures(a.done)) for a in function.activities]
    assert told == [
        ("40", ["2", "2", "2"], ["2", "2", "3"]),
        ("30", ["0", "0", "4"], ["0", "1", "2"]),
        ("10", ["-", "-", "-"], ["-", "-", "-"]),
        ("20", ["-", "-", "15"], ["-", "-", "16"]),
    ]
    assert function.activities[3].baseline == 20


def test_it_carries_the_project_of_the_example() -> None:
    (project,) = (each for each in strategy().projects if each.code == "PE-01")
    told = [(str(a.weight), figures(a.planned), figures(a.done)) for a in project.activities]
    assert told == [
        ("50", ["10", "20", "40"], ["10", "20", "30"]),
        ("30", ["0", "10", "20"], ["0", "5", "10"]),
        ("20", ["0", "0", "50"], ["0", "0", "50"]),
    ]
    assert {project.org_unit, *project.participants} == {"DGII", "DGA"}


def test_it_spreads_a_quarter_over_the_year() -> None:
    assert [int(value) for value in spread("- - 4").values()] == [4, 4, 4, 4]
    assert next(iter(spread("- - 4"))) == "2027-03"


def test_it_keeps_its_files_short() -> None:
    assert all(len(path.read_text(encoding="utf-8").splitlines()) <= 250 for path in FOLDER.glob("*.toml"))
