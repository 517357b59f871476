"""The words that pages, mails and workbooks share."""

from __future__ import annotations

from models.rules.wording import capital, counted


def test_it_counts_in_words_that_agree() -> None:
    assert [counted(n, "reporte", "reportes") for n in (0, 1, 2)] == ["0 reportes", "1 reporte", "2 reportes"]


def test_it_begins_with_a_capital() -> None:
    assert [capital(text) for text in ("sin reporte", "Áreas", "")] == ["Sin reporte", "Áreas", ""]
