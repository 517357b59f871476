"""Sentences survive JSON."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from models.rules.sentence import Capital, Sentence, say
from models.rules.sentence_json import packed, unpacked

INNER = say("la fila {row}", row=3)


def through_json(value: Any) -> Any:
    return unpacked(json.loads(json.dumps(packed(value))))


@pytest.mark.parametrize(
    "sentence", [say("vacío"), INNER, say("{formula} deja fuera {left}.", formula="=SUMA(A1:A3)", left=INNER)]
)
def test_a_sentence_comes_back_with_its_parts(sentence: Sentence) -> None:
    found = through_json({"findings": [sentence], "count": 1})["findings"][0]
    assert (found, found.template, found.values) == (sentence, sentence.template, sentence.values)


@pytest.mark.parametrize("sentence", [say("el {day:%d/%m/%Y}", day=date(2027, 4, 8)), Capital(say("vacío"))])
def test_what_json_cannot_keep_comes_back_as_text(sentence: Sentence) -> None:
    assert type(through_json([sentence])[0]) is str
    assert through_json([sentence]) == [sentence]


def test_other_documents_come_back_as_they_are() -> None:
    document = {"refused": "", "counts": {"stale_value": 2}, "sure": True, "where": None}
    assert through_json(document) == document
