"""Nobody verifies what he entered or sent, and somebody always can (R 3.3, SoD-1 and SoD-15)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from models.rules.errors import RuleBroken


def who_verifies(ladder: Iterable[Collection[int]], authors: Collection[int]) -> frozenset[int]:
    """Give the people who may verify a sheet.

    `ladder` holds people by rung: the heads of the unit, the heads of the unit above it and so on, and last the
    planning analysts. `authors` entered or submitted the sheet. The lowest rung with somebody else on it decides, so
    that in a small office verification moves up and never disappears (SoD-15). Empty only when all rungs are.
    """
    rungs = (frozenset(people).difference(authors) for people in ladder)
    return next((people for people in rungs if people), frozenset())


def check_not_author(person: int, authors: Collection[int]) -> None:
    """Raise RuleBroken 403 where the person entered or submitted what is to be verified (SoD-1)."""
    if person in authors:
        raise RuleBroken(
            "author_may_not_verify",
            "Usted capturó o envió esta hoja: debe revisarla otra persona.",
            status=403,
        )


def check_may_verify(person: int, ladder: Iterable[Collection[int]], authors: Collection[int]) -> None:
    """Raise RuleBroken 403 unless it is this person's turn to verify; whose turn it is acts as the unit's head."""
    check_not_author(person, authors)
    if person not in who_verifies(ladder, authors):
        raise RuleBroken("not_the_verifier", "El paso que sigue de esta hoja corresponde a otra persona.", status=403)
