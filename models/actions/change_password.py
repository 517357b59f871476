"""A person changes the own password, knowing the old one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from flask_appbuilder.security.sqla.models import User
from werkzeug.security import check_password_hash, generate_password_hash

from models.actions.end_sessions import end_sessions
from models.actions.mark_password import mark_password
from models.actions.record_act import Act, record_act
from models.rules.errors import RuleBroken
from models.rules.password import check_password
from models.scope import Reader, as_system
from models.tables.base import db
from models.tables.institution import Institution


@dataclass(frozen=True, slots=True)
class PasswordChange:
    """The password in use and the one that comes after it."""

    old: str = field(repr=False)
    new: str = field(repr=False)


def change_password(change: PasswordChange, actor: Reader, now: datetime) -> None:
    """Store the hash of the new password and end all sessions of the person; the caller commits.

    Raises RuleBroken for a wrong old password (field `old`) or a weak new one (field `password`).
    """
    if actor.user_id is None or actor.institution_id is None:
        raise RuleBroken("unknown_person", "La persona no pertenece a ninguna institución.", status=404)
    with as_system(actor.institution_id, actor.name):  # the own row is the one that a person may write
        user = db.session.get_one(User, actor.user_id)
        if not check_password_hash(user.password or "", change.old):
            raise RuleBroken("wrong_password", "La contraseña actual no es esa. Escríbala de nuevo.", field="old")
        code = db.session.get_one(Institution, actor.institution_id).code
        check_password(change.new, (user.username, user.first_name, user.last_name, *code.split("_")))
        if check_password_hash(user.password or "", change.new):
            raise RuleBroken("same_password", "La contraseña nueva es igual a la actual.", field="password")
        user.password = generate_password_hash(change.new)
        db.session.flush()
        end_sessions(actor.user_id, actor.institution_id)
        mark_password(actor.user_id, actor.institution_id, is_given=False)
    record_act(actor, Act("change_password", "person", actor.user_id), now)
