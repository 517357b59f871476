"""What the page's script is told when it saves: each line as it stands now, or why it was not saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from flask import Response, get_template_attribute, jsonify, request
from flask_babel import gettext as _
from flask_babel import ngettext

from models.actions.record_progress import WRITTEN, ChangedMeanwhile, LineEntry, record_progress
from models.clock import business_now
from models.queries.line_figures import line_figures
from models.queries.past_values import earlier_actuals
from models.queries.sheet_lines import SheetLine
from models.rules.errors import RuleBroken
from models.rules.numbers import format_number
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from views.base import acting_reader
from views.formats import hour, locale_code, plain
from views.line_changes import conflicts_of
from views.my_month_rows import SheetRow, filled_words, sheet_rows
from views.reader_language import in_reader_language
from views.typed_lines import TypedLines, from_json

CELLS = ("period", "to_date", "color", "summary", "warnings")
"""The macros of `my_month/cells.html` that draw what a saved value changes in its row."""
Answer = tuple[Response, int]


def save_and_answer(sheets: Sequence[CaptureSheet], lines: Sequence[SheetLine]) -> Answer:
    """Save the lines of the document that are understood, and commit; the others are asked about or refused by line.

    200 where at least one was saved, 422 where none was, 409 with what stands where another person was first (then
    nothing is saved, and whoever sent it decides). Raises RuleBroken for what concerns the whole sheet.
    """
    document: Any = request.get_json(silent=True)
    typed = from_json(document, list(lines), locale_code())
    try:
        saved = record_progress(sheets, lines, typed.entries, acting_reader(), business_now())
    except ChangedMeanwhile as refusal:
        db.session.rollback()
        told = {"message": in_reader_language(refusal.message), "conflicts": conflicts_of(refusal.lines)}
        return jsonify({**told, "lines": described(sheets, refusal.lines)}), refusal.status
    except RuleBroken as refusal:
        if refusal.field is None or not refusal.field.startswith("actual-"):
            raise
        db.session.rollback()
        typed.errors[int(refusal.field.removeprefix("actual-"))] = refusal.message
        return jsonify(_refusals(typed)), 422
    now = [_as_saved(line, typed.entries, saved) for line in lines]
    answer = {
        **_refusals(typed),
        "saved": saved,
        "lines": described(sheets, [line for line in now if line.indicator_id in saved]),
        "at": _("Saved at %(hour)s", hour=hour(business_now())),
        "filled": filled_words(now),
        "echo": _echo(typed) if document.get("pasted") else "",
    }
    db.session.commit()
    return jsonify(answer), 200 if saved or typed.is_ready else 422


def described(sheets: Sequence[CaptureSheet], lines: Sequence[SheetLine]) -> dict[int, dict[str, Any]]:
    """How some open lines look now, by indicator: figures, what is asked, warnings; five statements a plan."""
    if not lines:
        return {}
    ids = [line.indicator_id for line in lines]
    earlier = earlier_actuals(sheets[0].org_unit_id, ids, sheets[0].period)
    rows = sheet_rows(lines, line_figures(sheets, lines), {line.sheet_id for line in lines}, earlier)
    return {row.line.indicator_id: _shown(row) for row in rows}


def _as_saved(line: SheetLine, entries: Iterable[LineEntry], saved: Mapping[int, int]) -> SheetLine:
    entry = next((entry for entry in entries if entry.indicator_id == line.indicator_id), None)
    if entry is None:
        return line
    values = {name: getattr(entry, name) for name in WRITTEN}
    return replace(line, row_version=saved[line.indicator_id], **values)


def _shown(row: SheetRow) -> dict[str, Any]:
    line = row.line
    return {
        "version": line.row_version,
        "fields": {name: getattr(line, name) for name in WRITTEN} | {"actual": plain(line.actual)},
        "understood": "" if line.actual is None else format_number(line.actual, locale_code()),
        "tags": sorted(row.tags),
        "asks": row.asks,
        "cells": {name: get_template_attribute("my_month/cells.html", name)(row) for name in CELLS},
    }


def _refusals(typed: TypedLines) -> dict[str, Any]:
    """What was not understood, and what was refused, by line."""
    questions = {
        key: {"message": in_reader_language(question.message), "choices": [choice.text for choice in question.choices]}
        for key, question in typed.questions.items()
    }
    errors = {key: in_reader_language(error) for key, error in typed.errors.items()}
    return {"saved": {}, "lines": {}, "questions": questions, "errors": errors}


def _echo(typed: TypedLines) -> str:
    """« Se pegaron 30 valores · suma 1,245.5 · 2 no se entendieron »."""
    values = [entry.actual for entry in typed.entries if entry.actual is not None]
    total = format_number(sum(values, Decimal(0)), locale_code())
    told = ngettext(
        "%(num)s value pasted · sum %(total)s", "%(num)s values pasted · sum %(total)s", len(values), total=total
    )
    waiting = len(typed.questions) + len(typed.errors)
    if not waiting:
        return str(told)
    missed = ngettext("%(num)s was not understood", "%(num)s were not understood", waiting)
    return f"{told} · {missed}"
