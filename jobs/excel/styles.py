"""The look of a workbook: one format for each combination that is asked for, made once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

Property = str | int | float | bool

INK, MUTED, LINE, BRAND, TINT = "#1F2933", "#52606D", "#D5DBE1", "#1F4E79", "#EAF1F8"
_BASE: Mapping[str, Property] = {"font_name": "Calibri", "font_size": 10, "font_color": INK, "valign": "top"}
_CELL: Mapping[str, Property] = {"border": 1, "border_color": LINE}
# a number too wide for its column is drawn smaller, not as « #### »
_NUMBER: Mapping[str, Property] = {**_CELL, "align": "right", "shrink": True}
_CENTRED: Mapping[str, Property] = {"align": "center", "valign": "vcenter", "text_wrap": True}
_KINDS: Mapping[str, Mapping[str, Property]] = {
    "title": {"font_size": 16, "bold": True, "font_color": BRAND, "valign": "vcenter"},
    "context": {"font_color": MUTED, "valign": "vcenter"},
    "section": {"font_size": 12, "bold": True, "font_color": BRAND, "valign": "bottom"},
    "remark": {"font_color": MUTED, "italic": True},
    "paragraph": {"text_wrap": True},
    "link": {"font_color": BRAND, "underline": 1},
    "heading": {
        **_CENTRED,
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": BRAND,
        "border": 1,
        "border_color": "#FFFFFF",
    },
    "label": {**_CELL, "font_color": MUTED, "text_wrap": True},
    "text": {**_CELL, "text_wrap": True},
    "color": {**_CELL, "bold": True, "text_wrap": True, "align": "left", "indent": 1},
    "integer": {**_NUMBER, "num_format": "#,##0"},
    "quantity": {**_NUMBER, "num_format": "#,##0.######"},  # with the decimals that it has
    "whole": {**_NUMBER, "num_format": "0"},  # years and ordinals
    "money": {**_NUMBER, "num_format": "#,##0.00"},
    # the number is in percent points: 87.22 is written as 87.22 and read as « 87.22 % »
    "percent": {**_NUMBER, "num_format": '0.00" %"'},
    "date": {**_CELL, "num_format": "dd/mm/yyyy", "align": "center"},
}
TOTAL: Mapping[str, Property] = {"bold": True, "top": 2, "top_color": BRAND, "bg_color": TINT}
STRONG: Mapping[str, Property] = {"bold": True, "bg_color": TINT}


class Styles:
    """The formats of one workbook. XlsxWriter has no named styles, so each is kept under what it was asked by."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[str, tuple[tuple[str, Property], ...]], Format] = {}

    def get(self, kind: str, extra: Mapping[str, Property] | None = None) -> Format:
        """Return the format of a kind of cell (`text`, `percent`, `heading`…), with `extra` XlsxWriter properties."""
        key = (kind, tuple(sorted((extra or {}).items())))
        if key not in self._made:
            self._made[key] = self._workbook.add_format({**_BASE, **_KINDS[kind], **(extra or {})})
        return self._made[key]

    def quantity(self, decimals: int, extra: Mapping[str, Property] | None = None) -> Format:
        """Return the format of a quantity that is shown with so many decimals; the cell keeps all of them."""
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        return self.get("integer", {**(extra or {}), "num_format": pattern})

    def conditional(self, properties: Mapping[str, Property]) -> Format:
        """Return a format that a condition lays over that of a cell: only what it changes."""
        return self._workbook.add_format(dict(properties))
