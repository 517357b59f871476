"""« Cadena »: what became of an item that was not green, link by link, with the steps that are open to who looks."""

from __future__ import annotations

from flask import abort, flash, redirect, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from jobs.queue import ring
from models.actions.hold_sheet import roles_in
from models.actions.register_action import RECORDERS, register_action
from models.clock import business_now
from models.queries.chain import chain_of_item
from models.queries.item_alerts import asking_alerts
from models.queries.local_day import local_day
from models.queries.people_of_unit import people_of_unit
from models.tables.base import db
from models.tables.org_unit import OrgUnit
from models.tables.plan_item import PlanItem
from views.base import PlanningView, acting_reader
from views.chain_rights import rights_in_chain
from views.corrective_actions import typed_words

ITEM = "<int(max=9223372036854775807):item_id>"


class ChainView(PlanningView):
    """One item's chain, from the red cell to the closed commitment, and the form of a new action."""

    route_base = "/cadena"
    class_permission_name = "chain"
    default_view = "home"

    @expose(f"/{ITEM}/")
    @has_access
    def home(self, item_id: int) -> str:
        """Every link in the order of time; 404 for an item out of reach."""
        item, now = item_of(item_id), business_now()
        reader, today = acting_reader(), local_day(item.institution_id, now)
        chain = chain_of_item(item)
        page = self.render_template(
            "chain/chain.html",
            title=_("Chain of %(item)s", item=f"{item.code} {item.name}"),
            item=item,
            unit=db.session.get_one(OrgUnit, item.org_unit_id),
            parent=db.session.get(PlanItem, item.parent_id) if item.parent_id else None,
            chain=chain,
            rights=rights_in_chain(chain, reader, today),
            asking=asking_alerts(item.institution_id, [item.id]).get(item.id),
            may_register=bool(roles_in(reader, item.org_unit_id) & RECORDERS),
            people=people_of_unit(item.institution_id, item.org_unit_id, today),
            today=today,
        )
        return str(page)

    @expose(f"/{ITEM}/accion", methods=["POST"])
    @has_access
    def register(self, item_id: int) -> Response:
        """Record what is done about it."""
        action = register_action(item_of(item_id), typed_words(), acting_reader(), business_now())
        db.session.commit()
        ring("deliver_mail")
        flash(_("The action is recorded. The head of the unit validates it."), "success")
        return redirect(url_for("ChainView.home", item_id=item_id, _anchor=f"action-{action.id}"))


def item_of(item_id: int) -> PlanItem:
    """The item; 404 for one that is not there or out of reach."""
    found = db.session.scalars(select(PlanItem).where(PlanItem.id == item_id)).one_or_none()
    if found is None:
        abort(404)
    return found
