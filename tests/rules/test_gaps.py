from __future__ import annotations

import pytest

from models.rules.gaps import entries_of, gaps_of, standing
from tests.rules.scoring import DONE, DOWN_LAST, Row, Sheets, months, words

MONTHS_AND_QUARTER = months("01 02 03 Q1")


def missing(row: Row) -> str:
    """Silent, pending and waived places of March."""
    gaps = gaps_of(row.lines())
    return " / ".join(words(*sorted(places)) for places in (gaps.silent, gaps.pending, gaps.waived))


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (Row("2 2 2", "2 2 2"), " /  / "),
        (Row("2 2 2", "2 - 2"), "1 /  / "),
        (Row("2 0 -", "2 - -"), " /  / "),  # not programmed is never missing (C-11)
        (Row("2 0 2", "2 - 2", DOWN_LAST), "1 /  / "),  # a zero target of less-is-better is one
        (Row("2 2 2", "2 0 0"), " /  / "),  # a reported zero is a report
        (Row("2 2 2", "2 2 -", sheets=Sheets(closed=months("01 02"))), " / 2 / "),
        (Row("2 2 2", "2 2 -", sheets=Sheets(closed="", reported=months("03"))), "2 /  / "),  # sent without it
        (Row("2 2 2", "2 - -", sheets=Sheets(waived=months("02"))), "2 /  / 1"),  # let off, though the window ended
        (Row("2 2 2", "2 - 2", sheets=Sheets(waived=months("01"))), "1 /  / "),  # the waived one came all the same
        (Row("2 2 2", "2 2 2", does_not_apply=months("02")), " /  / "),
        (Row("2 2 2 6", "2 2 2 -", at=MONTHS_AND_QUARTER), " /  / "),  # the quarter is made of its months
        (Row("2 2 2 6", "- - - 6", at=MONTHS_AND_QUARTER), " /  / "),  # a quarterly report of monthly targets
        (Row("- - - 6", "- 2 - -", at=MONTHS_AND_QUARTER), " /  / "),
        (Row("- - - 6", "", at=MONTHS_AND_QUARTER, sheets=Sheets(closed="2027-Q1")), "3 /  / "),
        (Row("2 2 2 6", "2 2 - -", at=MONTHS_AND_QUARTER), "2 /  / "),
        (Row("- - 1", "- 1 -", DONE), " /  / "),  # reached before it was due
        (Row("- - 1", "- 0 -", DONE), "2 /  / "),
    ],
)
def test_it_finds_what_is_missing(row: Row, expected: str) -> None:
    assert missing(row) == expected


def stands(row: Row, cut: str) -> str:
    lines = row.lines(cut)
    span = lines.view.closing
    return words(standing(lines, entries_of(lines, span), span, gaps_of(lines)))


FIRST_TWO = Sheets(closed=months("01 02"))


@pytest.mark.parametrize(
    ("row", "cut", "expected"),
    [
        (Row("2 2 2", "2 2 2"), "2027-03", "-"),
        (Row("2 2 2", "2 2 -"), "2027-03", "no_report"),
        (Row("2 2 2", "2 2 -", sheets=FIRST_TWO), "2027-03", "pending"),
        (Row("2 2 2", "2 2 -", sheets=Sheets(waived=months("03"))), "2027-03", "exempt"),
        (Row("2 2 2", "2 2 2", does_not_apply=months("03")), "2027-03", "does_not_apply"),
        (Row("2 2 2", "- 2 2"), "2027-03", "-"),  # silent in another month
        # of a quarter the last expected report decides
        (Row("2 2 2", "- 2 2"), "2027-Q1", "-"),
        (Row("2 2 2", "2 2 -"), "2027-Q1", "no_report"),
        (Row("2 2 -", "2 - -"), "2027-Q1", "no_report"),
        (Row("2 2 2", "2 - -", sheets=FIRST_TWO), "2027-Q1", "pending"),
        (Row("2 2 2", "2 2 -", sheets=Sheets(waived=months("03"))), "2027-Q1", "-"),
        (Row("2 2 2", "2 2 2", does_not_apply=months("01")), "2027-Q1", "-"),
        (Row("2 2 2", "", does_not_apply=months("01 02 03")), "2027-Q1", "does_not_apply"),
        (Row("2 2 2", "", sheets=Sheets(waived=months("01 02 03"))), "2027-Q1", "exempt"),
    ],
)
def test_it_says_which_state_stands_before_the_figures(row: Row, cut: str, expected: str) -> None:
    assert stands(row, cut) == expected


def test_it_expects_reports_on_the_finest_periods_that_have_a_target() -> None:
    lines = Row("2 2 - 6", "", at=MONTHS_AND_QUARTER).lines("2027-Q1")
    assert entries_of(lines, lines.view.to_date) == [0, 1]
