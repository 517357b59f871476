"""create_app(): configuration → database → guards → FAB → screens → error pages → health."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask
from flask_appbuilder import AppBuilder
from flask_mail import Mail
from flask_migrate import Migrate
from flask_wtf import CSRFProtect

from app.roles import builtin_roles
from models.tables import registry  # noqa: F401 -- every table must be known before the first query
from models.tables.base import db

ROOT = Path(__file__).resolve().parent.parent


def create_app(settings: Mapping[str, Any]) -> Flask:
    """The application over `settings` (config.settings()); registers everything, migrates nothing."""
    app = Flask("app", template_folder="templates", static_folder="static")
    app.config.update(settings)
    app.config["FAB_ROLES"] = builtin_roles()
    db.init_app(app)
    Migrate(app, db, directory=str(ROOT / "migrations"))
    Mail(app)
    CSRFProtect(app)  # before FAB: without it a link can delete (style section 6)
    with app.app_context():
        AppBuilder(app, db.session)
    return app
