"""Flask-AppBuilder as it comes: plain models and plain views over the same tables, its own accounts beside them."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_appbuilder import AppBuilder, Model, ModelView
from flask_appbuilder.models.sqla.interface import SQLAInterface
from flask_appbuilder.utils.legacy import get_sqla_class
from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Integer, Numeric, String
from sqlalchemy.orm import relationship

from benchmarks.peers.server import Wsgi, serve

TABLES = {"schema": "public"}  # its own tables lie in a schema of its own
PERSON, PASSWORD = "admin", "una-clave-de-medida"
db = get_sqla_class()(metadata=Model.metadata)


def _to(table: str) -> ForeignKey:
    return ForeignKey(f"public.{table}.id")


class OrgUnit(Model):
    """A unit."""

    __tablename__, __table_args__ = "org_unit", TABLES
    id = Column(BigInteger, primary_key=True)
    code, name = Column(String(60)), Column(String(1000))

    def __repr__(self) -> str:
        """Shown in lists."""
        return self.name


class PlanType(Model):
    """A kind of plan."""

    __tablename__, __table_args__ = "plan_type", TABLES
    id = Column(BigInteger, primary_key=True)
    code = Column(String(60))


class Level(Model):
    """A level of a kind of plan."""

    __tablename__, __table_args__ = "level", TABLES
    id = Column(BigInteger, primary_key=True)
    plan_type_id = Column(BigInteger, _to("plan_type"))
    name = Column(String(1000))
    plan_type = relationship(PlanType)

    def __repr__(self) -> str:
        """Shown in lists."""
        return f"{self.plan_type.code}: {self.name}"


class Plan(Model):
    """A plan."""

    __tablename__, __table_args__ = "plan", TABLES
    id = Column(BigInteger, primary_key=True)
    code = Column(String(60))


class PlanVersion(Model):
    """A version of a plan."""

    __tablename__, __table_args__ = "plan_version", TABLES
    id = Column(BigInteger, primary_key=True)
    plan_id, number = Column(BigInteger, _to("plan")), Column(Integer)
    plan = relationship(Plan)

    def __repr__(self) -> str:
        """Shown in lists."""
        return f"{self.plan.code} · v{self.number}"


class PlanItem(Model):
    """An activity."""

    __tablename__, __table_args__ = "plan_item", TABLES
    id = Column(BigInteger, primary_key=True)
    plan_version_id, level_id = Column(BigInteger, _to("plan_version")), Column(BigInteger, _to("level"))
    org_unit_id = Column(BigInteger, _to("org_unit"))
    code, name, weight = Column(String(60)), Column(String(1000)), Column(Numeric(9, 4))
    plan_version, level, org_unit = relationship(PlanVersion), relationship(Level), relationship(OrgUnit)


class Indicator(Model):
    """What is measured."""

    __tablename__, __table_args__ = "indicator", TABLES
    id = Column(BigInteger, primary_key=True)
    code, name = Column(String(60)), Column(String(1000))

    def __repr__(self) -> str:
        """Shown in lists."""
        return f"{self.code} {self.name}"


class Target(Model):
    """A monthly value."""

    __tablename__, __table_args__ = "target", TABLES
    id = Column(BigInteger, primary_key=True)
    indicator_id, org_unit_id = Column(BigInteger, _to("indicator")), Column(BigInteger, _to("org_unit"))
    period, planned, does_not_apply = Column(String(9)), Column(Numeric(18, 6)), Column(Boolean)
    indicator, org_unit = relationship(Indicator), relationship(OrgUnit)


class ItemStockView(ModelView):
    """The activities."""

    datamodel = SQLAInterface(PlanItem)
    list_columns = ["code", "name", "level", "org_unit", "weight", "plan_version"]  # noqa: RUF012 -- as its manual says
    base_order = ("code", "asc")


class TargetStockView(ModelView):
    """The monthly values; its search form offers every one of 50,000 indicators."""

    datamodel = SQLAInterface(Target)
    list_columns = ["indicator", "period", "org_unit", "planned", "does_not_apply"]  # noqa: RUF012
    base_order = ("period", "asc")


class TargetNarrowView(TargetStockView):
    """The same without that choice, which an experienced developer takes out."""

    search_exclude_columns = ["indicator"]  # noqa: RUF012


def make(order: dict[str, Any]) -> Wsgi:
    """The application as its skeleton makes it, with one administrator."""
    app = Flask("fab_site")
    app.config.update(
        SECRET_KEY="x" * 60,
        SQLALCHEMY_DATABASE_URI=order["database_url"],
        WTF_CSRF_ENABLED=True,
        BABEL_DEFAULT_LOCALE="es",
        LANGUAGES={"es": {"flag": "sv", "name": "Español"}},
        APP_NAME="FAB",
    )
    db.init_app(app)
    with app.app_context():
        builder = AppBuilder(app, db.session)
        for view in (ItemStockView, TargetStockView, TargetNarrowView):
            builder.add_view(view, view.__name__, category="Planes")
        if builder.sm.find_user(PERSON) is None:
            role = builder.sm.find_role("Admin")
            builder.sm.add_user(PERSON, "Medida", "Medida", "medida@medida.example", role, password=PASSWORD)
    return app


if __name__ == "__main__":
    serve(make)
