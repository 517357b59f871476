"""The list of imports: what each brought, in words."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from views.import_run import counted, listed


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({"items": {"created": 3, "changed": 1}}, "Elementos: 3 nuevos, 1 con cambios"),
        ({"items": {"created": 0, "changed": 0}}, "—"),  # nothing that a person would look for
        ({}, "—"),
    ],
)
def test_it_says_what_is_new_and_what_changed(app: Flask, counts: dict[str, Any], words: str) -> None:
    with app.test_request_context():
        assert counted(counts) == words


@pytest.mark.parametrize(
    ("problems", "words"),
    [
        ([{"code": "x", "message": "Falta la meta."}, {"message": "Sobra un peso."}], "Falta la meta. Sobra un peso."),
        (["Un aviso de antes."], "Un aviso de antes."),  # as older imports kept them
        ([], "—"),
    ],
)
def test_it_lists_what_was_warned_of(problems: list[Any], words: str) -> None:
    assert listed(problems) == words
