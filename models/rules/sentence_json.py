"""Sentences on their way through JSON: what is read back can still be said in another language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.rules.sentence import Sentence

_TEMPLATE, _VALUES = "said", "with"
_KEPT = str | int


def packed(value: Any) -> Any:  # noqa: ANN401 -- what JSON may hold
    """Give a document with each sentence as its template and values; one with other values than these is its text."""
    if isinstance(value, Sentence):
        return _packed_sentence(value)
    if isinstance(value, Mapping):
        return {key: packed(each) for key, each in value.items()}
    return [packed(each) for each in value] if isinstance(value, list | tuple) else value


def unpacked(value: Any) -> Any:  # noqa: ANN401 -- likewise
    """Give back the document that was packed; tuples are lists now."""
    if isinstance(value, list):
        return [unpacked(each) for each in value]
    if not isinstance(value, Mapping):
        return value
    if value.keys() == {_TEMPLATE, _VALUES}:
        return Sentence(value[_TEMPLATE], unpacked(value[_VALUES]))
    return {key: unpacked(each) for key, each in value.items()}


def _packed_sentence(sentence: Sentence) -> Any:  # noqa: ANN401 -- a document, or a text
    is_plain = type(sentence) is Sentence and all(isinstance(each, _KEPT) for each in sentence.values.values())
    return {_TEMPLATE: sentence.template, _VALUES: packed(sentence.values)} if is_plain else str(sentence)
