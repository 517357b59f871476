"""What an institution decides on a screen: its words, the limits of its colours, who gets its notices."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from jobs.deliver_mail import deliver_mail
from jobs.rescore import rescore
from models.queries.stale_runs import stale_runs
from models.scope import as_system
from tests.conftest import rows
from tests.factories import institution
from tests.post_office import PostOffice
from tests.procedures.steps import MARCH, fill, press, score, send
from tests.procedures.story import AFTER_THE_WINDOW, TOLD, Story

SignIn = Callable[[str], FlaskClient]
TickAt = Callable[[str], Any]
WORDS, COLORS, RECIPIENTS = "/vocabulario/", "/colores/", "/destinatarios/"


def versions() -> int:
    return int(rows("SELECT count(*) FROM preset_version WHERE loaded_by <> 'rumbo upgrade'")[0][0])


@pytest.fixture
def sent(story: Story, sign_in: SignIn) -> Story:
    """March of DGA counts: its functions stand at 87.22 to date."""
    liaison = sign_in("enlace")
    fill(liaison, story, MARCH, TOLD[MARCH])
    send(liaison)
    return story


def test_it_uses_a_new_word_from_the_next_page_on(story: Story, sign_in: SignIn) -> None:
    admin = sign_in("admin")
    words = {"singular-org_unit": "Gerencia", "plural-org_unit": "Gerencias"}
    assert press(admin, WORDS, f"{WORDS}guardar", **words).status_code == 302
    assert "Gerencia" in sign_in("analista").get(f"/control/{MARCH}/").text


def test_it_takes_the_usual_word_back_where_nothing_is_written(story: Story, sign_in: SignIn) -> None:
    press(sign_in("admin"), WORDS, f"{WORDS}guardar", **{"singular-finance": "", "plural-finance": ""})
    assert 'value="Finanzas"' in sign_in("admin").get(WORDS).text


def test_it_refuses_half_a_word_and_keeps_what_was_typed(story: Story, sign_in: SignIn) -> None:
    before = versions()
    answer = press(sign_in("admin"), WORDS, f"{WORDS}guardar", **{"singular-plan": "Programa", "plural-plan": ""})
    assert answer.status_code == 422
    assert 'value="Programa"' in answer.text
    assert versions() == before


def test_it_makes_no_version_of_the_same_words(story: Story, sign_in: SignIn) -> None:
    admin = sign_in("admin")
    press(admin, WORDS, f"{WORDS}guardar")
    press(admin, WORDS, f"{WORDS}guardar")
    assert versions() <= 1


def test_it_shows_everybody_else_the_words_without_a_form(story: Story, sign_in: SignIn) -> None:
    page = sign_in("planificacion").get(WORDS).text
    assert "Proyecto estratégico" in page
    assert 'name="singular-project"' not in page


def test_it_tells_what_other_limits_would_change_and_stores_nothing(sent: Story, sign_in: SignIn) -> None:
    answer = press(sign_in("planificacion"), COLORS, f"{COLORS}probar", **{".default-0": "85", ".default-1": "70"})
    assert answer.status_code == 200
    assert "Un elemento cambiaría de color." in answer.text
    assert versions() == 0
    assert score(sent, "F-01").color == "yellow"


def test_it_colors_what_is_not_closed_by_the_stored_limits(sent: Story, sign_in: SignIn) -> None:
    planning = sign_in("planificacion")
    assert press(planning, COLORS, f"{COLORS}guardar", **{".default-0": "85", ".default-1": "70"}).status_code == 302
    assert rescore(institution().id) > 0
    assert score(sent, "F-01").color == "green"


@pytest.mark.parametrize(
    ("green", "yellow", "said"),
    [
        ("60", "70", "de mayor a menor"),
        ("70", "70", "de mayor a menor"),
        ("90", "0", "de mayor a menor"),
        ("x", "70", "Verde:"),
        ("", "70", "Verde:"),
        ("1,500", "70", "Verde:"),
        ("90", "-5", "Amarillo:"),
    ],
)
def test_it_refuses_limits_that_leave_a_gap(story: Story, sign_in: SignIn, green: str, yellow: str, said: str) -> None:
    for button in ("probar", "guardar"):
        limits = {".default-0": green, ".default-1": yellow}
        answer = press(sign_in("planificacion"), COLORS, f"{COLORS}{button}", **limits)
        assert answer.status_code == 422
        assert said in answer.text
    assert versions() == 0


def test_it_lets_the_administrator_see_limits_and_not_change_them(story: Story, sign_in: SignIn) -> None:
    admin = sign_in("admin")
    assert 'name=".default-0"' not in admin.get(COLORS).text
    assert press(admin, COLORS, f"{COLORS}guardar", **{".default-0": "50"}).status_code == 403


def test_it_names_the_people_behind_each_group(story: Story, sign_in: SignIn) -> None:
    page = sign_in("planificacion").get(RECIPIENTS).text
    assert "Analistas de Planificación Estratégica" in page
    assert "analista" in page


def test_it_sends_to_the_roles_of_today(story: Story, sign_in: SignIn) -> None:
    planning = sign_in("planificacion")
    roles = ["finance", "planning_director"]
    assert press(planning, RECIPIENTS, f"{RECIPIENTS}finanzas/guardar", role=roles).status_code == 302
    stored = rows("SELECT declaration -> 'recipients' FROM preset_version ORDER BY number DESC LIMIT 1")[0][0]
    assert next(group["roles"] for group in stored if group["code"] == "finanzas") == roles


def test_it_refuses_a_group_without_any_role(story: Story, sign_in: SignIn) -> None:
    answer = press(sign_in("admin"), RECIPIENTS, f"{RECIPIENTS}finanzas/guardar")
    assert answer.status_code == 422
    assert "Marque al menos un rol" in answer.text
    assert versions() == 0


def test_it_knows_no_other_groups(story: Story, sign_in: SignIn) -> None:
    answer = press(sign_in("admin"), RECIPIENTS, f"{RECIPIENTS}nadie/guardar", role=["finance"])
    assert answer.status_code == 404


def test_it_sends_a_test_mail_to_the_one_who_asks(story: Story, sign_in: SignIn, post_office: PostOffice) -> None:
    press(sign_in("admin"), "/correo-de-prueba/", "/correo-de-prueba/enviar")
    deliver_mail()
    assert [str(mail["To"]) for mail in post_office.about("Correo de prueba")] == ["admin@ministerio.example"]


def test_it_finds_by_itself_the_figures_that_older_limits_colored(sent: Story, sign_in: SignIn) -> None:
    press(sign_in("planificacion"), COLORS, f"{COLORS}guardar", **{".default-0": "85", ".default-1": "70"})
    with as_system():
        assert MARCH in {period for _, _, period in stale_runs()}
    rescore(institution().id)
    with as_system():
        assert stale_runs() == []


def test_it_leaves_a_closed_period_in_the_colors_of_its_closing(sent: Story, sign_in: SignIn, tick_at: TickAt) -> None:
    planning = sign_in("planificacion")
    tick_at(AFTER_THE_WINDOW)
    press(planning, f"/control/{MARCH}/", f"/control/{MARCH}/close")
    press(planning, COLORS, f"{COLORS}guardar", **{".default-0": "85", ".default-1": "70"})
    rescore(institution().id)
    assert score(sent, "F-01").color == "yellow"
