"""The norms and procedures of a declaration: what each shipped one brings, and what is refused with its place."""

from __future__ import annotations

import pytest

from tests.rules.declarations import GONE, HACIENDA, assert_refused

BROKEN = [
    ("references.0.key", GONE, "references[0].key"),
    ("references.1.key", "acuerdo_114", "references[1].key"),  # twice
    ("references.0.title", GONE, "references[0].title"),
    ("references.0.date", "ayer", "references[0].date"),
    ("references.0.year", 12, "references[0].year"),
    ("references.0.modifies", "plan_quinquenal", "references[0].modifies"),  # stands after it
    ("references.0.repeals", "ley_1", "references[0].repeals"),
    ("references.0.page", 3, "references[0].page"),
    ("procedures.0.code", GONE, "procedures[0].code"),
    ("procedures.0.title", GONE, "procedures[0].title"),
    ("procedures.0.state", "vigente", "procedures[0].state"),
    ("procedures.0.date", "2022-13-01", "procedures[0].date"),
    ("procedures.0.repeals", ["PRO-1"], "procedures[0].repeals[0]"),
    ("procedures.0.references", ["ley_1"], "procedures[0].references[0]"),
    ("procedures.0.repeals", ["PRO-347-E2"], "procedures[2].state"),  # repealed by nobody
    ("procedures.2.code", "PRO-347-E2", "procedures[2].version"),  # the same version twice
    ("procedures.0.signed_by", "x", "procedures[0].signed_by"),
]


@pytest.mark.parametrize(("path", "value", "place"), BROKEN)
def test_it_refuses_with_the_place(path: str, value: object, place: str) -> None:
    assert_refused(path, value, place)


def test_it_refuses_two_versions_in_force() -> None:
    other = {"code": "SEG-PEI-POA", "title": "Otra", "version": "2", "state": "in_force"}
    assert_refused("procedures.1", other, "procedures[1].state")


def test_it_brings_the_six_norms_and_the_repealed_procedures() -> None:
    own = HACIENDA.procedures[0]
    assert len(own.references) == 6
    assert own.repeals == ("PRO-347-E2", "PRO-348-E2")
