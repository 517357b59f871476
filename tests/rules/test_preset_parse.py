from __future__ import annotations

import copy
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.errors import RuleBroken
from models.rules.preset_parse import declaration, fingerprint, parse_preset
from models.rules.strict import DeclarationRefused
from tests.rules.declarations import GONE, HACIENDA, SHIPPED, TEXT, assert_refused, edited

BROKEN = [
    # the institution
    ("colour", "green", "colour"),  # a key that does not exist
    ("code", GONE, "code"),
    ("code", "Hacienda SV", "code"),
    ("name", 7, "name"),
    ("country", "XX", "country"),
    ("country", "SLV", "country"),
    ("currency", "DOLAR", "currency"),
    ("locale", "es", "locale"),  # the bare language reads numbers wrongly
    ("locale", "es_ZZ", "locale"),
    ("locale", "../es_SV", "locale"),
    ("timezone", "America/San_Salvador", "timezone"),
    ("timezone", "../../etc/passwd", "timezone"),
    ("accounting.refuse_above_current", "line", "accounting.refuse_above_current"),
    ("accounting.stage", "accrued", "accounting.stage"),
    ("further_colors", "orange", "further_colors"),
    ("further_colors", ["blue"], "further_colors"),  # it speaks of a state
    ("further_colors", ["muy rojo"], "further_colors[0]"),
]


@pytest.mark.parametrize(("path", "value", "place"), BROKEN)
def test_it_refuses_with_the_place(path: str, value: object, place: str) -> None:
    assert_refused(path, value, place)


def test_it_tells_all_problems_at_once() -> None:
    with pytest.raises(DeclarationRefused) as refusal:
        parse_preset(edited(("currency", "XX"), ("plan_types.1.levels.0.colored_as", "azul"), ("colour", 1)))
    assert [problem.place for problem in refusal.value.problems] == [
        "currency",
        "plan_types[1].levels[0].colored_as",
        "colour",
    ]
    assert "«azul» no existe; use uno de: project, indicator, function, financial." in refusal.value.message


def test_it_refuses_every_key_taken_out_of_the_top_but_the_optional_ones() -> None:
    optional = {
        "calendar",
        "terms",
        "bands",
        "score",
        "deadlines",
        "report_kinds",
        "information_requests",
        "procedures",
    }
    for key in set(SHIPPED) - optional:
        with pytest.raises(DeclarationRefused):
            parse_preset(edited((key, GONE)))
    for key in optional - {"deadlines"}:
        parse_preset(edited((key, GONE)))


@pytest.mark.parametrize(
    ("text", "where"),
    [("code = 'a'\nname = ]", "en la línea 2, columna 8"), ("code = [1, 2", ", al final")],
)
def test_it_refuses_text_that_is_no_toml(text: str, where: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        parse_preset(text)
    assert refusal.value.code == "bad_toml"
    assert where in refusal.value.message


def test_the_stored_form_reads_back_as_the_same_preset() -> None:
    stored = json.loads(json.dumps(declaration(edited(("score.cap", Decimal("112.50"))))))
    assert stored["score"]["cap"] == "112.50"
    assert stored["deadlines"][3]["time_of_day"] == "06:00:00"
    assert parse_preset(stored) == parse_preset(edited(("score.cap", Decimal("112.50"))))


def test_text_and_stored_form_have_one_fingerprint() -> None:
    assert parse_preset(declaration(TEXT)) == HACIENDA
    assert fingerprint(TEXT) == fingerprint(declaration(TEXT)) == fingerprint(dict(reversed(SHIPPED.items())))
    assert fingerprint(edited(("score.cap", 110))) != fingerprint(TEXT)


def test_reading_leaves_the_mapping_as_it_was() -> None:
    before = copy.deepcopy(SHIPPED)
    parse_preset(SHIPPED)
    assert before == SHIPPED


@given(
    st.sampled_from(sorted(SHIPPED)), st.one_of(st.none(), st.text(), st.integers(), st.lists(st.text()), st.booleans())
)
def test_anything_at_all_is_read_or_refused_and_always_alike(key: str, value: object) -> None:
    def outcome() -> object:
        try:
            return parse_preset(SHIPPED | {key: value})
        except DeclarationRefused as refusal:
            return refusal.problems

    assert outcome() == outcome()
