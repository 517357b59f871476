"""create_app(): configuration → database → guards → FAB → screens → error pages → health."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask
from flask_mail import Mail
from flask_migrate import Migrate
from flask_wtf import CSRFProtect
from jinja2 import BaseLoader, FileSystemLoader
from werkzeug.middleware.proxy_fix import ProxyFix

from app.assets import install_assets
from app.builder import RumboBuilder
from app.errors import install_errors
from app.headers import install_headers
from app.home import HomeView
from app.menu import install_menu
from app.reader import install_reader
from app.roles import builtin_roles
from models.tables import registry  # noqa: F401 -- every table must be known before the first query
from models.tables.base import db
from views import register_views
from views.formats import add_formats
from views.reader_language import install_language

ROOT = Path(__file__).resolve().parent.parent


class RumboApp(Flask):
    """Flask whose pages are ours alone: FAB brings its own of Bootstrap 3 with every view, and they stay closed.

    What FAB draws has a template of ours of the same path; tests/structure/fab_templates.toml lists both.
    """

    def create_global_jinja_loader(self) -> BaseLoader:  # type: ignore[override]  # Flask would ask every blueprint too
        """Look for a template in our own folder and nowhere else."""
        return FileSystemLoader(ROOT / "app" / "templates")


def create_app(settings: Mapping[str, Any]) -> Flask:
    """The application over `settings` (config.settings()); registers everything, migrates nothing."""
    logging.getLogger("flask_appbuilder").setLevel(logging.ERROR)  # it warns of every column that it cannot filter
    app = RumboApp("app", template_folder="templates", static_folder="static")
    app.config.update(settings)
    app.config["FAB_ROLES"] = builtin_roles()
    _believe_proxies(app)
    db.init_app(app)
    Migrate(app, db, directory=str(ROOT / "migrations"))
    Mail(app)
    install_reader(app)  # first: whatever fails later is answered for the right person
    install_assets(app)
    install_headers(app)
    install_errors(app)
    CSRFProtect(app)  # before FAB: without it a link can delete (style section 6)
    with app.app_context():
        builder = RumboBuilder(app, db.session, indexview=HomeView)  # type: ignore[arg-type]  # FAB takes the scoped session
        register_views(builder)
    install_language(app)
    install_menu(app)
    add_formats(app)
    return app


def _believe_proxies(app: Flask) -> None:
    """Take caller and scheme from as many balancers as are ours; whoever writes such a header further off is ignored.

    Without it every log-in comes from the balancer's address, and its failures count together (rulings 21).
    """
    count = app.config.get("RUMBO_TRUSTED_PROXIES", 0)
    if count:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=0)  # type: ignore[method-assign]
