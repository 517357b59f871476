"""No page of FAB's own is ever met: each of its templates is overridden by one of ours, or closed for a reason."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import flask_appbuilder
import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import Environment, TemplateNotFound, meta

from app.factory import ROOT
from tests.structure.attacks import registered
from views.base.pages import RegisterPages

LIST = Path(__file__).with_name("fab_templates.toml")
DECLARED = tomllib.loads(LIST.read_text(encoding="utf-8"))
THEIRS = Path(flask_appbuilder.__file__).parent / "templates" / "appbuilder"
OURS = ROOT / "app" / "templates" / "appbuilder"
CLOSED = [name for group in DECLARED["closed"].values() for name in group["templates"]]
AFTER_AN_UPGRADE = (
    "Flask-AppBuilder changed its templates. Compare the old and the new original with ours of the same path, take "
    f"over what matters (blocks, variables, security), then write the new version and hashes into {LIST.name}."
)
REGISTER_PAGES = {f"{page}_template" for page in ("list", "show", "add", "edit")}
REGISTER_WIDGETS = {f"{page}_widget" for page in ("list", "show", "add", "edit")}
"""What `RegisterPages` draws; its search form is no widget."""


def names_in(folder: Path) -> set[str]:
    """Paths of the templates below a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}


def test_the_version_is_the_one_that_was_looked_at() -> None:
    assert flask_appbuilder.__version__ == DECLARED["version"], AFTER_AN_UPGRADE


@pytest.mark.parametrize("name", DECLARED["overridden"])
def test_an_overridden_original_is_the_one_that_was_looked_at(name: str) -> None:
    assert sha256((THEIRS / name).read_bytes()).hexdigest() == DECLARED["overridden"][name], AFTER_AN_UPGRADE


def test_every_template_of_fab_is_overridden_or_closed_once() -> None:
    assert sorted([*DECLARED["overridden"], *CLOSED]) == sorted(names_in(THEIRS)), AFTER_AN_UPGRADE


def test_what_stands_under_its_name_overrides_something() -> None:
    assert names_in(OURS) == {*DECLARED["overridden"]}


@pytest.mark.parametrize("name", CLOSED)
def test_a_closed_template_cannot_be_loaded(whole_app: Flask, name: str) -> None:
    with pytest.raises(TemplateNotFound):
        whole_app.jinja_env.get_template(f"appbuilder/{name}")


def test_every_page_of_every_view_is_drawn_by_templates_of_ours(whole_app: Flask) -> None:
    with whole_app.app_context():
        drawn = {name for view in registered(whole_app) for name in _drawn(view)}
    assert "appbuilder/general/security/login_db.html" in drawn
    found: set[str] = set()
    for name in drawn:
        _follow(whole_app.jinja_env, name, found)
    assert {f"appbuilder/{name}" for name in DECLARED["overridden"]} <= found


@pytest.mark.parametrize("path", ["js/jquery-latest.js", "css/bootstrap.min.css", "js/google_charts.js"])
def test_no_file_of_fab_is_served(client: FlaskClient, path: str) -> None:
    assert (THEIRS.parents[1] / "static" / "appbuilder" / path).is_file()
    assert client.get(f"/static/appbuilder/{path}").status_code == 404


def _drawn(view: Any) -> Iterator[str]:  # any view of FAB's
    """Templates that a view names for its pages and for what stands on them."""
    is_register = isinstance(view, RegisterPages)
    for name in dir(view):
        value = getattr(view, name, None)
        if name.endswith("_template") and isinstance(value, str) and (not is_register or name in REGISTER_PAGES):
            yield value
        elif is_register and name in REGISTER_WIDGETS:
            yield str(getattr(value, "template", None))


def _follow(environment: Environment, name: str, found: set[str]) -> None:
    """Gather a template and all that it extends, includes or imports; TemplateNotFound for one that is none of ours."""
    if name in found:
        return
    found.add(name)
    assert environment.loader is not None
    source, _path, _fresh = environment.loader.get_source(environment, name)
    for other in meta.find_referenced_templates(environment.parse(source)):
        assert other is not None, f"{name} names a template that only running it would tell"
        _follow(environment, other, found)
