"""Reading the deadlines of a declaration."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from models.rules.calendar import YearDay
from models.rules.deadline import MORNING, DeadlineRule, Offset, Reminder, Rung
from models.rules.deadline_kind import Anchor, CountFrom, DayType, DoneWhen, Edge, Source, Subject
from models.rules.period import FREQUENCIES, Period, PeriodKind
from models.rules.sentence import say
from models.rules.strict import Table
from models.rules.work_calendar import Roll

_MOST_DAYS = 366
_LONGEST_ID = 20
_ANY_YEAR = Period.parse("2027")
_PARTS = [str(part)[5:] for kind in FREQUENCIES[:-1] for part in _ANY_YEAR.parts(kind)]


def read_deadlines(tables: Iterable[Table], groups: Collection[str]) -> tuple[DeadlineRule, ...]:
    """`[[deadlines]]`: the institution's table of deadlines; `groups` are the codes of its recipients."""
    rules: dict[str, DeadlineRule] = {}
    for table in tables:
        rule = _rule(table, groups)
        table.close()
        if rule is None:
            continue
        if rule.id in rules:
            table.complain("id", say("«{name}» está repetido.", name=rule.id))
        rules[rule.id] = rule
    return tuple(rules.values())


def check_captures(root: Table, rules: Iterable[DeadlineRule], frequencies: Iterable[PeriodKind]) -> None:
    """Note a problem unless each frequency of a plan type has one rule that opens and ends its capture."""
    anchors = [rule.anchor for rule in rules if rule.subject is Subject.CAPTURE_SHEET]
    for frequency in dict.fromkeys(frequencies):
        anchor = next(anchor for anchor in Anchor if anchor.period_kind is frequency)
        if anchors.count(anchor) != 1:
            root.complain(
                "deadlines",
                say("debe haber una regla, y solo una, de «capture_sheet» contada desde «{anchor}».", anchor=anchor),
            )


def _rule(table: Table, groups: Collection[str]) -> DeadlineRule | None:
    """The rule of a table; none where a part was refused or the parts contradict each other."""
    noted = len(table.problems)
    name = table.code("id")
    if len(name) > _LONGEST_ID:
        table.complain("id", say("use a lo sumo {longest_id} caracteres.", longest_id=_LONGEST_ID))
    due = _offset(table, "due")
    made = _made(table, name, due or Offset(DayType.BD), groups)
    return made if len(table.problems) == noted else None


def _made(table: Table, name: str, due: Offset, groups: Collection[str]) -> DeadlineRule | None:
    return table.build(
        lambda: DeadlineRule(
            id=name,
            subject=table.choice("subject", Subject),
            anchor=table.choice("anchor", Anchor),
            due=due,
            opens=_offset(table, "opens") if "opens" in table.values else None,
            closes=_offset(table, "closes") if "closes" in table.values else None,
            only=table.some_of("only", _PARTS, ()),
            count_from=table.choice("count_from", CountFrom, CountFrom.DAY_AFTER),
            roll=table.choice("roll", Roll, Roll.NONE),
            year_offset=table.whole("year_offset", (-1, 0), 0),
            time_of_day=table.time("time_of_day") if "time_of_day" in table.values else None,
            done_when=table.choice("done_when", DoneWhen) if "done_when" in table.values else None,
            reminders=tuple(_reminder(each) for each in table.tables("reminders", optional=True)),
            recipients=table.some_of("recipients", groups),
            escalation=tuple(_rung(each, groups) for each in table.tables("escalation", optional=True)),
            source=table.choice("source", Source, Source.PROPOSED),
        ),
        None,
    )


def _offset(table: Table, key: str) -> Offset | None:
    part = table.table(key)
    day_type = part.choice("day_type", DayType)
    count = part.whole("count", (-_MOST_DAYS, _MOST_DAYS), 0)
    text = part.text("on") if "on" in part.values else None
    part.close()
    return part.build(lambda: Offset(day_type, count, None if text is None else YearDay(text)), None)


def _reminder(table: Table) -> Reminder:
    edge = table.choice("edge", Edge)
    days = table.whole("days", (-_MOST_DAYS, _MOST_DAYS), 0)
    day_type, at = table.choice("day_type", DayType, DayType.BD), table.time("at", MORNING)
    table.close()
    return table.build(lambda: Reminder(edge, days, day_type, at), Reminder(edge))


def _rung(table: Table, groups: Collection[str]) -> Rung:
    days, to = table.whole("days", (0, _MOST_DAYS)), table.some_of("to", groups)
    day_type, at = table.choice("day_type", DayType, DayType.BD), table.time("at", MORNING)
    table.close()
    return table.build(lambda: Rung(days, to, day_type, at), Rung(days, to))
