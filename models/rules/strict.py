"""Reading a declaration strictly: every key is asked for by name and kind, and what nobody asked for is an error.

A problem is noted with its place (`plan_types[1].levels[0].reports`) and reading goes on with a harmless value, so that
the author of a declaration sees all of them at once. Nothing that was read counts until `check` has passed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, TypeVar

from models.rules.errors import RuleBroken
from models.rules.sentence import in_a_row, say

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")

_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,59}")
_NUMBER = re.compile(r"[0-9]{1,12}(\.[0-9]{1,6})?")
_LONGEST_TEXT = 1000


class Problem(NamedTuple):
    """One thing that is wrong in a declaration, and where."""

    place: str
    message: str

    @property
    def said(self) -> str:
        """One line for a person."""
        return say("{place}: {problem}", place=self.place, problem=self.message) if self.place else self.message

    def __str__(self) -> str:
        """The line as it is printed."""
        return str(self.said)


class DeclarationRefused(RuleBroken):
    """A declaration with problems; nothing of it holds."""

    def __init__(self, problems: list[Problem]) -> None:
        """Keep all problems, and tell them one a line."""
        lines = in_a_row((say("- {problem}", problem=problem.said) for problem in problems), "\n")
        super().__init__(
            "bad_preset", say("La declaración no se puede usar. Corrija lo siguiente:\n{lines}", lines=lines)
        )
        self.problems = tuple(problems)


@dataclass(slots=True)
class Table:
    """A table of a declaration under reading. Every getter takes its key out; `close` reports what is left."""

    values: dict[str, object]
    place: str = ""
    problems: list[Problem] = field(default_factory=list)

    def complain(self, key: str, message: str) -> None:
        """Note a problem at a key, or at the table itself for an empty key."""
        place = f"{self.place}.{key}" if self.place and key else self.place or key
        self.problems.append(Problem(place, message))

    def text(self, key: str, default: str | None = None) -> str:
        """Give a text of 1 to 1000 characters; only a default may be empty."""
        value = self._take(key, default)
        if isinstance(value, str) and (value.strip() or value == default) and len(value) <= _LONGEST_TEXT:
            return value
        return self._refuse(
            key,
            value,
            say("escriba un texto de hasta {longest_text} caracteres.", longest_text=_LONGEST_TEXT),
            default or "?",
        )

    def code(self, key: str) -> str:
        """Give a code: a letter and up to 59 letters, digits, underscores or hyphens."""
        value = self._take(key, None)
        if isinstance(value, str) and _CODE.fullmatch(value):
            return value
        return self._refuse(key, value, say("escriba un código: una letra y después letras, cifras, «_» o «-»."), "?")

    def codes(self, key: str) -> tuple[str, ...]:
        """Give a list of codes, each once; none where the key is absent."""
        value = self._take(key, [])
        if not isinstance(value, list):
            return self._refuse(key, value, say("escriba una lista de códigos."), ())
        items = Table({f"{key}[{place}]": each for place, each in enumerate(value)}, self.place, self.problems)
        codes = [items.code(name) for name in list(items.values)]
        for place, code in enumerate(codes):
            if code in codes[:place]:
                self.complain(f"{key}[{place}]", say("«{name}» está repetido.", name=code))
        return tuple(codes)

    def flag(self, key: str, *, default: bool | None = None) -> bool:
        """Give true or false."""
        value = self._take(key, default)
        return (
            value if isinstance(value, bool) else self._refuse(key, value, say("escriba true o false."), fallback=False)
        )

    def whole(self, key: str, span: tuple[int, int], default: int | None = None) -> int:
        """Give a whole number inside a span, both ends included."""
        value = self._take(key, default)
        if isinstance(value, int) and not isinstance(value, bool) and span[0] <= value <= span[1]:
            return value
        return self._refuse(
            key, value, say("escriba un entero de {least} a {most}.", least=span[0], most=span[1]), span[0]
        )

    def decimal(self, key: str, span: tuple[int, int], default: Decimal | None = None) -> Decimal:
        """Give a decimal inside a span; a stored declaration keeps it as text, a float is refused."""
        value = self._take(key, default)
        number = _decimal_of(value)
        if number is not None and span[0] <= number <= span[1]:
            return number
        return self._refuse(
            key, value, say("escriba un número de {least} a {most}.", least=span[0], most=span[1]), Decimal(span[0])
        )

    def date(self, key: str) -> date:
        """Give a date; a stored declaration keeps it as ISO text."""
        value = self._take(key, None)
        found = _iso_of(value, date.fromisoformat)
        return found or self._refuse(key, value, say("escriba una fecha, por ejemplo 2027-03-22."), date(2000, 1, 1))

    def time(self, key: str, default: time | None = None) -> time:
        """Give a time of day; a stored declaration keeps it as ISO text."""
        value = self._take(key, default)
        found = _iso_of(value, time.fromisoformat)
        if found is not None:
            return found
        return self._refuse(key, value, say("escriba una hora, por ejemplo 07:00:00."), time())

    def one_of(self, key: str, known: Collection[str], default: str | None = None) -> str:
        """Give one of the known words."""
        value = self._take(key, default)
        if isinstance(value, str) and (value in known or value == default):
            return value
        return self._refuse(key, value, _choose(value, known), next(iter(known), "?"))

    def some_of(self, key: str, known: Collection[str], default: Collection[str] | None = None) -> tuple[str, ...]:
        """Give some of the known words, each once; only a default may be empty."""
        value = self._take(key, None if default is None else list(default))
        words = tuple(word for word in value if isinstance(word, str)) if isinstance(value, list) else ()
        if not isinstance(value, list) or (not value and default is None):
            return self._refuse(key, value, say("escriba una lista con al menos un elemento."), ())
        for place, word in enumerate(value):
            if not isinstance(word, str) or word not in known:
                self.complain(f"{key}[{place}]", _choose(word, known))
            elif word in value[:place]:
                self.complain(f"{key}[{place}]", say("«{name}» está repetido.", name=word))
        return words

    def choice(self, key: str, choices: type[E], default: E | None = None) -> E:
        """Give a member of a closed choice."""
        word = self.one_of(key, [member.value for member in choices], default)
        return choices(word)

    def choices(self, key: str, choices: type[E], default: Collection[E] | None = None) -> tuple[E, ...]:
        """Give some members of a closed choice, each once."""
        known = {member.value: member for member in choices}
        return tuple(known[word] for word in self.some_of(key, known, default) if word in known)

    def table(self, key: str, *, optional: bool = False) -> Table:
        """Give the table under a key; an optional one that is absent reads as empty."""
        value = self._take(key, {} if optional else None)
        place = f"{self.place}.{key}" if self.place else key
        if isinstance(value, Mapping):
            return Table(dict(value), place, self.problems)
        return self._refuse(
            key, value, say("escriba una tabla."), Table({}, place)
        )  # its own list: one problem is enough

    def tables(self, key: str, *, optional: bool = False) -> list[Table]:
        """Give the list of tables under a key; it has at least one unless it is optional."""
        value = self._take(key, [] if optional else None)
        if not isinstance(value, list) or not (value or optional):
            return self._refuse(key, value, say("escriba una lista de tablas con al menos una."), [])
        holder = Table({f"{key}[{place}]": each for place, each in enumerate(value)}, self.place, self.problems)
        return [holder.table(name) for name in list(holder.values)]

    def named_tables(self) -> Iterator[tuple[str, Table]]:
        """Give the tables whose names the author chose; a name that is no code is a problem."""
        for name in list(self.values):
            if not _CODE.fullmatch(name):
                self.complain(name, "el nombre debe ser un código: una letra y después letras, cifras, «_» o «-».")
            yield name, self.table(name)

    def build(self, make: Callable[[], T], fallback: T, key: str = "") -> T:
        """Call a constructor that may refuse; its refusal is a problem of the key, or of this table."""
        try:
            return make()
        except RuleBroken as refusal:
            self.complain(key, refusal.message)
            return fallback

    def close(self) -> None:
        """Report every key that nobody asked for."""
        for key in self.values:
            self.complain(key, "esta clave no existe; quítela o revise cómo está escrita.")

    def check(self) -> None:
        """Raise DeclarationRefused when anything was noted."""
        if self.problems:
            raise DeclarationRefused(self.problems)

    def _take(self, key: str, default: object) -> object:
        return self.values.pop(key, default)

    def _refuse(self, key: str, value: object, message: str, fallback: T) -> T:
        self.complain(key, say("falta; {message}", message=message) if value is None else message)
        return fallback


def _choose(value: object, known: Collection[str]) -> str:
    choices = say("use uno de: {choices}.", choices=", ".join(known))
    return choices if value is None else say("«{word}» no existe; {choices}", word=value, choices=choices)


def _decimal_of(value: object) -> Decimal | None:
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return Decimal(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    return value if isinstance(value, Decimal) and value.is_finite() else None


def _iso_of(value: object, read: Callable[[str], T]) -> T | None:
    if not isinstance(value, (str, date, time)):
        return None
    try:
        return read(str(value))
    except ValueError:
        return None
