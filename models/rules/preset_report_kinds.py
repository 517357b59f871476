"""Reading `[[report_kinds]]`: the reports of an institution, strictly."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from models.rules.deadline import DeadlineRule
from models.rules.document.file_format import FileFormat
from models.rules.period import Period, PeriodKind
from models.rules.preset_workflow import NEVER_ACT
from models.rules.report_kind import ReportKind, ReportSection
from models.rules.roles import Role
from models.rules.sentence import say
from models.rules.strict import Table

_LONGEST_FEEDBACK = 60
_ANY_YEAR = Period.parse("2027")
_LENGTHS = tuple(PeriodKind)
_ENDORSERS = tuple(role.value for role in Role if role not in NEVER_ACT)


@dataclass(frozen=True, slots=True)
class Known:
    """What a kind may name: groups of recipients, plan types, and the rules of deadlines by id."""

    groups: Collection[str]
    plan_types: Collection[str]
    rules: Mapping[str, DeadlineRule]


def read_report_kinds(tables: Iterable[Table], known: Known) -> tuple[ReportKind, ...]:
    """Give the kinds in the order of the declaration; problems are noted in their tables."""
    kinds: dict[str, ReportKind] = {}
    for table in tables:
        kind = _kind(table, known)
        table.close()
        if kind.code in kinds:
            table.complain("code", say("«{name}» está repetido.", name=kind.code))
        _check(table, kind, known)
        kinds[kind.code] = kind
    return tuple(kinds.values())


def _kind(table: Table, known: Known) -> ReportKind:
    frequency = table.choice("frequency", PeriodKind)
    return ReportKind(
        code=table.code("code"),
        name=table.text("name"),
        procedure=table.text("procedure", ""),
        version=table.text("version", ""),
        frequency=frequency,
        only=table.some_of("only", _parts(frequency), ()),
        plans=table.some_of("plans", known.plan_types, ()),
        sections=table.choices("sections", ReportSection),
        formats=table.choices("formats", FileFormat, tuple(FileFormat)),
        endorsed_by=frozenset(
            Role(role) for role in table.some_of("endorsed_by", _ENDORSERS, ()) if role in _ENDORSERS
        ),
        sent_to=table.some_of("sent_to", known.groups),
        announced_to=table.some_of("announced_to", known.groups, ()),
        presented_to=table.some_of("presented_to", known.groups, ()),
        is_published=table.flag("publish", default=False),
        feedback_days=table.whole("feedback_days", (0, _LONGEST_FEEDBACK), 0),
        rule=table.one_of("rule", known.rules, ""),
    )


def _parts(frequency: PeriodKind) -> list[str]:
    """What `only` may name: Q1, S2, 03; nothing of a year or a whole plan."""
    if frequency in (PeriodKind.YEAR, PeriodKind.HORIZON):
        return []
    return [str(part)[5:] for part in _ANY_YEAR.parts(frequency)]


def _check(table: Table, kind: ReportKind, known: Known) -> None:
    if kind.is_published and not kind.endorsed_by:
        table.complain("publish", "solo se publica lo que tiene Visto Bueno: escriba «endorsed_by».")  # SoD-8
    if kind.announced_to and not kind.is_published:
        table.complain("announced_to", "solo se avisa de lo que se publica: ponga «publish» en true.")
    if kind.is_validated and not kind.endorsed_by:
        table.complain("presented_to", "se presenta lo que tiene Visto Bueno: escriba «endorsed_by».")
    counted = known.rules[kind.rule].anchor.period_kind if kind.rule in known.rules else None
    if counted is not None and _LENGTHS.index(counted) > _LENGTHS.index(kind.frequency):
        table.complain("rule", say("el plazo «{rule}» es de periodos más largos que el informe.", rule=kind.rule))
