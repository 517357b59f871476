"""« Acciones correctivas »: those that wait for somebody, and each step of one."""

from __future__ import annotations

from flask import abort, flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from jobs.queue import ring
from models.actions.carry_out_action import (
    close_action,
    implement_action,
    record_execution,
    return_action,
    verify_action,
)
from models.actions.decide_action import Decision, reject_action, validate_action
from models.actions.hold_action import action_of
from models.actions.register_action import ActionWords, revise_action
from models.clock import business_now
from models.queries.action_list import Which, action_lines, actions_to_validate
from models.queries.local_day import local_day
from models.tables.base import db
from models.tables.corrective_action import CorrectiveAction
from views.base import PlanningView, acting_reader, typed_text
from views.paging import asked_part
from views.typed_choices import typed_day, typed_key
from views.uploads import uploaded_files

LINES = 25
ACTION = "<int(max=9223372036854775807):action_id>"


class CorrectiveActionsView(PlanningView):
    """The list, and the steps of SM-5; each leads back to the chain of the item."""

    route_base = "/acciones"
    class_permission_name = "corrective_actions"
    default_view = "home"

    @expose("/")
    @has_access
    def home(self) -> str:
        """The list that the address asks for: what waits to be validated, unless it says otherwise."""
        reader, now = acting_reader(), business_now()
        today = local_day(reader.institution_id or 0, now)
        asked = request.args.get("which", Which.TO_VALIDATE)
        if asked not in set(Which):
            abort(400)
        number, part = asked_part(LINES)
        lines, total = action_lines(Which(asked), today, part)
        turn = {line.action.id for line in actions_to_validate(reader, today)}
        page = self.render_template(
            "chain/actions.html",
            title=_("Corrective actions"),
            lines=lines,
            turn=turn,
            which=asked,
            choices=tuple(Which),
            number=number,
            size=LINES,
            total=total,
        )
        return str(page)

    @expose(f"/{ACTION}/validar", methods=["POST"])
    @has_access
    def validate(self, action_id: int) -> Response:
        """The head finds it adequate."""
        action = action_of(action_id, lock=True)
        due_on = typed_day("due_on") if request.form.get("due_on") else None
        decision = Decision(typed_text("comment", _("Comment"))[:1000], typed_key("owner"), due_on)
        validate_action(action, decision, acting_reader(), business_now())
        return _settled(action, _("Validated."))

    @expose(f"/{ACTION}/rechazar", methods=["POST"])
    @has_access
    def reject(self, action_id: int) -> Response:
        """The head gives it back."""
        action = action_of(action_id, lock=True)
        reject_action(action, typed_text("comment", _("Comment"))[:1000], acting_reader(), business_now())
        return _settled(action, _("Rejected. Who recorded it has been told."))

    @expose(f"/{ACTION}/corregir", methods=["POST"])
    @has_access
    def revise(self, action_id: int) -> Response:
        """Its unit says it better."""
        action = action_of(action_id, lock=True)
        revise_action(action, typed_words(), acting_reader(), business_now())
        return _settled(action, _("The action is recorded. The head of the unit validates it."))

    @expose(f"/{ACTION}/avance", methods=["POST"])
    @has_access
    def progress(self, action_id: int) -> Response:
        """Its unit says how far it has come."""
        action = action_of(action_id, lock=True)
        record_execution(action, typed_text("result", _("Result")), uploaded_files(), acting_reader(), business_now())
        return _settled(action, _("The progress is recorded."))

    @expose(f"/{ACTION}/implementar", methods=["POST"])
    @has_access
    def implement(self, action_id: int) -> Response:
        """Its unit says that it is done."""
        action = action_of(action_id, lock=True)
        implement_action(action, typed_text("result", _("Result")), uploaded_files(), acting_reader(), business_now())
        return _settled(action, _("Implemented. Planning verifies it."))

    @expose(f"/{ACTION}/verificar", methods=["POST"])
    @has_access
    def verify(self, action_id: int) -> Response:
        """Planning saw that it is done."""
        action = action_of(action_id, lock=True)
        verify_action(action, acting_reader(), business_now())
        return _settled(action, _("Verified."))

    @expose(f"/{ACTION}/devolver", methods=["POST"])
    @has_access
    def return_(self, action_id: int) -> Response:
        """Planning did not find it done."""
        action = action_of(action_id, lock=True)
        return_action(action, typed_text("comment", _("Comment"))[:1000], acting_reader(), business_now())
        return _settled(action, _("Returned. Who recorded it has been told."))

    @expose(f"/{ACTION}/cerrar", methods=["POST"])
    @has_access
    def close(self, action_id: int) -> Response:
        """Nothing is left to do."""
        action = action_of(action_id, lock=True)
        close_action(action, acting_reader(), business_now())
        return _settled(action, _("Closed."))


def typed_words() -> ActionWords:
    """What this request's form says of an action; raises RuleBroken 422 for what cannot be kept."""
    return ActionWords(
        cause=typed_text("cause", _("Cause")),
        description=typed_text("description", _("Corrective action")),
        owner_id=typed_key("owner"),
        due_on=typed_day("due_on") if request.form.get("due_on") else None,
    )


def _settled(action: CorrectiveAction, said: str) -> Response:
    db.session.commit()
    ring("deliver_mail")
    flash(said, "success")
    return redirect(url_for("ChainView.home", item_id=action.plan_item_id, _anchor=f"action-{action.id}"))
