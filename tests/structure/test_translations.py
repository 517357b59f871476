"""Every text that a person sees has its Spanish."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
SPANISH = ROOT / "translations" / "es" / "LC_MESSAGES" / "messages.po"
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
Ids = set[str]


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with SPANISH.open("rb") as file:
        return read_po(file, locale="es")


@pytest.fixture(scope="module")
def used() -> Ids:
    """Every text of the code and the templates; of a plural its first form."""
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    keywords = {**DEFAULT_KEYWORDS, "lazy_gettext": None}
    ids = (found[2] for found in extract_from_dir(ROOT, methods, options, keywords))
    return {one[0] if isinstance(one, tuple) else one for one in ids}


def forms(text: str | tuple[str, ...] | list[str]) -> list[str]:
    return [text] if isinstance(text, str) else [*text]


def messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def test_nothing_is_missing(catalogue: Catalog, used: Ids) -> None:
    assert not {text for text in used if catalogue.get(text) is None}


def test_nothing_is_left_over(catalogue: Catalog, used: Ids) -> None:
    left = {forms(message.id)[0] for message in messages(catalogue)} - used
    assert not left, left


def test_nothing_is_empty_or_fuzzy(catalogue: Catalog) -> None:
    assert not [message.id for message in messages(catalogue) if message.fuzzy or not all(forms(message.string))]


def test_placeholders_are_the_same(catalogue: Catalog) -> None:
    for message in messages(catalogue):
        offered = set(PLACEHOLDER.findall(" ".join(forms(message.id))))
        for text in forms(message.string):
            assert set(PLACEHOLDER.findall(text)) <= offered, message.id
        assert set(PLACEHOLDER.findall(" ".join(forms(message.string)))) == offered, message.id
