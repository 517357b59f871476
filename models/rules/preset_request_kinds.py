"""Reading `[[information_requests]]`: what an institution asks its units for, strictly."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from models.rules.deadline import DeadlineRule
from models.rules.deadline_kind import Subject
from models.rules.indicator_kind import IndicatorKind
from models.rules.request_kind import RequestKind
from models.rules.sentence import say
from models.rules.strict import Table


def read_request_kinds(
    tables: Iterable[Table], plan_types: Collection[str], rules: Mapping[str, DeadlineRule]
) -> tuple[RequestKind, ...]:
    """Give the requests in the order of the declaration, each with a deadline of its own; problems are noted."""
    dated = [rule.id for rule in rules.values() if rule.subject is Subject.INFORMATION_REQUEST]
    kinds: dict[str, RequestKind] = {}
    for table in tables:
        kind = RequestKind(
            rule=table.one_of("rule", dated),
            plans=table.some_of("plans", plan_types),
            kinds=table.choices("indicator_kinds", IndicatorKind),
            needs_actions=table.flag("needs_actions", default=False),
        )
        table.close()
        if kind.rule in kinds:
            table.complain("rule", say("«{name}» está repetido.", name=kind.rule))
        kinds[kind.rule] = kind
    return tuple(kinds.values())
