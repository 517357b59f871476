"""FAB's security, bound to today's assignments: no role from its tables, exact names, sessions that end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import g, request
from flask_appbuilder.security.sqla.manager import SecurityManager
from flask_appbuilder.security.sqla.models import User
from flask_jwt_extended import JWTManager

from app.login_api import LoginApi
from app.reader import become
from models.actions.log_in import Credentials, log_in
from models.clock import real_now
from models.queries.account import Account, account_of
from models.rules.roles import Role
from models.scope import current_reader
from models.tables.base import db
from views.login import LoginView, session_is_over, session_paused


@dataclass(frozen=True, slots=True)
class BuiltinRole:
    """A role as FAB wants it; its rights are in app.roles and not in FAB's tables."""

    name: str
    id: int = 0


class RumboSecurityManager(SecurityManager):
    """Authentication with limits on both paths; authority from assignments; FAB's own user screens stay away."""

    authdbview = LoginView
    security_api = LoginApi

    def register_views(self) -> None:
        """The log-in page and its API; users and assignments have screens of our own."""
        self.appbuilder.add_api(self.security_api)
        self.auth_view = self.authdbview()
        self.appbuilder.add_view_no_menu(self.auth_view)

    def auth_user_db(self, username: str, password: str) -> User | None:
        """Check a password for the page and for the API; raises RuleBroken 429 while one has to wait."""
        user = log_in(Credentials(username, password, request.remote_addr or ""), real_now())
        db.session.commit()
        return user

    def load_user(self, pk: int) -> User | None:
        """The user of a session, unless it ended: logged out, new password, changed assignment, too long ago.

        Of one that only paused too long, `g.paused` says whose it was.
        """
        account = account_of(int(pk))
        if account is None or session_is_over(account.epoch):
            return None
        if session_paused():
            g.paused = account.user.id
            return None
        g.account = account
        return account.user

    def load_user_jwt(self, _header: dict[str, Any], data: dict[str, Any]) -> User | None:
        """The user of a token, under the same rules; from here on the request reads as that person."""
        account = account_of(int(data["sub"]))
        if account is None or account.must_choose or data.get("epoch") != account.epoch:
            return None
        become(account)
        g.user = account.user
        return account.user

    def create_jwt_manager(self, app: Any) -> JWTManager:  # noqa: ANN401 -- FAB hands over a proxy of the application
        """Tokens carry the epoch, so that logging out ends them too."""
        manager = super().create_jwt_manager(app)
        manager.additional_claims_loader(_epoch_claim)
        return manager

    def get_user_roles(self, user: User) -> list[object]:
        """Today's assignments decide (rulings 16); `ab_user_role` is not asked."""
        reader = current_reader()
        if reader is None or reader.user_id is None or reader.user_id != getattr(user, "id", None):
            return [self.get_public_role()]
        return [BuiltinRole(role.value) for role in reader.roles]

    def get_public_role(self) -> BuiltinRole:
        """What somebody without a session holds."""
        return BuiltinRole(Role.PUBLIC.value)

    def has_access(self, permission_name: str, view_name: str) -> bool:
        """Whether one of the reader's roles has the permission; names are compared whole, and no SQL is needed."""
        reader = current_reader()
        roles = [role.value for role in reader.roles] if reader else [Role.PUBLIC.value]
        return any([view_name, permission_name] in self.builtin_roles[role] for role in roles)

    def is_item_public(self, permission_name: str, view_name: str) -> bool:
        """Whether somebody without a session has the permission."""
        return [view_name, permission_name] in self.builtin_roles[Role.PUBLIC.value]

    def _has_access_builtin_roles(self, role: BuiltinRole, permission_name: str, view_name: str) -> bool:
        return [view_name, permission_name] in self.builtin_roles.get(role.name, [])


def _epoch_claim(identity: str) -> dict[str, int]:
    account: Account | None = account_of(int(identity))
    return {"epoch": account.epoch} if account else {}
