"""Assignments: who holds which role in which unit, from when to when."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from models.actions.assign_role import Holding, check_holding
from models.actions.end_sessions import end_sessions
from models.rules.errors import RuleBroken
from models.rules.roles import Role
from models.rules.sentence import say
from models.scope import Reader
from models.tables.assignment import Assignment
from views.base import PlanningInterface, PlanningModelView, acting_reader
from views.role_lines import ROLE_LINES


class AssignmentView(PlanningModelView):
    """The administrator gives roles, never to himself (SoD-12); a head names who stands in for him."""

    datamodel = PlanningInterface(Assignment)
    route_base = "/asignaciones"
    class_permission_name = "assignment"
    list_title = _("Assignments")
    show_title = _("Assignment")
    add_title = _("New assignment")
    edit_title = _("Change assignment")
    label_columns = {
        "user": _("Person"),
        "role": _("Role"),
        "org_unit": _("Unit"),
        "starts_on": _("From"),
        "ends_on": _("Until"),
        "is_acting": _("Stands in for the head"),
        "act_ref": _("Act or memorandum"),
    }
    description_columns = {
        "ends_on": _("Empty: without end. An assignment is not deleted: give it an end."),
        "is_acting": _("For the days in which the head is away."),
    }
    list_columns = ["user", "role", "org_unit", "starts_on", "ends_on", "is_acting"]
    order_columns = ["role", "starts_on", "ends_on"]
    search_columns = ["user", "role", "org_unit"]
    show_columns = ["user", "role", "org_unit", "starts_on", "ends_on", "is_acting", "act_ref"]
    add_columns = ["user", "role", "org_unit", "starts_on", "ends_on", "is_acting", "act_ref"]
    edit_columns = add_columns
    field_groups = (
        (_("Who, and as what"), ("user", "role", "org_unit")),
        (_("From when to when"), ("starts_on", "ends_on", "is_acting", "act_ref")),
    )
    choice_lines = {"role": ROLE_LINES}
    base_order = ("starts_on", "desc")
    constraint_messages = {
        "ex_assignment_one_head_per_unit": (
            say("La unidad ya tiene jefatura en esas fechas: termine la otra asignación o marque esta como encargado.")
        ),
        "ex_assignment_internal_control_is_exclusive": (
            say("Control interno no puede tener otro rol a la vez. Termine antes las demás asignaciones de la persona.")
        ),
    }

    def check(self, row: Assignment) -> None:
        """The rules of an assignment, then those of a head who names a substitute; open sessions of the person end."""
        actor = acting_reader()
        check_holding(_holding(row, actor), actor)
        if Role.ADMINISTRATOR not in actor.roles:
            _check_substitute(row)
            row.delegated_by_id = actor.user_id
        end_sessions(row.user.id, actor.institution_id or 0)


def _holding(row: Assignment, actor: Reader) -> Holding:
    return Holding(
        institution_id=actor.institution_id or 0,
        user_id=row.user.id,
        org_unit_id=row.org_unit.id,
        role=row.role,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        is_acting=row.is_acting,
        assignment_id=row.id,
    )


def _check_substitute(row: Assignment) -> None:
    """Raise RuleBroken unless somebody stands in for the head for a while (R 3.2, « delegate of own unit »)."""
    if row.role is not Role.DEPARTMENT_HEAD or not row.is_acting:
        raise RuleBroken(
            "only_a_substitute",
            "Una jefatura solo nombra a quien la suple: elija el rol «Jefatura» y marque que suple.",
            field="role",
        )
    if row.ends_on is None:
        raise RuleBroken("substitute_ends", "Escriba hasta cuándo suple.", field="ends_on")
