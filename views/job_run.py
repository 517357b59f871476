"""What ran without a person: jobs with their beginning, end and failure."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from models.tables.job_run import JobRun
from views.base import PlanningInterface, PlanningModelView
from views.mail_words import JOB_WORDS


class JobRunView(PlanningModelView):
    """To read."""

    datamodel = PlanningInterface(JobRun)
    route_base = "/tareas"
    class_permission_name = "job_run"
    list_title = _("Automatic tasks")
    show_title = _("Automatic task")
    label_columns = {
        "name": _("Task"),
        "started_at": _("Began"),
        "ended_at": _("Ended"),
        "counted": _("Counted"),
        "error": _("Failure"),
    }
    choice_labels = {"name": JOB_WORDS}
    list_columns = ["started_at", "name", "ended_at", "counted", "error"]
    order_columns = ["started_at", "name"]
    search_columns = ["started_at", "error"]
    show_columns = list_columns
    add_columns: list[str] = []
    edit_columns: list[str] = []
    base_order = ("started_at", "desc")
