"""All conditions of one reader as one option of a statement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import with_loader_criteria
from sqlalchemy.orm.interfaces import CriteriaOption
from sqlalchemy.sql._util_cy import anon_map
from sqlalchemy.sql.elements import BindParameter


class ReaderScope(CriteriaOption):
    """Thirty `with_loader_criteria` in one, for two reasons.

    They must reach joined eager loads, but not ride on the loaded rows into a later load by somebody else: so those
    inside say that they propagate, and the option that carries them does not. And their part of the statement's cache
    key is made once a reader instead of once a statement, which costs more than the query (0.4 ms each).
    """

    __slots__ = ("_conditions", "_key", "_parameters")
    propagate_to_loaders = False

    def __init__(self, conditions: Mapping[type[Any], ColumnElement[bool]]) -> None:
        self._conditions = tuple(
            with_loader_criteria(entity, condition, include_aliases=True) for entity, condition in conditions.items()
        )
        numbering, self._parameters = anon_map(), list[BindParameter[Any]]()
        parts = tuple(condition._gen_cache_key(numbering, self._parameters) for condition in self._conditions)  # noqa: SLF001
        self._key = (ReaderScope, parts)

    def _gen_cache_key(self, _numbering: anon_map, parameters: list[BindParameter[Any]]) -> tuple[Any, ...]:
        """What SQLAlchemy compares statements by; values of parameters are taken from the list by position."""
        parameters.extend(self._parameters)
        return self._key

    def get_global_criteria(self, attributes: dict[Any, Any]) -> None:
        """Lay every condition beside its mapped class, where SELECT, UPDATE and DELETE find it."""
        for condition in self._conditions:
            condition.get_global_criteria(attributes)

    def process_compile_state(self, compile_state: Any) -> None:  # noqa: ANN401 -- private to SQLAlchemy
        """The same while a statement is compiled."""
        self.get_global_criteria(compile_state.global_attributes)

    def process_compile_state_replaced_entities(self, compile_state: Any, _entities: object) -> None:  # noqa: ANN401
        """The same for a statement whose columns were replaced (`Query.count`)."""
        self.process_compile_state(compile_state)
