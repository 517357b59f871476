"""The words that pages, mails and workbooks share."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from models.rules.wording import capital, counted, day_text, moment_text, percent_text, period_name


def test_it_counts_in_words_that_agree() -> None:
    assert [counted(n, "reporte", "reportes") for n in (0, 1, 2)] == ["0 reportes", "1 reporte", "2 reportes"]


def test_it_begins_with_a_capital() -> None:
    assert [capital(text) for text in ("sin reporte", "Áreas", "")] == ["Sin reporte", "Áreas", ""]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("2027", "2027"),
        ("2024/2027", "2024 a 2027"),
        ("2027-S2", "segundo semestre de 2027"),
        ("2027-Q3", "tercer trimestre de 2027"),
        ("2027-B6", "sexto bimestre de 2027"),
        ("2027-09", "septiembre de 2027"),
    ],
)
def test_it_names_every_kind_of_period(code: str, name: str) -> None:
    assert period_name(code, "es_SV") == name


def test_it_names_a_month_as_the_country_does() -> None:
    assert period_name("2027-09", "es_PE") == "setiembre de 2027"


@pytest.mark.parametrize(
    ("value", "locale", "text"),
    [(Decimal("87.225"), "es_SV", "87.23 %"), (Decimal("87.225"), "es_CO", "87,23 %"), (None, "es_SV", "—")],
)
def test_it_shows_a_percent_by_the_locale_and_nothing_as_a_dash(value: Decimal | None, locale: str, text: str) -> None:
    assert percent_text(value, locale) == text


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime(2027, 4, 8, 15, 5, tzinfo=UTC), "08/04/2027 09:05"),
        (datetime(2027, 4, 8, 3, 0, tzinfo=UTC), "07/04/2027 21:00"),  # still the day before
        (None, "—"),  # what has not happened
    ],
)
def test_it_tells_a_moment_by_the_clock_of_the_institution(moment: datetime | None, text: str) -> None:
    assert moment_text(moment, "America/El_Salvador", "es_SV") == text


@pytest.mark.parametrize(
    ("day", "locale", "text"),
    [
        (date(2027, 9, 8), "es_SV", "8 de septiembre de 2027"),
        (date(2027, 9, 8), "es_PE", "8 de setiembre de 2027"),
        (None, "es_SV", "—"),  # what has no date
    ],
)
def test_it_tells_a_day_as_the_country_does(day: date | None, locale: str, text: str) -> None:
    assert day_text(day, locale) == text
