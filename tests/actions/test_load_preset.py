from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text

from models.actions.load_preset import (
    LoadedPreset,
    has_shipped_presets,
    load_preset,
    load_shipped_presets,
    preset_text,
)
from models.queries.preset_in_use import preset_at, preset_in_use, preset_of_version
from models.rules.errors import RuleBroken
from models.rules.strict import DeclarationRefused
from models.scope import as_system
from models.tables.base import db
from models.tables.level import Level
from models.tables.org_unit import OrgUnit
from models.tables.plan_type import PlanType
from models.tables.preset_version import PresetVersion
from tests.factories import ItemSpec, institution, make_item, make_plan, make_unit
from tests.worked_example import load_both

FIVE = ["hacienda_co", "hacienda_sv", "huamanga_pe", "pasto_co", "trabajo_co"]
NOW = datetime.fromisoformat("2027-04-08T09:00:00-06:00")


def load(text: str, name: str = "sistema (ana)") -> LoadedPreset:
    with as_system(name=name) as actor:
        loaded = load_preset(text, actor, NOW)
        db.session.flush()
        return loaded


def shipped(*changes: tuple[str, str]) -> str:
    text = preset_text("hacienda_sv")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def without_strategies() -> str:
    """The levels of the strategic plan without the one in the middle."""
    return shipped(('  {code = "strategy", name = "Estrategia"},\n', ""))


def test_the_shipped_institution_is_there(system: Any) -> None:
    home = institution()
    assert (home.name, home.currency, home.timezone) == ("Ministerio de Hacienda", "USD", "America/El_Salvador")
    kinds = db.session.scalars(
        select(PlanType.code).where(PlanType.institution_id == home.id).order_by(PlanType.ordinal)
    )
    assert list(kinds) == ["PEI", "POA", "PQG"]


def test_the_same_declaration_changes_nothing(system: Any) -> None:
    # The order of keys and a comment are no change either.
    again = load(f"# otra vez\n{shipped()}")
    assert (again.number, again.is_new) == (1, False)


def test_a_newer_declaration_keeps_the_rows_that_plans_stand_on(system: Any) -> None:
    before = {level.code: level.id for level in db.session.scalars(select(Level).join(Level.plan_type))}
    loaded = load(shipped(('name = "Estrategia"', 'name = "Línea"'), ("from_percent = 90", "from_percent = 95")))
    assert (loaded.number, loaded.is_new) == (2, True)
    after = {level.code: level.id for level in db.session.scalars(select(Level))}
    assert after == before
    assert db.session.scalars(select(Level.name).where(Level.code == "strategy")).one() == "Línea"


def test_the_newest_declaration_is_in_use_and_the_older_stays_readable(system: Any) -> None:
    home = institution().id
    first = preset_in_use(home)
    load(shipped(("from_percent = 90", "from_percent = 95")))
    assert preset_in_use(home).preset.plan_types[0].bands.default[0].from_percent == 95
    assert preset_of_version(home, first.preset_version_id).preset == first.preset
    assert preset_at(home, datetime.fromisoformat("2027-04-08T08:59:59-06:00")) == first
    assert preset_at(home, NOW) == preset_in_use(home)


def test_it_asks_once_a_transaction_for_the_declaration(system: Any, count_statements: list[str]) -> None:
    home = institution().id
    preset_in_use(home)
    count_statements.clear()
    assert preset_in_use(home) is preset_in_use(home)
    assert count_statements == []


def test_a_refused_declaration_names_the_place(system: Any) -> None:
    with pytest.raises(DeclarationRefused, match=r"plan_types\[0\]\.levels\[3\]\.reportes"):
        load(shipped(('name = "Actividad", reports = true', 'name = "Actividad", reports = true, reportes = true')))


def test_a_level_without_items_may_go(system: Any) -> None:
    load(without_strategies())
    assert db.session.scalar(select(func.count()).select_from(Level).where(Level.code == "strategy")) == 0


def test_a_level_with_items_may_not(system: Any) -> None:
    make_item(make_plan("PEI", plan_type="PEI"), "EST-1", ItemSpec("strategy", make_unit("DGA")))
    with pytest.raises(RuleBroken) as refusal:
        load(without_strategies())
    assert refusal.value.code == "level_in_use"


def only_operating() -> str:
    """The declaration without the strategic plan and what speaks of it."""
    head, *parts = shipped().split("\n[[")
    kept = [
        part for part in parts if 'code = "PEI"' not in part and not re.search(r'^plans = .*"PEI"', part, re.MULTILINE)
    ]
    return (
        "\n[[".join([head, *kept])
        .replace('aligns_to = ["PEI"]\n', "")
        .replace("needs_alignment = true", "needs_alignment = false")
    )


def test_a_plan_type_with_plans_may_not_go(system: Any) -> None:
    make_plan("PEI", plan_type="PEI")
    with pytest.raises(RuleBroken) as refusal:
        load(only_operating())
    assert refusal.value.code == "plan_type_in_use"


def test_a_plan_type_without_plans_goes_with_its_levels(system: Any) -> None:
    home = institution().id
    load(only_operating())
    assert list(db.session.scalars(select(PlanType.code).where(PlanType.institution_id == home))) == ["POA", "PQG"]
    left = select(Level.code).where(Level.institution_id == home).order_by(Level.ordinal)
    assert sorted(db.session.scalars(left)) == ["activity", "function", "objective"]


def test_the_currency_is_fixed_once_there_is_money(system: Any, tmp_path: Path) -> None:
    load(shipped(('currency = "USD"', 'currency = "EUR"')))
    load_both(tmp_path, NOW)
    with pytest.raises(RuleBroken) as refusal:
        load(shipped(('currency = "USD"', 'currency = "SVC"')))
    assert refusal.value.code == "currency_fixed"


def test_another_code_is_another_institution(system: Any) -> None:
    loaded = load(shipped(('code = "hacienda_sv"', 'code = "otra"')))
    assert loaded.institution_id != institution().id
    assert db.session.scalar(select(func.count()).select_from(OrgUnit)) == 0


def test_an_upgrade_brings_what_is_shipped_and_never_replaces_what_an_institution_loaded(system: Any) -> None:
    assert {each.code: each.is_new for each in load_shipped_presets(NOW)} == dict.fromkeys(FIVE, False)
    load(shipped(("from_percent = 90", "from_percent = 95")))
    assert [each.code for each in load_shipped_presets(NOW)] == [code for code in FIVE if code != "hacienda_sv"]
    assert db.session.scalar(select(func.count()).select_from(PresetVersion)) == len(FIVE) + 1


def test_it_knows_whether_the_database_has_what_is_shipped(system: Any) -> None:
    assert has_shipped_presets(db.session.connection())
    load(shipped(("from_percent = 90", "from_percent = 95")))  # the institution's own stays
    assert has_shipped_presets(db.session.connection())
    db.session.execute(text("UPDATE preset_version SET sha256 = repeat('0', 64), loaded_by = 'rumbo upgrade'"))
    assert not has_shipped_presets(db.session.connection())


def test_it_reads_a_shipped_code_or_a_file(tmp_path: Path) -> None:
    file = tmp_path / "mio.toml"
    file.write_text("code = 1", encoding="utf-8")
    assert preset_text(str(file)) == "code = 1"
    with pytest.raises(RuleBroken) as refusal:
        preset_text("hacienda_xx")
    assert refusal.value.code == "preset_not_found"
