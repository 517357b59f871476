"""What is known of the institution that a draft is made for; all of it may be unknown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from models.rules.headings.heading import normal
from models.rules.headings.words import level_rank
from models.rules.preset import PlanTypeShape, UnitKind

_MOST = 6


@dataclass(frozen=True, slots=True)
class Office:
    """Plan types, kinds of unit, codes of units by their names and by themselves, and the unit above all others.

    Without `with_execution` the stages of spending are left out, because who asks may not load them (SoD-6).
    """

    today: date
    locale: str = ""
    plan_types: tuple[PlanTypeShape, ...] = ()
    unit_kinds: tuple[UnitKind, ...] = ()
    units: Mapping[str, str] = field(default_factory=dict)
    top_unit: str | None = None
    with_execution: bool = True


@dataclass(frozen=True, slots=True)
class Fit:
    """How the levels of a table lie on those of a plan type: a code for each, None for one that finds no place."""

    plan_type: PlanTypeShape | None
    codes: tuple[str | None, ...]
    score: float


def fit_levels(headings: Sequence[str], office: Office) -> Fit:
    """Lay the levels of a table, from the widest to the narrowest, on the plan type that suits them best."""
    if not office.plan_types:
        return Fit(None, _made_codes(headings), 0.0)
    fits = [_fit(headings, plan_type) for plan_type in office.plan_types]
    return max(fits, key=lambda fit: fit.score)


def _fit(headings: Sequence[str], plan_type: PlanTypeShape) -> Fit:
    """Try every order-keeping placement of as many levels as fit; the last one always has a place."""
    levels = plan_type.levels[:_MOST]
    kept_sets = _kept_sets(len(headings), len(levels))
    best = Fit(plan_type, (*[None] * (len(headings) - 1), levels[-1].code), -100.0)
    for kept in kept_sets:
        for places in combinations(range(len(levels)), len(kept)):
            score = _score(headings, plan_type, kept, places)
            if score > best.score:
                given = dict(zip(kept, (levels[place].code for place in places), strict=True))
                best = Fit(plan_type, tuple(given.get(place) for place in range(len(headings))), score)
    return best


def _kept_sets(count: int, room: int) -> list[tuple[int, ...]]:
    last = count - 1
    return [(*kept, last) for size in range(min(count, room)) for kept in combinations(range(last), size)]


def _score(headings: Sequence[str], plan_type: PlanTypeShape, kept: Sequence[int], places: Sequence[int]) -> float:
    score = 0.5 * len(kept)
    above = None
    for at, place in zip(kept, places, strict=True):
        level = plan_type.levels[place]
        score += alike(headings[at], f"{level.name} {level.code}")
        fits_above = level.at_top if above is None else above in level.parents
        score -= 0 if fits_above else 4
        above = level.code
    return score + (1.0 if plan_type.levels[places[-1]].reports else -1.0)


def alike(heading: str, name: str) -> float:
    """Say how much a heading speaks of a level: 3 for its own word, 1.5 for one that means the same."""
    words, named = normal(heading).split(), normal(name).split()
    if level_rank(" ".join(words)) is None:
        return 0.0
    if set(words) & set(named):
        return 3.0
    ranks = {level_rank(word) for word in words}
    return 1.5 if ranks & {rank for word in named if (rank := level_rank(word)) is not None} else 0.0


def _made_codes(headings: Sequence[str]) -> tuple[str, ...]:
    """Without an institution a level has the code of its own word."""
    found: list[str] = []
    for number, heading in enumerate(headings, start=1):
        words = [word for word in normal(heading).split() if word.isalpha()]
        named = next((word for word in words if level_rank(word) is not None), words[0] if words else "nivel")
        found.append(named[:40] if named not in found else f"{named[:40]}_{number}")
    return tuple(found)


def unit_kind_of(names: Sequence[str], office: Office) -> str:
    """Give the kind of unit whose word stands most often in the names; else the first that has duties of its own."""
    if not office.unit_kinds:
        return "unidad"

    def count(kind: UnitKind) -> tuple[int, bool]:
        word = normal(kind.name).split()[:1]
        return sum(normal(name).split()[:1] == word for name in names), kind.is_dependency

    return max(office.unit_kinds, key=count).code
