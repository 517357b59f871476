"""No row without its institution: the database proves it by a reference, or through what the row must belong to."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from sqlalchemy import ForeignKeyConstraint, Table

from models.tables.base import InstitutionRow, Model
from models.tables.registry import TABLES

OF_AN_INSTITUTION = sorted(table.__tablename__ for table in TABLES if issubclass(table, InstitutionRow))


def leads_to_it(table: Table) -> bool:
    """Whether a reference that must stand leads to the institution, or within it to a row that is so led."""
    for reference in _that_must_stand(table.foreign_key_constraints):
        columns = {element.parent.name: element.column for element in reference.elements}
        found = columns.get("institution_id")
        if found is not None and (found.table.name == "institution" or leads_to_it(found.table)):
            return True
    return False


def _that_must_stand(references: Iterable[ForeignKeyConstraint]) -> list[ForeignKeyConstraint]:
    return [each for each in references if not any(column.nullable for column in each.columns)]


@pytest.mark.parametrize("name", OF_AN_INSTITUTION)
def test_every_row_of_an_institution_leads_to_it(name: str) -> None:
    assert leads_to_it(Model.metadata.tables[name])
