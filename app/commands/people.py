"""`rumbo create-admin` and `rumbo assign`: the first account, and roles from the command line."""

from __future__ import annotations

from datetime import date, datetime
from secrets import token_urlsafe

import click
from flask_appbuilder.security.sqla.models import User
from sqlalchemy import select
from werkzeug.security import generate_password_hash

from app.commands.context import command_context
from models.actions.assign_role import Holding, assign_role
from models.clock import business_now
from models.queries.local_day import local_day
from models.rules.errors import RuleBroken
from models.rules.password import check_password
from models.rules.roles import ASSIGNABLE, Role
from models.scope import Reader, as_system, current_reader
from models.tables.base import db
from models.tables.institution import Institution
from models.tables.org_unit import OrgUnit
from models.tables.person import Person


@click.command("create-admin", help="Crea la cuenta de quien administra una institución.")
@click.option("--institution", "code", required=True, help="Código de la institución.")
@click.option("--username", required=True)
@click.option("--email", required=True)
@click.option("--password", help="Sin ella se crea una y se muestra una vez.")
@click.option("--unit", help="Unidad de la asignación; la primera de la institución si no se dice.")
def create_admin(code: str, username: str, email: str, password: str | None, unit: str | None) -> None:
    """Make an account with the administrator's role."""
    chosen = password or token_urlsafe(12)
    with command_context(code):
        check_password(chosen, [username])
        where = db.session.scalars(select(Institution).where(Institution.code == code)).one()
        user = User(
            username=username,
            first_name=username,
            last_name="",
            email=email,
            active=True,
            password=generate_password_hash(chosen),
        )
        db.session.add(user)
        db.session.flush()
        db.session.add(Person(user_id=user.id, institution_id=where.id, password_is_given=password is None))
        db.session.flush()
        _assign(user, Role.ADMINISTRATOR, _unit(where.id, unit), None, None)
    click.echo(f"Cuenta «{username}» creada." + ("" if password else f" Contraseña: {chosen}"))


@click.command(help="Da a una persona un rol en una unidad.")
@click.argument("username")
@click.argument("role", type=click.Choice([role.value for role in ASSIGNABLE]))
@click.argument("unit")
@click.option("--from", "starts_on", type=click.DateTime(["%Y-%m-%d"]), help="Desde este día; hoy si no se dice.")
@click.option("--to", "ends_on", type=click.DateTime(["%Y-%m-%d"]), help="Hasta este día inclusive.")
def assign(username: str, role: str, unit: str, starts_on: datetime | None, ends_on: datetime | None) -> None:
    """Assign role × unit × dates; the institution is the person's own."""
    with command_context():
        user = db.session.scalars(select(User).where(User.username == username)).one_or_none()
        person = db.session.get(Person, user.id) if user else None
        if user is None or person is None:
            raise RuleBroken("unknown_user", f"No existe la cuenta «{username}».")
        with as_system(person.institution_id):
            _assign(
                user,
                Role(role),
                _unit(person.institution_id, unit),
                starts_on.date() if starts_on else None,
                ends_on.date() if ends_on else None,
            )
    click.echo(f"{username}: {role} en {unit}.")


def _assign(user: User, role: Role, unit: OrgUnit, starts_on: date | None, ends_on: date | None) -> None:
    now = business_now()
    holding = Holding(
        institution_id=unit.institution_id,
        user_id=user.id,
        org_unit_id=unit.id,
        role=role,
        starts_on=starts_on or local_day(unit.institution_id, now),
        ends_on=ends_on,
    )
    actor = current_reader()
    assign_role(holding, actor or Reader(None, "sistema", unit.institution_id, is_system=True), now)


def _unit(institution_id: int, code: str | None) -> OrgUnit:
    question = select(OrgUnit).where(OrgUnit.institution_id == institution_id).order_by(OrgUnit.id)
    unit = db.session.scalars(question.where(OrgUnit.code == code) if code else question).first()
    if unit is None:
        raise RuleBroken("unknown_unit", "No existe esa unidad: cárguela con un plan o en la pantalla de unidades.")
    return unit
