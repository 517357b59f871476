"""Every reference of every table, set to another unit's row by somebody who may write the table: none gets through."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import inspect
from sqlalchemy.exc import IntegrityError

from models.rules.errors import RuleBroken
from models.scope.links import Link, links_of
from models.scope.policies import POLICIES
from models.tables.base import db
from tests.conftest import Ministry
from tests.scope.conftest import ReadAs
from tests.structure.matrix_rows import Keys, make_rows


@pytest.fixture
def keys(app: Flask, ministry: Ministry) -> Keys:
    """A row of each table in each relation."""
    return make_rows(app, ministry)


def _references(keys: Keys, relation: str) -> list[tuple[type[Any], Link, int]]:
    """Table, reference and the key of another's row that it could be set to."""
    found = []
    for entity in POLICIES:
        for link in links_of(inspect(entity)).values():
            targets = keys.get(link.target.__tablename__, {})
            if relation in targets and "own" in keys.get(entity.__tablename__, {}):
                found.append((entity, link, targets[relation]))
    return found


def _passes(entity: type[Any], link: Link, own: int, strange: int) -> bool:
    row = db.session.get(entity, own)
    if row is None:
        return False
    setattr(row, link.column, strange)
    try:
        db.session.flush()
    except (RuleBroken, IntegrityError):
        return False
    else:
        return True
    finally:
        db.session.rollback()


@pytest.mark.parametrize("username", ["enlace", "jefatura"])
def test_no_reference_leads_to_another_unit(keys: Keys, read_as: ReadAs, username: str) -> None:
    references = _references(keys, "other")
    assert len(references) > 15
    with read_as(username):
        passed = [
            f"{entity.__name__}.{link.name}"
            for entity, link, strange in references
            if _passes(entity, link, keys[entity.__tablename__]["own"], strange)
        ]
    assert passed == ["Participation.org_unit"]  # an own project may name any unit that takes part in it


@pytest.mark.parametrize("username", ["enlace", "planificacion", "analista", "finanzas", "admin"])
def test_no_reference_leads_to_another_institution(keys: Keys, read_as: ReadAs, username: str) -> None:
    with read_as(username):
        passed = [
            f"{entity.__name__}.{link.name}"
            for entity, link, strange in _references(keys, "foreign")
            if _passes(entity, link, keys[entity.__tablename__]["own"], strange)
        ]
    assert passed == []


@pytest.mark.parametrize("username", ["enlace", "jefatura", "analista", "control", "viceministro", "finanzas", "admin"])
def test_nobody_sees_another_institutions_row(keys: Keys, read_as: ReadAs, username: str) -> None:
    with read_as(username):
        seen = [
            entity.__name__
            for entity in POLICIES
            if "foreign" in keys.get(entity.__tablename__, {})
            and db.session.get(entity, keys[entity.__tablename__]["foreign"]) is not None
        ]
    assert seen == []
