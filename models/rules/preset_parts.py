"""Reading the parts of a declaration that stand by themselves: calendar, words, bands, score settings, groups."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from models.rules.calendar import CalendarDay, CalendarSpec, Closure, DayKind, YearDay
from models.rules.preset import Reach, Recipients, UnitKind
from models.rules.roles import ASSIGNABLE, Role
from models.rules.score_rules import (
    ExecutionStage,
    ExplainWhen,
    LevelRule,
    MissingPolicy,
    RollUp,
    ScoreRule,
    ScoreRules,
    WeightMode,
)
from models.rules.sentence import say
from models.rules.strict import Table
from models.rules.terms import USUAL_WORDS, Words
from models.rules.traffic_light import Band, BandKind, Bands, Color

MEASURED_COLORS = (Color.GREEN.value, Color.YELLOW.value, Color.RED.value)
"""What a band may be called; blue and grey speak of states, and further colours are declared by name."""

_HIGHEST_CAP = 1000
_SOME_DAY = YearDay("01-01")  # stands in while reading goes on to the next problem
_SOME_CALENDAR = CalendarSpec("SV")  # the same


def read_calendar(table: Table, country: str) -> CalendarSpec:
    """`[calendar]`: the holiday list of a country, with closures and single days over it."""
    closures = tuple(_closure(each) for each in table.tables("closures", optional=True))
    days = tuple(_day(each) for each in table.tables("days", optional=True))
    listed = table.code("country") if "country" in table.values else country
    category = table.text("category", "public")
    table.close()
    return table.build(lambda: CalendarSpec(listed, category, closures, days), _SOME_CALENDAR)


def _closure(table: Table) -> Closure:
    name, kind = table.text("name"), table.choice("kind", DayKind, DayKind.INSTITUTIONAL)
    first, last = _year_day(table, "first"), _year_day(table, "last")
    table.close()
    return table.build(lambda: Closure(name, first, last, kind), Closure(name, first, first, kind))


def _year_day(table: Table, key: str) -> YearDay:
    text = table.text(key)
    return table.build(lambda: YearDay(text), _SOME_DAY, key)


def _day(table: Table) -> CalendarDay:
    on, name = table.date("on"), table.text("name")
    kind = table.choice("kind", DayKind, DayKind.INSTITUTIONAL)
    is_working = table.flag("is_working", default=False)
    table.close()
    return table.build(lambda: CalendarDay(on, name, kind, is_working), CalendarDay(on, name, kind))


def read_terms(table: Table) -> dict[str, Words]:
    """`[terms]`: the institution's own words, for terms and roles that exist."""
    words = {}
    for key in [key for key in table.values if key in USUAL_WORDS]:
        part = table.table(key)
        words[key] = Words(part.text("singular"), part.text("plural"))
        part.close()
    table.close()
    return words


def read_unit_kinds(tables: Iterable[Table]) -> tuple[UnitKind, ...]:
    """`[[unit_kinds]]`: the kinds of org unit."""
    kinds = []
    for table in tables:
        kinds.append(UnitKind(table.code("code"), table.text("name"), table.flag("is_dependency")))
        table.close()
        refuse_repeated(table, [kind.code for kind in kinds])
    return tuple(kinds)


def read_recipients(tables: Iterable[Table], unit_kinds: Collection[str]) -> tuple[Recipients, ...]:
    """`[[recipients]]`: who is meant by a name in the deadlines."""
    groups = []
    for table in tables:
        code, name = table.code("code"), table.text("name")
        roles = tuple(Role(role) for role in table.some_of("roles", ASSIGNABLE) if role in ASSIGNABLE)
        reach = table.choice("reach", Reach)
        kinds = table.some_of("unit_kinds", unit_kinds, ())
        table.close()
        groups.append(Recipients(code, name, frozenset(roles), reach, frozenset(kinds)))
        refuse_repeated(table, [group.code for group in groups])
    return tuple(groups)


def read_bands(table: Table, colors: Collection[str], base: Bands) -> Bands:
    """`[bands]` or a plan type's `bands`: a list for all kinds under `default`, and lists for the kinds that differ."""
    default = _band_list(table, "default", colors) or base.default
    found = {kind.value: _band_list(table, kind.value, colors) for kind in BandKind}
    table.close()
    by_kind = dict(base.by_kind) | {kind: bands for kind, bands in found.items() if bands}
    return Bands(default, by_kind)


def _band_list(table: Table, key: str, colors: Collection[str]) -> tuple[Band, ...]:
    """The bands under a key; none where the key is absent or the list was refused."""
    bands: list[Band] = []
    for each in table.tables(key, optional=True):
        color = each.one_of("color", colors)
        from_percent = each.decimal("from_percent", (0, _HIGHEST_CAP))
        label = each.text("label", "" if color in MEASURED_COLORS else None)
        each.close()
        bands.append(Band(color, from_percent, label))
        if color in [band.color for band in bands[:-1]]:
            each.complain("color", say("«{color}» ya tiene un rango en esta lista.", color=color))
    if not bands:
        return ()
    if Color.GREEN not in [band.color for band in bands]:
        table.complain(key, "falta el rango «green»: lo que no está en verde pide acción.")
    return table.build(lambda: Bands(tuple(bands)).default, (), key)


def read_level_rule(table: Table) -> LevelRule:
    """The score settings of a level, and of `total` and `org_unit`."""
    plain = LevelRule()
    return LevelRule(
        roll_up=table.choice("roll_up", RollUp, plain.roll_up),
        weights=table.choice("weights", WeightMode) if "weights" in table.values else None,
        own_share=table.decimal("own_share", (0, 100), plain.own_share),
        bands=table.choice("colored_as", BandKind) if "colored_as" in table.values else None,
    )


def read_score(table: Table, base: ScoreRules, levels: dict[str, LevelRule]) -> ScoreRules:
    """`[score]` or a plan type's `score`: each setting that is silent is taken from `base`."""
    score = table.build(
        lambda: ScoreRules(
            score_rule=table.choice("score_rule", ScoreRule, base.score_rule),
            cap=table.decimal("cap", (100, _HIGHEST_CAP), base.cap),
            missing_policy=table.choice("missing_policy", MissingPolicy, base.missing_policy),
            rounding=table.whole("rounding", (0, 2), base.rounding),
            weight_mode=table.choice("weight_mode", WeightMode, base.weight_mode),
            levels=levels,
            total=_sum_rule(table, "total", base.total),
            org_unit=_sum_rule(table, "org_unit", base.org_unit),
            explain_when=table.choice("explain_when", ExplainWhen, base.explain_when),
            evidence_too=table.flag("evidence_too", default=base.evidence_too),
            over_execution_from=table.decimal("over_execution_from", (100, _HIGHEST_CAP), base.over_execution_from),
            coherence_gap=table.decimal("coherence_gap", (0, 100), base.coherence_gap),
            persist_window=table.whole("persist_window", (1, 12), base.persist_window),
            execution_stage=table.choice("execution_stage", ExecutionStage, base.execution_stage),
            combines_money=table.flag("combines_money", default=base.combines_money),
        ),
        base,
    )
    table.close()
    return score


def _sum_rule(table: Table, key: str, base: LevelRule) -> LevelRule:
    if key not in table.values:
        return base
    part = table.table(key)
    rule = read_level_rule(part)
    part.close()
    return rule


def refuse_repeated(table: Table, codes: list[str]) -> None:
    """Note a problem where the last of the codes stands before it already."""
    if codes[-1] in codes[:-1]:
        table.complain("code", say("«{name}» está repetido.", name=codes[-1]))
