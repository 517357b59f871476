"""Texts with characters that nobody sees."""

from __future__ import annotations

import pytest

from models.rules.errors import RuleBroken
from models.rules.plain_text import check_plain, is_plain, without_hidden


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("", None),
        ("Línea uno\r\nlínea dos\ty más: «ñandú» — 👩‍👩‍👧", None),  # lines, tabs, joined emoji
        ("a\x00b", "a\ufffdb"),  # NUL: the database refuses it
        ("a\x0bb", "a\ufffdb"),  # a vertical tab, as a word processor leaves it
        ("a\x1bb", "a\ufffdb"),  # escape: a terminal obeys it
        ("a\x85b", "a\ufffdb"),  # a control of the second block
        ("a\ud800b", "a\ufffdb"),  # half a character, as JSON can write it
    ],
)
def test_it_takes_what_can_be_seen_and_kept(text: str, kept: str | None) -> None:
    assert is_plain(text) is (kept is None)
    assert without_hidden(text) == (text if kept is None else kept)


def test_it_gives_a_plain_text_back() -> None:
    assert check_plain("a", "cause") == "a"


def test_it_names_the_field() -> None:
    with pytest.raises(RuleBroken, match="Causa: El texto lleva un carácter invisible") as caught:
        check_plain("a\x00", "cause-7", of="Causa")
    assert (caught.value.code, caught.value.field, caught.value.status) == ("hidden_character", "cause-7", 422)
