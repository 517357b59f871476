"""Gestures at the screens of alerts and corrective actions."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from models.rules.alert import AlertKind
from models.tables.alert import Alert
from models.tables.base import db
from models.tables.corrective_action import CorrectiveAction
from tests.procedures.steps import press
from tests.procedures.story import Story

SAID = "Contratar dos analistas"
NEW = "Mover al equipo de apoyo desde la sede central"


def chain_page(story: Story, code: str = "PE-01") -> str:
    """Address of the chain of an item."""
    return f"/cadena/{story.items[code]}/"


def alert(story: Story, kind: AlertKind, period: str, code: str = "PE-01") -> Alert:
    """An alert as it stands in the database now."""
    db.session.rollback()
    db.session.expire_all()
    return db.session.scalars(
        select(Alert).where(Alert.kind == kind, Alert.period == period, Alert.plan_item_id == story.items[code])
    ).one()


def action(description: str = SAID) -> CorrectiveAction:
    """An action as it stands in the database now."""
    db.session.rollback()
    db.session.expire_all()
    return db.session.scalars(select(CorrectiveAction).where(CorrectiveAction.description == description)).one()


def step(browser: FlaskClient, story: Story, name: str, of: CorrectiveAction, **fields: Any) -> Any:
    """Press a button beside an action."""
    return press(browser, chain_page(story), f"/acciones/{of.id}/{name}", **fields)


def register(browser: FlaskClient, story: Story, description: str, code: str = "PE-01", **more: str) -> Any:
    """Record an action on the page of an item."""
    page = chain_page(story, code)
    return press(browser, page, f"{page}accion", cause="Faltó personal", description=description, **more)


def validate(browser: FlaskClient, story: Story, of: CorrectiveAction, owner: str = "enlace") -> Any:
    """The head finds it adequate, and says who answers for it and until when."""
    return step(browser, story, "validar", of, owner=str(story.people[owner]), due_on="2027-05-31")
