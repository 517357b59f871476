"""A person chooses which informing mails to do without; what asks for an act always comes."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from models.actions.choose_notices import choose_notices
from models.clock import business_now
from models.queries.muted_notices import muted_notices
from models.rules.optional_notice import OptionalNotice
from models.tables.base import db
from views.base import PlanningView, acting_reader

CHOICES = {
    OptionalNotice.WINDOW_OPENS: lazy_gettext("On the day that the capture opens"),
    OptionalNotice.WINDOW_ENDS_SOON: lazy_gettext("When the deadline comes near"),
    OptionalNotice.DAILY_DIGEST: lazy_gettext("Once a day, the reports that came in"),
}
"""Every optional notice, as the page asks for it."""


class MyNoticesView(PlanningView):
    """One box a notice, ticked when it comes; works without a script."""

    route_base = "/mis-avisos"
    class_permission_name = "my_notices"
    default_view = "choose"

    @expose("/", methods=["GET", "POST"])
    @has_access
    def choose(self) -> Response | str:
        """Show the boxes; store what was left unticked."""
        reader = acting_reader()
        if request.method == "POST":
            wanted = set(request.form.getlist("notice"))
            choose_notices([notice for notice in OptionalNotice if notice not in wanted], reader, business_now())
            db.session.commit()
            flash(_("Your choice was stored. It holds from the next mail."), "success")
            return redirect(url_for("MyNoticesView.choose"))
        muted = muted_notices(reader.user_id or 0)
        boxes = [(notice.value, words, notice not in muted) for notice, words in CHOICES.items()]
        page: str = self.render_template("my_notices.html", title=_("My notices"), boxes=boxes)
        return page
