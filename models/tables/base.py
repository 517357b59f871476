"""What every table shares: session, names of constraints, kinds of column, the reference inside an institution."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from flask_appbuilder import Model as FabModel
from flask_appbuilder.utils.legacy import get_sqla_class
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    Enum,
    ForeignKeyConstraint,
    Identity,
    Numeric,
    String,
    text,
)
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from models.tables.read_session import PlanningSession

FabModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

db = get_sqla_class()(metadata=FabModel.metadata, session_options={"class_": PlanningSession})

LARGEST_QUANTITY = "999999999999.999999"
LARGEST_MONEY = "9999999999999999.99"
PERIOD_PATTERN = r"^[0-9]{4}(-(0[1-9]|1[0-2]|B[1-6]|Q[1-4]|S[12])|/[0-9]{4})?$"

Key = Annotated[int, mapped_column(BigInteger, Identity(), primary_key=True)]
Reference = Annotated[int, mapped_column(BigInteger)]
Code = Annotated[str, mapped_column(String(60))]
Name = Annotated[str, mapped_column(String(1000))]
Quantity = Annotated[Decimal, mapped_column(Numeric(18, 6))]
Money = Annotated[Decimal, mapped_column(Numeric(18, 2))]
Percent = Annotated[Decimal, mapped_column(Numeric(8, 2))]
ExactPercent = Annotated[Decimal, mapped_column(Numeric(24, 10))]
Moment = Annotated[datetime, mapped_column(DateTime(timezone=True))]
PeriodCode = Annotated[str, mapped_column(String(9))]


class Model(FabModel):
    """FAB's declarative base, with the one attribute whose type it states too narrowly."""

    __abstract__ = True
    __table_args__: Any


class InstitutionRow:
    """Data of one institution: the first condition of every scope (rulings 16)."""

    id: Mapped[Key]
    institution_id: Mapped[Reference]


class Versioned:
    """A row that two people may edit: the form carries the version that it was opened with."""

    row_version: Mapped[int] = mapped_column(default=1, server_default=text("1"))

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 -- SQLAlchemy hands over the class
        """A write of a row that somebody changed in between raises StaleDataError."""
        return {"version_id_col": cls.row_version}


def within(column: str, table: str, *, ondelete: str | None = None) -> ForeignKeyConstraint:
    """Reference from `column` to `table` that the database keeps inside one institution."""
    return ForeignKeyConstraint(
        ["institution_id", column], [f"{table}.institution_id", f"{table}.id"], ondelete=ondelete
    )


def of_institution() -> ForeignKeyConstraint:
    """Reference from `institution_id` to its institution.

    The rows of a plan's content do without: a reference `within` it that must stand says the same, and each one costs
    every row that is written.
    """
    return ForeignKeyConstraint(["institution_id"], ["institution.id"])


def one_of(choices: type[StrEnum], name: str) -> Enum:
    """Column type for a closed choice: text in the database, kept closed by a constraint called `name`."""
    return Enum(
        choices,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=40,
        values_callable=lambda members: [member.value for member in members],
    )


def is_period(column: str = "period") -> CheckConstraint:
    """The column holds a period code such as 2027, 2027-Q1, 2027-03 or 2024/2027."""
    return CheckConstraint(f"{column} ~ '{PERIOD_PATTERN}'", name=f"{column}_is_a_period")


def quantity_in_range(column: str) -> CheckConstraint:
    """Zero to the largest quantity; refuses NaN too, which PostgreSQL sorts above every number."""
    return CheckConstraint(f"{column} BETWEEN 0 AND {LARGEST_QUANTITY}", name=f"{column}_is_a_quantity")


def money_in_range(column: str, *, reversals: bool = False) -> CheckConstraint:
    """An amount of money; months may be negative because reversals are legal (rulings 15)."""
    lowest = f"-{LARGEST_MONEY}" if reversals else "0"
    return CheckConstraint(f"{column} BETWEEN {lowest} AND {LARGEST_MONEY}", name=f"{column}_is_money")


def percent_in_range(column: str) -> CheckConstraint:
    """A weight or share from 0 to 100."""
    return CheckConstraint(f"{column} BETWEEN 0 AND 100", name=f"{column}_is_a_percent")
