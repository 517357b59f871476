from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.errors import RuleBroken
from models.rules.segregation import check_may_verify, check_not_author, who_verifies

LIAISON, HEAD, ACTING, PARENT, ANALYST = 1, 2, 3, 4, 5
PEOPLE = st.frozensets(st.integers(1, 6), max_size=3)


@pytest.mark.parametrize(
    ("ladder", "authors", "verifiers"),
    [
        ([{HEAD}, {PARENT}, {ANALYST}], {LIAISON}, {HEAD}),  # the common case
        ([{HEAD}, {PARENT}, {ANALYST}], {HEAD}, {PARENT}),  # SoD-15: the head captured himself
        ([{HEAD, ACTING}, {PARENT}, {ANALYST}], {HEAD}, {ACTING}),  # somebody else stands on the same rung
        ([{HEAD}, {HEAD}, {ANALYST}], {HEAD}, {ANALYST}),  # he heads the unit above too
        ([set(), set(), {ANALYST}], {LIAISON}, {ANALYST}),  # nobody heads the unit
        ([{HEAD}], {HEAD}, set()),  # a ladder without analysts ends
    ],
)
def test_verification_moves_up_where_the_head_is_an_author(
    ladder: list[set[int]], authors: set[int], verifiers: set[int]
) -> None:
    assert who_verifies(ladder, authors) == verifiers


@given(st.lists(PEOPLE, max_size=4), PEOPLE)
def test_no_author_ever_verifies_and_somebody_else_always_can(
    ladder: list[frozenset[int]], authors: frozenset[int]
) -> None:
    verifiers = who_verifies(ladder, authors)
    assert verifiers.isdisjoint(authors)
    assert bool(verifiers) is bool(frozenset().union(*ladder) - authors)


def test_it_refuses_who_entered_or_submitted() -> None:
    with pytest.raises(RuleBroken) as refusal:
        check_not_author(HEAD, {LIAISON, HEAD})
    assert (refusal.value.code, refusal.value.status) == ("author_may_not_verify", 403)
    check_not_author(PARENT, {LIAISON, HEAD})


def test_it_refuses_whose_turn_it_is_not() -> None:
    ladder = [{HEAD}, {PARENT}, {ANALYST}]
    check_may_verify(HEAD, ladder, {LIAISON})
    for person, code in ((PARENT, "not_the_verifier"), (LIAISON, "author_may_not_verify")):
        with pytest.raises(RuleBroken) as refusal:
            check_may_verify(person, ladder, {LIAISON})
        assert (refusal.value.code, refusal.value.status) == (code, 403)
