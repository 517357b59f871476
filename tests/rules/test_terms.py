from __future__ import annotations

from models.rules.roles import Role
from models.rules.terms import USUAL_WORDS, Term


def test_every_term_and_role_has_a_usual_word() -> None:
    assert set(USUAL_WORDS) == {each.value for each in (*Term, *Role)}
    assert all(words.singular and words.plural for words in USUAL_WORDS.values())
