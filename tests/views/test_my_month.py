"""« Mi mes »: the page, its filters, and what its script is told when it saves."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from models.rules.receipt import receipt_number
from models.tables.base import db
from tests.conftest import csrf_token, rows
from tests.procedures.steps import MARCH, fill, press, send, sheet
from tests.procedures.story import AFTER_THE_WINDOW, TOLD, Story

SignIn = Callable[[str], FlaskClient]
PAGE = f"/mi-mes/{MARCH}/"
SAVES_AT_MOST, PAGE_AT_MOST = 20, 18  # with two plans on one page; the benchmark has one, and 15


class Script:
    """The page's script: it holds a token and sends lines."""

    def __init__(self, browser: FlaskClient) -> None:
        self.browser = browser
        self.token = csrf_token(browser, PAGE)

    def save(self, *lines: dict[str, Any], **more: Any) -> Any:
        """One request."""
        document = {"lines": list(lines), **more}
        return self.browser.post(f"{PAGE}save", json=document, headers={"X-CSRFToken": self.token})


@pytest.fixture
def script(story: Story, sign_in: SignIn) -> Script:
    """The script of a liaison's page."""
    return Script(sign_in("enlace"))


def line(story: Story, key: str, version: int | None = None, **fields: Any) -> dict[str, Any]:
    """A line as the script sends it."""
    return {"indicator_id": story.indicators[key], "row_version": version, **fields}


def stored(story: Story, key: str, columns: str = "actual") -> Any:
    """What March holds for an activity; None where it holds no row."""
    db.session.rollback()
    where = f"period = '{MARCH}' AND indicator_id = {story.indicators[key]}"
    found = rows(f"SELECT {columns} FROM progress WHERE {where}")  # noqa: S608 -- a name and a number of ours
    return tuple(found[0]) if found else None


def seen(page: str) -> list[str]:
    """Codes of the rows that the page shows."""
    return [
        code
        for code, rest in re.findall(r'<tr data-line="\d+"\s+data-code="([^"]+)"([^>]*)>', page)
        if "hidden" not in rest
    ]


def test_it_answers_with_the_colors_that_the_value_makes(story: Story, script: Script) -> None:
    answer = script.save(line(story, "a", actual="1")).get_json()
    told = answer["lines"][str(story.indicators["a"])]
    assert (told["version"], told["understood"], told["fields"]["actual"]) == (1, "1", "1")
    assert "50.00 %" in told["cells"]["period"]
    assert "83.33 %" in told["cells"]["color"]
    assert told["asks"]  # yellow: the plan type wants a cause at once
    assert "Explique" in told["cells"]["summary"]
    assert answer["filled"].startswith("1 de 6")
    assert answer["at"] == "Guardado a las 08:00"


def test_it_asks_for_no_cause_of_what_is_green(story: Story, script: Script) -> None:
    told = script.save(line(story, "a", actual="2")).get_json()["lines"][str(story.indicators["a"])]
    assert not told["asks"]


def test_it_stops_asking_when_cause_and_action_are_there(story: Story, script: Script) -> None:
    script.save(line(story, "a", actual="1"))
    half = script.save(line(story, "a", 1, cause="Faltó papel")).get_json()["lines"][str(story.indicators["a"])]
    whole = script.save(line(story, "a", 2, corrective_action="Comprar")).get_json()["lines"][
        str(story.indicators["a"])
    ]
    assert (half["asks"], whole["asks"]) == (True, False)


def test_it_keeps_the_fields_that_a_line_leaves_out(story: Story, script: Script) -> None:
    script.save(line(story, "a", actual="1", cause="Faltó papel"))
    script.save(line(story, "a", 1, note="Visto"))
    assert stored(story, "a", "actual, cause, note, row_version") == (1, "Faltó papel", "Visto", 2)
    script.save(line(story, "a", 2, cause=""))
    assert stored(story, "a", "actual, cause, note") == (1, "", "Visto")


def test_it_saves_what_it_understands_and_asks_about_the_rest(story: Story, script: Script) -> None:
    answer = script.save(
        line(story, "a", actual="7"), line(story, "A1", actual="1.500"), line(story, "A2", actual="dos"), pasted=True
    )
    told = answer.get_json()
    assert answer.status_code == 200
    assert list(told["saved"]) == [str(story.indicators["a"])]
    assert told["questions"][str(story.indicators["A1"])]["choices"] == ["1500", "1.5"]
    assert "no es un número" in told["errors"][str(story.indicators["A2"])]
    assert told["echo"] == "Se pegó 1 valor · suma 7 · 2 no se entendieron"
    assert (stored(story, "a"), stored(story, "A1"), stored(story, "A2")) == ((7,), None, None)


def test_it_refuses_a_milestone_at_its_line(story: Story, script: Script) -> None:
    db.session.execute(
        db.text("UPDATE indicator SET direction = 'milestone' WHERE id = :id"), {"id": story.indicators["c"]}
    )
    db.session.commit()
    answer = script.save(line(story, "c", actual="3"))
    assert answer.status_code == 422
    assert "es un hito" in answer.get_json()["errors"][str(story.indicators["c"])]


def test_it_tells_who_was_first_when_and_what(story: Story, script: Script, sign_in: SignIn) -> None:
    script.save(line(story, "a", actual="12"))
    db.session.execute(db.text("SELECT set_config('rumbo.actor', 'Jefatura de prueba', true)"))
    db.session.execute(db.text("UPDATE progress SET actual = 15, row_version = 2 WHERE actual = 12"))
    db.session.commit()
    answer = script.save(line(story, "a", 1, actual="14"), line(story, "A1", actual="30"))
    conflict = answer.get_json()["conflicts"][str(story.indicators["a"])]
    assert answer.status_code == 409
    assert "cambió este dato" in conflict["message"]
    assert "(ejecutado: 12 → 15)" in conflict["message"]
    assert (conflict["version"], conflict["fields"]["actual"]) == (2, "15")
    assert (stored(story, "a"), stored(story, "A1")) == ((15,), None)


def test_it_knows_its_own_other_window(story: Story, script: Script) -> None:
    script.save(line(story, "a", actual="12"))
    answer = script.save(line(story, "a", actual="14"))
    assert "Usted, en otra ventana" in str(answer.get_json())


def test_it_takes_the_same_again_where_its_answer_was_lost(story: Story, script: Script) -> None:
    script.save(line(story, "a", actual="12"))
    again = script.save(line(story, "a", actual="12"))
    assert (again.status_code, again.get_json()["saved"]) == (200, {str(story.indicators["a"]): 1})
    assert stored(story, "a", "actual, row_version") == (12, 1)


def test_whoever_sends_a_month_reads_the_number_of_each_receipt(story: Story, sign_in: SignIn) -> None:
    liaison = sign_in("enlace")
    fill(liaison, story, MARCH, TOLD[MARCH])
    send(liaison)
    page = liaison.get(PAGE).text
    receipts = [receipt_number(sheet("DGA", plan, story).fingerprint) for plan in ("POA", "PE")]
    said = re.search(r"Enviado, recibo ([^.]+)\.", page)
    assert said is not None
    assert sorted(said[1].split(", ")) == sorted(receipts)


def test_it_refuses_a_line_that_is_sent_twice(story: Story, script: Script) -> None:
    answer = script.save(line(story, "a", actual="1"), line(story, "a", actual="2"))
    assert (answer.status_code, answer.get_json()["code"]) == (422, "bad_document")


def test_it_refuses_a_reason_that_is_too_long_at_its_line(story: Story, script: Script) -> None:
    answer = script.save(line(story, "a", no_report_reason="x" * 1001))
    assert (answer.status_code, "hasta 1000 letras" in str(answer.get_json()["errors"])) == (422, True)


def test_it_warns_of_jumps_and_over_execution_and_saves_them(story: Story, script: Script) -> None:
    for period in ("2026-10", "2026-11", "2026-12"):
        db.session.execute(
            db.text(
                "INSERT INTO progress (institution_id, capture_sheet_id, indicator_id, org_unit_id, period, actual,"
                " row_version) SELECT institution_id, capture_sheet_id, indicator_id, org_unit_id, :period, 2, 1"
                " FROM progress WHERE indicator_id = :id AND period = '2027-01'"
            ),
            {"period": period, "id": story.indicators["a"]},
        )
    db.session.commit()
    told = script.save(line(story, "a", actual="70")).get_json()["lines"][str(story.indicators["a"])]
    assert "tres veces su promedio (2)" in told["cells"]["warnings"]
    assert "por encima de lo programado" in told["cells"]["warnings"]
    assert stored(story, "a") == (70,)


def test_it_keeps_its_statements_few(story: Story, script: Script, count_statements: list[str]) -> None:
    every = [line(story, key, actual="3") for key in ("a", "b", "d", "A1", "A2", "A3")]
    script.save(*every)
    count_statements.clear()
    assert script.save(*[{**each, "row_version": 1, "actual": "4"} for each in every]).status_code == 200
    assert len(count_statements) <= SAVES_AT_MOST
    count_statements.clear()
    assert script.browser.get(PAGE).status_code == 200
    assert len(count_statements) <= PAGE_AT_MOST


@pytest.mark.parametrize(
    ("arguments", "codes"),
    [
        ("", ["PE-01.A1", "PE-01.A2", "PE-01.A3", "F-01.a", "F-01.b", "F-01.c", "F-01.d"]),
        ("?show=missing", ["PE-01.A2", "PE-01.A3", "F-01.b", "F-01.d"]),
        ("?show=red", ["PE-01.A1"]),
        ("?show=noted", ["F-01.a"]),
        ("?q=ELEMENTÓ+f-01", ["F-01.a", "F-01.b", "F-01.c", "F-01.d"]),  # without regard to accents and capitals
        ("?show=missing&q=PE", ["PE-01.A2", "PE-01.A3"]),
        ("?show=nonsense", ["PE-01.A1", "PE-01.A2", "PE-01.A3", "F-01.a", "F-01.b", "F-01.c", "F-01.d"]),
    ],
)
def test_it_shows_the_rows_that_the_address_asks_for(
    story: Story, script: Script, arguments: str, codes: list[str]
) -> None:
    script.save(line(story, "a", actual="2", note="Visto"), line(story, "A1", actual="1"))
    assert sorted(seen(script.browser.get(f"{PAGE}{arguments}").text)) == sorted(codes)


def test_it_counts_the_rows_of_each_filter(story: Story, script: Script) -> None:
    script.save(line(story, "a", actual="2", note="Visto"), line(story, "A1", actual="1"))
    page = script.browser.get(PAGE).text
    counts = re.findall(r'data-show="(\w+)".*?<b>(\d+)</b>', page, re.DOTALL)
    assert dict(counts) == {"all": "7", "missing": "4", "red": "1", "noted": "1"}


def test_it_says_how_long_there_is_and_where_the_report_stands(story: Story, script: Script) -> None:
    page = script.browser.get(PAGE).text
    assert "faltan 4 días hábiles" in page
    assert re.search(r'aria-current="step">\s*en captura', page)


def test_it_says_when_the_next_month_opens(story: Story, sign_in: SignIn) -> None:
    page = sign_in("enlace").get("/mi-mes/2027-04/").text
    assert "La captura de abril de 2027 abre el 3 de mayo de 2027." in page


def test_it_says_why_it_is_locked(story: Story, sign_in: SignIn, tick_at: Callable[[str], Any]) -> None:
    liaison = sign_in("enlace")
    fill(liaison, story, MARCH, TOLD[MARCH])
    send(liaison)
    assert "Se envió el 01/04/2027" in liaison.get(PAGE).text
    tick_at(AFTER_THE_WINDOW)
    board = f"/control/{MARCH}/"
    assert press(sign_in("planificacion"), board, f"{board}close").status_code == 302
    page = liaison.get(PAGE).text
    assert "está cerrado y solo se lee" in page
    assert "data-field" not in page


def test_it_shows_the_form_what_stands_where_another_was_first(story: Story, sign_in: SignIn) -> None:
    first, second = sign_in("enlace"), sign_in("enlace")
    number, token = story.indicators["a"], csrf_token(second, PAGE)
    fill(first, story, MARCH, {"a": "3"})
    stale = {"csrf_token": token, f"version-{number}": "", f"actual-{number}": "7"}
    page = second.post(f"{PAGE}save", data=stale).text
    assert "(ejecutado: — → 3)" in page
    assert f'href="#actual-{number}"' in page


def test_it_gives_a_token_to_go_on_with_after_a_new_session(story: Story, script: Script, sign_in: SignIn) -> None:
    script.browser = sign_in("enlace")  # signed in again: another session, the page still holds the old token
    expired = script.save(line(story, "a", actual="3"))
    assert (expired.status_code, expired.get_json()["code"]) == (400, "form_expired")
    renewed = script.browser.get("/mi-mes/token", headers={"Accept": "application/json"}).get_json()
    script.token = renewed["token"]
    assert renewed["owner"] == story.people["enlace"]
    assert script.save(line(story, "a", actual="3")).status_code == 200


def test_it_tells_a_script_without_a_session_in_json(story: Story, client: FlaskClient) -> None:
    answer = client.get("/mi-mes/token", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.get_json()["code"]) == (401, "http_401")
