"""What a person typed on the sheet, read strictly: every number understood, asked about, or refused at its field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from models.actions.record_progress import LineEntry
from models.queries.sheet_lines import SheetLine
from models.rules.errors import RuleBroken
from models.rules.numbers import Ambiguous, Refused, plain_number, read_number
from models.rules.plain_text import check_plain
from views.field_words import FIELD_WORDS

TEXTS = ("no_report_reason", "cause", "corrective_action", "note")
LONGEST_TEXT = 4000
LONGEST_KEY = 19


@dataclass(slots=True)
class TypedLines:
    """The entries that are ready, the questions that wait for a choice, and the errors, both by indicator.

    `typed` keeps what stood in the field, so that the page can show it again.
    """

    entries: list[LineEntry] = field(default_factory=list)
    questions: dict[int, Ambiguous] = field(default_factory=dict)
    errors: dict[int, str] = field(default_factory=dict)
    typed: dict[int, str] = field(default_factory=dict)

    @property
    def is_ready(self) -> bool:
        """Nothing is stored while one number is ambiguous or refused."""
        return not self.questions and not self.errors


def from_form(form: Mapping[str, str], lines: list[SheetLine], locale: str) -> TypedLines:
    """Read the page's form; lines whose fields are as they were are left out."""
    known = {line.indicator_id: line for line in lines}
    rows = [_form_row(form, _key(name)) for name in form if name.startswith("version-")]
    return _read([row for row in rows if _differs(row, known.get(row["indicator_id"]), locale)], known, locale)


def from_json(document: Any, lines: list[SheetLine], locale: str) -> TypedLines:  # noqa: ANN401 -- whatever was sent
    """Read `{"lines": [{"indicator_id", "row_version", "actual", …}]}`; raises RuleBroken 422 for another shape."""
    known = {line.indicator_id: line for line in lines}
    rows = document.get("lines") if isinstance(document, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) and _is_id(row.get("indicator_id")) for row in rows):
        raise RuleBroken("bad_document", "No se entendió lo enviado: vuelva a cargar la página e intente de nuevo.")
    return _read([{**row, "actual": _json_text(row.get("actual"))} for row in rows], known, locale)


def _key(name: str) -> int:
    """The indicator that a field speaks of, 0 for what is no key: no line has that one, so it is refused."""
    digits = name.removeprefix("version-")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < LONGEST_KEY else 0


def _json_text(value: Any) -> str:  # noqa: ANN401 -- whatever was sent
    """A value as a person would have typed it: nothing for null, and a zero is a value."""
    return "" if value is None else str(value)


def _is_id(value: Any) -> bool:  # noqa: ANN401 -- whatever was sent
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**63


def _form_row(form: Mapping[str, str], indicator_id: int) -> dict[str, Any]:
    version = form.get(f"version-{indicator_id}", "")
    is_version = version.isascii() and version.isdecimal() and len(version) < LONGEST_KEY
    row: dict[str, Any] = {"indicator_id": indicator_id, "row_version": int(version) if is_version else None}
    for name in ("actual", "choice", *TEXTS):
        row[name] = form.get(f"{name}-{indicator_id}", "").replace("\r\n", "\n").strip()
    return row


def _differs(row: Mapping[str, Any], line: SheetLine | None, locale: str) -> bool:
    """Something was typed or erased; a line that is not ours is kept, so that it is refused and not ignored."""
    if line is None:
        return True
    stands = "" if line.actual is None else plain_number(line.actual, locale)
    if row["actual"] != stands or row["choice"]:
        return True
    return any(row[name] != getattr(line, name) for name in TEXTS)


def _read(rows: list[dict[str, Any]], known: Mapping[int, SheetLine], locale: str) -> TypedLines:
    result = TypedLines()
    for row in rows:
        line = known.get(row["indicator_id"])
        if line is None:
            raise RuleBroken("line_not_found", "Esa actividad no está en su hoja de este mes.", status=404)
        result.typed[line.indicator_id] = row["actual"]
        _read_row(row, line, locale, result)
    return result


def _read_row(row: Mapping[str, Any], line: SheetLine, locale: str, result: TypedLines) -> None:
    texts = {name: str(row.get(name) or "") for name in TEXTS}
    if any(len(text) > LONGEST_TEXT for text in texts.values()):
        result.errors[line.indicator_id] = f"El texto es demasiado largo: escriba hasta {LONGEST_TEXT} letras."
        return
    try:
        for name, text in texts.items():
            check_plain(text, of=str(FIELD_WORDS[name]).capitalize())
        actual = _number(row, line, locale, result)
    except RuleBroken as refusal:
        result.errors[line.indicator_id] = refusal.message
        return
    version = row.get("row_version")
    result.entries.append(
        LineEntry(line.sheet_id, line.indicator_id, version if _is_id(version) else None, actual, **texts)
    )


def _number(row: Mapping[str, Any], line: SheetLine, locale: str, result: TypedLines) -> Decimal | None:
    if not row["actual"]:
        return None
    reading = read_number(row["actual"], locale)
    if isinstance(reading, Ambiguous):
        chosen = next((choice for choice in reading.choices if choice.text == row.get("choice")), None)
        if chosen is not None:
            return chosen.value
        result.questions[line.indicator_id] = reading
        return None
    if isinstance(reading, Refused):
        raise RuleBroken(reading.code, reading.message)
    return reading.value
