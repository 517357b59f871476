"""One form, one transaction: stored whole, or refused at its field with everything typed still there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask_appbuilder.fields import QuerySelectField
from flask_babel import gettext as _
from sqlalchemy import inspect
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from wtforms import Form

from models.rules.errors import RuleBroken
from models.tables.base import db
from views.base.conflict import Difference, differences
from views.base.refusals import refusal_of
from views.base.view import show_at_field

if TYPE_CHECKING:
    from views.base.model_view import PlanningModelView


@dataclass(frozen=True, slots=True)
class Saved:
    """How storing a form ended: 200 stored, 409 or 422 refused, and what somebody else wrote in between."""

    status: int
    differences: tuple[Difference, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether the row is stored."""
        return self.status == 200


def save(view: PlanningModelView, form: Form, row: Any) -> Saved:  # noqa: ANN401 -- the register's own class
    """Store a valid form in `row`, with its line of the trail; nothing of it where a rule or the database says no."""
    if is_stale(form, row):
        return conflict(view, form, row)
    try:
        _store(view, form, row)
    except StaleDataError:
        db.session.rollback()
        return conflict(view, form, row)
    except RuleBroken as refusal:
        return _refused(form, refusal)
    except (IntegrityError, DataError) as problem:
        return _refused(form, refusal_of(problem, view.constraint_messages))
    return Saved(200)


def delete_row(view: PlanningModelView, row: Any) -> None:  # noqa: ANN401
    """Remove a row with its line of the trail; raises RuleBroken 409 where other rows stand on it."""
    key = row.id
    try:
        db.session.delete(row)
        db.session.flush()
    except (IntegrityError, DataError) as problem:
        raise refusal_of(problem, view.constraint_messages) from problem
    view.record("delete", key)
    db.session.commit()


def _store(view: PlanningModelView, form: Form, row: Any) -> None:  # noqa: ANN401
    verb = "edit" if inspect(row).persistent else "add"
    with db.session.no_autoflush:
        if verb == "edit":
            view.refuse_closed(row)
        form.populate_obj(row)
        view.refuse_closed(row)
        view.check(row)
        db.session.add(row)
    db.session.flush()
    view.record(verb, row.id)
    db.session.commit()


def is_stale(form: Form, row: Any) -> bool:  # noqa: ANN401
    """Whether somebody changed the row since the form was opened."""
    return "row_version" in form and form["row_version"].data != row.row_version


def conflict(view: PlanningModelView, form: Form, row: Any) -> Saved:  # noqa: ANN401
    """The form stays as typed and now carries the stored version: saving again is a choice made in the open."""
    stored = view.edit_form(formdata=None, obj=row)
    version: Any = form["row_version"]
    version.renew(row.row_version)
    form.form_errors.append(_("Somebody else changed this record while you were writing. Compare, then save again."))
    return Saved(409, tuple(differences(form, stored)))


def _refused(form: Form, refusal: RuleBroken) -> Saved:
    db.session.rollback()
    for field in form:
        if isinstance(field, QuerySelectField):
            field._object_list = None  # noqa: SLF001 -- the rows of the list were forgotten with the transaction
    show_at_field(form, refusal)
    return Saved(refusal.status)
