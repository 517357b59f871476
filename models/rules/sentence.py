"""Finished Spanish sentences that still know what they were made of, so that another language can be put in its place.

Commands, logs and stored records take them as the text that they are. `said` makes them anew from a catalogue,
template by template; `tests/structure/test_sentences.py` wants every template in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar, Self

Find = Callable[[str], str]
"""From a Spanish template to the same in another language; what it does not know it gives back."""


class Sentence(str):
    """A Spanish text with the template and the values that it was made from; values may be sentences themselves."""

    __slots__ = ("template", "values")

    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, values: Mapping[str, object] | None = None) -> Self:
        """Fill the template; without values it is the sentence, braces and all."""
        sentence = super().__new__(cls, template.format(**values) if values else template)
        sentence.template = template
        sentence.values = values or {}
        return sentence

    def __getnewargs__(self) -> tuple[str, Mapping[str, object]]:  # type: ignore[override]  # str has its text alone
        """What a copy is made from."""
        return self.template, self.values

    def __add__(self, other: str) -> Sentence:
        """What is written behind it keeps being said with it."""
        return in_a_row((self, other), "")

    def said(self, find: Find) -> str:
        """The same sentence from a catalogue; its values are data unless they are sentences."""
        if not self.values:
            return find(self.template)
        return find(self.template).format(**{name: said(value, find) for name, value in self.values.items()})


class _Cased(Sentence):
    """A sentence with other letters, which `cased` gives to a text, in whatever language it is said."""

    __slots__ = ()

    cased: ClassVar[staticmethod[[str], str]]

    def __new__(cls, text: Sentence) -> Self:
        """Take what is to have other letters."""
        sentence = str.__new__(cls, cls.cased(text))
        sentence.template, sentence.values = text.template, {"text": text}
        return sentence

    def __getnewargs__(self) -> tuple[object]:  # type: ignore[override]  # likewise
        """What a copy is made from."""
        return (self.values["text"],)

    def said(self, find: Find) -> str:
        """The text from a catalogue, then its letters."""
        return self.cased(said(self.values["text"], find))


def _capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]


class Capital(_Cased):
    """A sentence that begins with a capital."""

    __slots__ = ()

    cased = staticmethod(_capitalized)


class Lower(_Cased):
    """A sentence in small letters."""

    __slots__ = ()

    cased = staticmethod(str.lower)


def say(template: str, **values: object) -> Sentence:
    """Give the sentence of a Spanish template with `{fields}`: a literal, so that the catalogue can have it.

    Without values it is the template itself, of which `Sentence` makes sentences later.
    """
    return Sentence(template, values)


def again(text: str, template: str) -> str:
    """Give the sentence that a stored text was, where the template gives it; otherwise the text."""
    known: set[str] = set()
    pattern = ""
    for place, piece in enumerate(re.split(r"\{(\w+)\}", template)):
        is_field = place % 2 == 1
        pattern += (f"(?P={piece})" if piece in known else f"(?P<{piece}>.*)") if is_field else re.escape(piece)
        known |= {piece} if is_field else set()
    found = re.fullmatch(pattern, text)
    return Sentence(template, found.groupdict()) if found else text


def in_a_row(parts: Iterable[str], between: str = " ") -> Sentence:
    """Join texts so that each of them can still be said in another language."""
    named = {f"part{place}": part for place, part in enumerate(parts)}
    return Sentence(between.join(f"{{{name}}}" for name in named), named)


def said(value: Any, find: Find) -> Any:  # noqa: ANN401 -- a date or a figure keeps its kind for the template
    """Give a sentence from a catalogue; any other text or value is data and stays."""
    return value.said(find) if isinstance(value, Sentence) else value
