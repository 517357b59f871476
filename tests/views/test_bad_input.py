"""Bad input at the sheet: a clear Spanish message, the right status, and not one value different (issue's list)."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.datastructures import FileStorage

from models.files import evidence_store
from models.tables.base import db
from tests.conftest import csrf_token, rows
from tests.procedures.steps import MARCH, fill, press, send, sheet
from tests.procedures.story import AFTER_THE_WINDOW, TOLD, Story

SignIn = Callable[[str], FlaskClient]
TABLES = (
    "progress",
    "capture_sheet",
    "internal_activity",
    "evidence",
    "remark",
    "score",
    "outbox_mail",
    "update_check",
)
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def stored() -> list[str]:
    """Every row of the tables that the sheet writes to."""
    db.session.rollback()
    return [str(rows(f"SELECT to_jsonb(t) FROM {name} t ORDER BY to_jsonb(t)::text")) for name in TABLES]  # noqa: S608


@pytest.fixture
def liaison(story: Story, sign_in: SignIn) -> FlaskClient:
    """The liaison of DGA with the sheet of March open."""
    return sign_in("enlace")


@pytest.fixture
def untouched(liaison: FlaskClient) -> Any:
    """What is stored before the test is stored after it."""
    before = stored()
    yield
    assert stored() == before


def use_locale(locale: str) -> None:
    """The institution writes its numbers so from now on."""
    db.session.execute(text("UPDATE institution SET locale = :locale"), {"locale": locale})
    db.session.commit()


NO_NUMBERS = [
    ("NaN", "no es un número"),
    ("Infinity", "no es un número"),
    ("-1", "no puede ser negativo"),
    ("1e308", "no es un número"),
    ("9" * 13, "demasiado grande"),
    ("0.1234567", "demasiados decimales"),
    ("tres", "no es un número"),
    ("1_000", "no es un número"),
    ("٣", "no es un número"),  # a digit of another script
    ("=1+1", "no es un número"),
]


def test_it_refuses_what_is_no_number(story: Story, liaison: FlaskClient, untouched: None, subtests: Any) -> None:
    for typed, said in NO_NUMBERS:
        with subtests.test(typed=typed):
            answer = fill(liaison, story, MARCH, {"a": typed, "b": "2"})
            assert answer.status_code == 422
            assert said in answer.text


@pytest.mark.parametrize("locale", ["es_SV", "es_CO", "es_PE"])
@pytest.mark.parametrize("typed", ["1.500", "1,500"])
def test_it_asks_about_a_number_with_two_meanings(story: Story, liaison: FlaskClient, locale: str, typed: str) -> None:
    use_locale(locale)
    before = stored()
    answer = fill(liaison, story, MARCH, {"a": typed})
    assert answer.status_code == 422
    assert "¿Quiso decir" in answer.text
    assert stored() == before
    choice = answer.text.split(f'name="choice-{story.indicators["a"]}" value="')[1].split('"')[0]
    assert fill(liaison, story, MARCH, {"a": typed}, **{f"choice-{story.indicators['a']}": choice}).status_code == 302
    assert rows("SELECT actual::text FROM progress WHERE period = '2027-03'") == [("1500.000000",)]


@pytest.mark.parametrize(("locale", "typed"), [("es_SV", "1,5"), ("es_PE", "1,5"), ("es_CO", "1.5")])
def test_it_refuses_the_separator_of_another_country(
    story: Story, liaison: FlaskClient, locale: str, typed: str
) -> None:
    use_locale(locale)
    before = stored()
    answer = fill(liaison, story, MARCH, {"a": typed})
    assert answer.status_code == 422
    assert "los decimales se escriben con" in answer.text
    assert stored() == before


NOT_OPEN = ["2027-04", "2026-12", "2027-13", "abc", "2027-Q1", "9999-12"]


def test_it_refuses_a_value_before_the_month_opens(
    story: Story, liaison: FlaskClient, untouched: None, subtests: Any
) -> None:
    for period in NOT_OPEN:
        with subtests.test(period=period):
            number = story.indicators["a"]
            fields = {f"version-{number}": "", f"actual-{number}": "3"}
            answer = press(liaison, f"/mi-mes/{MARCH}/", f"/mi-mes/{period}/save", **fields)
            assert answer.status_code in {404, 409, 422}
            assert "Traceback" not in answer.text


def test_it_refuses_a_value_in_a_closed_month(
    story: Story, liaison: FlaskClient, sign_in: SignIn, tick_at: Callable[[str], Any]
) -> None:
    fill(liaison, story, MARCH, TOLD[MARCH])
    send(liaison)
    tick_at(AFTER_THE_WINDOW)
    board = f"/control/{MARCH}/"
    assert press(sign_in("planificacion"), board, f"{board}close").status_code == 302
    before = stored()
    fields = {f"version-{story.indicators['a']}": "1", f"actual-{story.indicators['a']}": "9"}
    answer = press(liaison, f"/mi-mes/{MARCH}/", f"/mi-mes/{MARCH}/save", **fields)
    assert answer.status_code == 409
    assert "cerrado" in answer.text
    assert stored() == before


def test_it_refuses_another_units_row_by_address(story: Story, liaison: FlaskClient, untouched: None) -> None:
    number = story.indicators["F2"]
    fields = {f"version-{number}": "", f"actual-{number}": "1"}
    answer = press(liaison, f"/mi-mes/{MARCH}/", f"/mi-mes/{MARCH}/save?unit=DGT", **fields)
    assert answer.status_code == 404


def test_it_refuses_another_units_row_by_form_field(story: Story, liaison: FlaskClient, untouched: None) -> None:
    own, foreign = story.indicators["a"], story.indicators["F2"]
    fields = {f"version-{own}": "", f"actual-{own}": "3", f"version-{foreign}": "", f"actual-{foreign}": "1"}
    answer = press(liaison, f"/mi-mes/{MARCH}/", f"/mi-mes/{MARCH}/save", **fields)
    assert answer.status_code == 404
    assert "no está en su hoja" in answer.text


@pytest.mark.parametrize("what", ["verify", "return"])
def test_it_refuses_another_units_row_by_action(story: Story, sign_in: SignIn, untouched: None, what: str) -> None:
    foreign = sheet("DGT", "POA", story).id
    answer = press(sign_in("jefatura"), "/bandeja/", f"/bandeja/{foreign}/{what}", remark="x")
    assert answer.status_code == 404


def post_json(browser: FlaskClient, document: Any, period: str = MARCH) -> Any:
    """Save as the page's script does."""
    token = csrf_token(browser, f"/mi-mes/{period}/")
    return browser.post(f"/mi-mes/{period}/save", json=document, headers={"X-CSRFToken": token})


def test_it_refuses_another_units_row_by_json(story: Story, liaison: FlaskClient, untouched: None) -> None:
    line = {"indicator_id": story.indicators["F2"], "row_version": None, "actual": "1"}
    assert post_json(liaison, {"lines": [line]}).status_code == 404


OTHER_SHAPES = [
    [],
    {},
    {"lines": 3},
    {"lines": [3]},
    {"lines": [{"indicator_id": "1"}]},
    {"lines": [{"indicator_id": True}]},
    {"lines": [{"indicator_id": 2**70}]},
    {"lines": [{"indicator_id": -1, "actual": "1"}]},
]


def test_it_refuses_json_of_another_shape(story: Story, liaison: FlaskClient, untouched: None, subtests: Any) -> None:
    for document in OTHER_SHAPES:
        with subtests.test(document=document):
            answer = post_json(liaison, document)
            assert answer.status_code in {400, 404, 422}
            assert answer.get_json()["message"]


NO_JSON_NUMBERS = [float("nan"), float("inf"), -1, 1e308, "1e5", True, {"a": 1}, [3]]


def test_it_refuses_json_values_that_are_no_numbers(
    story: Story, liaison: FlaskClient, untouched: None, subtests: Any
) -> None:
    for value in NO_JSON_NUMBERS:
        with subtests.test(value=value):
            line = {"indicator_id": story.indicators["a"], "row_version": None, "actual": value}
            answer = post_json(liaison, {"lines": [line]})
            assert answer.status_code in {400, 422}


def test_it_reads_a_zero_in_json_as_zero(story: Story, liaison: FlaskClient) -> None:
    line = {"indicator_id": story.indicators["a"], "row_version": None, "actual": 0}
    assert post_json(liaison, {"lines": [line]}).status_code == 200
    assert rows("SELECT actual FROM progress WHERE period = '2027-03'") == [(0,)]


@pytest.mark.parametrize("version", ["", "7", "-1", "x", "99999999999999999999"])
def test_it_refuses_a_stale_version(story: Story, liaison: FlaskClient, version: str) -> None:
    fill(liaison, story, MARCH, {"a": "3"})
    before = stored()
    number = story.indicators["a"]
    fields = {f"version-{number}": version, f"actual-{number}": "5"}
    answer = press(liaison, f"/mi-mes/{MARCH}/", f"/mi-mes/{MARCH}/save", **fields)
    assert answer.status_code == 409
    assert "Otra persona cambió" in answer.text
    assert stored() == before


def test_it_takes_a_double_submit_once(story: Story, liaison: FlaskClient) -> None:
    fill(liaison, story, MARCH, TOLD[MARCH])
    token = csrf_token(liaison, f"/mi-mes/{MARCH}/review")
    assert liaison.post(f"/mi-mes/{MARCH}/send", data={"csrf_token": token}).status_code == 302
    before = stored()
    again = liaison.post(f"/mi-mes/{MARCH}/send", data={"csrf_token": token})
    assert again.status_code == 409
    assert stored() == before


NO_EVIDENCE = [
    ("acta.pdf", b"", "vacío"),
    ("acta.pdf", b"MZ\x90\x00 a program", "no es de un tipo aceptado"),
    ("foto.png", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "no es de un tipo aceptado"),
    ("grande.pdf", PDF + b"0" * 2000, "pasa de 20 MB"),
]


def test_it_refuses_evidence_that_is_none(
    story: Story, liaison: FlaskClient, untouched: None, subtests: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence_store, "LARGEST_BYTES", 1000)
    for name, content, said in NO_EVIDENCE:
        with subtests.test(name=name, said=said):
            upload = {f"evidence-{story.indicators['a']}": FileStorage(io.BytesIO(content), name)}
            answer = fill(liaison, story, MARCH, {"a": "3"}, **upload)
            assert answer.status_code == 422
            assert said in answer.text


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.pdf", "C:\\actas\\acta.pdf", "acta\x00.pdf", "x" * 300 + ".pdf", ".pdf"]
)
def test_it_keeps_evidence_under_a_plain_name(story: Story, liaison: FlaskClient, name: str) -> None:
    upload = {f"evidence-{story.indicators['a']}": FileStorage(io.BytesIO(PDF), name)}
    answer = fill(liaison, story, MARCH, {"a": "3"}, **upload)
    assert answer.status_code in {302, 400, 422}
    kept = [row.file_name for row in rows("SELECT file_name FROM evidence")]
    assert all("/" not in each and "\\" not in each and len(each) <= 210 and each.isprintable() for each in kept)


def test_it_refuses_evidence_for_a_foreign_line(story: Story, liaison: FlaskClient, untouched: None) -> None:
    upload = {f"evidence-{story.indicators['F2']}": FileStorage(io.BytesIO(PDF), "acta.pdf")}
    assert fill(liaison, story, MARCH, {"a": "3"}, **upload).status_code == 404


def test_it_refuses_a_remark_on_a_foreign_line(story: Story, liaison: FlaskClient, sign_in: SignIn) -> None:
    fill(liaison, story, MARCH, TOLD[MARCH])
    send(liaison)
    mine = sheet("DGA", "POA", story).id
    before = stored()
    remark = {f"remark-{story.indicators['F2']}": "¿Y esto?"}
    answer = press(sign_in("jefatura"), f"/bandeja/{mine}/", f"/bandeja/{mine}/return", **remark)
    assert answer.status_code == 404
    assert stored() == before


@pytest.mark.parametrize("field", ["cause", "corrective_action", "note", "no_report_reason"])
@pytest.mark.parametrize(("words", "status"), [("x" * 4001, 422), ("x" * 1001, None), ("a\x00b", None)])
def test_it_refuses_texts_that_cannot_be_kept(
    story: Story, liaison: FlaskClient, field: str, words: str, status: int | None
) -> None:
    before = stored()
    value = "" if field == "no_report_reason" else "3"
    answer = fill(liaison, story, MARCH, {"a": value}, **{f"{field}-{story.indicators['a']}": words})
    assert answer.status_code in ({status} if status else {302, 400, 422})
    assert answer.status_code == 302 or stored() == before


SENSELESS = [
    {"name": "x" * 1100, "actual": "1"},
    {"name": "Misión", "actual": "NaN"},
    {"name": "Misión", "actual": "-1"},
    {"name": "Misión", "actual": "1.500"},
    {"name": "", "actual": "3"},
    {"name": "Misión", "actual": "3", "unit": "x" * 300},
    {"name": "Mis\x00ión", "actual": "3"},
    {"name": "Misión", "actual": "3", "id": "999999"},
    {"name": "Misión", "actual": "3", "id": "9" * 30},
]


def test_it_refuses_internal_activities_that_make_no_sense(
    story: Story, liaison: FlaskClient, untouched: None, subtests: Any
) -> None:
    for row in SENSELESS:
        with subtests.test(row=row):
            fields = {f"internal-{name}-0": value for name, value in row.items()}
            answer = fill(liaison, story, MARCH, {"a": "3"}, **fields)
            assert answer.status_code in {400, 404, 422}
            assert "Traceback" not in answer.text


def test_it_refuses_a_byte_that_no_text_has(story: Story, liaison: FlaskClient, untouched: None) -> None:
    answer = fill(liaison, story, MARCH, {"a": "3\x00"})
    assert answer.status_code in {400, 422}


def test_it_takes_a_sheet_of_many_lines(story: Story, liaison: FlaskClient) -> None:
    many = {f"cause-{number}": "x" * 100 for number in range(10_000, 11_100)}
    upload = {f"evidence-{story.indicators['a']}": FileStorage(io.BytesIO(PDF), "acta.pdf")}
    assert fill(liaison, story, MARCH, {"a": "3"}, **many, **upload).status_code == 302


def test_it_refuses_a_huge_form(story: Story, liaison: FlaskClient, untouched: None) -> None:
    fields = {f"version-{number}": "1" for number in range(1, 1500)}
    answer = press(liaison, f"/mi-mes/{MARCH}/", f"/mi-mes/{MARCH}/save", **fields)
    assert answer.status_code in {400, 404, 413, 422}


NO_KEYS = ["1e5", "٣", "-1", "", "9" * 40, "0x1"]


def test_it_refuses_a_line_without_a_number(story: Story, liaison: FlaskClient, untouched: None, subtests: Any) -> None:
    for key in NO_KEYS:
        with subtests.test(key=key):
            answer = press(
                liaison, f"/mi-mes/{MARCH}/", f"/mi-mes/{MARCH}/save", **{f"version-{key}": "", f"actual-{key}": "1"}
            )
            assert answer.status_code in {400, 404, 422}


def test_it_lists_what_to_mend_in_the_order_of_the_page(story: Story, liaison: FlaskClient) -> None:
    page = fill(liaison, story, MARCH, {"a": "1,500", "b": "tres"}).text
    assert page.index("F-01.a: ¿Quiso decir") < page.index("F-01.b: «tres»")
