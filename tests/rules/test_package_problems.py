from __future__ import annotations

from models.rules.package_messages import Severity
from models.rules.package_problems import SHOWN, Place, Problem, Problems


def many(count: int, code: str = "blank_required") -> tuple[Problem, ...]:
    problems = Problems(headings={"items": {"name": 3}})
    for row in range(count):
        problems.add(code, Place("items", row + 2, "name"), "x" * 300, column="name", text="")
    return problems.listed()


def test_it_keeps_a_short_list_of_a_long_one_and_counts_the_rest() -> None:
    listed = many(SHOWN + 5)
    assert len(listed) == SHOWN + 1
    assert (listed[-1].code, listed[-1].severity) == ("more_errors", Severity.ERROR)
    assert listed[-1].message.startswith("Errores que no se muestran: 5.")


def test_it_counts_warnings_apart() -> None:
    listed = many(SHOWN + 1, "code_was_number")
    assert (listed[-1].code, listed[-1].severity) == ("more_warnings", Severity.WARNING)


def test_it_says_nothing_more_where_all_is_shown() -> None:
    assert {problem.code for problem in many(SHOWN)} == {"blank_required"}


def test_it_cuts_a_long_value() -> None:
    assert len(many(1)[0].value) == 100


def test_it_lists_by_sheet_row_and_column() -> None:
    problems = Problems(headings={"items": {"code": 0, "name": 3}})
    for place in (
        Place("zzz"),
        Place("targets", 2),
        Place("items", 3, "code"),
        Place("items", 2, "name"),
        Place("items"),
    ):
        problems.add("blank_required", place, column="")
    listed = problems.listed()
    assert [(problem.sheet, problem.cell) for problem in listed] == [
        ("items", None),
        ("items", "D2"),
        ("items", "A3"),
        ("targets", None),
        ("zzz", None),
    ]
    assert problems.listed() == listed


def test_it_tells_errors_from_warnings() -> None:
    problems = Problems()
    problems.add("unknown_sheet", Place("x"), sheet="x")
    assert not problems.has_errors
    problems.add("missing_sheet", Place("x"), sheet="x")
    assert problems.has_errors
