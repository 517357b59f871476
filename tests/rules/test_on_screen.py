"""Amounts on a page: in millions where they are large, and otherwise as they are."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from models.rules.document.cells import Kind
from models.rules.document.document import Document, Head
from models.rules.document.table import Column, Table
from models.rules.instrument_view.on_screen import in_millions

COLUMNS = (Column("Fuente"), Column("Meta", Kind.QUANTITY), Column("Vigente", Kind.MONEY))


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        ("3000000000", "3000"),
        ("-100000000", "-100"),  # a reversal is as large
        ("99999999.99", "99999999.99"),  # a small office speaks of units
    ],
)
def test_it_shows_large_amounts_in_millions_and_quantities_as_they_are(amount: str, shown: str) -> None:
    rows = (("SGP", Decimal(5_000_000_000), Decimal(amount)), ("Propios", None, None))
    table = Table(caption="", columns=COLUMNS, rows=rows, total=("Total", None, Decimal(amount)))
    document = Document(
        head=Head("Pasto"), title="POAI", generated_at=datetime(2027, 1, 4, tzinfo=UTC), blocks=(table,)
    )
    found, is_in_millions = in_millions(document)
    block = found.blocks[0]
    assert isinstance(block, Table)
    assert block.rows == (("SGP", Decimal(5_000_000_000), Decimal(shown)), ("Propios", None, None))
    assert block.total == ("Total", None, Decimal(shown))
    assert is_in_millions is (amount != shown)
