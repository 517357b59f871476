"""The one exception that may reach a person."""

from __future__ import annotations

from models.rules.sentence import Sentence


class RuleBroken(Exception):
    """A rule says no. A form shows it at its field, a command prints it, an action rolls back.

    `code` is a stable English name in snake case; `message` is a finished Spanish sentence that says what to do, a
    literal, or one of `say`, so that it is read in other languages too;
    `field` names the input that it belongs to, if there is one; `status` is the HTTP answer (409, 422, 403, 404).
    """

    def __init__(self, code: str, message: str, *, field: str | None = None, status: int = 422) -> None:
        super().__init__(message)
        self.code = code
        self.message = message if isinstance(message, Sentence) else Sentence(message)
        self.field = field
        self.status = status
