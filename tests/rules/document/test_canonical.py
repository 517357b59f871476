"""A document as JSON: it comes back the same, and its fingerprint follows every word and figure."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from models.rules.document.blocks import Heading
from models.rules.document.canonical import canonical, from_json, sealed, to_json
from models.rules.document.cells import Color, Kind
from models.rules.document.charts import Counts, Line, LineChart, StackedChart
from models.rules.document.document import Document, Settings
from models.rules.document.table import Column, Table
from tests.rules.document.examples import BARS, EMPTY, GREEN, MADE_AT, REPORT, TABLE


@pytest.mark.parametrize("document", [REPORT, EMPTY, replace(REPORT, head=replace(REPORT.head, logo=b"\x89PNG"))])
def test_it_comes_back_from_json_as_it_went(document: Document) -> None:
    assert from_json(json.loads(canonical(document))) == document


def test_it_writes_decimals_and_days_as_text() -> None:
    first = next(block for block in to_json(REPORT)["blocks"] if block["block"] == "Table")["rows"][0]
    assert first == ["A-01", "Fiscalizar", "40.0", 1250, "94.25", "-12345.5", "2027-04-05", ["green", "Verde"]]


def test_its_spelling_does_not_depend_on_the_order_of_keys() -> None:
    shuffled = dict(reversed(list(to_json(REPORT).items())))
    assert canonical(from_json(shuffled)) == canonical(REPORT)


def test_its_fingerprint_is_the_same_for_the_same_document() -> None:
    seal = sealed(REPORT).data_sha256
    assert len(seal) == 64
    assert sealed(sealed(REPORT)).data_sha256 == seal


def test_its_fingerprint_changes_with_one_figure() -> None:
    rows = ((*TABLE.rows[0][:4], Decimal("94.26"), *TABLE.rows[0][5:]), TABLE.rows[1])
    other = replace(REPORT, blocks=tuple(replace(TABLE, rows=rows) if b is TABLE else b for b in REPORT.blocks))
    assert sealed(other).data_sha256 != sealed(REPORT).data_sha256


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Kind.PERCENT, "94.25"),  # a figure as text
        (Kind.PERCENT, 94.25),  # a binary fraction
        (Kind.QUANTITY, Decimal("NaN")),
        (Kind.INTEGER, True),
        (Kind.TEXT, 5),
        (Kind.DATE, MADE_AT),  # a moment is no day
        (Kind.COLOR, "green"),  # a colour without its word
    ],
)
def test_it_refuses_a_cell_of_another_kind(kind: Kind, value: object) -> None:
    with pytest.raises(TypeError):
        Table(caption="", columns=(Column("x", kind),), rows=((value,),))  # type: ignore[arg-type]  # what is tested


def test_it_refuses_a_row_that_is_too_short() -> None:
    with pytest.raises(ValueError, match="argument"):
        Table(caption="", columns=TABLE.columns, rows=(("A-01",),))


def test_it_refuses_charts_that_do_not_fit() -> None:
    with pytest.raises(ValueError, match="colours"):
        StackedChart(title="", alternative="x", colors=(GREEN,), bars=(Counts("x", (1, 2)),))
    with pytest.raises(ValueError, match="periods"):
        LineChart(title="", alternative="x", periods=("Enero",), lines=(Line("x", ()),))


def test_it_refuses_what_no_writer_has() -> None:
    with pytest.raises(ValueError, match="level 4"):
        Heading("x", 4)
    with pytest.raises(ValueError, match="a0"):
        Settings(paper="a0")
    with pytest.raises(ValueError, match="offset"):
        replace(EMPTY, generated_at=MADE_AT.replace(tzinfo=None))


def test_a_band_of_the_institution_keeps_its_word() -> None:
    table = Table(caption="", columns=(Column("", Kind.COLOR),), rows=((Color("orange", "Naranja"),),))
    document = replace(EMPTY, blocks=(table,))
    assert from_json(to_json(document)) == document


def test_it_refuses_what_a_reader_could_not_find() -> None:
    with pytest.raises(ValueError, match="heading"):
        Heading(" ")
    with pytest.raises(ValueError, match="title"):
        replace(EMPTY, title="")
    with pytest.raises(ValueError, match="words"):
        replace(BARS, alternative="\n")
    with pytest.raises(ValueError, match="column"):
        Table(caption="", columns=(), rows=())
