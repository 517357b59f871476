"""Values as they are printed: by the locale, rounded half up, and a sign for what does not exist."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from models.rules.document.cells import Color, Kind, Value
from models.rules.document.document import Settings
from models.rules.document.printing import value_text


@pytest.mark.parametrize(
    ("value", "kind", "decimals", "text"),
    [
        (Decimal("1234567.125"), Kind.MONEY, None, "1.234.567,13"),  # half up, not half even
        (Decimal("-12345.5"), Kind.MONEY, None, "-12.345,50"),  # a reversal
        (Decimal("87.215"), Kind.PERCENT, None, "87,22 %"),
        (Decimal("40.0"), Kind.QUANTITY, None, "40,0"),  # as many as it carries
        (Decimal("40.25"), Kind.QUANTITY, 1, "40,3"),
        (Decimal("1E+3"), Kind.QUANTITY, None, "1.000"),
        (1250, Kind.INTEGER, None, "1.250"),
        (date(2027, 4, 5), Kind.DATE, None, "05/04/2027"),
        (Color("yellow", "Amarillo"), Kind.COLOR, None, "▲ Amarillo"),
        (Color("no_report", "Rojo: sin reporte"), Kind.COLOR, None, "⏱ Rojo: sin reporte"),
        (Color("orange", "Naranja"), Kind.COLOR, None, "◇ Naranja"),
        ("=1+1", Kind.TEXT, None, "=1+1"),
        (None, Kind.PERCENT, None, "s. d."),  # never zero
    ],
)
def test_it_prints_a_value(value: Value, kind: Kind, decimals: int | None, text: str) -> None:
    assert value_text(value, kind, decimals, Settings(locale="es_CO", missing="s. d.")) == text


def test_it_writes_figures_as_the_country_does() -> None:
    assert value_text(Decimal("1234.5"), Kind.MONEY, None, Settings(locale="es_SV")) == "1,234.50"
