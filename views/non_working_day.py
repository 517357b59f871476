"""The institution's own days over the public calendar; a change first shows which deadlines it moves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask import request
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response
from wtforms import Form

from models.actions.change_calendar import change_calendar
from models.clock import business_now
from models.queries.moved_deadlines import DayChange, MovedDeadline, moved_deadlines
from models.queries.told_people import told_people
from models.rules.calendar import CalendarDay
from models.rules.deadline_kind import Subject
from models.rules.errors import RuleBroken
from models.tables.base import db
from models.tables.non_working_day import NonWorkingDay
from views.base import PlanningInterface, PlanningModelView, acting_reader, show_at_field, typed_text
from views.base.model_view import ROW, Answer
from views.base.saving import Saved, conflict, is_stale
from views.formats import day, yes_no
from views.words import word_of


class NonWorkingDayView(PlanningModelView):
    """Days added to the calendar, and days taken back from it."""

    datamodel = PlanningInterface(NonWorkingDay)
    route_base = "/calendario"
    class_permission_name = "non_working_day"
    list_title = _("Non-working days")
    list_hint = _(
        "The days of the public calendar count already. Here stand those that the institution adds or takes back."
    )
    show_title = _("Non-working day")
    add_title = _("New day")
    edit_title = _("Change day")
    label_columns = {"on": _("Day"), "name": _("Name"), "kind": _("Kind"), "is_working": _("Is worked after all")}
    description_columns = {
        "is_working": _("For a day that the public calendar gives free and the institution works."),
    }
    list_columns = ["on", "name", "kind", "is_working"]
    order_columns = ["on", "name"]
    search_columns = ["on", "name", "kind"]
    show_columns = list_columns
    add_columns = ["on", "name", "kind", "is_working"]
    edit_columns = ["name", "kind", "is_working"]
    base_order = ("on", "desc")
    deletable = True
    formatters_columns = {"on": day, "is_working": yes_no}

    @expose("/add", methods=["GET", "POST"])
    @has_access
    def add(self) -> Answer:
        """A new day."""
        form = self.add_form()
        if request.method == "GET":
            return self._add_page(form)
        if not form.validate():
            return self._add_page(form), 422
        if db.session.scalars(select(NonWorkingDay.id).where(NonWorkingDay.on == form.on.data)).first():
            known = RuleBroken("day_is_known", "Ese día ya está en el calendario.", field="on", status=409)
            show_at_field(form, known)
            return self._add_page(form), 409
        change = _typed_change(form, form.on.data)
        return self._change(change) if change else (self._add_page(form), 422)

    @expose(f"/edit/{ROW}", methods=["GET", "POST"])
    @has_access
    def edit(self, pk: int) -> Answer:
        """Another name or kind for a day; 409 where somebody else changed it in between."""
        row = self._row(pk)
        form = self.edit_form(obj=row)
        if request.method == "POST" and form.validate():
            if is_stale(form, row):
                return self._edit_page(form, row, conflict(self, form, row)), 409
            change = _typed_change(form, row.on)
            if change:
                return self._change(change)
        return self._edit_page(form, row, Saved(200)), 422 if request.method == "POST" else 200

    @expose(f"/delete/{ROW}", methods=["POST"])
    @has_access
    def delete(self, pk: int) -> Answer:
        """Take the day back: the public calendar holds again."""
        return self._change(DayChange(self._row(pk).on))

    def _change(self, change: DayChange) -> Response | str:
        """Make the change; where deadlines move, first show which ones and ask what to do with those announced."""
        actor, now = acting_reader(), business_now()
        where = actor.institution_id or 0
        if "confirmed" not in request.form:
            moved = moved_deadlines(where, change, now)
            if moved:
                return self._moved_page(change, moved)
        reason = typed_text("move_announced", gettext("Reason"))
        moved = change_calendar(change, actor, now, institution_id=where, reason=reason)
        db.session.commit()
        return self._to_list(_done(len([each for each in moved if reason.strip() or not each.is_announced])))

    def _moved_page(self, change: DayChange, moved: Sequence[MovedDeadline]) -> str:
        """What moves from when to when, whom it concerns, and what happens to dates that were announced."""
        where, now = acting_reader().institution_id or 0, business_now()
        announced = [each for each in moved if each.is_announced]
        return self._rendered(
            "register/moved_deadlines.html",
            gettext("What the change does"),
            moved=moved,
            announced=announced,
            told=len({person for each in announced for person in told_people(where, each, now)}),
            change=change,
            typed={name: value for name, value in request.form.items() if name != "csrf_token"},
            subject_word=lambda subject: word_of(Subject, subject),
        )


def _typed_change(form: Form, on: date) -> DayChange | None:
    """The day as the form wants it; None with the refusal at the form where there is no such day."""
    try:
        return DayChange(on, CalendarDay(on, form["name"].data, form["kind"].data, form["is_working"].data))
    except RuleBroken as refusal:
        show_at_field(form, refusal)
    return None


def _done(moved: int) -> str:
    """The calendar is changed, and so many deadlines moved."""
    changed = gettext("The calendar was changed.")
    if not moved:
        return changed + " " + gettext("No deadline moved.")
    return changed + " " + ngettext("%(num)s deadline moved.", "%(num)s deadlines moved.", moved)
