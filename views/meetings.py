"""« Reuniones »: what is coming, what was, and a new one drafted from what is red."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from models.actions.draft_meeting import MeetingPlan, draft_meeting
from models.actions.hold_meeting import UNIT_ROLES
from models.clock import business_now
from models.queries.meeting_choices import meeting_choices
from models.queries.meetings import coming_meetings, past_meetings
from models.rules.errors import RuleBroken
from models.rules.meeting import KEEPERS, MeetingKind, may_prepare
from models.rules.period import Period
from models.rules.roles import Role
from models.scope import Reader
from models.tables.base import db
from models.tables.org_unit import OrgUnit
from views.base import PlanningView, acting_reader, typed_text
from views.paging import asked_part
from views.typed_choices import typed_key, typed_keys, typed_moment

PAST = 25


class MeetingsView(PlanningView):
    """The list, and the form of a new meeting (ux 3.8)."""

    route_base = "/reuniones"
    class_permission_name = "meetings"
    default_view = "home"

    @expose("/")
    @has_access
    def home(self) -> str:
        """What is coming in the order of days, then what was."""
        now = business_now()
        number, part = asked_part(PAST)
        past, total = past_meetings(now, part)
        page = self.render_template(
            "meetings/list.html",
            title=_("Meetings"),
            coming=coming_meetings(now) if number == 1 else (),
            past=past,
            number=number,
            size=PAST,
            total=total,
            may_prepare=bool(acting_reader().roles & (KEEPERS | UNIT_ROLES)),
        )
        return str(page)

    @expose("/nueva", methods=["GET", "POST"])
    @has_access
    def new(self) -> Response | str | tuple[str, int]:
        """Ask what it is about; on a POST draft the agenda and the list of people, or say beside the form why not."""
        if request.method == "GET":
            return self._form()
        try:
            meeting = draft_meeting(_plan(), acting_reader(), business_now())
            db.session.commit()
        except RuleBroken as refusal:
            if refusal.status == 403:
                raise
            db.session.rollback()
            return self._form(refusal), refusal.status
        return redirect(url_for("MeetingView.home", meeting_id=meeting.id))

    def _form(self, refusal: RuleBroken | None = None) -> str:
        reader = acting_reader()
        asked = request.args.get("period") or request.form.get("period") or None
        if asked is not None:
            Period.parse(asked)
        return str(
            self.render_template(
                "meetings/new.html",
                title=_("New meeting"),
                kinds=_kinds(reader),
                choices=meeting_choices(reader.institution_id or 0, asked),
                own_units=_own_units(reader),
                typed=request.form or request.args,
                ticked=frozenset(request.form.getlist("item")),
                ticked_editions=frozenset(request.values.getlist("edition")),
                ticked_units=frozenset(request.form.getlist("unit")),
                refusal=refusal,
            )
        )


def _kinds(reader: Reader) -> tuple[MeetingKind, ...]:
    """What the reader may prepare somewhere."""
    return tuple(kind for kind in MeetingKind if may_prepare(kind, reader.roles))


def _own_units(reader: Reader) -> list[tuple[int, str]]:
    """The units whose own meetings the reader prepares; none for who prepares those of the institution."""
    if reader.roles & KEEPERS:
        return []
    question = select(OrgUnit.id, OrgUnit.name).where(OrgUnit.id.in_(reader.headed_units | reader.reach(Role.LIAISON)))
    return [(key, name) for key, name in db.session.execute(question.order_by(OrgUnit.code))]


def _plan() -> MeetingPlan:
    kind = request.form.get("kind", "")
    if kind not in set(MeetingKind):
        raise RuleBroken("kind_missing", _("Choose what kind of meeting it is."), field="kind")
    period = request.form.get("period") or None
    keeps = bool(acting_reader().roles & KEEPERS)
    return MeetingPlan(
        kind=MeetingKind(kind),
        title=typed_text("title", _("Subject of the meeting")),
        starts_at=typed_moment("day", "starts"),
        ends_at=typed_moment("day", "ends"),
        place=typed_text("place", _("Place"))[:300],
        link=typed_text("link", _("Link"))[:500],
        period=str(Period.parse(period)) if period else None,
        item_ids=typed_keys("item"),
        org_unit_id=None if keeps else typed_key("org_unit") or 0,
        org_unit_ids=typed_keys("unit"),
        edition_ids=typed_keys("edition"),
        points=tuple(typed_text("points", _("Agenda")).splitlines()),
    )
