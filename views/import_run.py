"""Which file was loaded into which plan, by whom and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from models.rules.import_problems import IMPORT_MESSAGES
from models.rules.mapping_messages import ALL_MESSAGES
from models.rules.sentence import again
from models.tables.import_run import ImportRun
from views.base import PlanningInterface, PlanningModelView
from views.reader_language import in_reader_language
from views.trail_words import TABLE_WORDS

_MESSAGES = ALL_MESSAGES | IMPORT_MESSAGES


def counted(counts: Mapping[str, Mapping[str, int]]) -> str:
    """« Indicadores: 3 nuevos, 1 cambiado »; nothing new: a dash."""
    new = {kind: each for kind, each in counts.items() if each.get("created") or each.get("changed")}
    parts = [f"{TABLE_WORDS.get(kind, kind)}: {_changes(each)}" for kind, each in new.items()]
    return "; ".join(parts) or "—"


def _changes(each: Mapping[str, int]) -> str:
    return str(gettext("%(new)s new, %(changed)s changed", new=each["created"], changed=each["changed"]))


def listed(problems: Sequence[Any]) -> str:
    """The messages, one after the other."""
    return " ".join(_message(one) if isinstance(one, Mapping) else str(one) for one in problems) or "—"


def _message(problem: Mapping[str, Any]) -> str:
    """As it was stored, or in the reader's language by the sentence of its code."""
    message, code = str(problem.get("message", "")), problem.get("code")
    return in_reader_language(again(message, _MESSAGES[code].text)) if code in _MESSAGES else message


class ImportRunView(PlanningModelView):
    """To read."""

    datamodel = PlanningInterface(ImportRun)
    route_base = "/importaciones"
    class_permission_name = "import_run"
    list_title = _("Imports")
    show_title = _("Import")
    label_columns = {
        "imported_at": _("When"),
        "file_name": _("File"),
        "imported_by": _("Who"),
        "counts": _("Rows read"),
        "problems": _("Warnings"),
        "sha256": _("Fingerprint of the file"),
    }
    list_columns = ["imported_at", "file_name", "imported_by"]
    order_columns = ["imported_at", "file_name", "imported_by"]
    search_columns = ["file_name", "imported_by", "imported_at"]
    show_columns = ["imported_at", "file_name", "imported_by", "counts", "problems", "sha256"]
    add_columns: list[str] = []
    edit_columns: list[str] = []
    base_order = ("imported_at", "desc")
    formatters_columns = {"counts": counted, "problems": listed}
