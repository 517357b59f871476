"""Sentences remember what they were made of."""

from __future__ import annotations

from copy import deepcopy
from datetime import date

import pytest

from models.rules.sentence import Capital, Lower, Sentence, again, in_a_row, say
from models.rules.wording import capital

ENGLISH = {
    "Faltan {count} de {things}.": "{count} of {things} are missing.",
    "actividades": "activities",
    "el {day:%d/%m/%Y}": "on {day:%d/%m/%Y}",
    "sin {braces}": "no {braces}",
}


def in_english(sentence: Sentence) -> str:
    return sentence.said(lambda found: ENGLISH.get(found, found))


def test_it_is_its_spanish_text() -> None:
    assert say("Faltan {count} de {things}.", count=2, things=say("actividades")) == "Faltan 2 de actividades."


@pytest.mark.parametrize(
    ("said", "english"),
    [
        (say("Faltan {count} de {things}.", count=2, things=say("actividades")), "2 of activities are missing."),
        (say("Faltan {count} de {things}.", count=2, things="actividades"), "2 of actividades are missing."),  # data
        (say("el {day:%d/%m/%Y}", day=date(2027, 4, 8)), "on 08/04/2027"),
        (say("sin {braces}"), "no {braces}"),  # without values nothing is filled
        (say("Nadie lo sabe"), "Nadie lo sabe"),
        (Capital(say("actividades")), "Activities"),
        (Lower(say("Faltan {count} de {things}.", count=2, things="DGA")), "2 of dga are missing."),
        (in_a_row([say("actividades"), "DGA", say("actividades")], ", "), "activities, DGA, activities"),
        (in_a_row([]), ""),
    ],
)
def test_it_is_said_in_another_language(said: Sentence, english: str) -> None:
    assert in_english(said) == english


@pytest.mark.parametrize("text", ["", "a", "Ya"])
def test_it_begins_any_text_with_a_capital(text: str) -> None:
    assert capital(text) == text[:1].upper() + text[1:]


def test_it_fills_a_template_later() -> None:
    template = say("Faltan {count} de {things}.")
    assert Sentence(template, {"count": 1, "things": "dos"}) == "Faltan 1 de dos."


@pytest.mark.parametrize("said", [say("Faltan {count} de {things}.", count=2, things="x"), Capital(say("actividades"))])
def test_it_can_be_copied(said: Sentence) -> None:
    copied = deepcopy(said)
    assert copied == said
    assert in_english(copied) == in_english(said)


@pytest.mark.parametrize(
    ("text", "template", "values"),
    [
        ("Falta la hoja «plan».", "Falta la hoja «{sheet}».", {"sheet": "plan"}),
        ("De 3 a 3, y 4.", "De {one} a {one}, y {two}.", {"one": "3", "two": "4"}),
        ("De 3 a 5, y 4.", "De {one} a {one}, y {two}.", None),
        ("Otra cosa.", "Falta la hoja «{sheet}».", None),
    ],
)
def test_it_is_found_again_in_a_stored_text(text: str, template: str, values: dict[str, str] | None) -> None:
    found = again(text, template)
    assert found == text
    assert values is None or (isinstance(found, Sentence) and found.values == values)
