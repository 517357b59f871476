"""One story: from the red cell of PE-01 to the closed commitment, and back (S0-I-02, 03, 06, 09)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from flask.testing import FlaskClient

from models.rules.alert import AlertKind, AlertState, Ending
from models.rules.commitment import CommitmentState
from models.rules.corrective_action import ActionState
from models.rules.meeting import MeetingState
from tests.commands.conftest import Shell
from tests.conftest import rows
from tests.procedures.chain_steps import NEW, SAID, action, alert, chain_page, register, validate
from tests.procedures.chain_steps import step as act
from tests.procedures.meeting_steps import PHOTO, came, commitment_at, commitment_page, meeting_at, step, uploaded
from tests.procedures.steps import MARCH, fill, press, score, send
from tests.procedures.story import AFTER_THE_WINDOW, LAST_EVENING, Story
from tests.procedures.test_the_cuts import FEBRUARY, JANUARY, close

WORSE = {"a": "3", "b": "2", "d": "16", "A1": "20", "A2": "5", "A3": "10"}
"""What DGA tells of March: its project stands where February left it."""
AGREED = "Trasladar dos equipos a PE-01"


@dataclass(slots=True)
class Following:
    """The story with its people at their screens, and the pages where the chain goes on."""

    story: Story
    sign_in: Callable[[str], FlaskClient]
    shell: Shell
    meeting: str = ""
    commitment: str = ""

    def tick(self, moment: str) -> Any:
        """What the clock's command does at a moment."""
        return self.shell.json("tick", "--now", moment)

    def february_is_the_first_cut_that_is_not_green(self) -> None:
        """It warns the head, who is asked for a cause and an action."""
        close(self.sign_in, JANUARY, FEBRUARY)
        early = alert(self.story, AlertKind.EARLY, FEBRUARY)
        assert (early.color, early.state) == ("yellow", AlertState.NOTIFIED)
        assert "pide una causa y una acción correctiva" in self.page("jefatura", chain_page(self.story))

    def the_liaison_says_why_and_what_is_done(self) -> None:
        """And may not find it adequate; the head does."""
        assert register(self.sign_in("enlace"), self.story, SAID).status_code == 302
        assert validate(self.sign_in("enlace"), self.story, action()).status_code == 403
        assert validate(self.sign_in("jefatura"), self.story, action()).status_code == 302
        assert (action().state, action().cause) == (ActionState.VALIDATED, "Faltó personal")

    def march_is_red(self) -> None:
        """The second cut that is not green: the alert goes on."""
        fill(self.sign_in("enlace"), self.story, MARCH, WORSE)
        self.tick(LAST_EVENING)
        assert send(self.sign_in("enlace")).status_code == 302
        self.tick(AFTER_THE_WINDOW)
        close(self.sign_in, MARCH)
        assert score(self.story, "PE-01").color == "red"
        assert alert(self.story, AlertKind.EARLY, FEBRUARY).ending is Ending.CONTINUES
        assert alert(self.story, AlertKind.PERSISTENT, MARCH).severity == "high"

    def it_asks_for_a_new_and_different_action(self) -> None:
        """The earlier one is no answer, whatever its letters; the alert closes with the new one alone."""
        liaison, head, of = self.sign_in("enlace"), self.sign_in("jefatura"), chain_page(self.story)
        closing = f"/alertas/{alert(self.story, AlertKind.PERSISTENT, MARCH).id}/cerrar"
        assert press(head, of, closing, note="Ya se atiende").status_code == 409
        assert register(liaison, self.story, f" {SAID.upper()}. ").status_code == 422
        assert register(liaison, self.story, NEW).status_code == 302
        assert validate(head, self.story, action(NEW)).status_code == 302
        assert press(head, of, closing, note="Ya se atiende").status_code == 302

    def the_new_action_is_carried_out(self) -> None:
        """By its unit, with what shows it; planning verifies it and closes it."""
        file = uploaded(PHOTO, "equipos.jpg")
        assert act(self.sign_in("enlace"), self.story, "implementar", action(NEW), evidence=file).status_code == 302
        for name in ("verificar", "cerrar"):
            assert act(self.sign_in("analista"), self.story, name, action(NEW)).status_code == 302
        assert action(NEW).state is ActionState.CLOSED

    def the_quarter_calls_those_who_take_part(self) -> None:
        """The clock drafts the urgent meeting for the director: the two dependencies of the project, no other."""
        self.tick("2027-04-12T09:00:00-06:00")
        ((key,),) = rows("SELECT id FROM meeting")
        self.meeting = f"/reuniones/{key}/"
        called = {row[0] for row in rows("SELECT org_unit_id FROM invitee")}
        assert called == {self.story.units["DGA"], self.story.units["DGT"]}
        assert "PE-01" in self.page("direccion", self.meeting)

    def it_is_convened_held_and_agrees(self) -> None:
        """The director convenes; the analyst keeps attendance, what was agreed and the minutes; all get them."""
        director, analyst = self.sign_in("direccion"), self.sign_in("analista")
        assert step(director, self.meeting, "convocar").status_code == 302
        self.tick("2027-04-16T12:00:00-06:00")
        assert came(self.meeting, analyst, jefatura2="excused").status_code == 302
        terms = {"commitment": AGREED, "org_unit": str(self.story.units["DGA"]), "due_on": "2027-05-14"}
        about = {"plan_item": str(self.story.items["PE-01"])}
        assert step(analyst, self.meeting, "compromisos", **terms, **about).status_code == 302
        assert step(analyst, self.meeting, "acta", body="Se vio PE-01.").status_code == 302
        assert step(director, self.meeting, "acta/aprobar").status_code == 302
        assert step(analyst, self.meeting, "acta/comunicar").status_code == 302
        assert meeting_at(self.meeting).state is MeetingState.COMMUNICATED

    def what_was_agreed_is_fulfilled_by_one_and_verified_by_another(self) -> None:
        """The head gives it to the liaison, who fulfils it; who answers for it does not verify it."""
        self.commitment = commitment_page(AGREED)
        liaison, head = self.sign_in("enlace"), self.sign_in("jefatura")
        assert step(head, self.commitment, "asignar", owner=str(self.story.people["enlace"])).status_code == 302
        assert step(liaison, self.commitment, "cumplir", evidence=uploaded(PHOTO, "obra.jpg")).status_code == 302
        assert step(liaison, self.commitment, "verificar").status_code == 403
        assert step(self.sign_in("analista"), self.commitment, "verificar").status_code == 302
        assert commitment_at(self.commitment).state is CommitmentState.VERIFIED

    def it_is_walked_there_and_back(self, person: str) -> None:
        """Each page of the chain has the link to the next one, and to the one before."""
        cell = f"/tablero/{self.story.items['PE-01']}/"
        for there, back in pairwise((cell, chain_page(self.story), self.meeting, self.commitment)):
            assert there in self.links(person, back)
            assert back in self.links(person, there)
        assert chain_page(self.story) in self.links(person, self.commitment)

    def page(self, person: str, address: str) -> str:
        """A page as somebody reads it."""
        answer = self.sign_in(person).get(address)
        assert answer.status_code == 200
        return " ".join(answer.text.split())

    def links(self, person: str, address: str) -> set[str]:
        """The addresses to which a page leads, whatever the period or place in them."""
        found = re.findall(r'href="([^"?#]+)', self.page(person, address).split("<main", 1)[1])
        return set(found)


def test_it_is_followed_from_the_red_cell_to_the_closed_commitment_and_back(
    story: Story, sign_in: Callable[[str], FlaskClient], shell: Shell
) -> None:
    following = Following(story, sign_in, shell)
    following.february_is_the_first_cut_that_is_not_green()
    following.the_liaison_says_why_and_what_is_done()
    following.march_is_red()
    following.it_asks_for_a_new_and_different_action()
    following.the_new_action_is_carried_out()
    following.the_quarter_calls_those_who_take_part()
    following.it_is_convened_held_and_agrees()
    following.what_was_agreed_is_fulfilled_by_one_and_verified_by_another()
    for person in ("jefatura", "enlace", "direccion", "viceministro", "control"):
        following.it_is_walked_there_and_back(person)
