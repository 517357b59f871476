"""What every screen stands on: the fence around FAB's registers, and the base of our own screens."""

from __future__ import annotations

from views.base.fields import ChoiceField, NumberField, WholeNumberField
from views.base.interface import PlanningInterface
from views.base.model_view import PlanningModelView
from views.base.row_field import RowField
from views.base.view import PlanningView, acting_reader, own_address, show_at_field, typed_text

__all__ = [
    "ChoiceField",
    "NumberField",
    "PlanningInterface",
    "PlanningModelView",
    "PlanningView",
    "RowField",
    "WholeNumberField",
    "acting_reader",
    "own_address",
    "show_at_field",
    "typed_text",
]
