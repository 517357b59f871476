"""Codes of a package: every reference leads somewhere, every key stands once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

from models.rules.package_contents import Contents
from models.rules.package_known import Known
from models.rules.package_problems import Place, Problems
from models.rules.package_rows import ActualRow, AnyRow, ItemRow, TargetRow


def check_references(contents: Contents, units: dict[str, str | None], known: Known, problems: Problems) -> None:
    """Note codes and keys that stand twice and references to nothing; `units` answer for the items."""
    _check_codes(contents, problems)
    _check_keys(contents, units, problems)
    _check_choices_of_institution(contents, known, problems)
    _check_links_inside(contents, problems)
    _check_units(contents, contents.codes_of("org_units") | known.org_units, problems)
    _check_alignments(contents, problems)


def _check_codes(contents: Contents, problems: Problems) -> None:
    for sheet, rows in (
        ("org_units", contents.org_units),
        ("items", contents.items),
        ("indicators", contents.indicators),
    ):
        _note_repeated("duplicate_code", (sheet, "code"), ((row, row.code) for row in rows), problems)


def _check_keys(contents: Contents, units: dict[str, str | None], problems: Problems) -> None:
    """A blank unit is the one that answers for the item, so blank and its code are the same key."""
    answers = {row.code: units.get(row.item) for row in contents.indicators}
    targets = ((row, _figure_key(row, answers)) for row in contents.targets)
    actuals = ((row, _figure_key(row, answers)) for row in contents.actuals)
    budget = (
        (
            row,
            (
                (row.item, row.org_unit or units.get(row.item), row.period),
                (row.funding_source, row.expense_class, row.project_code),
            ),
        )
        for row in contents.budget
    )
    internal = ((row, (row.org_unit, row.period, row.name)) for row in contents.internal_activities)
    _note_repeated("duplicate_target", ("targets", "indicator"), targets, problems)
    _note_repeated("duplicate_actual", ("actuals", "indicator"), actuals, problems)
    _note_repeated("duplicate_budget", ("budget", "item"), budget, problems)
    _note_repeated("duplicate_internal_activity", ("internal_activities", "name"), internal, problems)


def _figure_key(row: TargetRow | ActualRow, answers: dict[str, str | None]) -> Hashable:
    return row.indicator, row.org_unit or answers.get(row.indicator), row.period


def _note_repeated(
    code: str, where: tuple[str, str], keyed: Iterable[tuple[AnyRow, Hashable]], problems: Problems
) -> None:
    sheet, column = where
    first: dict[Hashable, int] = {}
    for row, key in keyed:
        if key in first:
            name = problems.row_name(sheet, first[key])
            problems.add(code, Place(sheet, row.row, column), str(getattr(row, column)), first=name)
        first.setdefault(key, row.row)


def _check_choices_of_institution(contents: Contents, known: Known, problems: Problems) -> None:
    """Unit kinds and the plan type are codes of the preset."""
    for unit in contents.org_units:
        if unit.kind not in known.unit_kinds:
            choices = ", ".join(sorted(known.unit_kinds))
            problems.add("unknown_unit_kind", Place("org_units", unit.row, "kind"), unit.kind, choices=choices)
    for plan in contents.plans:
        if plan.type not in known.plan_types:
            choices = ", ".join(known.plan_types)
            problems.add("unknown_plan_type", Place("plan", plan.row, "type"), plan.type, choices=choices)


def _check_links_inside(contents: Contents, problems: Problems) -> None:
    """Items and indicators stand in the package itself."""
    links: tuple[tuple[str, str, str, Sequence[AnyRow]], ...] = (
        ("items", "parent", "items", contents.items),
        ("indicators", "item", "items", contents.indicators),
        ("targets", "indicator", "indicators", contents.targets),
        ("actuals", "indicator", "indicators", contents.actuals),
        ("budget", "item", "items", contents.budget),
    )
    for sheet, column, target, rows in links:
        _note_unknown(f"unknown_{column}", (sheet, column), rows, contents.codes_of(target), problems)


def _check_units(contents: Contents, units: set[str], problems: Problems) -> None:
    """Units stand in the package or in the institution already."""
    _note_unknown("unknown_parent", ("org_units", "parent"), contents.org_units, units, problems)
    named: tuple[tuple[str, Sequence[AnyRow]], ...] = (
        ("plan", contents.plans),
        ("items", contents.items),
        ("targets", contents.targets),
        ("actuals", contents.actuals),
        ("budget", contents.budget),
        ("internal_activities", contents.internal_activities),
    )
    for sheet, rows in named:
        _note_unknown("unknown_org_unit", (sheet, "org_unit"), rows, units, problems)
    for item in contents.items:
        for code in item.participants:
            if code not in units:
                problems.add("unknown_org_unit", Place("items", item.row, "participants"), code)


def _note_unknown(
    code: str, where: tuple[str, str], rows: Sequence[AnyRow], known: set[str], problems: Problems
) -> None:
    sheet, column = where
    for row in rows:
        link = getattr(row, column)
        if link is not None and link not in known:
            problems.add(code, Place(sheet, row.row, column), link)


def _check_alignments(contents: Contents, problems: Problems) -> None:
    """Links to other plans are looked up where those plans are; links inside this one can be checked here."""
    mine = f"{contents.plan.code}:" if contents.plan else ":"
    for item in contents.items:
        for link in item.aligns_to:
            if link.startswith(mine):
                _check_own_link(item, link.removeprefix(mine), contents.codes_of("items"), problems)


def _check_own_link(item: ItemRow, code: str, items: set[str], problems: Problems) -> None:
    place = Place("items", item.row, "aligns_to")
    if code == item.code:
        problems.add("aligned_to_itself", place, code)
    elif code not in items:
        problems.add("unknown_item", place, code)
