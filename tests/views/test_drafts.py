"""What hangs on a version of a plan says on which, or is no register at all."""

from __future__ import annotations

import pytest

from models.tables.indicator import Indicator
from views.base import PlanningInterface
from views.base.drafts import DraftPartView

DECLARED = {
    "datamodel": PlanningInterface(Indicator),
    "route_base": "/x",
    "class_permission_name": "x",
    "list_title": "X",
    "label_columns": {"code": "Code"},
    "list_columns": ["code"],
    "search_columns": [],
    "show_columns": [],
    "add_columns": [],
    "edit_columns": [],
}


def test_it_is_not_made_without_saying_on_which_version_it_hangs() -> None:
    with pytest.raises(TypeError, match="version_id_of"):
        type("FreePartView", (DraftPartView,), DECLARED)()
