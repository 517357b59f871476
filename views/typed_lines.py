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
from models.rules.sentence import say
from views.field_words import FIELD_WORDS

TEXTS = ("no_report_reason", "cause", "corrective_action", "note")
LONGEST = dict.fromkeys(TEXTS, 4000) | {"no_report_reason": 1000}
LONGEST_KEY = 19


@dataclass(slots=True)
class TypedLines:
    """The entries that are ready, the questions that wait for a choice, and the errors, both by indicator.

    `typed` keeps what stood in the field, so that the page can show it again; `conflicts` says who was first.
    """

    entries: list[LineEntry] = field(default_factory=list)
    questions: dict[int, Ambiguous] = field(default_factory=dict)
    errors: dict[int, str] = field(default_factory=dict)
    typed: dict[int, str] = field(default_factory=dict)
    conflicts: dict[int, str] = field(default_factory=dict)

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
    """Read `{"lines": [{"indicator_id", "row_version", "actual", …}]}`; a field that a line leaves out stays as it is.

    Raises RuleBroken 422 for another shape.
    """
    known = {line.indicator_id: line for line in lines}
    rows = document.get("lines") if isinstance(document, dict) else None
    if not isinstance(rows, list) or not _is_one_row_each(rows):
        raise RuleBroken("bad_document", "No se entendió lo enviado: vuelva a cargar la página e intente de nuevo.")
    return _read([_json_row(row, known.get(row["indicator_id"]), locale) for row in rows], known, locale)


def _key(name: str) -> int:
    """The indicator that a field speaks of, 0 for what is no key: no line has that one, so it is refused."""
    digits = name.removeprefix("version-")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < LONGEST_KEY else 0


def _is_one_row_each(rows: list[Any]) -> bool:
    """Every row names its line, and none is named twice."""
    ids = [row.get("indicator_id") if isinstance(row, dict) else None for row in rows]
    return all(_is_id(key) for key in ids) and len(set(ids)) == len(ids)


def _json_row(row: Mapping[str, Any], line: SheetLine | None, locale: str) -> dict[str, Any]:
    """The row with what stands in the fields that it leaves out; the version tells whether that is what was seen."""
    stands = {} if line is None else {name: getattr(line, name) for name in TEXTS} | {"actual": _shown(line, locale)}
    return {**stands, **row, "actual": _json_text(row.get("actual", stands.get("actual")))}


def _shown(line: SheetLine, locale: str) -> str:
    """The value as its field shows it."""
    return "" if line.actual is None else plain_number(line.actual, locale)


def _json_text(value: Any) -> str:  # noqa: ANN401 -- whatever was sent
    """A value as a person would have typed it: nothing for null, and a zero is a value."""
    return "" if value is None else str(value).strip()


def _is_id(value: Any) -> bool:  # noqa: ANN401 -- whatever was sent
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**63


def _form_row(form: Mapping[str, str], indicator_id: int) -> dict[str, Any]:
    version = form.get(f"version-{indicator_id}", "")
    is_version = version.isascii() and version.isdecimal() and len(version) < LONGEST_KEY
    row: dict[str, Any] = {"indicator_id": indicator_id, "row_version": int(version) if is_version else None}
    for name in ("actual", "choice", *TEXTS):
        row[name] = _one_text(form.get(f"{name}-{indicator_id}"))
    return row


def _one_text(value: Any) -> str:  # noqa: ANN401 -- whatever was sent
    """A text as it is kept, whichever way the browser ends its lines."""
    return str(value or "").replace("\r\n", "\n").strip()


def _differs(row: Mapping[str, Any], line: SheetLine | None, locale: str) -> bool:
    """Something was typed or erased; a line that is not ours is kept, so that it is refused and not ignored."""
    if line is None:
        return True
    if row["actual"] != _shown(line, locale) or row["choice"]:
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
    texts = {name: _one_text(row.get(name)) for name in TEXTS}
    long = next((name for name, text in texts.items() if len(text) > LONGEST[name]), None)
    if long is not None:
        result.errors[line.indicator_id] = say(
            "El texto es demasiado largo: escriba hasta {longest} letras.", longest=LONGEST[long]
        )
        return
    try:
        for name, text in texts.items():
            check_plain(text, of=str(FIELD_WORDS[name]).capitalize())
        actual = _number(row, line, locale, result)
    except RuleBroken as refusal:
        result.errors[line.indicator_id] = refusal.message
        return
    if line.indicator_id not in result.questions:
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
