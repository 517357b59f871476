"""Every Spanish sentence of the lower floors has its English, with the same fields."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from tools.sentences import sentence_calls

ROOT = Path(__file__).resolve().parents[2]
ENGLISH = ROOT / "translations" / "en" / "LC_MESSAGES" / "sentences.po"
FOLDERS = ("views", "models", "jobs")


def calls() -> Iterator[tuple[str, ast.Call, ast.expr]]:
    """Place in the code, the call, and its sentence as it is written."""
    files = [*(ROOT / "app").glob("*.py"), *(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))]
    for path in files:
        for call, said in sentence_calls(path.read_text(encoding="utf-8")):
            yield f"{path.relative_to(ROOT)}:{call.lineno}", call, said


CALLS = list(calls())
SAID = [found for found in CALLS if getattr(found[1].func, "id", "") == "say"]


def fields(template: str) -> set[tuple[str, str]]:
    """Names with how they are written, such as `%d/%m/%Y`."""
    return {(name, form or "") for _text, name, form, _kind in Formatter().parse(template) if name is not None}


def shown_as_it_is(template: str) -> bool:
    """No template but a text in which braces are braces."""
    return re.search(r"\{\w+ = ", template) is not None


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with ENGLISH.open("rb") as file:
        return read_po(file, locale="en")


@pytest.fixture(scope="module")
def used() -> set[str]:
    with (ROOT / "sentences.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    return {str(found[2]) for found in extract_from_dir(ROOT, methods, options)}


def test_nothing_is_missing(catalogue: Catalog, used: set[str]) -> None:
    assert not {text for text in used if catalogue.get(text) is None}


def test_nothing_is_left_over(catalogue: Catalog, used: set[str]) -> None:
    left = {str(message.id) for message in catalogue if message.id} - used
    assert not left, left


def test_nothing_is_empty_or_fuzzy(catalogue: Catalog) -> None:
    assert not [message.id for message in catalogue if message.id and (message.fuzzy or not message.string)]


def test_fields_are_the_same(catalogue: Catalog) -> None:
    for message in catalogue:
        if message.id and not shown_as_it_is(str(message.id)):
            assert fields(str(message.string)) == fields(str(message.id)), message.id


@pytest.mark.parametrize(("place", "template"), [(found[0], found[2]) for found in CALLS])
def test_no_template_is_put_together(place: str, template: ast.expr) -> None:
    assert not isinstance(template, ast.JoinedStr | ast.BinOp), place


@pytest.mark.parametrize(("place", "call", "template"), SAID)
def test_what_is_said_is_a_literal_with_its_values(place: str, call: ast.Call, template: ast.expr) -> None:
    assert isinstance(template, ast.Constant), place
    given = {keyword.arg for keyword in call.keywords}
    assert given in (set(), {name for name, _form in fields(template.value)}) or shown_as_it_is(template.value), place


def test_it_finds_them(used: set[str]) -> None:
    assert len(CALLS) > 300
    assert {"Falta la hoja «{sheet}». Agréguela, con sus columnas, aunque no tenga filas.", "verde"} <= used
