"""Words are compared without accents, capitals and signs, and each by its beginning."""

from __future__ import annotations

import pytest

from models.rules.folding import ACCENTED, MOST_WORDS, PLAIN, says, unaccented, words_of

CASES = {
    "Fiscalización": ["fiscalizacion"],
    "AÑO  2027": ["ano", "2027"],
    "F-01.1": ["f", "01", "1"],
    "  « % _ » ": [],
    "": [],
}


@pytest.mark.parametrize("text", CASES)
def test_it_finds_the_words(text: str) -> None:
    assert words_of(text) == CASES[text]


def test_every_accent_has_its_plain_letter() -> None:
    assert len(ACCENTED) == len(PLAIN)


def test_it_takes_so_many_words_and_no_more() -> None:
    assert len(words_of("una " * 50)) == MOST_WORDS


def test_signs_stay_where_only_accents_go() -> None:
    assert unaccented("Dirección: 100 %") == "direccion: 100 %"


@pytest.mark.parametrize(("asked", "is_said"), [("bole publi", True), ("letines", False), ("boletín", True)])
def test_each_word_counts_by_its_beginning(asked: str, *, is_said: bool) -> None:
    assert says("Publicar boletines", words_of(asked)) is is_said
