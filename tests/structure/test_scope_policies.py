"""Every mapped class has a policy or is named public, and nobody walks round the scope."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask_appbuilder import Model
from sqlalchemy import event, inspect
from sqlalchemy.orm import Session

from models.rules.roles import Role
from models.scope import selecting, writing
from models.scope.links import links_of
from models.scope.policies import POLICIES, PUBLIC
from models.scope.reader import EVERYWHERE
from models.tables.org_unit import OrgUnit

ROOT = Path(__file__).resolve().parents[2]
MAPPED = sorted({mapper.class_ for mapper in Model.registry.mappers}, key=lambda entity: entity.__name__)
PUBLIC_NAMED = sorted(PUBLIC, key=lambda entity: entity.__name__)
FIGURES = ["Progress", "Target", "Indicator", "PlanItem", "BudgetMonth", "CaptureSheet", "Score"]
SHORT_CUTS = re.compile(
    r"(?<![\w.])text\(|\bfrom_statement\(|\b__table__\b|\.connection\(|\bexecute_driver|import text\b"
)


@pytest.mark.parametrize("entity", MAPPED, ids=lambda entity: entity.__name__)
def test_it_has_one_policy_or_is_public(entity: type[Model]) -> None:
    assert (entity in POLICIES) != (entity in PUBLIC)


@pytest.mark.parametrize("entity", PUBLIC_NAMED, ids=lambda entity: entity.__name__)
def test_a_public_table_holds_nothing_of_an_institution(entity: type[Model]) -> None:
    assert "institution_id" not in inspect(entity).columns


@pytest.mark.parametrize("entity", POLICIES, ids=lambda entity: entity.__name__)
def test_the_paths_to_a_unit_lead_to_a_unit(entity: type[Model]) -> None:
    for path in POLICIES[entity].owners:
        here: type[Model] = entity
        for name in path.split("."):
            here = links_of(inspect(here))[name].target
        assert here is OrgUnit


@pytest.mark.parametrize("entity", POLICIES, ids=lambda entity: entity.__name__)
def test_units_write_only_where_a_path_leads_to_a_unit(entity: type[Model]) -> None:
    # Side effects of every act, and what everybody may propose: of no unit
    everybodys = {"AuditEntry", "OutboxMail", "ImprovementProposal"}
    bound_to_units = POLICIES[entity].writers - EVERYWHERE
    assert not bound_to_units or POLICIES[entity].owners or entity.__name__ in everybodys


@pytest.mark.parametrize("entity", POLICIES, ids=lambda entity: entity.__name__)
def test_internal_control_writes_nothing_but_its_traces(entity: type[Model]) -> None:
    traces = {"AuditEntry", "OutboxMail", "ExportRun"}  # SoD-3
    assert Role.INTERNAL_CONTROL not in POLICIES[entity].writers or entity.__name__ in traces


@pytest.mark.parametrize(
    "name", ["Progress", "Target", "Indicator", "PlanItem", "BudgetMonth", "CaptureSheet", "Score"]
)
def test_the_administrator_writes_no_figure(name: str) -> None:
    (policy,) = (policy for entity, policy in POLICIES.items() if entity.__name__ == name)
    assert Role.ADMINISTRATOR not in policy.writers  # SoD-4


def test_every_session_is_listened_to() -> None:
    assert event.contains(Session, "do_orm_execute", selecting.narrow)
    assert event.contains(Session, "before_flush", writing.guard)


@pytest.mark.parametrize("floor", ["app", "views"])
def test_screens_ask_only_through_the_scope(floor: str) -> None:
    """Core statements are for actions, queries and jobs, which name the institution in their condition."""
    owners = ("app/upgrade.py", "app/embedded/", "app/demo/", "app/commands/")  # they act for no reader
    wrong = []
    for file in sorted((ROOT / floor).rglob("*.py")):
        name = str(file.relative_to(ROOT))
        code = re.sub(r'""".*?"""|#.*', "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
        wrong += [f"{name}: {found}" for found in SHORT_CUTS.findall(code) if not name.startswith(owners)]
    assert not wrong
