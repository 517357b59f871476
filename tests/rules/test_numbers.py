from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import pytest
from babel.localedata import locale_identifiers
from hypothesis import given
from hypothesis import strategies as st

from models.rules.decimals import tidy
from models.rules.numbers import (
    QUANTITY,
    Ambiguous,
    Reading,
    Refused,
    Room,
    Understood,
    format_number,
    plain_number,
    read_number,
    unambiguous,
)
from tests.rules.number_cases import (
    ASKED,
    COMMA,
    GROUPED_BY_SPACE,
    ONE_WAY,
    PLAIN,
    POINT,
    POINT_ONLY,
    REFUSED,
    SPACE,
    TOO_FINE,
    TWELVE,
    exchanged,
    spaced,
)

SIGNED = Room(negative=True)
LOCALE = st.sampled_from(
    [*TWELVE, "es", "en_US", "de_DE", "fr_FR", "de_CH", "hi_IN", "sv_SE", "ar_EG", "fa_IR", "en_US_POSIX"]
)
FIGURE = st.decimals(Decimal(10) ** 12 * -1 + 1, Decimal(10) ** 12 - 1, places=6)


def value_of(reading: Reading) -> Decimal:
    assert isinstance(reading, Understood)
    return reading.value


def code_of(reading: Reading) -> str:
    assert isinstance(reading, Refused)
    return reading.code


def codes_of(texts: Iterable[str], locale: str) -> dict[str, str]:
    return {text: code_of(read_number(text, locale)) for text in texts}


def test_it_is_tried_with_two_hundred_texts_in_twelve_locales() -> None:
    assert len(TWELVE) == 12
    refused = [text for texts in REFUSED.values() for text in texts]
    assert len({*PLAIN, *ASKED, *POINT_ONLY, *map(exchanged, POINT_ONLY), *refused, *ONE_WAY, *TOO_FINE}) >= 200


@pytest.mark.parametrize("locale", TWELVE)
def test_it_understands_digits_alone(locale: str) -> None:
    assert {text: value_of(read_number(text, locale)) for text in PLAIN} == {
        text: Decimal(value) for text, value in PLAIN.items()
    }


@pytest.mark.parametrize("locale", [*TWELVE, "fr_FR", "hi_IN", "de_CH"])
@pytest.mark.parametrize("text", ASKED)
def test_it_asks_what_both_conventions_allow(text: str, locale: str) -> None:
    digits = text.strip(" \u00a0+").lstrip("0").replace(",", ".")
    reading = read_number(text, locale)
    assert isinstance(reading, Ambiguous)
    assert [choice.value for choice in reading.choices] == [Decimal(digits.replace(".", "")), Decimal(digits)]


@pytest.mark.parametrize("locale", POINT)
def test_it_reads_by_the_point_and_refuses_the_comma(locale: str) -> None:
    for text, value in POINT_ONLY.items():
        assert value_of(read_number(text, locale)) == Decimal(value)
        assert code_of(read_number(exchanged(text), locale)) == "wrong_separator"


@pytest.mark.parametrize("locale", COMMA)
def test_it_reads_by_the_comma_and_refuses_the_point(locale: str) -> None:
    for text, value in POINT_ONLY.items():
        assert value_of(read_number(exchanged(text), locale)) == Decimal(value)
        assert code_of(read_number(text, locale)) == "wrong_separator"


@pytest.mark.parametrize("locale", SPACE)
def test_it_reads_by_the_comma_and_groups_by_the_space(locale: str) -> None:
    for text, value in POINT_ONLY.items():
        assert value_of(read_number(spaced(text), locale)) == Decimal(value)
        assert code_of(read_number(text, locale)) == "wrong_separator"
    for text in GROUPED_BY_SPACE:
        assert value_of(read_number(text, locale)) == Decimal("".join(text.split()))


@pytest.mark.parametrize("locale", TWELVE)
@pytest.mark.parametrize("code", REFUSED)
def test_it_refuses_in_every_locale(code: str, locale: str) -> None:
    texts = [text for text in REFUSED[code] if locale not in SPACE or text not in GROUPED_BY_SPACE]
    assert codes_of(texts, locale) == dict.fromkeys(texts, code)


@pytest.mark.parametrize("text", ONE_WAY)
def test_it_reads_four_or_two_digits_behind_one_separator_in_one_convention_only(text: str) -> None:
    with_point = isinstance(read_number(text, "es_SV"), Understood)
    with_comma = isinstance(read_number(text, "es_CO"), Understood)
    assert (with_point, with_comma) == ("." in text, "," in text)


@pytest.mark.parametrize("text", TOO_FINE)
def test_it_refuses_more_decimals_than_are_kept(text: str) -> None:
    assert code_of(read_number(text, "es_SV")) == "too_many_decimals"
    assert code_of(read_number(exchanged(text), "es_CO")) == "too_many_decimals"


# The example in the message follows the locale, so that it can be copied.
MESSAGES = [
    ("es_SV", "1,5", "«1,5» no se entiende: los decimales se escriben con punto, por ejemplo 1,500.25."),
    ("es_PE", "abc", "«abc» no es un número. Escriba un número, por ejemplo 1,500.25."),
    ("es_CO", "1.5", "«1.5» no se entiende: los decimales se escriben con coma, por ejemplo 1.500,25."),
    ("es_CO", "", "Escriba un número, por ejemplo 1.500,25."),
]


@pytest.mark.parametrize(("locale", "text", "message"), MESSAGES)
def test_it_shows_how_to_write_it(locale: str, text: str, message: str) -> None:
    reading = read_number(text, locale)
    assert isinstance(reading, Refused)
    assert reading.message == message


def test_it_names_a_decimal_sign_that_has_no_spanish_name() -> None:
    reading = read_number("1,5", "bgn_PK")
    assert isinstance(reading, Refused)
    assert "con «٫»" in reading.message


@pytest.mark.parametrize(("locale", "question"), [("es_SV", "1500 o 1.5"), ("es_CO", "1500 o 1,5")])
def test_it_asks_in_the_words_of_the_screen(locale: str, question: str) -> None:
    reading = read_number("1.500", locale)
    assert isinstance(reading, Ambiguous)
    assert reading.message == f"¿Quiso decir {question}? Elija uno."


def test_it_says_how_it_understood() -> None:
    assert read_number("1500.250", "es_SV") == Understood(Decimal("1500.25"), "1,500.25")


def test_it_reads_a_negative_where_one_is_allowed() -> None:
    assert value_of(read_number("-1500.5", "es_SV", SIGNED)) == Decimal("-1500.5")
    assert value_of(read_number("\u22121500,5", "es_CO", SIGNED)) == Decimal("-1500.5")


def test_it_asks_about_a_negative_where_one_is_allowed() -> None:
    reading = read_number("-1.500", "es_SV", SIGNED)
    assert isinstance(reading, Ambiguous)
    assert [choice.value for choice in reading.choices] == [Decimal(-1500), Decimal("-1.5")]


# Money has other room than a quantity.
ROOMS = [
    (Room(16, 2), "9999999999999999.99", None),
    (Room(16, 2), "10000000000000000", "number_too_large"),
    (Room(16, 2), "1.555", "ambiguous"),
    (Room(16, 2), "1.5555", "too_many_decimals"),
    (Room(1, 0), "9", None),
    (Room(1, 0), "10", "number_too_large"),
    (QUANTITY, "0000000000000", None),
]


@pytest.mark.parametrize(("room", "text", "code"), ROOMS)
def test_it_keeps_to_the_room_that_a_figure_has(room: Room, text: str, code: str | None) -> None:
    reading = read_number(text, "es_SV", room)
    found = reading.code if isinstance(reading, Refused) else ("ambiguous" if isinstance(reading, Ambiguous) else None)
    assert found == code


@given(FIGURE, LOCALE)
def test_it_reads_back_what_an_input_shows(value: Decimal, locale: str) -> None:
    assert value_of(read_number(plain_number(value, locale), locale, SIGNED)) == value


@given(FIGURE, LOCALE)
def test_it_never_reads_what_is_displayed_as_another_value(value: Decimal, locale: str) -> None:
    reading = read_number(format_number(value, locale), locale, SIGNED)
    if isinstance(reading, Ambiguous):
        assert value in [choice.value for choice in reading.choices]
    else:
        assert value_of(reading) == value


@st.composite
def written(draw: st.DrawFn) -> tuple[str, Decimal]:
    """A number as people of some locale write it, with and without groups and zeros behind, and what they mean."""
    locale, places = draw(LOCALE), draw(st.integers(0, 6))
    length = draw(st.integers(1, 12))
    digits = draw(st.integers(10 ** (length - 1), 10**length - 1))
    meant = Decimal(digits * draw(st.sampled_from([1, 1, -1]))).scaleb(-places)
    if draw(st.booleans()):
        return format_number(meant, locale, places), meant
    return f"{meant:f}".replace(".", plain_number(Decimal("1.5"), locale)[1]), meant


@given(written(), LOCALE)
def test_it_never_reads_what_a_person_of_any_locale_writes_as_another_value(
    written_text: tuple[str, Decimal], locale: str
) -> None:
    text, meant = written_text
    match read_number(text, locale, SIGNED):
        case Understood(value=value):
            assert value == meant
        case Ambiguous(choices=choices):
            assert meant in [choice.value for choice in choices]


@given(st.text(st.sampled_from("0123456789.,-+ '\u00a0eE_%"), max_size=12), LOCALE)
def test_it_gives_choices_that_are_read_back_as_themselves(text: str, locale: str) -> None:
    reading = read_number(text, locale, SIGNED)
    if isinstance(reading, Ambiguous):
        for choice in reading.choices:
            assert value_of(read_number(choice.text, locale, SIGNED)) == choice.value


@given(st.text(max_size=15), LOCALE)
def test_it_always_answers_and_never_with_an_unstorable_value(text: str, locale: str) -> None:
    reading = read_number(text, locale)
    if isinstance(reading, Understood):
        assert 0 <= reading.value < Decimal(10) ** 12
        assert reading.value == reading.value.quantize(Decimal("0.000001"))


def test_it_knows_every_locale_of_babel() -> None:
    figure = Decimal("-1234567.5")
    for locale in locale_identifiers():
        assert value_of(read_number(plain_number(figure, locale), locale, SIGNED)) == figure
        assert value_of(read_number(format_number(figure, locale), locale, SIGNED)) == figure


SHOWN = [
    ("es_SV", "1234567.891", 2, "1,234,567.89"),
    ("es_CO", "1234567.891", 2, "1.234.567,89"),
    ("es_SV", "0.125", 2, "0.13"),  # half up, not to the even neighbour
    ("es_SV", "-0.125", 2, "-0.13"),
    ("es_SV", "2.5", 0, "3"),
    ("es_SV", "-0.001", 2, "0.00"),  # no minus before zero
    ("es_SV", "1500", 2, "1,500.00"),
    ("es_SV", "1500.2500", None, "1,500.25"),
    ("es_SV", "1E+3", None, "1,000"),
    ("es_CO", "0.000001", None, "0,000001"),
    ("hi_IN", "1234567.5", None, "12,34,567.5"),
]


@pytest.mark.parametrize(("locale", "value", "decimals", "text"), SHOWN)
def test_it_writes_for_display(locale: str, value: str, decimals: int | None, text: str) -> None:
    assert format_number(Decimal(value), locale, decimals) == text


@pytest.mark.parametrize(
    ("value", "text"), [("1.234", "1.2340"), ("-1.234", "-1.2340"), ("1E+3", "1000"), ("0.234", "0.234")]
)
def test_it_writes_without_two_meanings(value: str, text: str) -> None:
    assert unambiguous(Decimal(value)) == text


def test_it_has_no_form_for_what_is_no_figure() -> None:
    with pytest.raises(TypeError):
        tidy(Decimal("NaN"))
