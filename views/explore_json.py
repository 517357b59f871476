"""The data of the pictures of « Explorar » for a script: figures as numbers to draw and as words to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask import jsonify, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from models.queries.dashboard.coherence import MoneyLine
from models.queries.dashboard.trends import TrendPoint
from models.queries.explore.curve import Curve
from models.queries.explore.heat import Heat
from models.queries.explore.tree import Tree, TreeNode
from models.rules.money import Coherence
from models.rules.wording import color_mark, color_word
from views.formats import percent, period, terms
from views.reader_language import in_reader_language


@dataclass(frozen=True, slots=True)
class Pictures:
    """What the page draws."""

    heat: Heat
    curves: Sequence[Curve]
    money: Sequence[MoneyLine]
    tree: Tree


def pictures_json(pictures: Pictures, at: str) -> Response:
    """The document that `explore.js` reads: every text that it shows stands in it."""
    return jsonify(
        heat=_heat(pictures.heat),
        curves=[_curve(curve) for curve in pictures.curves],
        money=[_point(line, at) for line in pictures.money if line.comparison.gap is not None],
        tree=[_node(node, at) for node in pictures.tree.nodes],
        words=_words(at, pictures.money),
    )


def _heat(heat: Heat) -> dict[str, Any]:
    rows = [
        {"code": row.code, "name": row.name, "cells": [_cell(row.name, point) for point in row.points]}
        for row in heat.rows
    ]
    return {"periods": [period(code) for code in heat.periods], "rows": rows}


def _cell(unit: str, point: TrendPoint) -> dict[str, Any]:
    known = point.color is not None
    figure = percent(point.percent) if point.percent is not None else _("no figure")
    word = f" · {in_reader_language(color_word(point.color or 'grey', point.state))}" if known else ""
    return {
        "value": _number(point.percent),
        "color": point.color or "none",
        "mark": color_mark(point.color or "grey", point.state) if known else "",
        "short": figure if point.percent is not None else "",
        "text": f"{unit}\n{period(point.period)}: {figure}{word}",
    }


def _curve(curve: Curve) -> dict[str, Any]:
    return {
        "name": curve.code,
        "periods": [period(point.period) for point in curve.points],
        "expected": [_number(point.expected) for point in curve.points],
        "done": [_number(point.done) for point in curve.points],
        "texts": [
            _(
                "%(period)s: expected %(expected)s, done %(done)s",
                period=period(point.period),
                expected=percent(point.expected),
                done=percent(point.done),
            )
            for point in curve.points
        ],
    }


def _point(line: MoneyLine, at: str) -> dict[str, Any]:
    found = line.comparison
    words = _(
        "advance %(physical)s, money %(executed)s", physical=percent(found.physical), executed=percent(found.executed)
    )
    return {
        "name": line.code,
        "physical": _number(found.physical),
        "executed": _number(found.executed),
        "verdict": found.verdict,
        "text": f"{line.code} {line.name}\n{words}",
        "url": url_for("DashboardDetailView.item", item_id=line.item_id, period=at),
    }


def _node(node: TreeNode, at: str) -> dict[str, Any]:
    figure = f"{percent(node.percent)} · " if node.percent is not None else ""
    return {
        "id": node.item_id,
        "parent": node.parent_id,
        "mark": color_mark(node.color, node.state),
        "code": node.code,
        "value": max(node.activities, 1),
        "color": node.color,
        "text": f"{node.code} {node.name}\n{figure}{in_reader_language(color_word(node.color, node.state))}",
        "url": url_for("DashboardDetailView.item", item_id=node.item_id, period=at),
    }


def _words(at: str, money: Sequence[MoneyLine]) -> dict[str, str]:
    """Names of axes and pictures, and what each picture says to who does not see it."""
    when, verdicts = period(at), _verdicts()
    counts = Counter(line.comparison.verdict.value for line in money if line.comparison.verdict is not None)
    return {
        "advance": _("Advance of the year"),
        "executed": _("Executed"),
        "expected": _("expected"),
        "done": _("done"),
        "limit": _("advance and money alike"),
        "whole": _("All plans"),
        "heat": _(
            "Heat map of %(units)s by period, by color; the table below has every value.", units=terms("org_unit")
        ),
        "curve": _(
            "Lines of what was expected and done of each plan up to %(period)s; the table below has every value.",
            period=when,
        ),
        "money": _(
            "Advance of the year against the money spent in %(period)s (%(counts)s); the table below has every value.",
            period=when,
            counts=", ".join(f"{words}: {counts[verdict]}" for verdict, words in verdicts.items()),
        ),
        "tree": _("Tree of the plan in %(period)s by color; the table below has every value.", period=when),
        **verdicts,
    }


def _verdicts() -> dict[str, str]:
    """What an item is said to be, by the code of the comparison."""
    return {
        Coherence.COHERENT.value: _("they go together"),
        Coherence.PHYSICAL_AHEAD.value: _("the advance is ahead of the money"),
        Coherence.MONEY_AHEAD.value: _("the money is ahead of the advance"),
    }


def _number(value: Decimal | None) -> float | None:
    """A place on an axis; what is read beside it is the exact text."""
    return None if value is None else float(value)
